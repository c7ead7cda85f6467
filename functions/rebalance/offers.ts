/** After a seating, people who still wait are told of the best open seat in an area that they did not name. */
import { OFFER_PAUSE_MS, offersTo } from "#shared/core/offers.ts";
import type { Planning } from "./planning.ts";

/** Safe to repeat: whoever was told is not told again. */
export async function offerSeats({ store, now }: Planning): Promise<void> {
  const at = now();
  const [people, pods, mix] = await Promise.all([store.seatsTold(), store.pods(), store.mix()]);
  for (const { to, thread, pod } of offersTo(people, pods, mix, at)) {
    const { pseudonym: person, standing } = to;
    const notice = { kind: "offer-notice", thread, person, pod, at, revision: standing.since } as const;
    await store.offer(to, pod, at - OFFER_PAUSE_MS, { id: "", at, errands: [notice] });
  }
}
