/** After a seating, people who still wait are told of the best open seat in an area that they did not name. */
import { OFFER_PAUSE_MS, offersTo } from "#shared/core/offers.ts";
import type { Run } from "#shared/core/ports.ts";
import type { Planning } from "./planning.ts";
import { appliedGroups } from "./runner.ts";

/**
 * Safe to repeat: whoever was told is not told again. People who lost a seat in this seating are told of that by its notice,
 * so the next one tells them of seats elsewhere.
 */
export async function offerSeats({ store, now }: Planning, seating: Run | undefined): Promise<void> {
  const at = now();
  const [all, pods, mix] = await Promise.all([store.seatsTold(), store.pods(), store.mix()]);
  const lost = seating ? losersOf(seating) : new Set();
  const people = all.filter(({ member }) => !lost.has(member.pseudonym));
  for (const { to, thread, pod } of offersTo(people, pods, mix, at)) {
    const { pseudonym: person, standing } = to;
    const notice = { kind: "offer-notice", thread, person, pod, at, revision: standing.since } as const;
    await store.offer(to, pod, at - OFFER_PAUSE_MS, { id: "", at, errands: [notice] });
  }
}

function losersOf(run: Run): ReadonlySet<string> {
  const applied = new Set(appliedGroups(run).map(({ group }) => group));
  return new Set(run.changes.flatMap((one) => (one.kind === "wait" && applied.has(one.group) ? [one.member] : [])));
}
