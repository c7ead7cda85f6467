import type { FileResult } from "./file-result.ts";
import { LEVEL_NAMES, levelOf } from "./levels.ts";

/** One line for a file that passed; everything it wrote for one that failed. */
export function printResult({ file, passed, failed, ms, cpuMs, output, problems }: FileResult): void {
  if (failed === 0) {
    const cpu = cpuMs === undefined ? "" : `, processor ${cpuMs} ms`;
    console.log(`ok    ${file}  ${passed} passed, ${ms} ms${cpu}`);
    return;
  }
  console.log(`\n${output.trim()}\n`);
  console.log(`FAIL  ${file}  ${failed} failed${problems.map((problem) => `, ${problem}`).join("")}`);
}

/** Prints the end of a run and returns the exit code. */
export function printTotals(results: readonly FileResult[], checked: boolean): number {
  const sum = (key: "passed" | "failed" | "skipped") => results.reduce((total, result) => total + result[key], 0);
  const gaps = results.flatMap((result) => result.notProven.map((gap) => `  ${gap}  (${result.file})`));
  const broken = results.filter((result) => result.failed > 0).map((result) => `  ${result.file}`);
  if (!checked) broken.unshift("  npm run check");
  console.log(`\n${processorTime(results)}`);
  if (gaps.length > 0) console.log(`\nNot proven on this machine:\n${gaps.join("\n")}`);
  if (broken.length > 0) console.log(`\nFailed:\n${broken.join("\n")}`);

  const failed = sum("failed") + (checked ? 0 : 1);
  const skipped = sum("skipped") + gaps.length;
  console.log(`\n${sum("passed")} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
  return failed > 0 ? 1 : 0;
}

/** The processor time of each level. */
function processorTime(results: readonly FileResult[]): string {
  const levels = LEVEL_NAMES.flatMap((level) => {
    const files = results.filter(({ file }) => levelOf(file) === level);
    const cpuMs = files.reduce((total, file) => total + (file.cpuMs ?? 0), 0);
    return files.length === 0 ? [] : `${level} ${(cpuMs / 1000).toFixed(1)} s in ${files.length} files`;
  });
  return `Processor time: ${levels.join(", ")}`;
}
