/** After a seating, people who still wait are told of the best open seat in an area that they did not name. */
import { OFFER_PAUSE_MS, offersTo } from "#shared/core/offers.ts";
import { appliedChanges } from "#shared/core/plan/done-by-run.ts";
import type { Run } from "#shared/core/ports.ts";
import type { Planning } from "./planning.ts";

/**
 * Comes before the seating ends: its notice mentions people who lost a seat, and tells them of a seat elsewhere as well. Where
 * no notice mentions anybody, they are told as the others are. Safe to repeat: whoever was told is not told again.
 */
export async function offerSeats(seating: Run | undefined, { store, settings, now }: Planning): Promise<void> {
  const at = now();
  const [people, pods, mix] = await Promise.all([store.seatsTold(), store.pods(), store.mix()]);
  const mentioned = seating && settings.notices.thread !== undefined ? losersOf(seating) : new Set();
  for (const { to, thread, pod: open } of offersTo(people, pods, mix, at)) {
    const { number: pod, filled } = open;
    const { pseudonym: person, standing } = to;
    const notice = {
      kind: "offer-notice",
      thread,
      person,
      pod,
      at,
      revision: standing.since,
      ...(filled && { filled }),
    } as const;
    const errands = mentioned.has(person) ? [] : [notice];
    await store.offer(to, pod, at - OFFER_PAUSE_MS, { id: "", at, errands });
  }
}

const losersOf = (run: Run): ReadonlySet<string> =>
  new Set(appliedChanges(run).flatMap((one) => (one.kind === "wait" ? [one.member] : [])));
