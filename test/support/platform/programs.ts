/**
 * The real OpenFaaS programs, where this machine has them. No package registry does, so a scenario also runs without
 * them; what then stays unproven is said at the end of the run, and fails it under PODS_PLATFORM=required.
 */
import { accessSync, constants } from "node:fs";
import { delimiter, join, resolve } from "node:path";

export interface Program {
  readonly name: string;
  /** The environment variable that says where it is. */
  readonly variable: string;
  readonly files: readonly string[];
}

export const WATCHDOG: Program = { name: "of-watchdog", variable: "OF_WATCHDOG", files: ["of-watchdog", "fwatchdog"] };
export const FAAS_CLI: Program = { name: "faas-cli", variable: "FAAS_CLI", files: ["faas-cli"] };
export const CRON_CONNECTOR: Program = {
  name: "cron-connector",
  variable: "CRON_CONNECTOR",
  files: ["cron-connector"],
};

/** Where the program is; `undefined` when it is nowhere. A variable that names nothing that runs is an error. */
export function findProgram({ variable, files }: Program): string | undefined {
  const named = process.env[variable];
  if (named !== undefined && named !== "") {
    if (!runs(named)) throw new Error(`${variable} names ${named}, which cannot be run`);
    return resolve(named);
  }
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders.flatMap((folder) => files.map((file) => join(folder, file))).find(runs);
}

/** Says that `what` was not proven on the real program; throws when it had to be. */
export function notProven(what: string, { name, variable }: Program): void {
  const sentence = `${what}, on the real ${name} (put it on the PATH or set ${variable})`;
  if (process.env.PODS_PLATFORM === "required") throw new Error(`Not proven: ${sentence}`);
  console.log(`SKIPPED: ${sentence}`);
}

function runs(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
