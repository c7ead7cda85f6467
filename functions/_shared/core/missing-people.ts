/**
 * How many more people must ask for an area until a new pod forms there. A seating takes people who wait, and those of short
 * pods. A plan also takes people with a seat: those who want the area instead of that of their pod, as far as their pods can
 * spare them, and a few whom it suits as well, where the points are better for it.
 */
import type { Member, Pseudonym } from "./member.ts";
import { peopleToFillUp } from "./mended-pods.ts";
import { movesLimit } from "./plan/moves-limit.ts";
import { settledBefore } from "./plan/settling.ts";
import { POD_SIZE, type Pod } from "./pod.ts";
import type { Directory } from "./ports.ts";
import { reluctance } from "./reluctance.ts";
import { rankOf } from "./scoring/points-by.ts";
import { TERMS } from "./scoring/terms.ts";
import { isNoArea, peopleAgreedTo } from "./seating.ts";
import type { Settings } from "./settings.ts";

export interface MissingPeople {
  /** How many people would be in a new pod: those who wait. */
  readonly agreed: number;
  /** How many people of short pods a seating counts on. */
  readonly inShort: number;
  /** Until the next seating forms a pod. */
  readonly seating: number;
  /** How many people with a seat elsewhere want one there instead, and can leave. */
  readonly leavers: number;
  /** Until a plan can form a pod with these. */
  readonly plan: number;
  /** Until a plan may form one with people whom the area suits as well. The points decide, so that this is no promise. */
  readonly mayPlan: number;
}

export interface Around {
  readonly pods: readonly Pod[];
  readonly store: Pick<Directory, "members" | "profiles" | "waiting" | "timesOf" | "staying">;
  readonly settings: Pick<Settings, "rebalance" | "digest">;
  readonly now: number;
}

/** With more pods, people with a seat are not counted: a page would read the profiles of thousands. */
const PODS_MAX = 200;

export const canCountSeated = (pods: readonly Pod[]): boolean => pods.length <= PODS_MAX;

/** The people with a seat, as plans see them. */
export interface Seated {
  readonly members: ReadonlyMap<Pseudonym, Member>;
  /** Those who asked to stay. */
  readonly staying: ReadonlySet<Pseudonym>;
}

async function readSeated(
  { pods, store, now }: Pick<Around, "pods" | "store" | "now">,
  people = pods.flatMap(({ seats }) => seats.map(({ pseudonym }) => pseudonym)),
): Promise<Seated> {
  const [members, staying] = await Promise.all([store.members(people), store.staying(now)]);
  return { members, staying };
}

/**
 * Reads them once, where several areas are asked about, and not at all where no area needs them.
 *
 * @param people all of them, if left out
 */
export function seatedOnce(
  around: Pick<Around, "pods" | "store" | "now">,
  people?: Pseudonym[],
): () => Promise<Seated> {
  let reading: Promise<Seated> | undefined;
  return () => {
    reading ??= readSeated(around, people);
    return reading;
  };
}

export async function missingFor(area: string, around: Around, seated: () => Promise<Seated>): Promise<MissingPeople> {
  const { pods, store, settings } = around;
  const [agreed, inShort] = await Promise.all([peopleAgreedTo(area, store), peopleToFillUp(area, pods, store)]);
  const seating = Math.max(0, POD_SIZE.min - agreed.length - inShort);
  const counted = { agreed: agreed.length, inShort, seating };
  if (seating === 0 || isNoArea(area) || !canCountSeated(pods))
    return { ...counted, leavers: 0, plan: seating, mayPlan: seating };
  const people = await seated();
  const leavers = leaversFor(area, pods, people);
  const plan = Math.max(0, seating - leavers);
  const seats = pods.reduce((sum, pod) => sum + pod.seats.length, 0);
  const prices = (await pricesOfOthers(area, around, people, seats)).slice(
    0,
    movesLimit(seats, settings.rebalance.maxMovesPercent),
  );
  return { ...counted, leavers, plan, mayPlan: fewestFor(plan, agreed.length, prices) };
}

