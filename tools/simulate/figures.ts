/** The figures of a simulation, by year and over all years. */
import { POD_SIZE } from "#shared/core/pod.ts";
import { YEAR_DAYS } from "./arrivals.ts";
import type { Changed, Town } from "./town.ts";

/** Shares are 0 to 1. */
export interface YearFigures {
  readonly people: number;
  readonly pods: number;
  readonly waiting: number;
  /** Pod-days with five to nine people, counted at the end of each day, before the night's seating. */
  readonly podDaysInRange: number;
  readonly movesPerMemberYear: number;
  readonly joins: number;
  readonly seatedAtOnce: number;
  /** Mean and longest wait, in days, of people who were not seated at once. */
  readonly daysWaited: number;
  readonly daysWaitedMost: number;
  /** Seated people in the area they want most. */
  readonly firstChoice: number;
  readonly pointsPerMember: number;
}

interface Counts {
  podDays: number;
  podDaysInRange: number;
  memberDays: number;
  moves: number;
  joins: number;
  atOnce: number;
  waits: number;
  waited: number;
  waitedMost: number;
}

const nothing = (): Counts => ({
  podDays: 0,
  podDaysInRange: 0,
  memberDays: 0,
  moves: 0,
  joins: 0,
  atOnce: 0,
  waits: 0,
  waited: 0,
  waitedMost: 0,
});

export class Figures {
  #year = nothing();
  readonly #all = nothing();
  /** The day since which each person waits. */
  readonly #waiting = new Map<string, number>();

  joined(day: number, id: string, outcome: "seated" | "formed" | "waiting"): void {
    const atOnce = outcome !== "waiting";
    this.#count({ joins: 1, atOnce: atOnce ? 1 : 0 });
    if (!atOnce) this.#waiting.set(id, day);
  }

  left(id: string): void {
    this.#waiting.delete(id);
  }

  changed(day: number, { seated, moved }: Changed): void {
    this.#count({ moves: moved });
    for (const id of seated) this.#seated(day, id);
  }

  /** Counts the day's pods and people, and the people who waited until a pod formed today. */
  dayEnds(day: number, town: Town): void {
    for (const id of this.#waiting.keys()) if (!town.waiting.has(id)) this.#seated(day, id);
    for (const { seats } of town.pods.values()) {
      const inRange = seats.length >= POD_SIZE.min && seats.length <= POD_SIZE.max;
      this.#count({ podDays: 1, podDaysInRange: inRange ? 1 : 0 });
    }
    this.#count({ memberDays: town.seated });
  }

  yearEnds(town: Town): YearFigures {
    const year = figuresOf(this.#year, town);
    this.#year = nothing();
    return year;
  }

  all(town: Town): YearFigures {
    return figuresOf(this.#all, town);
  }

  #seated(day: number, id: string): void {
    const since = this.#waiting.get(id);
    if (since === undefined) return;
    this.#waiting.delete(id);
    for (const counts of [this.#year, this.#all]) {
      counts.waits++;
      counts.waited += day - since;
      counts.waitedMost = Math.max(counts.waitedMost, day - since);
    }
  }

  #count(more: Partial<Counts>): void {
    for (const counts of [this.#year, this.#all]) {
      for (const [name, by] of Object.entries(more)) counts[name as keyof Counts] += by;
    }
  }
}

function figuresOf(counts: Counts, town: Town): YearFigures {
  const { pods, seated, waiting, choices, points } = town.summary();
  const share = (part: number, of: number) => (of === 0 ? 0 : part / of);
  return {
    people: town.people.size,
    pods,
    waiting,
    podDaysInRange: share(counts.podDaysInRange, counts.podDays),
    movesPerMemberYear: share(YEAR_DAYS * counts.moves, counts.memberDays),
    joins: counts.joins,
    seatedAtOnce: share(counts.atOnce, counts.joins),
    daysWaited: share(counts.waited, counts.waits),
    daysWaitedMost: counts.waitedMost,
    firstChoice: share(choices[0], seated),
    pointsPerMember: share(points, seated),
  };
}
