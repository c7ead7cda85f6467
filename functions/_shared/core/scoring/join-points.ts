/** What it costs to seat one more person in a pod, from the pod's summary alone: ranks the open pods for a joiner. */
import {
  arcHours,
  choicePoints,
  hourPoints,
  type Mix,
  POINTS,
  sharePoints,
  sizePoints,
  sumOfTerms,
  type Terms,
  WATCHED_LEVELS,
} from "./points.ts";

/** What the points need to know of a pod. */
export interface PodSummary {
  readonly area: string;
  readonly size: number;
  /** People of level 2 or more, 3 or more, 4. */
  readonly levels: readonly [number, number, number];
  /** The offsets from UTC that occur, in whole hours; unknown ones left out, order and repeats without meaning. */
  readonly hours: readonly number[];
  /** How many volunteered to be an advocate. */
  readonly volunteers: number;
}

/** What the points need to know of a person who joins. */
export interface Joiner {
  readonly areas: readonly string[];
  readonly level: 1 | 2 | 3 | 4;
  readonly offset: number | null;
  readonly volunteer: boolean;
}

/** Points a seating gains (or, negative, saves) when `joiner` takes a seat in `pod`. Whole number, lower is better. */
export function costOfJoining(joiner: Joiner, pod: PodSummary, mix: Mix): number {
  return sumOfTerms(termsOfJoining(joiner, pod, mix));
}

/** The same, term by term, for reasons. */
export function termsOfJoining(joiner: Joiner, pod: PodSummary, mix: Mix): Terms {
  const before = termsOfSummary(pod, mix);
  const after = termsOfSummary(withJoiner(joiner, pod), mix);
  return {
    choice: choicePoints(joiner.areas, pod.area),
    size: after.size - before.size,
    ability: after.ability - before.ability,
    experienced: after.experienced - before.experienced,
    volunteer: after.volunteer - before.volunteer,
    hours: after.hours - before.hours,
    move: 0,
  };
}

function withJoiner(joiner: Joiner, pod: PodSummary): PodSummary {
  const [contributors, experienced, maintainers] = pod.levels;
  return {
    area: pod.area,
    size: pod.size + 1,
    levels: [
      contributors + (joiner.level >= 2 ? 1 : 0),
      experienced + (joiner.level >= 3 ? 1 : 0),
      maintainers + (joiner.level >= 4 ? 1 : 0),
    ],
    hours: joiner.offset === null ? pod.hours : [...pod.hours, joiner.offset],
    volunteers: pod.volunteers + (joiner.volunteer ? 1 : 0),
  };
}

/** A pod's own terms: all but what depends on who its people are (choice and move are 0). */
export function termsOfSummary(pod: PodSummary, mix: Mix): Terms {
  let ability = 0;
  for (const level of WATCHED_LEVELS) {
    ability += sharePoints(pod.size, pod.levels[(level - 2) as 0 | 1 | 2], level, mix);
  }
  return {
    choice: 0,
    size: sizePoints(pod.size),
    ability,
    experienced: pod.levels[1] > 0 ? 0 : POINTS.noExperienced * pod.size,
    volunteer: pod.volunteers > 0 ? 0 : POINTS.noVolunteer * pod.size,
    hours: hourPoints(arcHours(pod.hours)),
    move: 0,
  };
}
