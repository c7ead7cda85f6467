import { accessSync, constants } from "node:fs";
import { delimiter, join, resolve } from "node:path";

/** In the image the watchdog has a shorter name. */
const ALSO_CALLED: Readonly<Record<string, string>> = { "of-watchdog": "fwatchdog" };

/**
 * The path of an OpenFaaS program: from its variable (`FAAS_CLI` for faas-cli) or the PATH. No package registry has these
 * programs, so a machine may lack them: then this prints what stays untested and returns `undefined`.
 * With PODS_PLATFORM=required it throws instead, and so it does when the variable names a file that cannot be run.
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

/** The same, silently. */
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
