/** Lua files as they are imported: their text, with nothing in the place of comments. */
import { readFile } from "node:fs/promises";

/** A list of what a verb takes, which is read when the library is assembled; or any other comment. */
const LIST_OR_COMMENT = /^(-- (?:KEYS|ARGV|Flags):.*(?:\n-- {3,}.*)*)|^[ \t]*--.*$/gm;

/** Lines stay where they are, so that errors name them. */
export const withoutComments = (lua) => lua.replace(LIST_OR_COMMENT, (_, list) => list ?? "").replace(/^[ \t]+/gm, "");

/** A plugin for esbuild. */
export const LUA = {
  name: "lua",
  setup: (build) =>
    build.onLoad({ filter: /\.lua$/ }, async ({ path }) => ({
      contents: withoutComments(await readFile(path, "utf8")),
      loader: "text",
    })),
};
