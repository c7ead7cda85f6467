/**
 * What is missing in the areas that people with a seat want instead of that of their pod. Only a plan moves them. It forms a new
 * pod of them, of people who wait and of people whom any area suits; such moves do not count, since the people wish for them.
 */

import { hasOpenSeat } from "./any-area.ts";
import type { Member, Profile, Pseudonym } from "./member.ts";
import { peopleCountedFor } from "./mended-pods.ts";
import { nobodySeatedFor, wantedMoreFor, wishedByOthers, wishedFor, wishedHeld, wishedOpen } from "./messages/join.ts";
import { isSound, openSeats, POD_SIZE, type Pod } from "./pod.ts";
import type { Directory } from "./ports.ts";
import { areaNow, areaTitle, type Settings } from "./settings.ts";

/** An area that somebody with a seat names, while they no longer name that of their pod. */
export interface WishedArea {
  readonly area: string;
  /** How many more people must ask for it until a plan can form a pod; 0 where one has a seat. */
  readonly missing: number;
  readonly detail: string;
}

/** With more pods the wishes are not counted: a page would read the profiles of thousands of people. */
const PODS_MAX = 200;

export const canCountWishes = (pods: readonly Pod[]): boolean => pods.length <= PODS_MAX;

/** Whether a move into an area that they name is their own wish: they name others than that of their pod. */
const wantsOut = ({ areas }: Pick<Profile, "areas">, { area }: Pick<Pod, "area">): boolean =>
  areas.length > 0 && !areas.includes(area);

/** The areas that somebody wants instead of that of their pod, without those that the settings no longer name. */
export const wantedInstead = (
  profile: Pick<Profile, "areas">,
  pod: Pick<Pod, "area">,
  settings: Pick<Settings, "areas">,
): readonly string[] =>
  wantsOut(profile, pod) ? profile.areas.filter((area) => areaNow(settings, area) !== undefined) : [];

/** The areas that somebody wants more than that of their pod, which they name as well. A plan may move them to one of these. */
export const wantedMore = (
  { areas }: Pick<Profile, "areas">,
  { area }: Pick<Pod, "area">,
  settings: Pick<Settings, "areas">,
): readonly string[] =>
  areas.slice(0, Math.max(0, areas.indexOf(area))).filter((one) => areaNow(settings, one) !== undefined);

/** How many people with a seat want one in an area instead. */
export const wishingFor = (
  area: string,
  pods: readonly Pod[],
  profiles: ReadonlyMap<Pseudonym, Pick<Profile, "areas">>,
): number => pods.reduce((sum, pod) => sum + wishersIn(pod, area, (one) => profiles.get(one)).length, 0);

const wishersIn = (
  pod: Pod,
  area: string,
  profileOf: (person: Pseudonym) => Pick<Profile, "areas"> | undefined,
): Pseudonym[] =>
  pod.seats.flatMap(({ pseudonym }) => {
    const profile = profileOf(pseudonym);
    return profile?.areas.includes(area) && wantsOut(profile, pod) ? [pseudonym] : [];
  });

type Members = ReadonlyMap<Pseudonym, Member>;

/** How many of them a plan can take: a pod keeps five people, unless it closes since all of its people want to leave. */
export function leaversFor(area: string, pods: readonly Pod[], members: Members): number {
  return pods.reduce((sum, pod) => {
    if (pod.locked) return sum;
    if (isLeftByAll(pod, area, members)) return sum + pod.seats.length;
    const wishers = wishersIn(pod, area, (one) => members.get(one)?.profile);
    const free = wishers.filter((one) => heldAs(one, pod, members.get(one)) === undefined);
    return sum + Math.min(free.length, Math.max(0, pod.seats.length - POD_SIZE.min));
  }, 0);
}

const isLeftByAll = (pod: Pod, area: string, members: Members): boolean =>
  wishersIn(pod, area, (one) => members.get(one)?.profile).length === pod.seats.length &&
  pod.seats.every(({ pseudonym }) => !members.get(pseudonym)?.standing.pinned);

/** Plans leave advocates and pinned people where they are. */
const heldAs = (person: Pseudonym, { advocate }: Pod, member: Member | undefined): "pinned" | "advocate" | undefined =>
  member?.standing.pinned ? "pinned" : person === advocate ? "advocate" : undefined;

