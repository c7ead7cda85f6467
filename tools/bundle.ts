/**
 * Bundles functions as the template's Dockerfile does: `npm run bundle`, or `npm run bundle -- join-pod pods`.
 * A bundle is `build/<function>/index.cjs` with the community's settings beside it.
 */
import { existsSync, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle } from "../template/node18-ts/bundle.mjs";

const ROOT = resolve(fileURLToPath(import.meta.url), "../..");

/** The functions there are: a folder each, with a handler. */
export function functionNames(): string[] {
  const folder = join(ROOT, "functions");
  return readdirSync(folder).filter((name) => existsSync(join(folder, name, "handler.ts")));
}

/** Writes one function's bundle into `<out>/<name>/` and gives the path of its file. */
export async function bundleFunction(name: string, out = join(ROOT, "build")): Promise<string> {
  const folder = join(out, name);
  await bundle({
    handler: join(ROOT, "functions", name, "handler.ts"),
    out: folder,
    settings: join(ROOT, "pods.yml"),
  });
  return join(folder, "index.cjs");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const asked = process.argv.slice(2);
  for (const name of asked.length > 0 ? asked : functionNames()) {
    const file = await bundleFunction(name);
    console.log(`${name.padEnd(16)} ${Math.ceil(statSync(file).size / 1024)} KB`);
  }
}
