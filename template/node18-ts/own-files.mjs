/** What bundles make of our own files: values in place of the code that makes them, and shorter texts. */
import { readFile } from "node:fs/promises";
import { build } from "esbuild";

/** Plugins for esbuild. The paths of files that are evaluated, and so are no inputs of the bundle, are added to `evaluated`. */
export const ownFiles = (evaluated) => [
  {
    name: "static",
    setup: (build) =>
      build.onLoad({ filter: /\.static\.ts$/ }, async ({ path }) => {
        const { values, inputs } = await evaluate(path);
        evaluated.push(...inputs);
        return { contents: constants(values) };
      }),
  },
  {
    name: "lua",
    setup: (build) =>
      build.onLoad({ filter: /\.lua$/ }, async ({ path }) => ({
        contents: withoutComments(await readFile(path, "utf8")),
        loader: "text",
      })),
  },
  {
    name: "style",
    setup: (build) =>
      build.onLoad({ filter: /[\\/]web[\\/]style\.ts$/ }, async ({ path }) => ({
        contents: withoutSpace(await readFile(path, "utf8")),
        loader: "ts",
      })),
  },
];

/** What a module exports, and the paths of all files that it was made of. */
async function evaluate(path) {
  const { outputFiles, metafile } = await build({
    entryPoints: [path],
    bundle: true,
    write: false,
    metafile: true,
    platform: "node",
    format: "esm",
    logLevel: "silent", // the rejection has the faults
  });
  const values = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString("base64")}`);
  return { values, inputs: Object.keys(metafile.inputs) };
}

const constants = (values) =>
  Object.entries(values)
    .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`)
    .join("\n");

/** The style sheet as short as it makes itself when it is loaded. */
const withoutSpace = (source) =>
  source.replace(/css`[^`]*`/, (sheet) =>
    sheet
      .replace(/\/\*.*?\*\//g, "")
      .replace(/\s+/g, " ")
      .replace(/ ?([{};,]) ?|: /g, (_, mark = ":") => mark),
  );

/**
 * Lua without indentation and comments. The lines stay where they are, since errors name them; so do the lists of keys,
 * arguments and flags, because code is made from them. None of our files has a string that spans lines.
 */
export function withoutComments(lua) {
  let inList = false;
  const isKept = (line) => {
    inList = /^-- (KEYS|ARGV|Flags):/.test(line) || (inList && /^-- {3,}/.test(line));
    return inList || !line.startsWith("--");
  };
  const lines = lua.split("\n").map((line) => line.trim());
  return lines.map((line) => (isKept(line) ? line : "")).join("\n");
}
