import { execFileSync } from "node:child_process";
import { mkdtemp, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { bundleTests } from "../../tools/test/bundle-tests.ts";
import { cpuMs } from "../../tools/test/cpu-ms.mjs";
import { fileResult } from "../../tools/test/file-result.ts";
import { runAlone } from "../../tools/test/run-alone.ts";
import { runFiles } from "../../tools/test/run-files.ts";
import { openSharedProcess, type SharedProcess } from "../../tools/test/run-shared.ts";

const TIMEOUT_MS = 60_000;
const runner = suite<{ folder: string; shared: SharedProcess }>("the test runner");

runner.before(async (context) => {
  context.folder = await mkdtemp(join(tmpdir(), "pods-runner-"));
  await symlink(resolve("node_modules"), join(context.folder, "node_modules"));
  context.shared = openSharedProcess(process.env);
});
runner.after(({ shared }) => shared.stop());

const GOOD = `import { test } from "uvu";\ntest("one", () => {});\ntest("two", () => {});\ntest.run();\n`;
const BAD: Readonly<Record<string, [source: string, problem: RegExp]>> = {
  fails: ['import { test } from "uvu";\ntest("one", () => { throw new Error("no"); });\ntest.run();\n', /^$/],
  "forgets .run()": [
    'import { suite } from "uvu";\nconst one = suite("1");\none("a", () => {});\n',
    /it ran no test.*never run: one/,
  ],
  crashes: [
    'import "uvu";\nsetTimeout(() => { throw new Error("late"); });\nawait new Promise(() => {});\n',
    /ended with/,
  ],
  "cannot be loaded": ['import "./nowhere.mjs";\n', /it ended with code 1/],
};

/** Both ways to run a file, in JavaScript, so that nothing has to be compiled. */
const WAYS: Readonly<
  Record<string, (file: string, shared: SharedProcess, timeoutMs: number) => ReturnType<typeof runAlone>>
> = {
  "a process of its own": (file, _, timeoutMs) => runAlone(file, timeoutMs, process.env),
  "a shared process": (file, shared, timeoutMs) => shared.run(file, timeoutMs),
};

for (const [way, run] of Object.entries(WAYS)) {
  const result = async (context: { folder: string; shared: SharedProcess }, source: string, timeoutMs = TIMEOUT_MS) => {
    const file = join(await mkdtemp(join(context.folder, "file-")), "it.test.mjs");
    await writeFile(file, source);
    return fileResult(file, () => run(file, context.shared, timeoutMs));
  };

  runner(`${way}: counts passed tests and processor time`, async (context) => {
    const { passed, failed, cpuMs, output } = await result(context, GOOD);
    assert.equal([passed, failed], [2, 0], output);
    assert.type(cpuMs, "number");
    assert.ok(Number.isFinite(cpuMs));
  });

  for (const [fault, [source, problem]] of Object.entries(BAD)) {
    runner(`${way}: a file that ${fault} is a failed test, and the next file runs`, async (context) => {
      const { failed, problems, output } = await result(context, source);
      assert.is(failed, 1, output);
      assert.match(problems.join(" "), problem);
      assert.is((await result(context, GOOD)).passed, 2);
    });
  }

  runner(`${way}: a file that does not end is ended, and the next file runs`, async (context) => {
    const { failed, problems } = await result(
      context,
      "setInterval(() => {}, 1000);\nawait new Promise(() => {});\n",
      3_000,
    );
    assert.equal([failed, problems[0]], [1, "it had not ended after 3 s"]);
    assert.is((await result(context, GOOD)).passed, 2);
  });
}

runner("each file finds an empty Redis, however many ran before it", async ({ folder }) => {
  const home = await mkdtemp(join(folder, "file-"));
  const source = `import { Redis } from "ioredis";
import { test } from "uvu";
import * as assert from "uvu/assert";
test("the Redis is empty", async () => {
  const redis = new Redis(process.env.PODS_TEST_REDIS);
  const before = await redis.dbsize();
  await redis.set("whale", "narwhal");
  redis.disconnect();
  assert.is(before, 0);
});
test.run();
`;
  const names = ["agenda", "breaks", "export", "forms", "goodbye", "help"];
  const files = names.map((name) => `test/integration/${name}.test.ts`);
  const script = (file: string) => join(home, basename(file).replace(".ts", ".mjs"));
  for (const file of files) await writeFile(script(file), source);
  const bundle = async () => ({ script, importersOf: () => [], sources: new Set<string>() });
  const results = await runFiles({ files, bundle, temporary: home, memory: home, onResult() {} });
  for (const { passed, output } of results) assert.is(passed, 1, output);
  assert.is(results.length, files.length);
});

runner("the processor time of a file that starts worker threads is one number", async ({ folder }) => {
  const home = await mkdtemp(join(folder, "file-"));
  await writeFile(join(home, "thread.mjs"), "");
  const threads = `import { once } from "node:events";
import { Worker } from "node:worker_threads";
for (let n = 0; n < 5; n++) await once(new Worker(new URL("thread.mjs", import.meta.url)), "exit");
`;
  await writeFile(join(home, "it.test.mjs"), threads + GOOD);
  const { cpuMs = 0, output } = await runAlone(join(home, "it.test.mjs"), TIMEOUT_MS, process.env);
  assert.ok(cpuMs > 0 && cpuMs < 10_000_000, `${cpuMs} ms\n${output}`);
});

if (process.platform === "linux") {
  runner("processor time includes that of the programs that have ended", () => {
    const BUSY_MS = 300;
    const before = cpuMs();
    execFileSync(process.execPath, ["-e", `while (process.cpuUsage().user < ${BUSY_MS}_000);`]);
    const ms = cpuMs() - before;
    assert.ok(ms >= BUSY_MS, `${ms} ms`);
  });
}

runner("a bundle knows which test files a source reaches, and keeps a file's own address", async ({ folder }) => {
  const files = ["test/tools/select.test.ts", "test/tools/totals.test.ts", "test/tools/test-runner.test.ts"];
  const bundle = await bundleTests(files, await mkdtemp(join(folder, "bundle-")));
  assert.equal(bundle.importersOf(["tools/test/select.ts"]), files.slice(0, 1));
  assert.equal(bundle.importersOf(["tools/test/totals.ts"]), files.slice(1));
  assert.equal(bundle.importersOf(["functions/_shared/core/github/edit-distance.ts"]), files.slice(0, 1));
  assert.equal(bundle.importersOf(["stack.yml"]), []);
});

runner.run();
