import { accessSync, constants } from "node:fs";
import { delimiter, join, resolve } from "node:path";

/** The image has the watchdog under a shorter name. */
const ALSO_CALLED: Readonly<Record<string, string>> = { "of-watchdog": "fwatchdog" };

/**
 * Where a program of OpenFaaS's is: what the variable names (`FAAS_CLI` for faas-cli), else the PATH. No registry has
 * them, so a machine may be without: then this says what is not proven, and gives nothing.
 * Throws instead under PODS_PLATFORM=required, and when the variable names what cannot be run.
 */
export function programOrSkip(name: string, proves: string): string | undefined {
  const found = findProgram(name);
  if (found === undefined) {
    const gap = `${proves}, on ${name} (set ${variableOf(name)})`;
    if (process.env.PODS_PLATFORM === "required") throw new Error(`Not proven: ${gap}`);
    console.log(`\nSKIPPED: ${gap}`);
  }
  return found;
}

/** The same without a word about it. */
export function findProgram(name: string): string | undefined {
  const given = process.env[variableOf(name)];
  if (given) {
    if (isExecutable(given)) return resolve(given);
    throw new Error(`${variableOf(name)} names ${given}, which cannot be run`);
  }
  const names = [name, ALSO_CALLED[name] ?? name];
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.flatMap((folder) => names.map((one) => join(folder, one))).find(isExecutable);
}

const variableOf = (name: string) => name.toUpperCase().replaceAll("-", "_");

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
