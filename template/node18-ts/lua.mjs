/** Lua files as they are imported: their text, with nothing in the place of comments below the header. */
import { readFile } from "node:fs/promises";

/** Lines stay where they are, so that errors name them. The header says what the file takes, and is read. */
export function withoutComments(lua) {
  const headerEnds = lua.indexOf("\n\n");
  return headerEnds < 0 ? lua : lua.slice(0, headerEnds) + lua.slice(headerEnds).replace(/^[ \t]*--.*$/gm, "");
}

/** A plugin for esbuild. */
export const LUA = {
  name: "lua",
  setup: (build) =>
    build.onLoad({ filter: /\.lua$/ }, async ({ path }) => ({
      contents: withoutComments(await readFile(path, "utf8")),
      loader: "text",
    })),
};
