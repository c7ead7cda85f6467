/**
 * What is missing in the areas that people with a seat want instead of that of their pod, or more. Only a plan moves them. It
 * forms a new pod of them, of people who wait and of people whom the area suits as well.
 */

import { hasOpenSeat } from "./any-area.ts";
import type { Member, Profile, Pseudonym } from "./member.ts";
import { nobodySeatedFor, wantedMoreFor, wishedByOthers, wishedFor, wishedHeld, wishedOpen } from "./messages/join.ts";
import {
  type Around,
  canCountSeated,
  isLeftByAll,
  type MissingPeople,
  missingFor,
  seatedOnce,
  wantsOut,
} from "./missing-people.ts";
import { isSound, openSeats, POD_SIZE, type Pod } from "./pod.ts";
import { rankOf } from "./scoring/points-by.ts";
import { areaNow, areaTitle, type Settings } from "./settings.ts";

/** An area that somebody with a seat names, and wants instead of that of their pod, or more. */
export interface WishedArea {
  readonly area: string;
  /** How many more people must ask for it until a plan can form a pod; 0 where one has a seat. */
  readonly missing: number;
  readonly detail: string;
}

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

/** How many people with a seat would rather have one in an area. */
export const wishingFor = (
  area: string,
  pods: readonly Pod[],
  profiles: ReadonlyMap<Pseudonym, Pick<Profile, "areas">>,
): number =>
  pods.reduce((sum, pod) => {
    const prefers = (profile: Pick<Profile, "areas">) => rankOf(profile, area) < rankOf(profile, pod.area);
    return sum + pod.seats.flatMap(({ pseudonym }) => profiles.get(pseudonym) ?? []).filter(prefers).length;
  }, 0);

/** Whom plans leave where they are, for a reason that no page tells yet. */
const heldAs = ({ pseudonym, standing }: Member, { advocate }: Pod): "pinned" | "advocate" | undefined =>
  standing.pinned ? "pinned" : pseudonym === advocate ? "advocate" : undefined;

/** Plans leave everybody in a locked pod of a valid size. */
const isSealed = ({ locked, seats }: Pod): boolean => locked && isSound(seats.length);

/** The areas that somebody wants instead, where the settings name none of them any more. */
const inVain = (profile: Pick<Profile, "areas">, pod: Pod, settings: Pick<Settings, "areas">): WishedArea[] =>
  wantsOut(profile, pod)
    ? profile.areas.map((area) => ({ area, missing: 0, detail: nobodySeatedFor(areaTitle(settings, area)) }))
    : [];

interface Where extends Around {
  readonly settings: Around["settings"] & Pick<Settings, "areas">;
}

/**
 * What is missing in each of the areas that somebody wants instead of that of their pod, or more. With many pods nothing is said
 * of those they want instead, as people with a seat are not counted.
 */
export async function wishedAreas(
  person: Pseudonym,
  profile: Pick<Profile, "areas"> | undefined,
  pod: Pod | undefined,
  { pods: read, ...around }: Omit<Where, "pods"> & { readonly pods: () => Promise<readonly Pod[]> },
): Promise<WishedArea[]> {
  const { settings } = around;
  const areas = profile && pod ? wantedInstead(profile, pod, settings) : [];
  const more = profile && pod ? wantedMore(profile, pod, settings) : [];
  if (!pod || areas.length + more.length === 0) return profile && pod ? inVain(profile, pod, settings) : [];
  const pods = await read();
  const isCounted = canCountSeated(pods);
  if (!isCounted && more.length === 0) return [];
  const readSeated = seatedOnce({ ...around, pods }, isCounted ? undefined : [person]);
  const seated = await readSeated();
  const member = seated.members.get(person);
  return Promise.all(
    [...areas, ...more].map(async (area): Promise<WishedArea> => {
      const title = areaTitle(settings, area);
      const isOpen =
        more.length > 0 ? hasOpenSeat([area], pods) : pods.some((one) => one.area === area && openSeats(one) > 0);
      const counts = isOpen ? undefined : await missingFor(area, { ...around, pods }, readSeated);
      const closes = isLeftByAll(pod, area, seated);
      const held = isSealed(pod) ? "locked" : closes ? undefined : member && heldAs(member, pod);
      const missing = (more.length > 0 ? counts?.seating : counts?.plan) ?? 0;
      if (held) return { area, missing, detail: wishedHeld[held](title, pod.name) };
      if (more.length > 0)
        return { area, missing, detail: wantedMoreFor(title, areaTitle(settings, pod.area), counts) };
      const five = pod.seats.length === POD_SIZE.min && !closes ? pod : undefined;
      return { area, missing, detail: counts ? wishedFor(title, counts, five) : wishedOpen(title, five) };
    }),
  );
}

/**
 * To somebody who waits for an area without an open seat: what changes by people with a seat. A seating takes none of them, but
 * a plan does. `undefined` where it takes none either.
 */
export const planFor = ({ seating, leavers, plan, mayPlan }: MissingPeople): string | undefined =>
  seating === mayPlan ? undefined : wishedByOthers(leavers, plan, mayPlan);
