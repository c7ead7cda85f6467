/** After a seating, people who still wait are told of the best open seat in an area that they did not name. */
import { OFFER_PAUSE_MS, offersTo } from "#shared/core/offers.ts";
import { appliedChanges } from "#shared/core/plan/done-by-run.ts";
import type { Run } from "#shared/core/ports.ts";
import type { Planning } from "./planning.ts";

/** Safe to repeat: whoever was told is not told again. */
export async function offerSeats(planning: Planning): Promise<void> {
  const { store } = planning;
  const at = planning.now();
  for (const { to, thread, pod } of await offersNow(planning, at)) {
    const { pseudonym: person, standing } = to;
    const notice = { kind: "offer-notice", thread, person, pod, at, revision: standing.since } as const;
    await store.offer(to, pod, at - OFFER_PAUSE_MS, { id: "", at, errands: [notice] });
  }
}

/**
 * Comes before a seating ends: its notice mentions people who lost a seat, and tells them of a seat elsewhere as well. Where
 * no notice mentions anybody, they are told as the others are.
 */
export async function offerToLosers(seating: Run, planning: Planning): Promise<void> {
  const lost = losersOf(seating);
  if (lost.size === 0 || planning.settings.notices.thread === undefined) return;
  const at = planning.now();
  for (const { to, pod } of await offersNow(planning, at))
    if (lost.has(to.pseudonym)) await planning.store.offer(to, pod, at - OFFER_PAUSE_MS, { id: "", at });
}

async function offersNow({ store }: Planning, at: number) {
  const [people, pods, mix] = await Promise.all([store.seatsTold(), store.pods(), store.mix()]);
  return offersTo(people, pods, mix, at);
}

const losersOf = (run: Run): ReadonlySet<string> =>
  new Set(appliedChanges(run).flatMap((one) => (one.kind === "wait" ? [one.member] : [])));