/** Plans leave everybody in a locked pod of a valid size. */
const isSealed = ({ locked, seats }: Pod): boolean => locked && isSound(seats.length);

/** The areas that somebody wants instead, where the settings name none of them any more. */
const inVain = (profile: Pick<Profile, "areas">, pod: Pod, settings: Pick<Settings, "areas">): WishedArea[] =>
  wantsOut(profile, pod)
    ? profile.areas.map((area) => ({ area, missing: 0, detail: nobodySeatedFor(areaTitle(settings, area)) }))
    : [];

/** What is missing in each of the areas that somebody wants instead of that of their pod, or more; nothing where wishes are not counted. */
export async function wishedAreas(
  person: Pseudonym,
  profile: Pick<Profile, "areas"> | undefined,
  pod: Pod | undefined,
  store: Pick<Directory, "pods" | "members" | "profiles" | "waiting">,
  settings: Pick<Settings, "areas">,
): Promise<WishedArea[]> {
  const areas = profile && pod ? wantedInstead(profile, pod, settings) : [];
  const more = profile && pod ? wantedMore(profile, pod, settings) : [];
  if (pod && more.length > 0) return missingForMore(person, more, pod, store, settings);
  if (!pod || areas.length === 0) return profile && pod ? inVain(profile, pod, settings) : [];
  const pods = await store.pods();
  if (!canCountWishes(pods)) return [];
  const members = await store.members(pods.flatMap(({ seats }) => seats.map(({ pseudonym }) => pseudonym)));
  return Promise.all(
    areas.map(async (area): Promise<WishedArea> => {
      const title = areaTitle(settings, area);
      const closes = isLeftByAll(pod, area, members);
      const isOpen = pods.some((one) => one.area === area && openSeats(one) > 0);
      const asking = isOpen
        ? POD_SIZE.min
        : (await peopleCountedFor(area, pods, store)) + leaversFor(area, pods, members);
      const missing = Math.max(0, POD_SIZE.min - asking);
      const held = isSealed(pod) ? "locked" : closes ? undefined : heldAs(person, pod, members.get(person));
      if (held) return { area, missing, detail: wishedHeld[held](title, pod.name) };
      const five = pod.seats.length === POD_SIZE.min && !closes ? pod : undefined;
      return { area, missing, detail: isOpen ? wishedOpen(title, five) : wishedFor(title, missing, five) };
    }),
  );
}

/** They count for a new pod there only once it has formed, since plans move nobody out of an area that they name for that. */
async function missingForMore(
  person: Pseudonym,
  areas: readonly string[],
  pod: Pod,
  store: Pick<Directory, "pods" | "members" | "profiles" | "waiting">,
  settings: Pick<Settings, "areas">,
): Promise<WishedArea[]> {
  const [pods, members] = await Promise.all([store.pods(), store.members([person])]);
  const held = isSealed(pod) ? "locked" : heldAs(person, pod, members.get(person));
  return Promise.all(
    areas.map(async (area): Promise<WishedArea> => {
      const title = areaTitle(settings, area);
      const isOpen = hasOpenSeat([area], pods);
      const asking = await peopleCountedFor(area, pods, store);
      const missing = isOpen ? 0 : Math.max(0, POD_SIZE.min - asking);
      const detail = held
        ? wishedHeld[held](title, pod.name)
        : wantedMoreFor(title, areaTitle(settings, pod.area), missing, isOpen);
      return { area, missing, detail };
    }),
  );
}

/**
 * To somebody who waits for an area without an open seat, for which the `counted` people are too few: what changes by people with a
 * seat who want it, too. A seating takes none of them, but a plan does. `undefined` where there are none, or they are not counted.
 */
export async function wishedByOthersFor(
  area: string,
  counted: number,
  pods: readonly Pod[],
  store: Pick<Directory, "members">,
): Promise<string | undefined> {
  if (!canCountWishes(pods)) return undefined;
  const members = await store.members(pods.flatMap(({ seats }) => seats.map(({ pseudonym }) => pseudonym)));
  const others = leaversFor(area, pods, members);
  return others === 0 ? undefined : wishedByOthers(others, Math.max(0, POD_SIZE.min - counted - others));
}
