/**
 * A process that runs test files one after another, as uvu's own command does. run-shared.ts sends their paths. The
 * argument is the line that marks the end of a file's output. Plain JavaScript, so that it starts without a compiler.
 */
import { pathToFileURL } from "node:url";
import { cpuMs } from "./cpu-ms.mjs";

const [, , endOfFile] = process.argv;

process.stderr.write = process.stdout.write.bind(process.stdout);
globalThis.UVU_DEFER = 1; // suites wait for exec()
const { exec } = await import("uvu");

process.on("message", async (path) => {
  const before = cpuMs();
  globalThis.UVU_QUEUE.splice(0, Infinity, [null]);
  await import(pathToFileURL(path).href);
  await exec();
  process.stdout.write(`${endOfFile} ${cpuMs() - before}\n`);
  process.exitCode = 0; // the totals report failed tests
});
process.on("disconnect", () => process.exit());
