/** A pod: five to nine people in one area. */
import type { Level, Pseudonym } from "./member.ts";

/** Seven, plus or minus two: what no join, seating, plan or undo ever leaves. */
export const POD_SIZE = { min: 5, target: 7, max: 9 } as const;

export const POD_NAME_LENGTH_MAX = 40;

/** Somebody in a pod, with what the points need to know of them. */
export interface Seat {
  readonly pseudonym: Pseudonym;
  readonly level: Level;
  /** Whole hours east of UTC, `null` when unknown. */
  readonly offset: number | null;
  readonly volunteer: boolean;
}

/** When a pod meets: local time in an IANA zone, every week. */
export interface Meeting {
  readonly weekday: string;
  /** "HH:MM" */
  readonly time: string;
  readonly timezone: string;
  readonly link?: string;
}

export interface Pod {
  readonly number: number;
  /** In the pod's address; made from the number, never changes. */
  readonly slug: string;
  /** What people call it; advocates may rename it. */
  readonly name: string;
  readonly area: string;
  readonly seats: readonly Seat[];
  readonly advocate: Pseudonym | null;
  /** Closed to joins and plans by a person. */
  readonly locked: boolean;
  readonly meeting?: Meeting;
}

export const openSeats = (pod: Pod): number => (pod.locked ? 0 : Math.max(0, POD_SIZE.max - pod.seats.length));
export const isShort = (pod: Pod): boolean => pod.seats.length < POD_SIZE.min;
