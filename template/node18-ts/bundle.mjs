/**
 * Bundles this template and one handler into one CommonJS file: `node bundle.mjs function/handler.ts out`.
 * The Dockerfile runs it in the build context and the repository's tools import it, so there is one set of options.
 */
import { existsSync } from "node:fs";
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { LESS_OF_LIBRARIES } from "./libraries.mjs";
import { ownFiles } from "./own-files.mjs";

const TEMPLATE = dirname(fileURLToPath(import.meta.url));

/**
 * Writes `index.cjs` into the folder `out`, beside it what it reads, and the settings if the file exists. Returns the paths
 * of all files that went into it. With `development` it can be read and debugged, and only the rejection reports faults.
 */
export async function bundle({ handler, out, settings, development = false }) {
  /** Files whose code ran now, to make values that went into the bundle. */
  const evaluated = [];
  const beside = new Map();
  const { metafile } = await build({
    entryPoints: [join(TEMPLATE, "index.ts")],
    outfile: join(out, "index.cjs"),
    bundle: true,
    minify: !development,
    sourcemap: development,
    metafile: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    legalComments: "none",
    logLevel: development ? "silent" : "warning",
    charset: "utf8",
    // A worker thread starts from the file that asks for it, and that is the bundle.
    define: { "import.meta.filename": "__filename" },
    // Templates call the module itself, not its `default` export.
    footer: { js: "module.exports=module.exports.default;" },
    plugins: [
      ...LESS_OF_LIBRARIES,
      ...ownFiles(evaluated, beside),
      {
        name: "handler",
        setup: (build) =>
          build.onResolve({ filter: /^\.\/function\/handler\.ts$/ }, () => ({ path: resolve(handler) })),
      },
    ],
  });
  await mkdir(out, { recursive: true });
  for (const [name, bytes] of beside) await writeFile(join(out, name), bytes);
  if (settings !== undefined && existsSync(settings)) await copyFile(settings, join(out, "pods.yml"));
  return [...Object.keys(metafile.inputs), ...evaluated].map((path) => resolve(path));
}

const [script, handler, out] = process.argv.slice(1);
if (resolve(script ?? "") === fileURLToPath(import.meta.url)) {
  await bundle({ handler, out, settings: join(dirname(handler), "pods.yml") });
}
