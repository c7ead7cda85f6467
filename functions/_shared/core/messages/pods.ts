/** Sentences about pods: what they need, and why a command about them is refused. */
import type { Pod } from "../pod.ts";

export const noPod = (slug: string): string => `There is no pod "${slug}". See the directory for all pods.`;
export const closedPod = (slug: string): string =>
  `The pod "${slug}" was closed and its people moved to other pods. See the directory for all pods.`;
export const noPerson = (login: string): string =>
  `There is no page for ${login}: they do not take part, or are not shown.`;

/** The people that a pod needs most, as "… would help most". Says what the pod lacks, never what a member is. */
export function needsOf(pod: Pod): string[] {
  return [
    pod.seats.every(({ level }) => level < 3) && "somebody experienced",
    pod.seats.every(({ volunteer }) => !volunteer) && "somebody with an hour a week to be its advocate",
    pod.seats.length > 0 && pod.seats.every(({ level }) => level >= 2) && "a newcomer",
  ].filter((need) => need !== false);
}
