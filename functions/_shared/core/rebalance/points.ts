/**
 * The points: what a seating costs. Lower is better, whole numbers, one table that people can read and argue about.
 */

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
