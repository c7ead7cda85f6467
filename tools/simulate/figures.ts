/** The figures of a simulation: counts that can be added up over days, years and seeds, and the shares that they make. */
import { isSound } from "#shared/core/pod.ts";
import { YEAR_DAYS } from "./arrivals.ts";
import type { Changed, Joined, Town } from "./town.ts";

/** Shares are 0 to 1, or `null` when there was nothing to count. */
export interface Figures {
  /** At the end. */
  readonly people: number;
  readonly pods: number;
  readonly waiting: number;
  readonly pointsPerMember: number | null;
  /** Pod-days with five to nine people, counted at the end of each day, before the night's seating. */
  readonly podDaysInRange: number | null;
  readonly movesPerMemberYear: number | null;
  /** Moves that were neither wished for nor repairs. */
  readonly unaskedPerMemberYear: number | null;
  readonly noticesPerMemberYear: number | null;
  readonly joins: number;
  readonly seatedAtOnce: number | null;
  /** Mean and longest wait, in days, of people who were not seated at once and have a seat by now. */
  readonly daysWaited: number | null;
  readonly daysWaitedMost: number;
  /**
   * The longest wait, in days, while a seat in a named area was open, or five people waited for the same area, both in the
   * evening and after the night's seating. A seat that the seating gives to somebody else is no longer open.
   */
  readonly daysKeptWaiting: number;
  /** Seated people in the area they want most, at the end. */
  readonly firstChoice: number | null;
  /** People in the area they want most ÷ those after a fresh search of the same people. */
  readonly firstChoiceToFresh: number | null;
  /** Seats given in areas that the person did not name and did not agree to. */
  readonly unnamed: number;
}

const NOTHING = {
  people: 0,
  pods: 0,
  waiting: 0,
  seated: 0,
  inFirst: 0,
  points: 0,
  podDays: 0,
  podDaysInRange: 0,
  memberDays: 0,
  moves: 0,
  unasked: 0,
  notices: 0,
  joins: 0,
  atOnce: 0,
  waits: 0,
  waited: 0,
  first: 0,
  firstAnew: 0,
  unnamed: 0,
};
type Sums = typeof NOTHING;

/** Sums, and what is compared rather than added. */
export interface Counts extends Readonly<Sums> {
  readonly waitedMost: number;
  readonly keptMost: number;
}

/** The counts of the same period in several simulations; people, pods and waiting are added up, too. */
export function together(all: readonly Counts[]): Counts {
  const sums: Sums = { ...NOTHING };
  for (const counts of all) for (const name of Object.keys(sums) as (keyof Sums)[]) sums[name] += counts[name];
  const most = (name: "waitedMost" | "keptMost") => Math.max(0, ...all.map((counts) => counts[name]));
  return { ...sums, waitedMost: most("waitedMost"), keptMost: most("keptMost") };
}

/** Counts what happens. The wait of a person goes on over the end of a period. */
export class Counter {
  #sums: Sums = { ...NOTHING };
  #most = { waitedMost: 0, keptMost: 0 };
  /** The day since which each person waits. */
  readonly #waiting = new Map<string, number>();
  /** For how many days each person has been kept waiting. */
  #kept = new Map<string, number>();

  joined(day: number, id: string, { outcome, others }: Joined): void {
    this.#sums.joins++;
    if (outcome === "waiting") this.#waiting.set(id, day);
    else this.#sums.atOnce++;
    this.#sums.notices += others.length;
    for (const other of others) this.#seated(day, other);
  }

  left(id: string): void {
    this.#waiting.delete(id);
  }

  changed(day: number, { seated, moved, unasked, told }: Changed): void {
    this.#sums.moves += moved;
    this.#sums.unasked += unasked;
    this.#sums.notices += told;
    for (const id of seated) this.#seated(day, id);
  }

  /** People for whom no seat is left after the night's seating start anew: others were given those that were open. */
  nightEnds(town: Town): void {
    const couldSit = new Set(town.couldSit());
    for (const id of this.#kept.keys()) if (!couldSit.has(id)) this.#kept.delete(id);
  }

  dayEnds(town: Town): void {
    const sums = this.#sums;
    for (const { seats } of town.pods.values()) {
      sums.podDays++;
      if (isSound(seats.length)) sums.podDaysInRange++;
    }
    sums.memberDays += town.seated;
    sums.unnamed += town.unnamed;
    town.unnamed = 0;
    this.#kept = new Map(town.couldSit().map((id) => [id, (this.#kept.get(id) ?? 0) + 1]));
    for (const days of this.#kept.values()) this.#most.keptMost = Math.max(this.#most.keptMost, days);
  }

  /** Compares the seating with a fresh one of the same people. */
  compare(town: Town, effort: number): void {
    this.#sums.first += town.summary().choices[0];
    this.#sums.firstAnew += town.firstChoicesAnew(effort);
  }

  /** The counts since the last call. */
  periodEnds(town: Town): Counts {
    const { pods, seated, waiting, points, choices } = town.summary();
    const end = { people: town.people.size, pods, seated, waiting, points, inFirst: choices[0] };
    const counts = { ...this.#sums, ...end, ...this.#most };
    this.#sums = { ...NOTHING };
    this.#most = { waitedMost: 0, keptMost: 0 };
    return counts;
  }

  #seated(day: number, id: string): void {
    const since = this.#waiting.get(id);
    if (since === undefined) return;
    this.#waiting.delete(id);
    this.#sums.waits++;
    this.#sums.waited += day - since;
    this.#most.waitedMost = Math.max(this.#most.waitedMost, day - since);
  }
}

const share = (part: number, of: number): number | null => (of === 0 ? null : part / of);

export function figuresOf(counts: Counts): Figures {
  const { people, pods, waiting, joins, unnamed, memberDays } = counts;
  return {
    people,
    pods,
    waiting,
    pointsPerMember: share(counts.points, counts.seated),
    podDaysInRange: share(counts.podDaysInRange, counts.podDays),
    movesPerMemberYear: share(YEAR_DAYS * counts.moves, memberDays),
    unaskedPerMemberYear: share(YEAR_DAYS * counts.unasked, memberDays),
    noticesPerMemberYear: share(YEAR_DAYS * counts.notices, memberDays),
    joins,
    seatedAtOnce: share(counts.atOnce, joins),
    daysWaited: share(counts.waited, counts.waits),
    daysWaitedMost: counts.waitedMost,
    daysKeptWaiting: counts.keptMost,
    firstChoice: share(counts.inFirst, counts.seated),
    firstChoiceToFresh: share(counts.first, counts.firstAnew),
    unnamed,
  };
}
