/**
 * Lets Node import a .lua file as its text, as the bundle does: `node --import tsx --import ./tools/lua.mjs …`.
 * Node passes these options on to worker threads, but tsx does not register itself there, so this file does.
 */
import { readFile } from "node:fs/promises";
import { register } from "node:module";
import { isMainThread } from "node:worker_threads";
import { withoutComments } from "../template/node18-ts/lua.mjs";

if (!import.meta.url.includes("?hooks")) {
  if (!isMainThread) (await import("tsx/esm/api")).register();
  register(`${import.meta.url}?hooks`);
}

export async function load(url, context, next) {
  if (!new URL(url).pathname.endsWith(".lua")) return next(url, context);
  const text = withoutComments(await readFile(new URL(url), "utf8"));
  return { format: "module", shortCircuit: true, source: `export default ${JSON.stringify(text)};` };
}
