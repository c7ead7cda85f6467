/**
 * One CommonJS file out of this template and one handler: `node bundle.mjs function/handler.ts out`.
 * The Dockerfile runs it in the build context; the repository's tools import it. So there is one set of options.
 */
import { existsSync } from "node:fs";
import { copyFile, mkdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const TEMPLATE = dirname(fileURLToPath(import.meta.url));

/**
 * Writes `index.cjs` into the folder `out`, and the settings beside it when there are any.
 */
export async function bundle({ handler, out, settings }) {
  await build({
    entryPoints: [join(TEMPLATE, "index.ts")],
    outfile: join(out, "index.cjs"),
    bundle: true,
    minify: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    legalComments: "none",
    logLevel: "warning",
    loader: { ".lua": "text" },
    // Templates call what the module is, not what it calls `default`.
    footer: { js: "module.exports=module.exports.default;" },
    plugins: [
      {
        name: "handler",
        setup: (build) =>
          build.onResolve({ filter: /^\.\/function\/handler\.ts$/ }, () => ({ path: resolve(handler) })),
      },
    ],
  });
  await mkdir(out, { recursive: true });
  if (settings !== undefined && existsSync(settings)) await copyFile(settings, join(out, "pods.yml"));
}

const [script, handler, out] = process.argv.slice(1);
if (resolve(script ?? "") === fileURLToPath(import.meta.url)) {
  await bundle({ handler, out, settings: join(dirname(handler), "pods.yml") });
}
