/**
 * The planner that the function has: one worker thread, started when it is first needed. Jobs wait for each other, so
 * there is one community in memory, and the next job finds compiled code.
 */
import type { Worker } from "node:worker_threads";
import { PodsError } from "#shared/core/errors.ts";
import type { During, Planner } from "#shared/core/ports.ts";
import type { Log } from "#shared/openfaas/log.ts";
import { type Input, type Kind, mainThreadPlanner, type Output, plannerOf } from "./jobs.ts";
import { startWorker, Thread } from "./thread.ts";

/**
 * A plan for 100,000 people was found to need 64 to 96 MB, so this is enough for twice as many. What else there is of the
 * 512 MiB in stack.yml is for the main thread, which took 170 MB, and for the thread's typed arrays, which do not count.
 */
const MEMORY_MB = 256;

/** A million people take four minutes; after ten something has gone wrong. */
const JOB_MS_MAX = 600_000;

/** People look at a plan, leave somebody out, apply it. A while after the last job the memory is given back. */
const IDLE_MS = 60_000;

/** On the main thread a plan for so many people keeps everybody else waiting for a second and a half. */
const PEOPLE_WITHOUT_THREAD = 2_000;

interface Options {
  readonly log: Log;
  /** What the thread's heap may grow to. */
  readonly memoryMB?: number;
  readonly start?: (memoryMB: number) => Worker;
}

export function openPlanner({ log, memoryMB = MEMORY_MB, start = startWorker }: Options): Planner {
  let thread: Thread | undefined;
  let idle: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const end = () => {
    thread?.end();
    thread = undefined;
  };

  async function ready(): Promise<Thread> {
    try {
      thread ??= new Thread(start(memoryMB));
      await thread.ready;
      return thread;
    } catch (cause) {
      throw new CannotStart("No thread can be started", { cause });
    }
  }

  async function run<K extends Kind>(kind: K, input: Input<K>, during: During): Promise<Output<K>> {
    const signal = AbortSignal.any([AbortSignal.timeout(JOB_MS_MAX), ...(during.signal ? [during.signal] : [])]);
    if (signal.aborted) throw givenUp();
    clearTimeout(idle);
    signal.addEventListener("abort", end);
    try {
      return await (await ready()).run(kind, input, during);
    } catch (error) {
      end();
      if (signal.aborted) throw givenUp(error);
      if (!(error instanceof CannotStart)) throw failure(error, memoryMB);
      if (input.community.members.length > PEOPLE_WITHOUT_THREAD) throw tooMany(error);
      log.warn("No thread can be started, so the main thread plans and answers nobody meanwhile", { error });
      return await mainThreadPlanner[kind](input, during);
    } finally {
      signal.removeEventListener("abort", end);
      idle = setTimeout(end, IDLE_MS).unref();
    }
  }

  return plannerOf((kind, input, during = {}) => {
    const job = last.then(() => run(kind, input, during));
    last = job.catch(() => {});
    return job;
  });
}

/** Before it was ready for its first job. */
class CannotStart extends Error {}

const givenUp = (cause?: unknown) =>
  new PodsError("unavailable", "That took too long, so it was given up. Try again in a moment.", { cause });

function tooMany({ cause }: CannotStart): PodsError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const detail = `Without a thread of its own a plan is made for at most ${PEOPLE_WITHOUT_THREAD} people, and none can be started: ${reason}`;
  return new PodsError("unavailable", detail, { cause });
}

/** What ended the thread; an error that a job threw is a bug and is passed on as it is. */
function failure(error: unknown, memoryMB: number): unknown {
  if (!(error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY")) return error;
  const detail = `This needs more memory than the ${memoryMB} MB that planning may use.`;
  return new PodsError("unavailable", detail, { cause: error });
}
