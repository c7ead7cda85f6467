/**
 * Lays out each function's build context in `build/<function>`, as `faas-cli build --shrinkwrap` does: `npm run contexts`.
 * `docker build build/<function>` then makes its image.
 */
import { cp, mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { load } from "js-yaml";
import * as z from "zod";
import { functionNames } from "./bundle.ts";

const Stack = z.object({ configuration: z.object({ copy: z.array(z.string()) }) });

/** The template, then the function's own folder, then the files that every build gets. */
export async function shrinkwrap(repository: string): Promise<void> {
  const { configuration } = Stack.parse(load(await readFile(join(repository, "stack.yml"), "utf8")));
  for (const name of functionNames()) {
    const context = join(repository, "build", name);
    await rm(context, { recursive: true, force: true });
    await cp(join(repository, "template/node18-ts"), context, { recursive: true });
    await cp(join(repository, "functions", name), join(context, "function"), { recursive: true });
    for (const path of configuration.copy) {
      await mkdir(join(context, "function", path, ".."), { recursive: true });
      await cp(join(repository, path), join(context, "function", path), { recursive: true });
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await shrinkwrap(".");
