import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { startWorker, type WorkerOptions } from "../../tools/gateway/worker.ts";

const workers = suite("a worker of the local gateway");

const options = async (script = "test/support/echo-function.mjs"): Promise<WorkerOptions> => {
  const folder = await mkdtemp(join(tmpdir(), "pods-worker-"));
  return {
    name: "echo",
    command: [process.execPath, script],
    env: { PATH: process.env.PATH },
    portVariable: "PORT",
    temporary: join(folder, "tmp"),
    logFile: join(folder, "echo.log"),
  };
};
const pidAt = async (port: number | undefined) => {
  const echo = (await (await fetch(`http://127.0.0.1:${port}/`)).json()) as { pid: number };
  return echo.pid;
};

workers("a restart is another process, and the old one serves until it listens", async () => {
  const worker = await startWorker(await options());
  const before = await pidAt(worker.port());
  const restarting = worker.restart();
  assert.is(await pidAt(worker.port()), before);
  await restarting;
  assert.is.not(await pidAt(worker.port()), before);
  await worker.stop();
  assert.is(worker.port(), undefined);
});

workers("a restart that fails leaves the old process serving", async () => {
  const given = await options();
  const env: Record<string, string | undefined> = { ...given.env };
  const worker = await startWorker({ ...given, env });
  const before = await pidAt(worker.port());
  env.NODE_OPTIONS = "--import=./nowhere.mjs";
  await worker.restart().then(
    () => assert.unreachable("it restarted"),
    (error: Error) => assert.match(error.message, /ended with code 1/),
  );
  assert.is(await pidAt(worker.port()), before);
  await worker.stop();
});

workers("a worker that was stopped does not come back by a restart", async () => {
  const worker = await startWorker(await options());
  await worker.stop();
  await worker.restart();
  assert.is(worker.port(), undefined);
});

workers.run();
