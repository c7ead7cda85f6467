/**
 * Bundles this template and one handler into one CommonJS file: `node bundle.mjs function/handler.ts out`.
 * The Dockerfile runs it in the build context and the repository's tools import it, so there is one set of options.
 */
import { existsSync } from "node:fs";
import { copyFile, mkdir, readFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const TEMPLATE = dirname(fileURLToPath(import.meta.url));

const NO_IMPORTS = `module.exports = {
  hasHimportCoordinator: Symbol(), cloneHimportFieldsets() {}, getHimportBinding() {}, isInternalHimportCommand: () => false,
  interceptHimportCommand: () => false, interceptHimportPipeline: () => false,
};`;

/** Everything that would make JSON Schema of a schema. Our functions only parse; `*.static.ts` has what they publish. */
const NO_JSON_SCHEMA = `const refused = () => { throw new Error("A bundle cannot make JSON Schema: do it in a file *.static.ts"); };
export { refused as toJSONSchema, refused as createToJSONSchemaMethod, refused as createStandardJSONSchemaMethod };`;

const NO_JSON_SCHEMA_FOR = new Set(["external.js json-schema-processors.js", "schemas.js to-json-schema.js"]);

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
          build.onLoad({ filter: /[\\/]@ioredis[\\/]commands[\\/]built[\\/]index\.js$/ }, async ({ path }) => ({
            contents: shortCommands(JSON.parse(await readFile(join(dirname(path), "commands.json"), "utf8"))),
          })),
      },
      {
        name: "no-json-schema",
        setup: (build) => {
          build.onResolve({ filter: /\/(to-json-schema|json-schema-processors)\.js$/ }, ({ path, importer }) =>
            NO_JSON_SCHEMA_FOR.has(`${basename(importer)} ${basename(path)}`)
              ? { path, namespace: "no-json-schema" }
              : undefined,
          );
          build.onLoad({ filter: /.*/, namespace: "no-json-schema" }, () => ({ contents: NO_JSON_SCHEMA }));
          build.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]classic[\\/]schemas\.js$/ }, async ({ path }) => ({
            contents: (await readFile(path, "utf8")).replace(/^ *inst\._zod\.processJSONSchema = .*;$/gm, ""),
          }));
        },
      },
      {
        name: "yaml",
        setup: (build) =>
          build.onLoad({ filter: /[\\/]js-yaml[\\/]dist[\\/]js-yaml\.mjs$/ }, async ({ path }) => ({
            contents: readingOnly(await readFile(path, "utf8")),
          })),
      },
      {
        name: "static",
        setup: (build) =>
          build.onLoad({ filter: /\.static\.ts$/ }, async ({ path }) => ({ contents: await evaluated(path) })),
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
 * Instead of the table of all Redis commands: those that Redis takes while it loads its data, which is all that ioredis
 * asks of it on a connection to one server. They include the commands that it sends by itself; we send ours by `call`.
 */
export function shortCommands(commands) {
  const loading = Object.keys(commands).filter((name) => commands[name].flags.includes("loading"));
  return `const loading = "${loading.join(" ")}".split(" ");
export const list = [...loading, "client"];
export const exists = (name) => loading.includes(name.toLowerCase());
export const hasFlag = (name, flag) => flag === "loading" && exists(name);
export const getKeyIndexes = () => [];`;
}

/** js-yaml as far as it reads YAML 1.2: without the older schema, which it writes with, and without the half that writes. */
export function readingOnly(source) {
  const [schema, afterSchema, writer] = [
    "var YAML11_SCHEMA",
    "//#region src/tag/mapping/real_map.ts",
    "//#region src/ast/",
  ].map((mark) => source.indexOf(mark));
  if (!(0 < schema && schema < afterSchema && afterSchema < writer))
    throw new Error("js-yaml is laid out in another way: adapt readingOnly in bundle.mjs");
  return `${source.slice(0, schema)}${source.slice(afterSchema, writer)}
export { EVENT_ID, getScalarValue, load, parseEvents, YAMLException };`.replace(
    /^var \w+ = (?=define\w+Tag\()/gm,
    "$&/* @__PURE__ */ ",
  );
}

/** A module of constants with their values in place of the code that makes them. */
async function evaluated(path) {
  const options = { entryPoints: [path], bundle: true, write: false, platform: "node", format: "esm" };
  const [{ text }] = (await build(options)).outputFiles;
  const values = await import(`data:text/javascript;base64,${Buffer.from(text).toString("base64")}`);
  return Object.entries(values)
    .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`)
    .join("\n");
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
