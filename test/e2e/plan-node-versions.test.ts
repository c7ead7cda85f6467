/** The same community gives the byte-identical plan on every version of Node. */
import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { nodeOrSkip } from "../support/platform/nodes.ts";

const MAJORS = [20, 22, 24] as const;

const test = suite<{ dir: string; file: string }>("a plan");

test.before(async (context) => {
  context.dir = await mkdtemp(join(tmpdir(), "pods-plans-"));
  context.file = join(context.dir, "plans.cjs");
  const entry = "test/support/print-plans.ts";
  await build({ entryPoints: [entry], outfile: context.file, bundle: true, platform: "node", target: "node20" });
});
test.after(({ dir }) => rm(dir, { recursive: true, force: true }));

test("is the same, byte for byte, on Node 20, 22 and 24", async ({ file }) => {
  const plans = new Map<number, string>();
  for (const major of MAJORS) {
    const node = await nodeOrSkip(major, "the same state gives the same plan");
    if (node !== undefined) plans.set(major, execFileSync(node, [file], { encoding: "utf8", maxBuffer: 2 ** 26 }));
  }
  const [first = ""] = plans.values();
  assert.is(first.trim().split("\n").length, 4);
  assert.match(first, '"kind":"move"');
  for (const [major, plan] of plans) assert.ok(plan === first, `Node ${major} plans otherwise`);
});

test.run();
