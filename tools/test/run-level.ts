import { mkdtemp } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { startRedis } from "../redis.ts";
import type { TestBundle } from "./bundle-tests.ts";
import { type FileResult, fileResult, type RawRun } from "./file-result.ts";
import { LEVELS, type LevelName } from "./levels.ts";
import { runAlone } from "./run-alone.ts";
import { openSharedProcess } from "./run-shared.ts";

export interface LevelOptions {
  readonly level: LevelName;
  readonly files: readonly string[];
  /** Makes the bundle, for levels that share processes. */
  readonly bundle: (files: readonly string[]) => Promise<TestBundle>;
  /** Everything the tests write lies in this folder. */
  readonly temporary: string;
  readonly onResult: (result: FileResult) => void;
}

export async function runLevel(options: LevelOptions): Promise<FileResult[]> {
  const { level, files, temporary, onResult } = options;
  if (files.length === 0) return [];
  const { redis, parallel } = LEVELS[level];
  const server = redis
    ? await startRedis({ fsync: "everysec", dir: await mkdtemp(join(temporary, "redis-")) })
    : undefined;
  const env: NodeJS.ProcessEnv = { ...process.env, TMPDIR: temporary, PODS_TEST_REDIS: server?.url };
  // A developer's own Redis or community must never reach a test.
  delete env.REDIS_URL;
  delete env.PODS_SETTINGS;
  delete env.PODS_SECRETS;
  if (server === undefined) delete env.PODS_TEST_REDIS;

  const openRunner = await runnerOf(options, env);
  const waiting = [...files];
  const results: FileResult[] = [];
  const work = async () => {
    const runner = openRunner();
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      const next = file;
      const result = await fileResult(next, () => runner.run(next));
      results.push(result);
      onResult(result);
    }
    await runner.stop();
  };
  try {
    await Promise.all(Array.from({ length: parallel ? availableParallelism() : 1 }, work));
  } finally {
    await server?.stop();
  }
  return results;
}

interface Runner {
  run(file: string): Promise<RawRun>;
  stop(): Promise<void>;
}

async function runnerOf({ level, files, bundle }: LevelOptions, env: NodeJS.ProcessEnv): Promise<() => Runner> {
  const { timeoutMs, shared } = LEVELS[level];
  if (!shared) return () => ({ run: (file) => runAlone(file, timeoutMs, env), stop: async () => {} });
  const { script } = await bundle(files);
  return () => {
    const process = openSharedProcess(env);
    return { run: (file) => process.run(script(file), timeoutMs), stop: process.stop };
  };
}
