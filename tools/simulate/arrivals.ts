/** People who come, go and change, at random from a seed, in the proportions of open-source communities. */
import type { Level } from "#shared/core/scoring/community.ts";
import type { Random } from "#shared/core/search/random.ts";
import type { Person } from "./town.ts";

export const AREAS = ["gateway", "cli", "docs", "templates", "connectors", "ui", "community", "edge"] as const;

export const YEAR_DAYS = 365;
/** The offsets from UTC of twenty people. */
const OFFSETS = [-8, -8, -7, -6, -5, -5, -5, -3, 0, 0, 1, 1, 1, 1, 2, 2, 3, 5, 5, 8] as const;
const LEVELS: readonly Level[] = [1, 1, 1, 1, 1, 1, 2, 2, 3, 4];

/** Chances per year. */
export const CHANCES = {
  leave: 0.3,
  /** The person wants other areas. */
  turn: 0.1,
  /** The person gains ability: a contributor at the first merge, experienced at ten. */
  rise: 0.3,
} as const;
/** Newcomers try it out: in their first days they are `factor` times as likely to leave. */
const EARLY = { days: 30, factor: 4 } as const;
const VOLUNTEER = 0.2;
/** The person agrees to sit in any area. */
const ANYWHERE = 0.3;
/** The person would like to sit with somebody who takes part. */
const WITH = 0.1;
const OFFSET_UNKNOWN = 0.05;

/** The daily chance that amounts to a yearly one. */
export const daily = (yearly: number): number => 1 - (1 - yearly) ** (1 / YEAR_DAYS);

export function happens(random: Random, chance: number): boolean {
  return random.below(1_000_000) < chance * 1_000_000;
}

/** @param others the people who take part */
export function newcomer(random: Random, id: string, others: readonly string[]): Person {
  const friend = others[random.below(others.length)];
  return {
    id,
    level: LEVELS[random.below(LEVELS.length)] as Level,
    offset: happens(random, OFFSET_UNKNOWN) ? null : (OFFSETS[random.below(OFFSETS.length)] as number),
    areas: wishes(random),
    volunteer: happens(random, VOLUNTEER),
    anywhere: happens(random, ANYWHERE),
    with: friend !== undefined && happens(random, WITH) ? [friend] : [],
  };
}

/** One to three areas; the first of the list are the most popular. */
export function wishes(random: Random): string[] {
  const wanted = new Set<string>();
  const count = 1 + random.below(3);
  while (wanted.size < count) wanted.add(AREAS[random.below(1 + random.below(AREAS.length))] as string);
  return [...wanted];
}

/** The chance that a person leaves today, `days` days after they came. */
export const leaving = (days: number): number => daily(CHANCES.leave) * (days < EARLY.days ? EARLY.factor : 1);

/** About how many people are to be there at the end of a day. */
export type Goal = (day: number) => number;

/** Accelerating growth from nobody to `people`, who stay that many. */
export const growth =
  (days: number, people: number): Goal =>
  (day) =>
    people * Math.min(1, day / days) ** 1.5;

/** How many people come on a day, so that the goal is reached: as many as it grows by, plus as many as leave. */
export function arrivalsOn(day: number, goal: Goal, here: number, random: Random): number {
  const wanted = Math.max(0, goal(day + 1) - here) + here * daily(CHANCES.leave);
  const expected = Math.min(wanted, 4 * Math.max(1, goal(day + 1) - goal(day)));
  return Math.floor(expected) + (happens(random, expected % 1) ? 1 : 0);
}
