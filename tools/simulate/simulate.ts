/** Simulates years of a community: people come and go daily, with a seating every night and a plan every week. */

import { movesLimit } from "#shared/core/plan/moves-limit.ts";
import type { Level } from "#shared/core/scoring/community.ts";
import { Random } from "#shared/core/search/random.ts";
import {
  AREAS,
  arrivalsOn,
  CHANCES,
  daily,
  type Goal,
  growth,
  happens,
  leaving,
  newcomer,
  wishes,
  YEAR_DAYS,
} from "./arrivals.ts";
import { Counter, type Counts } from "./figures.ts";
import { type Person, Town } from "./town.ts";

export interface Options {
  /** Years in which the community grows from nobody, and then those in which it stays as large. */
  readonly years: number;
  readonly steadyYears: number;
  /** About how many people are there at the end. */
  readonly people: number;
  readonly seed: number;
  /** How much work a search does; 1 as in the function. */
  readonly effort: number;
  /** The share of the seated people that a weekly plan may move. */
  readonly maxMovesPercent: number;
  /** How long people have been in their pod before a plan may move them. */
  readonly settleWeeks: number;
}

const WEEK_DAYS = 7;
/** How often the seating is compared with a fresh one, in the steady years. */
const QUARTER_DAYS = 91;

/** The state at the end of each day, before the night's seating. */
export interface Day {
  readonly day: number;
  readonly town: Town;
  /** What happened in the year that ends with this day. */
  readonly year?: { readonly steady: boolean; readonly counts: Counts };
}

/** Runs day by day. The same options give the same days. */
export function* simulate(options: Options): Generator<Day, void> {
  const { years, steadyYears, people, effort } = options;
  const random = new Random(options.seed);
  const town = new Town(AREAS, options.settleWeeks);
  const since = new Map<string, number>();
  const counter = new Counter();
  const growing = Math.round(years * YEAR_DAYS);
  const days = growing + Math.round(steadyYears * YEAR_DAYS);
  const goal = growth(growing, people);
  for (let day = 0; day < days; day++) {
    town.today = day;
    night(day, town, counter, options);
    for (const event of shuffled(eventsOn(day, goal, town, since, random), random)) event(counter);
    counter.dayEnds(town);
    const steady = day >= growing;
    if (steady && (day - growing) % QUARTER_DAYS === QUARTER_DAYS - 1) counter.compare(town, effort);
    const inPhase = steady ? day - growing : day;
    const yearEnds = inPhase % YEAR_DAYS === YEAR_DAYS - 1 || day === growing - 1 || day === days - 1;
    yield { day, town, ...(yearEnds && { year: { steady, counts: counter.periodEnds(town) } }) };
  }
}

/** The night's seating, and once a week a plan after it, as in the product. */
function night(day: number, town: Town, counter: Counter, { effort, maxMovesPercent }: Options): void {
  if (town.needsSeating()) counter.changed(day, town.rebalance({ effort, only: "seat" }));
  counter.nightEnds(town);
  if (day % WEEK_DAYS !== 0 || town.people.size === 0) return;
  counter.changed(day, town.rebalance({ effort, movesMax: movesLimit(town.seated, maxMovesPercent) }));
}

type Event = (counter: Counter) => void;

/** The people who come, go and change on this day. */
function eventsOn(day: number, goal: Goal, town: Town, since: Map<string, number>, random: Random): Event[] {
  const events: Event[] = [];
  for (const person of town.people.values()) {
    if (happens(random, leaving(day - (since.get(person.id) ?? 0)))) {
      events.push((counter) => {
        counter.left(person.id);
        town.leave(person.id);
      });
    } else if (happens(random, daily(CHANCES.turn))) {
      const areas = wishes(random);
      events.push(() => town.change({ ...person, areas }));
    } else if (person.level < 4 && happens(random, daily(CHANCES.rise))) {
      events.push(() => town.change({ ...person, level: Math.min(3, person.level + 1) as Level }));
    }
  }
  const others = [...town.people.keys()];
  const arrivals = arrivalsOn(day, goal, town.people.size, random);
  for (let n = 0; n < arrivals; n++) {
    const person: Person = newcomer(random, `p${String(since.size + 1).padStart(6, "0")}`, others);
    since.set(person.id, day);
    events.push((counter) => counter.joined(day, person.id, town.join(person)));
  }
  return events;
}

function shuffled<T>(items: T[], random: Random): T[] {
  for (let i = items.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [items[i], items[j]] = [items[j] as T, items[i] as T];
  }
  return items;
}
