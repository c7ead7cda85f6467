import { cp } from "node:fs/promises";
import { join } from "node:path";

/** What of the repository a build reads. */
const SOURCES = ["stack.yml", "template", "functions", "package.json", "package-lock.json", "pods.yml"];

/** A copy of the repository as a clean clone has it, to build in. */
export async function cleanClone(folder: string): Promise<string> {
  for (const path of SOURCES) await cp(path, join(folder, path), { recursive: true });
  return folder;
}
