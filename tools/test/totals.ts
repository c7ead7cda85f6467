/** Reads a test file's output: uvu's totals, and the gaps that its tests could not prove on this machine. */
export interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const ANSI_COLOUR = /\x1b\[[0-9;]*m/g;

/** uvu's totals; `undefined` if the output has none, because the file crashed earlier or ran no suite. */
export function parseTotals(output: string): Totals | undefined {
  const plain = output.replace(ANSI_COLOUR, "");
  const total = last(plain, /^ {2}Total: +(\d+)$/gm);
  const passed = last(plain, /^ {2}Passed: +(\d+)$/gm);
  const skipped = last(plain, /^ {2}Skipped: +(\d+)$/gm);
  if (total === undefined || passed === undefined || skipped === undefined) return undefined;
  return { passed, failed: total - passed, skipped };
}

/** The lines "SKIPPED: what was not proven on which program" of an output. */
export function notProven(output: string): string[] {
  return output
    .replace(ANSI_COLOUR, "")
    .split("\n")
    .flatMap((line) => /SKIPPED: (.+)$/.exec(line)?.[1]?.trim() ?? []);
}

/**
 * Suites of a test file that have tests and never run. uvu does not report them, so their tests would be lost.
 * It reads the text and relies on how our files are written: `const name = suite(…)` and a line with `name` and `.run()`.
 */
export function suitesNeverRun(source: string): string[] {
  const suites = [...source.matchAll(/\bconst (\w+) = suite\b/g)].map((match) => match[1] as string);
  if (/^test\(/m.test(source)) suites.push("test");
  const ends = source.split("\n").filter((line) => line.includes(".run()"));
  return suites.filter((name) => !ends.some((line) => new RegExp(`\\b${name}\\b`).test(line)));
}

function last(text: string, pattern: RegExp): number | undefined {
  const found = [...text.matchAll(pattern)].at(-1)?.[1];
  return found === undefined ? undefined : Number(found);
}