/** The fewest people who have to ask, so that their seats are worth more than the moves of as many others as are missing then. */
function fewestFor(plan: number, waiting: number, prices: readonly number[]): number {
  for (let asking = Math.max(0, plan - prices.length); asking < plan; asking++) {
    const cost = prices.slice(0, plan - asking).reduce((sum, price) => sum + price, 0);
    if ((waiting + asking) * TERMS.wait.points > cost) return asking;
  }
  return plan;
}

/** How many of those who want the area instead a plan can take: a pod keeps five people, unless all of its people want to leave. */
export function leaversFor(area: string, pods: readonly Pod[], seated: Seated): number {
  return pods.reduce((sum, pod) => sum + leaversOf(pod, area, seated), 0);
}

function leaversOf(pod: Pod, area: string, seated: Seated): number {
  if (pod.locked) return 0;
  if (isLeftByAll(pod, area, seated)) return pod.seats.length;
  const free = wishersIn(pod, area, seated).filter((one) => mayLeave(one, pod, seated));
  return Math.min(free.length, canSpare(pod));
}

const canSpare = ({ seats }: Pod): number => Math.max(0, seats.length - POD_SIZE.min);

/** Whether a move into an area that they name is their own wish: they name others than that of their pod. */
export const wantsOut = ({ areas }: Pick<Member["profile"], "areas">, { area }: Pick<Pod, "area">): boolean =>
  areas.length > 0 && !areas.includes(area);

const wishersIn = (pod: Pod, area: string, { members }: Seated): Pseudonym[] =>
  pod.seats.flatMap(({ pseudonym }) => {
    const profile = members.get(pseudonym)?.profile;
    return profile?.areas.includes(area) && wantsOut(profile, pod) ? [pseudonym] : [];
  });

export const isLeftByAll = (pod: Pod, area: string, seated: Seated): boolean =>
  wishersIn(pod, area, seated).length === pod.seats.length &&
  pod.seats.every(({ pseudonym }) => !isPinned(pseudonym, seated));

const isPinned = (person: Pseudonym, { members, staying }: Seated): boolean =>
  members.get(person)?.standing.pinned === true || staying.has(person);

/** Plans leave advocates where they are, and pinned people, and for a while those who asked to stay. */
const mayLeave = (person: Pseudonym, { advocate }: Pod, seated: Seated): boolean =>
  person !== advocate && !isPinned(person, seated);

/**
 * What the moves of others into the area cost, the cheapest first: as many as their pods can spare. They agree to it, and did
 * not ask for that. Those who still want the area of their pod have sat there for long.
 */
async function pricesOfOthers(
  area: string,
  { pods, store, settings, now }: Around,
  seated: Seated,
  seats: number,
): Promise<number[]> {
  const others = pods.flatMap((pod) => {
    const spare = canSpare(pod) - leaversOf(pod, area, seated);
    if (pod.locked || spare <= 0) return [];
    return pod.seats.flatMap(({ pseudonym }) => {
      const { profile, standing } = seated.members.get(pseudonym) ?? {};
      if (!profile || !standing || !mayLeave(pseudonym, pod, seated)) return [];
      const [from, to] = [rankOf(profile, pod.area), rankOf(profile, area)];
      const agrees = to === 3 ? profile.anywhere : from < 3;
      return agrees ? { pod, spare, since: from < 3 ? standing.since : 0, price: reluctance({ from, to }, seats) } : [];
    });
  });
  const times = await store.timesOf(others.map(({ since }) => since));
  const before = settledBefore(now, settings);
  const left = new Map(others.map(({ pod, spare }) => [pod, spare]));
  const settled = others.filter(({ since }, at) => since === 0 || times[at]! < before);
  return settled
    .sort((a, b) => a.price - b.price)
    .flatMap(({ pod, price }) => {
      const spare = left.get(pod)!;
      left.set(pod, spare - 1);
      return spare > 0 ? price + TERMS.move.points : [];
    });
}
