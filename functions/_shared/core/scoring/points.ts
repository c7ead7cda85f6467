/**
 * The points: what a seating costs. Lower is better, whole numbers, one table that people can read and argue about,
 * and the same rules as plain functions. The search keeps its own fast books (`board.ts`); a test holds them to these.
 */
import { POD_SIZE } from "../pod.ts";
import type { Community, PlacedMember, PodId, Seating } from "./community.ts";

/** The table. Units are points per thing named. */
export const POINTS = {
  /** A member in their first, second, third area. */
  choice: [0, 2, 4],
  /** A member in an area they did not name. */
  unlisted: 10,
  /** Each person a pod is away from the target size. */
  size: 1,
  /** Each person beyond a pod's share of an ability. */
  ability: 2,
  /** Each member of a pod with nobody experienced. */
  noExperienced: 1,
  /** Each member of a pod with no volunteer for advocate. */
  noVolunteer: 1,
  /** Each hour of the shortest arc that holds everyone, beyond `hoursFree`, counted up to `hoursCap`. */
  hour: 1,
  hoursFree: 6,
  hoursCap: 12,
  /** Somebody who is seated and moves. */
  move: 3,
} as const;

/** How many people a pod may have, and how many it should. */
export const POD = POD_SIZE;

/** The levels whose share the points watch: contributor or more, experienced or more, maintainer. */
export const WATCHED_LEVELS = [2, 3, 4] as const;

/** The terms that make up the points of a seating. */
export interface Terms {
  readonly choice: number;
  readonly size: number;
  readonly ability: number;
  readonly experienced: number;
  readonly volunteer: number;
  readonly hours: number;
  readonly move: number;
}

export const NO_POINTS: Terms = { choice: 0, size: 0, ability: 0, experienced: 0, volunteer: 0, hours: 0, move: 0 };

/** Active people of a community: all, level 2 or more, level 3 or more, level 4. A pod's share is measured against it. */
export type Mix = readonly [number, number, number, number];

export function mixOf(members: Iterable<{ readonly level: number }>): Mix {
  const mix: [number, number, number, number] = [0, 0, 0, 0];
  for (const { level } of members) for (let at = 1; at <= level; at++) mix[(at - 1) as 0 | 1 | 2 | 3]++;
  return mix;
}

/** Points for one person in an area: by the rank they gave it. */
export function choicePoints(wishes: readonly string[], area: string): number {
  return POINTS.choice[wishes.indexOf(area)] ?? POINTS.unlisted;
}

/** Points for a pod's size. */
export function sizePoints(size: number): number {
  return POINTS.size * Math.abs(size - POD.target);
}

/** Points for `count` people of `level` or more among `size`: the people beyond the share, rounded down to up. */
export function sharePoints(size: number, count: number, level: 2 | 3 | 4, mix: Mix): number {
  if (mix[0] === 0) return 0;
  const share = (size * mix[(level - 1) as 1 | 2 | 3]) / mix[0];
  return POINTS.ability * Math.max(0, Math.floor(share) - count, count - Math.ceil(share));
}

/** Hours, 0 to 23, of the shortest arc of the day's circle that holds every offset; unknown ones (`null`) are left out. */
export function arcHours(offsets: Iterable<number | null>): number {
  const hours = new Set<number>();
  for (const offset of offsets) if (offset !== null) hours.add(hourOfDay(offset));
  const around = [...hours].sort((a, b) => a - b);
  const [first] = around;
  const last = around.at(-1);
  if (first === undefined || last === undefined || around.length < 2) return 0;
  let widest = first + 24 - last;
  for (let i = 1; i < around.length; i++) widest = Math.max(widest, (around[i] as number) - (around[i - 1] as number));
  return 24 - widest;
}

/** The hour of the circle, 0 to 23, that an offset from UTC falls on. */
export function hourOfDay(offset: number): number {
  return ((Math.round(offset) % 24) + 24) % 24;
}

/** Points for an arc of so many hours. */
export function hourPoints(arc: number): number {
  return POINTS.hour * Math.max(0, Math.min(arc, POINTS.hoursCap) - POINTS.hoursFree);
}

/**
 * The terms of one pod with these people in it.
 *
 * @param pod the pod's id and area; a person whose `pod` is another one counts as moved when that pod is in `living`
 * @param living the pods people sat in before, by id
 */
export function termsOfPod(
  pod: { readonly id: PodId; readonly area: string },
  members: readonly PlacedMember[],
  mix: Mix,
  living: { has(id: PodId): boolean },
): Terms {
  const size = members.length;
  let choice = 0;
  let moved = 0;
  for (const member of members) {
    choice += choicePoints(member.areas, pod.area);
    if (member.pod !== null && member.pod !== pod.id && living.has(member.pod)) moved++;
  }
  let ability = 0;
  for (const level of WATCHED_LEVELS) {
    ability += sharePoints(size, members.filter((member) => member.level >= level).length, level, mix);
  }
  return {
    choice,
    size: sizePoints(size),
    ability,
    experienced: members.some((member) => member.level >= 3) ? 0 : POINTS.noExperienced * size,
    volunteer: members.some((member) => member.volunteer) ? 0 : POINTS.noVolunteer * size,
    hours: hourPoints(arcHours(members.map((member) => member.offset))),
    move: POINTS.move * moved,
  };
}

/** The terms of a whole seating, compared with where the community sits now. People who wait cost nothing. */
export function termsOf(community: Community, seating: Seating): Terms {
  const byId = new Map(community.members.map((member) => [member.id, member]));
  const living = new Set(community.pods.map((pod) => pod.id));
  const mix = mixOf(community.members);
  let sum = NO_POINTS;
  for (const pod of seating.pods) {
    const members = pod.members.flatMap((id) => byId.get(id) ?? []);
    sum = addTerms(sum, termsOfPod(pod, members, mix, living));
  }
  return sum;
}

export function addTerms(a: Terms, b: Terms): Terms {
  return {
    choice: a.choice + b.choice,
    size: a.size + b.size,
    ability: a.ability + b.ability,
    experienced: a.experienced + b.experienced,
    volunteer: a.volunteer + b.volunteer,
    hours: a.hours + b.hours,
    move: a.move + b.move,
  };
}

/** All terms together. */
export function sumOfTerms(terms: Terms): number {
  return terms.choice + terms.size + terms.ability + terms.experienced + terms.volunteer + terms.hours + terms.move;
}

/** What a whole seating costs. */
export function pointsOf(community: Community, seating: Seating): number {
  return sumOfTerms(termsOf(community, seating));
}
