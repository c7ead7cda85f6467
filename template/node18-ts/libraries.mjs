/** What bundles leave out of the libraries: code that our functions never run. */
import { readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

const NO_IMPORTS = `module.exports = {
  hasHimportCoordinator: Symbol(), cloneHimportFieldsets() {}, getHimportBinding() {}, isInternalHimportCommand: () => false,
  interceptHimportCommand: () => false, interceptHimportPipeline: () => false,
};`;

const QUEUE = `module.exports = class extends Array {
  peekAt(at) { return this[at]; }
  peekFront() { return this[0]; }
  remove(at, count) { return this.splice(at, count); }
};`;

/** Everything that would make JSON Schema of a schema. Our functions only parse; `*.static.ts` has what they publish. */
const NO_JSON_SCHEMA = `const refused = () => { throw new Error("A bundle cannot make JSON Schema: do it in a file *.static.ts"); };
export {
  refused as toJSONSchema, refused as createToJSONSchemaMethod, refused as createStandardJSONSchemaMethod,
  refused as aggregateChecks,
};`;

const NO_JSON_SCHEMA_FOR = new Set([
  "external.js json-schema-processors.js",
  "schemas.js json-schema-processors.js",
  "schemas.js to-json-schema.js",
]);

/** Modules that ioredis loads and our images do not need, with their replacements. */
export const UNUSED = {
  // With DEBUG set it would log every command, people's names included.
  "./debug": "export default () => Object.assign(() => {}, { enabled: false });",
  // Channels for tools that watch a program from inside, which would get the arguments of commands. We run none.
  "./tracing":
    "const run = (work) => work(); export { run as traceCommand, run as traceBatch, run as traceConnect }; export const sanitizeArgs = () => [];",
  // ioredis only re-exports this class: 34 KB that every start would evaluate.
  "./cluster": "export default class Cluster {}",
  // Slots matter to a cluster only.
  "cluster-key-slot": "module.exports = () => 0;",
  // Used for addresses of sentinels, which our secret cannot hold.
  "./connectors/SentinelConnector": "export default class SentinelConnector {} export class SentinelIterator {}",
  "./SentinelConnector": "export default class SentinelConnector {}",
  // We page through SCAN ourselves (redis/scan.ts).
  "./ScanStream": "export default class ScanStream {}",
  // Commands of one's own, which we call as functions of our library, or by EVAL.
  "../Script": "export default class Script {}",
  // An option that is off: redis/pipeline.ts does what it would do.
  "../autoPipelining": "module.exports = { shouldUseAutoPipelining: () => false };",
  // A queue that stays fast beyond any length of ours. Of all else that ioredis asks of it, an array does the same.
  denque: QUEUE,
  // For the command HIMPORT, which we do not use.
  "./himport/HimportCoordinator": NO_IMPORTS,
  "../himport/HimportCoordinator": NO_IMPORTS,
  // The certificates of one provider, used when they are asked for by name.
  "../constants/TLSProfiles": "export default {};",
};

/** Modules of Octokit that we never call, with their replacements: nobody logs in through our app, and we ask by REST. */
export const NOT_CALLED = {
  "@octokit/auth-oauth-app":
    'export const createOAuthAppAuth = () => () => { throw new Error("Nobody logs in here."); };',
  // It recognises addresses of logins, none of which we call.
  "@octokit/auth-oauth-user":
    "export const requiresBasicAuth = () => false; export const createOAuthUserAuth = undefined;",
  "@octokit/graphql": "export const withCustomRequest = () => ({ defaults() {} });",
};

/** Plugins for esbuild. */
export const LESS_OF_LIBRARIES = [
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
    name: "not-called",
    setup: (build) => {
      build.onResolve({ filter: /^@octokit\/(auth-oauth-|graphql$)/ }, ({ path, importer }) =>
        Object.hasOwn(NOT_CALLED, path) && /[\\/]@octokit[\\/](auth-app|core)[\\/]/.test(importer)
          ? { path, namespace: "not-called" }
          : undefined,
      );
      build.onLoad({ filter: /.*/, namespace: "not-called" }, ({ path }) => ({ contents: NOT_CALLED[path] }));
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
        contents: parsingOnly(await readFile(path, "utf8")),
      }));
    },
  },
  {
    // Its other half is for versions of Node before 7.
    name: "redis-errors",
    setup: (build) =>
      build.onLoad({ filter: /[\\/]redis-errors[\\/]index\.js$/ }, () => ({
        contents: 'module.exports = require("./lib/modern");',
      })),
  },
  {
    // Apps of other frameworks inside ours: there are none.
    name: "no-mounts",
    setup: (build) =>
      build.onLoad({ filter: /[\\/]hono[\\/]dist[\\/]utils[\\/]mount\.js$/ }, () => ({
        contents: 'export const createMountedRequest = () => { throw new Error("A bundle mounts no other app."); };',
      })),
  },
  {
    // Forms that a browser sends by itself: our pages send JSON.
    name: "no-forms",
    setup: (build) =>
      build.onLoad({ filter: /[\\/]hono[\\/]dist[\\/]utils[\\/]body\.js$/ }, () => ({
        contents: 'export const parseBody = () => { throw new Error("A bundle reads no forms."); };',
      })),
  },
  {
    // Octokit's parser is for integers beyond 2^53, which it turns into BigInts. GitHub sends none, and we would refuse them.
    name: "plain-json",
    setup: (build) =>
      build.onLoad({ filter: /[\\/]json-with-bigint\.js$/ }, () => ({
        contents: "export const { parse: JSONParse, stringify: JSONStringify } = JSON;",
      })),
  },
  {
    // Transactions, which we need none of: a verb is one call.
    name: "redis-pipelines",
    setup: (build) =>
      build.onLoad({ filter: /[\\/]ioredis[\\/]built[\\/]transaction\.js$/ }, () => ({
        contents: `const { default: Pipeline } = require("./Pipeline");
exports.addTransactionSupport = (redis) => { redis.pipeline = function () { return new Pipeline(this); }; };`,
      })),
  },
  {
    name: "redis-decoder",
    setup: (build) =>
      build.onLoad({ filter: /[\\/]ioredis[\\/]built[\\/]resp[\\/]decoder\.js$/ }, async ({ path }) => ({
        contents: plainMethods(await readFile(path, "utf8")),
      })),
  },
  {
    name: "csv",
    setup: (build) =>
      build.onLoad({ filter: /[\\/]papaparse[\\/]papaparse\.js$/ }, async ({ path }) => ({
        contents: csvParserOnly(await readFile(path, "utf8")),
      })),
  },
  {
    name: "yaml",
    setup: (build) =>
      build.onLoad({ filter: /[\\/]js-yaml[\\/]dist[\\/]js-yaml\.mjs$/ }, async ({ path }) => ({
        contents: readingOnly(await readFile(path, "utf8")),
      })),
  },
];

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
    throw new Error("js-yaml is laid out in another way: adapt readingOnly in libraries.mjs");
  return `${source.slice(0, schema)}${source.slice(afterSchema, writer)}
export { EVENT_ID, getScalarValue, load, parseEvents, YAMLException };`.replace(
    /^var \w+ = (?=define\w+Tag\()/gm,
    "$&/* @__PURE__ */ ",
  );
}

