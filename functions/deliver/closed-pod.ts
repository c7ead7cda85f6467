/** Finds another pod for the open threads of one that closed. */
import type { Store } from "#shared/core/ports.ts";
import type { Result } from "./results.ts";

export async function passThreadsOn(pod: number, { store, now }: { store: Store; now: number }): Promise<Result> {
  const threads = await store.threadsOf(pod);
  await store.enqueue(
    threads.map((thread) => ({ kind: "thread", thread })),
    { id: "", at: now },
  );
  return { state: "sent" };
}
