/**
 * The function's planner: one worker thread, started when it is first needed. Jobs run one after another, so only one
 * community is in memory, and later jobs run code that is compiled already.
 */
import type { Worker } from "node:worker_threads";
import { PodsError } from "#shared/core/errors.ts";
import type { During, Planner } from "#shared/core/ports.ts";
import type { Log } from "#shared/openfaas/log.ts";
import { type Input, type Kind, mainThreadPlanner, type Output, plannerOf } from "./jobs.ts";
import { startWorker, Thread } from "./thread.ts";

/**
 * A plan for 100,000 people needs 64 to 96 MB (measured), so this is enough for twice as many. The rest of the 512 MiB in
 * stack.yml is for the main thread, which takes 170 MB, and for the thread's typed arrays, which do not count here.
 */
const MEMORY_MB = 256;

/** A million people take four minutes; after ten something has gone wrong. */
const JOB_MS_MAX = 600_000;

/** How long after its last job the thread lives. Jobs come in series: people look at a plan, leave out a person, apply it. */
const IDLE_MS = 60_000;

/** A plan for this many people keeps all other requests waiting for a second and a half on the main thread. */
const PEOPLE_WITHOUT_THREAD = 2_000;

interface Options {
  readonly log: Log;
  /** The limit of the thread's heap. */
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
      throw new CannotStart("No planning thread can be started", { cause });
    }
  }

  async function run<K extends Kind>(kind: K, input: Input<K>, during: During): Promise<Output<K>> {
    const signal = AbortSignal.any([AbortSignal.timeout(JOB_MS_MAX), ...(during.signal ? [during.signal] : [])]);
    if (signal.aborted) throw stopped();
    clearTimeout(idle);
    signal.addEventListener("abort", end);
    try {
      return await (await ready()).run(kind, input, during);
    } catch (error) {
      end();
      if (signal.aborted) throw stopped(error);
      if (!(error instanceof CannotStart)) throw failure(error, memoryMB);
      if (input.community.members.length > PEOPLE_WITHOUT_THREAD) throw tooMany(error);
      log.warn(
        "No planning thread can be started, so the main thread makes the plan and answers no other requests meanwhile",
        { error },
      );
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

/** The thread ended before it was ready for its first job. */
class CannotStart extends Error {}

const stopped = (cause?: unknown) =>
  new PodsError("unavailable", "This took too long, so it was stopped. Try again in a moment.", { cause });

function tooMany({ cause }: CannotStart): PodsError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const detail = `No planning thread can be started, and without one a plan can cover at most ${PEOPLE_WITHOUT_THREAD} people: ${reason}`;
  return new PodsError("unavailable", detail, { cause });
}

/** The error of an ended thread for the caller. An error that a job threw is a bug and is passed on as it is. */
function failure(error: unknown, memoryMB: number): unknown {
  if (!(error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY")) return error;
  const detail = `This needs more memory than the ${memoryMB} MB that planning may use.`;
  return new PodsError("unavailable", detail, { cause: error });
}
