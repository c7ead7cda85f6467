/**
 * The benchmarks: `npm run bench` runs all; `npm run bench -- platform starts` runs one, with its own arguments.
 * Figures are ratios against a baseline in the same run; absolute times are for this machine only.
 */
import { existsSync } from "node:fs";
import { spawnOwned } from "../../tools/processes.ts";

/** Files in this folder; each says at its top what it measures. */
const BENCHES = [
  "platform/run.ts",
  "store.ts",
  "people.ts",
  "import.ts",
  "answers.ts",
  "digest.ts",
  "connection.ts",
  "scale/run.ts",
];

const [asked, ...rest] = process.argv.slice(2);
const chosen = BENCHES.filter((file) => asked === undefined || file.startsWith(asked));
if (chosen.length === 0) {
  console.error(
    `There is no benchmark ${asked}. There are ${BENCHES.map((file) => file.split(/[/.]/)[0]).join(", ")}.`,
  );
  process.exit(2);
}
for (const file of chosen) {
  const path = `test/bench/${file}`;
  if (!existsSync(path)) continue;
  const child = spawnOwned(process.execPath, [...process.execArgv, path, ...rest], { stdio: "inherit" });
  child.ref();
  const code = await new Promise((resolve) => child.once("exit", resolve));
  if (code !== 0) process.exitCode = 1;
}