/** The parser of papaparse, which reads a text: without streams, downloads, workers of browsers, and the half that writes. */
export function csvParserOnly(source) {
  const [constants, afterConstants, parser, afterParser] = [
    "var Papa = {};",
    "Papa.WORKERS_SUPPORTED",
    "function Parser(",
    "function newWorker(",
  ].map((mark) => source.indexOf(mark));
  if (!(0 < constants && constants < afterConstants && afterConstants < parser && parser < afterParser))
    throw new Error("papaparse is laid out in another way: adapt csvParserOnly in libraries.mjs");
  return `const JsonToCsv = undefined, CsvToJson = undefined;
const isFunction = (value) => typeof value === "function";
const escapeRegExp = (text) => text.replace(/[^\\w\\s]/g, "\\\\$&");
${source.slice(constants, afterConstants)}
${source.slice(parser, afterParser)}
export default { Parser };`;
}

/**
 * Private methods and fields, which a compiler turned into functions and maps, as functions and fields, without a question at
 * each use whose they are. Fields get names of one letter, as nothing shortens the names of properties.
 */
export const plainMethods = (source) =>
  source
    .replace(/__classPrivateFieldGet\(this, _Decoder_instances, "m", (\w+)\)/g, "$1")
    .replace(/__classPrivateFieldGet\(_a, _a, "f", (\w+)\)/g, "$1.value")
    .replace(/__classPrivateFieldGet\(this, (\w+), "f"\)/g, "this.$1")
    .replace(/__classPrivateFieldSet\(this, (\w+), ([\s\S]*?), "f"\)/g, "(this.$1 = $2)")
    .replace(/(\w+)\.set\(this, (0|void 0)\);/g, "this.$1 = $2;")
    .replace(/this\._Decoder_(\w)\w*/g, "this.$1")
    .replace("_Decoder_instances.add(this);", "")
    .replace(/\w+ = new Weak(Map|Set)\(\), /g, "")
    .replace(/^var __classPrivateField[\s\S]*?^\};$/gm, "");

/** The methods that check formats: `z.string().email()` and many more. Each would bring its schema; `z.email()` does so alone. */
export const FORMATS_OF_STRING = /^(export const ZodString = [\s\S]*?^\}), \{$[\s\S]*?^\}\);$/m;

/** The schemas of zod as far as they parse. Our functions parse JSON, YAML and words, in which nothing holds itself. */
function parsingOnly(source) {
  const memoizer = /^ *core\.config\(\{ memoizer: core\.memoizer\(\) \}\);$/m;
  if (!memoizer.test(source) || !FORMATS_OF_STRING.test(source))
    throw new Error("zod is laid out in another way: adapt parsingOnly in libraries.mjs");
  return source
    .replace(memoizer, "{}")
    .replace(/^ *inst\._zod\.processJSONSchema = .*;$/gm, "")
    .replace(FORMATS_OF_STRING, "$1);");
}
