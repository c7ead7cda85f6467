import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/**
 * Where a program of OpenFaaS's is: what the variable names (`FAAS_CLI` for faas-cli), else the PATH. No registry has
 * them, so a machine may be without: then this says what is not proven, and gives nothing.
 */
export function programOrSkip(name: string, proves: string): string | undefined {
  const variable = name.toUpperCase().replaceAll("-", "_");
  const given = process.env[variable];
  if (given) return given;
  const found = (process.env.PATH ?? "")
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find(isExecutable);
  if (found === undefined) console.log(`\nSKIPPED: ${proves}, on ${name} (set ${variable})`);
  return found;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
