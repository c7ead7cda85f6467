/**
 * Bundles this template and one handler into one CommonJS file: `node bundle.mjs function/handler.ts out`.
 * The Dockerfile runs it in the build context and the repository's tools import it, so there is one set of options.
 */
import { existsSync } from "node:fs";
import { copyFile, mkdir, readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const TEMPLATE = dirname(fileURLToPath(import.meta.url));

const NO_IMPORTS = `module.exports = {
  hasHimportCoordinator: Symbol(), cloneHimportFieldsets() {}, getHimportBinding() {}, isInternalHimportCommand: () => false,
  interceptHimportCommand: () => false, interceptHimportPipeline: () => false,
};`;

/** Modules that ioredis loads and our images do not need, with their replacements. */
export const UNUSED = {
  // With DEBUG set it would log every command, people's names included.
  debug: "export default () => Object.assign(() => {}, { enabled: false });",
  // ioredis only re-exports this class: 34 KB that every start would evaluate.
  "./cluster": "export default class Cluster {}",
  // Slots matter to a cluster only.
  "cluster-key-slot": "module.exports = () => 0;",
  // Used for addresses of sentinels, which our secret cannot hold.
  "./connectors/SentinelConnector": "export default class SentinelConnector {} export class SentinelIterator {}",
  "./SentinelConnector": "export default class SentinelConnector {}",
  // We page through SCAN ourselves (redis/scan.ts).
  "./ScanStream": "export default class ScanStream {}",
  // An option that is off: redis/pipeline.ts does what it would do.
  "../autoPipelining": "module.exports = { shouldUseAutoPipelining: () => false };",
  // For the command HIMPORT, which we do not use.
  "./himport/HimportCoordinator": NO_IMPORTS,
  "../himport/HimportCoordinator": NO_IMPORTS,
  // The certificates of one provider, used when they are asked for by name.
  "../constants/TLSProfiles": "export default {};",
};

/**
 * Writes `index.cjs` into the folder `out`, with the settings beside it if the file exists. Returns the paths of all
 * files that went into it. With `development` it can be read and debugged, and only the rejection reports faults.
 */
export async function bundle({ handler, out, settings, development = false }) {
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
      {
        name: "unused",
        setup: (build) => {
          build.onResolve({ filter: /./ }, ({ path, importer }) =>
            Object.hasOwn(UNUSED, path) && /[\\/]ioredis[\\/]built[\\/]/.test(importer)
              ? { path, namespace: "unused" }
              : undefined,
          );
          build.onLoad({ filter: /.*/, namespace: "unused" }, ({ path }) => ({ contents: UNUSED[path] }));
        },
      },
      {
        name: "redis-commands",
        setup: (build) =>
          build.onLoad({ filter: /[\\/]@ioredis[\\/]commands[\\/]built[\\/]commands\.json$/ }, async ({ path }) => ({
            contents: shortCommands(JSON.parse(await readFile(path, "utf8"))),
          })),
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
      {
        name: "handler",
        setup: (build) =>
          build.onResolve({ filter: /^\.\/function\/handler\.ts$/ }, () => ({ path: resolve(handler) })),
      },
    ],
  });
  await mkdir(out, { recursive: true });
  if (settings !== undefined && existsSync(settings)) await copyFile(settings, join(out, "pods.yml"));
  return Object.keys(metafile.inputs).map((path) => resolve(path));
}

/**
 * The table of all Redis commands as a module, with only the fields that ioredis reads: 5 KB instead of 40, which every
 * start would evaluate.
 */
export function shortCommands(commands) {
  const flagsRead = ["readonly", "loading"];
  const rows = Object.entries(commands).map(([name, { flags, keyStart, keyStop, step }]) =>
    [
      name,
      flags
        .map((flag) => flagsRead.indexOf(flag))
        .filter((flag) => flag >= 0)
        .join(""),
      keyStart,
      keyStop,
      step,
    ].join(),
  );
  return `module.exports = Object.fromEntries("${rows.join(" ")}".split(" ").map((row) => {
    const [name, flags, keyStart, keyStop, step] = row.split(",");
    return [name, { flags: [...flags].map((flag) => ${JSON.stringify(flagsRead)}[flag]), keyStart: +keyStart, keyStop: +keyStop, step: +step }];
  }));`;
}

/** The style sheet as short as it makes itself when it is loaded. */
export const withoutSpace = (source) =>
  source.replace(/css`[^`]*`/, (sheet) =>
    sheet
      .replace(/\/\*.*?\*\//g, "")
      .replace(/\s+/g, " ")
      .replace(/ ?([{};,]) ?|: /g, (_, mark = ":") => mark),
  );

/**
 * A script without indentation and comments. The lists of KEYS and ARGV stay, because the names in the script are made
 * from them. None of our scripts has a string that spans lines.
 */
export function withoutComments(lua) {
  let inList = false;
  const isKept = (line) => {
    inList = /^-- (KEYS|ARGV):/.test(line) || (inList && /^-- {3,}/.test(line));
    return inList || (line !== "" && !line.startsWith("--"));
  };
  const lines = lua.split("\n").map((line) => line.trim());
  return lines.filter(isKept).join("\n");
}

const [script, handler, out] = process.argv.slice(1);
if (resolve(script ?? "") === fileURLToPath(import.meta.url)) {
  await bundle({ handler, out, settings: join(dirname(handler), "pods.yml") });
}
