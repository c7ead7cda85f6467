/** What bundles make of our own files: the values that code makes, compressed. */
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { LUA } from "./lua.mjs";
import { pack } from "./packed.mjs";

const PACKED = fileURLToPath(new URL("packed.mjs", import.meta.url));

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
