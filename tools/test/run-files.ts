import { availableParallelism } from "node:os";
import { join } from "node:path";
import { startRedis } from "../redis.ts";
import type { TestBundle } from "./bundle-tests.ts";
import { type FileResult, fileResult, type RawRun } from "./file-result.ts";
import { LEVEL_NAMES, LEVELS, type Level, levelOf } from "./levels.ts";
import { runAlone } from "./run-alone.ts";
import { openSharedProcess } from "./run-shared.ts";

export interface RunOptions {
  readonly files: readonly string[];
  /** Compiles the files. */
  readonly bundle: (files: readonly string[]) => Promise<TestBundle>;
  /** Everything the tests write lies in this folder. */
  readonly temporary: string;
  /** Except for what Redis writes. */
  readonly memory: string;
  readonly onResult: (result: FileResult) => void;
}

/** A test file, and how it runs. */
interface Due extends Level {
  readonly file: string;
}

interface Runner {
  run(due: Due): Promise<RawRun>;
  stop(): Promise<void>;
}

/** Runs the files of all levels. */
export async function runFiles({ files, bundle, temporary, memory, onResult }: RunOptions): Promise<FileResult[]> {
  const due = LEVEL_NAMES.flatMap((level) =>
    files.filter((file) => levelOf(file) === level).map((file) => ({ file, ...LEVELS[level] })),
  );
  const { script } = await bundle(files);
  const hasRedis = due.some(({ redis }) => redis);
  const env = {
    ...environment(temporary),
    PODS_TEST_BUNDLES: join(temporary, "functions"),
    PODS_TEST_MEMORY: memory,
  };
  const open = async (): Promise<Runner> => {
    // Looking for a community's keys takes the longer the more communities there are, so each worker has a Redis of its own
    // and empties it after each file.
    const redis = hasRedis ? await startRedis({ fsync: "everysec", socket: true, parent: memory }) : undefined;
    const own = { ...env, ...(redis && { PODS_TEST_REDIS: redis.url }) };
    const shared = openSharedProcess(own);
    return {
      async run({ file, timeoutMs, ...level }) {
        const run = await (level.shared ? shared.run(script(file), timeoutMs) : runAlone(script(file), timeoutMs, own));
        if (level.redis) await redis?.empty();
        return run;
      },
      async stop() {
        await shared.stop();
        await redis?.stop();
      },
    };
  };
  const next = queueOf(due);
  // One more at a time than there are processors: files of the last levels mostly wait for processes, so one worker begins
  // at the end, while the others compute.
  const takers = [...Array.from({ length: availableParallelism() }, () => next.first), next.last];
  const runners = await Promise.all(takers.map(open));
  return work(
    runners.map((runner, n) => [runner, takers[n] as Taker] as const),
    onResult,
  );
}

type Taker = () => Due | undefined;

function queueOf(due: readonly Due[]) {
  const waiting = [...due];
  return { first: () => waiting.shift(), last: () => waiting.pop() };
}

/** Each worker takes one file after another until there is none. */
async function work(
  workers: readonly (readonly [runner: Runner, next: Taker])[],
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
  const { REDIS_URL, PODS_SETTINGS, PODS_SECRETS, PODS_TEST_REDIS, PODS_TEST_BUNDLES, PODS_TEST_MEMORY, ...env } =
    process.env;
  return { ...env, TMPDIR: temporary };
}
