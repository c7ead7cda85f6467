/**
 * Bundles functions as the template's Dockerfile does: `npm run bundle`, or `npm run bundle -- join-pod pods`.
 * A bundle is `build/<function>/index.cjs` with what it reads and the community's settings beside it.
 */
import { existsSync, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle } from "../template/node18-ts/bundle.mjs";

const ROOT = resolve(fileURLToPath(import.meta.url), "../..");

/** The names of all functions: folders with a handler. */
export function functionNames(): string[] {
  const folder = join(ROOT, "functions");
  return readdirSync(folder).filter((name) => existsSync(join(folder, name, "handler.ts")));
}

/** The folders whose files are bundled into functions. */
export const SOURCE_FOLDERS = ["functions", "template"].map((name) => join(ROOT, name));

/** Writes one function's bundle into `<out>/<name>/` and returns the path of its file. */
export async function bundleFunction(name: string, out = join(ROOT, "build")): Promise<string> {
  const folder = join(out, name);
  await bundle({ handler: handlerOf(name), out: folder, settings: join(ROOT, "pods.yml") });
  return join(folder, "index.cjs");
}

/** The same for development: it can be read and debugged. Also returns the paths of the files that went into it. */
export async function bundleForDevelopment(name: string, out: string): Promise<{ file: string; sources: string[] }> {
  const folder = join(out, name);
  const sources = await bundle({ handler: handlerOf(name), out: folder, development: true });
  return { file: join(folder, "index.cjs"), sources };
}

const handlerOf = (name: string) => join(ROOT, "functions", name, "handler.ts");

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const requested = process.argv.slice(2);
  for (const name of requested.length > 0 ? requested : functionNames()) {
    const file = await bundleFunction(name);
    console.log(`${name.padEnd(16)} ${Math.ceil(statSync(file).size / 1024)} KB`);
  }
}
