/** A pod: five to nine people in one area. */
import { type Level, levelOf, type Pseudonym } from "./member.ts";
import type { Said } from "./spoken.ts";
import type { Weekday } from "./week.ts";

/** Seven, plus or minus two. No join, seating, plan or undo makes a pod outside this range. */
export const POD_SIZE = { min: 5, target: 7, max: 9 } as const;

export const POD_NAME_LENGTH_MAX = 40;

/** A member of a pod, with the facts that the points need. */
export interface Seat {
  readonly pseudonym: Pseudonym;
  readonly level: Level;
  /** Whole hours east of UTC, `null` when unknown. */
  readonly offset: number | null;
  readonly volunteer: boolean;
}

/** Once a week, local time in an IANA zone. */
interface WeeklyTime {
  readonly weekday: Weekday;
  /** "HH:MM" */
  readonly time: string;
  readonly timezone: string;
}

/** A pod's weekly meeting. */
export interface Meeting extends WeeklyTime {
  readonly link?: string;
}

/** A time that a meeting had before it was moved, or ended. */
export interface FormerTime extends WeeklyTime {
  /** When it was set, ms; unknown where an earlier version set it. */
  readonly since?: number;
  /** When the meeting ended, ms; without it, the time held until the next one was set. */
  readonly until?: number;
}

export interface Pod {
  readonly number: number;
  /** Part of the pod's address; derived from the number, never changes. */
  readonly slug: string;
  /** The name that people see; advocates may change it. */
  readonly name: string;
  readonly area: string;
  readonly seats: readonly Seat[];
  readonly advocate: Pseudonym | null;
  /** When somebody last said who it is to be. */
  readonly advocateSaid?: Said;
  /** The advocate of before, while they have a seat in it; `until` in ms. */
  readonly former?: { readonly person: Pseudonym; readonly until: number };
  /** A maintainer has closed it to joins, and while it has a valid size to plans. */
  readonly locked: boolean;
  /** How often all of its seats were taken. */
  readonly filled?: number;
  /** The settings no longer name its area: nobody new gets a seat, until another area takes the pod over or a plan closes it. */
  readonly orphaned?: boolean;
  readonly meeting?: Meeting;
  /** When its time was set, ms; unknown where an earlier version set it. */
  readonly meetsSince?: number;
  /** The times before, oldest first. */
  readonly met?: readonly FormerTime[];
  /** How often its meeting was set; without `meeting`, it was set in a zone that is accepted no more. */
  readonly meetingsSet?: number;
}

export const byNumber = (pods: readonly Pod[]): ReadonlyMap<number, Pod> =>
  new Map(pods.map((pod) => [pod.number, pod]));

export const openSeats = (pod: Pod): number =>
  pod.locked || pod.orphaned ? 0 : Math.max(0, POD_SIZE.max - pod.seats.length);

/** The time since a seat is open in a pod: another one begins there once all seats were taken. */
export const openingOf = ({ number, filled }: Pick<Pod, "number" | "filled">): string =>
  filled ? `${number}.${filled}` : String(number);

/** A pod whose area is gone takes nobody new, and ends when its people find another area. */
export const seeksAdvocate = ({ advocate, orphaned }: Pick<Pod, "advocate" | "orphaned">): boolean =>
  advocate === null && !orphaned;

/** Whether nobody new gets a seat in it only because it is locked. */
export const isShut = ({ locked, orphaned, seats }: Pick<Pod, "locked" | "orphaned" | "seats">): boolean =>
  locked && !orphaned && seats.length < POD_SIZE.max;

/** Whether a pod may be of this size. */
export const isSound = (size: number): boolean => size >= POD_SIZE.min && size <= POD_SIZE.max;
/**
 * The person for a newcomer to say hello to: the advocate, else the most able of the others; among equals the first by seat.
 * Somebody who is as new can show nobody around, unless they are experienced: founders of a pod are no buddies of each other.
 */
export function buddyIn(
  { seats, advocate }: Pick<Pod, "seats" | "advocate">,
  newcomer: Pseudonym,
  isAsNew: (person: Pseudonym) => boolean,
): Pseudonym | undefined {
  const others = seats.filter(
    ({ pseudonym, level }) => pseudonym !== newcomer && (level >= levelOf("experienced") || !isAsNew(pseudonym)),
  );
  const buddy =
    others.find(({ pseudonym }) => pseudonym === advocate) ?? others.toSorted((a, b) => b.level - a.level)[0];
  return buddy?.pseudonym;
}
export const isShort = (pod: Pick<Pod, "seats">): boolean => pod.seats.length < POD_SIZE.min;
