/** Seats in areas that people did not name: which they can accept, and who is told of one after a seating. */

import type { Member } from "./member.ts";
import { rankPods } from "./placement.ts";
import { openingOf, openSeats, type Pod } from "./pod.ts";
import type { Directory, Offers, SeatsTold } from "./ports.ts";
import type { Mix } from "./scoring/mix.ts";
import { joinerOf, mayBeOffered } from "./seating.ts";
import type { ThreadKey } from "./thread.ts";
import { DAY_MS, WEEK_MS } from "./week.ts";

/** Nobody is told of another seat so soon. */
export const OFFER_PAUSE_MS = WEEK_MS;
/** So long a seat is left to the people who were told of it, before others are. */
const HELD_MS = DAY_MS;

export interface Offer {
  readonly to: SeatsTold["member"];
  /** Where they asked for a seat. */
  readonly thread: ThreadKey;
  readonly pod: Pick<Pod, "number" | "filled">;
}

/** The pods in which somebody who waits was offered a seat that is still open. */
export async function offersOpenTo(
  member: Pick<Member, "pseudonym" | "profile" | "standing">,
  store: Pick<Offers, "podsOffered"> & Pick<Directory, "podsNumbered">,
): Promise<Pod[]> {
  if (!mayBeOffered(member)) return [];
  const offered = await store.podsNumbered(await store.podsOffered(member));
  return offered.filter((pod) => openSeats(pod) > 0);
}

/**
 * The best open seat elsewhere for each of these people, in their order. As many are told of a pod as it has open seats, so
 * that few are told in vain. Somebody who was told before that their best pod has a seat hears of no worse one, but hears again
 * once a seat opens there after all were taken.
 */
export function offersTo(
  people: readonly SeatsTold[],
  pods: readonly Pod[],
  mix: Mix | undefined,
  now: number,
): Offer[] {
  const left = new Map(pods.map((pod) => [pod.number, openSeats(pod)]));
  const take = (pod: number | undefined) => pod !== undefined && left.set(pod, (left.get(pod) ?? 0) - 1);
  const podTold = (told: readonly string[]) => (told.length > 0 ? Number.parseInt(told.at(-1)!, 10) : undefined);
  for (const { told, at } of people) if (at > now - HELD_MS) take(podTold(told));
  const openAreas = new Set(pods.filter((pod) => openSeats(pod) > 0).map(({ area }) => area));
  const offers: Offer[] = [];
  for (const { member, told, at } of people) {
    const { thread, areas } = member.profile;
    if (!mayBeOffered(member) || thread === undefined || at > now - OFFER_PAUSE_MS) continue;
    // The next seating gives them a seat in an area that they named.
    if (areas.some((area) => openAreas.has(area))) continue;
    const open = pods.filter(({ number }) => (left.get(number) ?? 0) > 0);
    // Their wishes for company do not count, as an offer must not tell of them.
    const [best] = rankPods(joinerOf({}, member.profile, []), open, mix);
    if (!best || told.includes(openingOf(best))) continue;
    take(best.number);
    offers.push({ to: member, thread, pod: best });
  }
  return offers;
}
