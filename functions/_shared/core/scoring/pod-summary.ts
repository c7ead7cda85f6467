/** A pod as the points see it: numbers, no names. */

import type { Person } from "./community.ts";

/** A person as one of a pod's counts. */
type Head = Pick<Person, "level" | "offset" | "volunteer">;

export interface PodSummary {
  readonly area: string;
  readonly size: number;
  /** People of level 2 or more, of level 3 or more, of level 4. */
  readonly contributors: number;
  readonly experienced: number;
  readonly maintainers: number;
  /** People who volunteered to be an advocate. */
  readonly volunteers: number;
  /** The known offsets from UTC, in whole hours. Order and repeats carry no meaning. */
  readonly hours: readonly number[];
}

export function podSummary(area: string, people: readonly Head[]): PodSummary {
  const count = { contributors: 0, experienced: 0, maintainers: 0, volunteers: 0 };
  const hours: number[] = [];
  for (const { level, volunteer, offset } of people) {
    if (level >= 2) count.contributors++;
    if (level >= 3) count.experienced++;
    if (level >= 4) count.maintainers++;
    if (volunteer) count.volunteers++;
    if (offset !== null) hours.push(offset);
  }
  return { area, size: people.length, ...count, hours };
}

/** The pod with one more person in it. */
export function withPerson(pod: PodSummary, person: Head): PodSummary {
  const one = podSummary(pod.area, [person]);
  return {
    area: pod.area,
    size: pod.size + one.size,
    contributors: pod.contributors + one.contributors,
    experienced: pod.experienced + one.experienced,
    maintainers: pod.maintainers + one.maintainers,
    volunteers: pod.volunteers + one.volunteers,
    hours: [...pod.hours, ...one.hours],
  };
}
