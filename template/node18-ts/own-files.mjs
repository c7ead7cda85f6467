/** What bundles make of our own files: the values that code makes, compressed. */
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { build } from "esbuild";
import { LUA } from "./lua.mjs";
import { pack } from "./packed.mjs";

const PACKED = fileURLToPath(new URL("packed.mjs", import.meta.url));

/**
 * Plugins for esbuild. The paths of files that are evaluated, and so are no inputs of the bundle, are added to `evaluated`.
 * The bundle holds the values of `*.static.ts`; those of `*.beside.ts` are added to `beside`, by the name of the file that the
 * bundle reads them from.
 */
export const ownFiles = (evaluated, beside) => [
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
    name: "beside",
    setup: (build) =>
      build.onLoad({ filter: /\.beside\.ts$/ }, async ({ path }) => {
        const { values, inputs } = await evaluate(path);
        evaluated.push(...inputs);
        const name = `${basename(path, ".beside.ts")}.br`;
        beside.set(name, brotliCompressSync(JSON.stringify(values)));
        return { contents: valuesIn(name, values) };
      }),
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
    plugins: [LUA],
    logLevel: "silent", // the rejection has the faults
  });
  const values = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString("base64")}`);
  return { values, inputs: Object.keys(metafile.inputs) };
}

/** Packed: Lua, JSON Schema and a style sheet take a quarter to a third of the space. */
const constants = (values) =>
  `import { unpack } from ${JSON.stringify(PACKED)};
  export const { ${Object.keys(values).join(", ")} } = unpack(${JSON.stringify(pack(values))});`;

const valuesIn = (name, values) =>
  `import { readFileSync } from "node:fs";
  import { brotliDecompressSync } from "node:zlib";
  const bytes = readFileSync(__dirname + ${JSON.stringify(`/${name}`)});
  export const { ${Object.keys(values).join(", ")} } = JSON.parse(brotliDecompressSync(bytes).toString());`;
