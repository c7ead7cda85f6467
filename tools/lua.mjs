/** Lets Node import a .lua file as its text, as the bundle does: `node --import ./tools/lua.mjs …`. */
import { readFile } from "node:fs/promises";
import { register } from "node:module";

if (!import.meta.url.includes("?hooks")) register(`${import.meta.url}?hooks`);

export async function load(url, context, next) {
  if (!new URL(url).pathname.endsWith(".lua")) return next(url, context);
  const text = await readFile(new URL(url), "utf8");
  return { format: "module", shortCircuit: true, source: `export default ${JSON.stringify(text)};` };
}
