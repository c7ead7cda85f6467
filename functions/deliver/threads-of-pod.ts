/** Finds another pod for the open threads of one that closed, and threads for the first one of an area. */
import type { ThreadKey } from "#shared/core/thread.ts";
import type { Result } from "./results.ts";
import type { DeliverStore } from "./store.ts";

/** So many are enqueued in one step of the store, which keeps it short. */
const AT_ONCE = 100;

interface Context {
  readonly store: DeliverStore;
  /** ms */
  readonly now: number;
}

export async function passThreadsOn(pod: number, context: Context): Promise<Result> {
  return lookAtAgain(await context.store.threadsOf(pod), context);
}

export async function giveThreads(pod: number, context: Context): Promise<Result> {
  const formed = await context.store.pod(pod);
  return lookAtAgain(formed ? await context.store.threadsAwaiting(formed.area) : [], context);
}

/** Threads whose area became one with an area that has pods, or whose repository was archived when its first pod formed. */
export async function giveThreadsLeft(context: Context): Promise<void> {
  const areas = new Set((await context.store.pods()).map(({ area }) => area));
  for (const area of areas) await lookAtAgain(await context.store.threadsAwaiting(area), context);
}

/** A thread that is enqueued twice is looked at once. */
async function lookAtAgain(threads: readonly ThreadKey[], { store, now }: Context): Promise<Result> {
  for (let from = 0; from < threads.length; from += AT_ONCE) {
    const errands = threads.slice(from, from + AT_ONCE).map((thread) => ({ kind: "thread", thread }) as const);
    await store.enqueue(errands, { id: "", at: now });
  }
  return { state: "sent" };
}
