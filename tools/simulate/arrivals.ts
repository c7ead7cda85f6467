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
const OFFSET_UNKNOWN = 0.05;

/** The daily chance that amounts to a yearly one. */
export const daily = (yearly: number): number => 1 - (1 - yearly) ** (1 / YEAR_DAYS);

export function happens(random: Random, chance: number): boolean {
  return random.below(1_000_000) < chance * 1_000_000;
}

export function newcomer(random: Random, id: string): Person {
  return {
    id,
    level: LEVELS[random.below(LEVELS.length)] as Level,
    offset: happens(random, OFFSET_UNKNOWN) ? null : (OFFSETS[random.below(OFFSETS.length)] as number),
    areas: wishes(random),
    volunteer: happens(random, VOLUNTEER),
    anywhere: true,
    with: [],
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

/**
 * How many people come on a day so that about `people` are there at the end: accelerating growth, plus as many as leave.
 */
export function arrivalsOn(day: number, days: number, people: number, here: number, random: Random): number {
  const goal = (at: number) => people * (at / days) ** 1.5;
  const wanted = Math.max(0, goal(day + 1) - here) + here * daily(CHANCES.leave);
  const expected = Math.min(wanted, 4 * Math.max(1, goal(day + 1) - goal(day)));
  return Math.floor(expected) + (happens(random, expected % 1) ? 1 : 0);
}
