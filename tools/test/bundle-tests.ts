import { readFile, symlink } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build, type Metafile, type Plugin } from "esbuild";
import { LUA } from "../../template/node18-ts/lua.mjs";

export interface TestBundle {
  /** The JavaScript of a test file. */
  script(file: string): string;
  /** The test files that import one of these, directly or not. */
  importersOf(changed: readonly string[]): string[];
  /** Every source that was read, relative to the repository. */
  readonly sources: ReadonlySet<string>;
}

const OWN_ADDRESS = "__ownAddress";

/** Starts a worker from the file that it is in: without a file of its own, each worker would run the test again. */
const PLANNER_THREAD = "functions/rebalance/planner/thread.ts";

/** A file's own address: in a bundle, `import.meta.url` would be the bundle's. */
const ownAddress: Plugin = {
  name: "own-address",
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.(ts|mjs)$/ }, async ({ path }) => {
      const address = JSON.stringify(pathToFileURL(path).href);
      return { loader: "ts", contents: `const ${OWN_ADDRESS} = ${address}; ${await readFile(path, "utf8")}` };
    }),
};

/**
 * Compiles test files into `folder`. Code that several files import is compiled once instead of once per process.
 * Packages stay where they are. Prints esbuild's errors and rejects if a source does not compile.
 */
export async function bundleTests(files: readonly string[], folder: string): Promise<TestBundle> {
  await symlink(resolve("node_modules"), join(folder, "node_modules"), "dir").catch(() => {});
  const { metafile } = await build({
    entryPoints: [...files, PLANNER_THREAD],
    outdir: folder,
    outbase: ".",
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    metafile: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    sourcemap: true,
    define: { "import.meta.url": OWN_ADDRESS },
    plugins: [ownAddress, LUA],
    logLevel: "error",
  });
  return {
    script: (file) => join(folder, file.replace(/\.ts$/, ".mjs")),
    importersOf: (changed) => files.filter((file) => reaches(metafile.inputs, file, new Set(changed))),
    sources: new Set(Object.keys(metafile.inputs).map((path) => relative(".", path))),
  };
}

function reaches(inputs: Metafile["inputs"], from: string, targets: ReadonlySet<string>): boolean {
  const seen = new Set<string>();
  const waiting = [from];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (targets.has(path)) return true;
    if (seen.has(path)) continue;
    seen.add(path);
    for (const { path: next, external } of inputs[path]?.imports ?? []) if (!external) waiting.push(next);
  }
  return false;
}
