/** Build contexts, as faas-cli lays them out. */
import { cp, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { load } from "js-yaml";
import { functionNames } from "../../../tools/bundle.ts";

/** What of the repository a build reads. */
const SOURCES = ["stack.yml", "template", "functions", "package.json", "package-lock.json", "pods.yml"];

/** A copy of the repository as a clean clone has it, to build in. */
export async function cleanClone(folder: string): Promise<string> {
  for (const path of SOURCES) await cp(path, join(folder, path), { recursive: true });
  return folder;
}

/** `faas-cli build --shrinkwrap` by hand: the template, then the handler's folder, then what every build gets. */
export async function shrinkwrap(clone: string): Promise<void> {
  const { configuration } = load(await readFile(join(clone, "stack.yml"), "utf8")) as {
    configuration: { copy: string[] };
  };
  for (const name of functionNames()) {
    const context = join(clone, "build", name);
    await cp(join(clone, "template/node18-ts"), context, { recursive: true });
    await cp(join(clone, "functions", name), join(context, "function"), { recursive: true });
    for (const path of configuration.copy as string[]) {
      await mkdir(join(context, "function", path, ".."), { recursive: true });
      await cp(join(clone, path), join(context, "function", path), { recursive: true });
    }
  }
}
