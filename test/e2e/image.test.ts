/** The images: faas-cli's build contexts and the Dockerfile's own steps give one bundle for each function. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { functionNames } from "../../tools/bundle.ts";
import { buildImage } from "../../tools/image.ts";
import { shrinkwrap } from "../../tools/shrinkwrap.ts";
import { cleanClone } from "../support/platform/clean-clone.ts";
import { programOrSkip } from "../support/program.ts";

const test = suite("images");
const run = promisify(execFile);
const require = createRequire(import.meta.url);

const faasCli = programOrSkip("faas-cli", "build --shrinkwrap of every function");
const layers = await mkdtemp(join(tmpdir(), "pods-layers-"));
const layouts: [string, (clone: string) => Promise<unknown>][] = [["by hand", shrinkwrap]];
if (faasCli !== undefined) {
  const args = ["build", "--shrinkwrap", "-f", "stack.yml"];
  layouts.push(["faas-cli", (cwd) => run(faasCli, args, { cwd })]);
}

for (const [way, layOut] of layouts) {
  test(`${way}: every context builds to one file that is the function`, async () => {
    const clone = await cleanClone(await mkdtemp(join(tmpdir(), "pods-clone-")));
    await layOut(clone);
    for (const name of functionNames()) {
      const into = await mkdtemp(join(tmpdir(), "pods-image-"));
      const { folder, env } = await buildImage({
        context: join(clone, "build", name),
        into,
        layers,
        asOurselves: true,
      });
      const file = join(folder, "index.cjs");
      assert.ok((await stat(file)).isFile(), name);
      assert.is(await readFile(join(folder, "pods.yml"), "utf8"), await readFile("pods.yml", "utf8"));
      assert.is(env.mode, "http");
      // Loading the file starts nothing and exports a handler with two arguments.
      const handler = require(file) as { length: number; start: unknown };
      assert.type(handler, "function");
      assert.is(handler.length, 2);
      assert.type(handler.start, "function");
    }
  });
}

test.run();
