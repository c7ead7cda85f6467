import { mkdtemp } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { startRedis } from "../redis.ts";
import type { TestBundle } from "./bundle-tests.ts";
import { type FileResult, fileResult, type RawRun } from "./file-result.ts";
import { LEVEL_NAMES, LEVELS, levelOf } from "./levels.ts";
import { runAlone } from "./run-alone.ts";
import { openSharedProcess } from "./run-shared.ts";

export interface RunOptions {
  readonly files: readonly string[];
  /** Makes the bundle, for files that share processes. */
  readonly bundle: (files: readonly string[]) => Promise<TestBundle>;
  /** Everything the tests write lies in this folder. */
  readonly temporary: string;
  readonly onResult: (result: FileResult) => void;
}

/** A test file, and how long it may take. */
interface Due {
  readonly file: string;
  readonly timeoutMs: number;
}

interface Runner {
  run(due: Due): Promise<RawRun>;
  stop(): Promise<void>;
}

/** Runs the files of all levels: first those that share processes, then the others. */
export async function runFiles(options: RunOptions): Promise<FileResult[]> {
  const due = (shared: boolean): Due[] =>
    LEVEL_NAMES.filter((level) => LEVELS[level].shared === shared).flatMap((level) =>
      options.files
        .filter((file) => levelOf(file) === level)
        .map((file) => ({ file, timeoutMs: LEVELS[level].timeoutMs })),
    );
  return [...(await runShared(due(true), options)), ...(await runEachAlone(due(false), options))];
}

async function runShared(due: readonly Due[], { bundle, temporary, onResult }: RunOptions): Promise<FileResult[]> {
  if (due.length === 0) return [];
  const { script } = await bundle(due.map(({ file }) => file));
  const open = (): Runner => {
    const shared = openSharedProcess(environment(temporary));
    return { run: ({ file, timeoutMs }) => shared.run(script(file), timeoutMs), stop: shared.stop };
  };
  const next = queueOf(due);
  return work(
    Array.from({ length: availableParallelism() }, () => [open(), next.first]),
    onResult,
  );
}

/**
 * One more at a time than there are processors: files of the last levels mostly wait for processes, so one worker begins
 * at the end, while the others compute.
 */
async function runEachAlone(due: readonly Due[], { temporary, onResult }: RunOptions): Promise<FileResult[]> {
  if (due.length === 0) return [];
  const redis = await startRedis({ fsync: "everysec", socket: true, dir: await mkdtemp(join(temporary, "redis-")) });
  const env = { ...environment(temporary), PODS_TEST_REDIS: redis.url };
  const alone: Runner = { run: ({ file, timeoutMs }) => runAlone(file, timeoutMs, env), stop: async () => {} };
  const next = queueOf(due);
  const workers = Array.from({ length: availableParallelism() }, () => [alone, next.first] as const);
  try {
    return await work([...workers, [alone, next.last]], onResult);
  } finally {
    await redis.stop();
  }
}

function queueOf(due: readonly Due[]) {
  const waiting = [...due];
  return { first: () => waiting.shift(), last: () => waiting.pop() };
}

/** Each worker takes one file after another until there is none. */
async function work(
  workers: readonly (readonly [runner: Runner, next: () => Due | undefined])[],
  onResult: (result: FileResult) => void,
): Promise<FileResult[]> {
  const results: FileResult[] = [];
  await Promise.all(
    workers.map(async ([runner, next]) => {
      for (let due = next(); due; due = next()) {
        const one = due;
        const result = await fileResult(one.file, () => runner.run(one));
        results.push(result);
        onResult(result);
      }
      await runner.stop();
    }),
  );
  return results;
}

/** A developer's own Redis or community must never reach a test. */
function environment(temporary: string): NodeJS.ProcessEnv {
  const { REDIS_URL, PODS_SETTINGS, PODS_SECRETS, PODS_TEST_REDIS, ...env } = process.env;
  return { ...env, TMPDIR: temporary };
}
