/** Pods with fewer than five people: the next seating fills one with people who wait, even one that is locked to joins. */
import type { Pseudonym } from "./member.ts";
import { isShort, type Pod } from "./pod.ts";
import type { Directory } from "./ports.ts";
import { peopleAgreedTo } from "./seating.ts";

/**
 * How many people with a seat a seating counts on where it fills a short pod of the area: those of the largest, who stay, and
 * those of the others who agree to the area, as their pods close for it. 0 without a short pod.
 */
export async function peopleToFillUp(
  area: string,
  pods: readonly Pod[],
  store: Pick<Directory, "profiles">,
): Promise<number> {
  const [largest, ...others] = pods
    .filter((pod) => pod.area === area && isShort(pod))
    .toSorted((a, b) => b.seats.length - a.seats.length);
  if (!largest) return 0;
  const people: Pseudonym[] = others.flatMap(({ seats }) => seats.map(({ pseudonym }) => pseudonym));
  const profiles = people.length > 0 ? [...(await store.profiles(people)).values()] : [];
  const agreeing = profiles.filter(({ areas, anywhere }) => anywhere || areas.includes(area));
  return largest.seats.length + agreeing.length;
}

/** How many people a seating counts on for a pod of the area: those who wait and agree to it, and those of its short pods. */
export const peopleCountedFor = async (
  area: string,
  pods: readonly Pod[],
  store: Pick<Directory, "profiles" | "waiting">,
): Promise<number> => (await peopleAgreedTo(area, store)).length + (await peopleToFillUp(area, pods, store));
