/** Simulates years of a community that starts empty: people come and go daily, with a seating every night, a plan every week. */

import { movesLimit } from "#shared/core/plan/moves-limit.ts";
import type { Level } from "#shared/core/scoring/community.ts";
import { Random } from "#shared/core/search/random.ts";
import { AREAS, arrivalsOn, CHANCES, daily, happens, leaving, newcomer, wishes, YEAR_DAYS } from "./arrivals.ts";
import { Figures, type YearFigures } from "./figures.ts";
import { type Person, Town } from "./town.ts";

export interface Options {
  readonly years: number;
  /** About how many people are there at the end. */
  readonly people: number;
  readonly seed: number;
  /** How much work a search does; 1 as in the function. */
  readonly effort: number;
  /** The share of the seated people that a weekly plan may move. */
  readonly maxMovesPercent: number;
}

const WEEK_DAYS = 7;

/** The state at the end of each day, before the night's seating. */
export interface Day {
  readonly day: number;
  readonly town: Town;
  /** Figures of the year that ends with this day. */
  readonly year?: YearFigures;
}

/** Runs day by day. The same options give the same days. */
export function* simulate(options: Options): Generator<Day, YearFigures> {
  const { years, people, seed, effort, maxMovesPercent } = options;
  const random = new Random(seed);
  const town = new Town(AREAS);
  const since = new Map<string, number>();
  const figures = new Figures();
  const days = Math.round(years * YEAR_DAYS);
  for (let day = 0; day < days; day++) {
    if (day % WEEK_DAYS === 0 && town.people.size > 0) {
      const movesMax = movesLimit(town.seated, maxMovesPercent);
      figures.changed(day, town.rebalance({ effort, movesMax }));
    } else if (town.needsSeating()) {
      figures.changed(day, town.rebalance({ effort, only: "seat" }));
    }
    for (const event of shuffled(eventsOn(day, days, people, town, since, random), random)) event(figures);
    figures.dayEnds(day, town);
    const yearEnds = day % YEAR_DAYS === YEAR_DAYS - 1 || day === days - 1;
    yield { day, town, ...(yearEnds && { year: figures.yearEnds(town) }) };
  }
  return figures.all(town);
}

type Event = (figures: Figures) => void;

/** The people who come, go and change on this day. */
function eventsOn(
  day: number,
  days: number,
  people: number,
  town: Town,
  since: Map<string, number>,
  random: Random,
): Event[] {
  const events: Event[] = [];
  for (const person of town.people.values()) {
    if (happens(random, leaving(day - (since.get(person.id) ?? 0)))) {
      events.push((figures) => {
        figures.left(person.id);
        town.leave(person.id);
      });
    } else if (happens(random, daily(CHANCES.turn))) {
      const areas = wishes(random);
      events.push(() => town.change({ ...person, areas }));
    } else if (person.level < 4 && happens(random, daily(CHANCES.rise))) {
      events.push(() => town.change({ ...person, level: Math.min(3, person.level + 1) as Level }));
    }
  }
  const arrivals = arrivalsOn(day, days, people, town.people.size, random);
  for (let n = 0; n < arrivals; n++) {
    const person: Person = newcomer(random, `p${String(since.size + 1).padStart(6, "0")}`);
    since.set(person.id, day);
    events.push((figures) => figures.joined(day, person.id, town.join(person)));
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
