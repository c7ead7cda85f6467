/** Sentences about pods: what they need, and why a command about them is refused. */
import { peopleInWords } from "../number-words.ts";
import { isShort, type Pod } from "../pod.ts";

export const noPod = (slug: string): string => `There is no pod "${slug}". See the directory for all pods.`;
export const closedPod = (slug: string): string =>
  `The pod "${slug}" was closed and its people moved to other pods. See the directory for all pods.`;
export const noPerson = (login: string): string =>
  `There is no page for ${login}: they do not take part, or are not shown.`;

/** A lock holds while the pod has five to nine people, since sizes come first. */
export const mendedDespiteLock = "the next seating fills it, merges it with another or closes it all the same";

/** A sentence for each pod whose lock does not keep it as it is. */
export const shortDespiteLock = (pods: readonly Pod[]): string[] =>
  pods
    .filter((pod) => pod.locked && !pod.orphaned && isShort(pod))
    .map(
      ({ name, slug, seats }) =>
        `${name} is locked and has ${peopleInWords(seats.length)}: ${mendedDespiteLock}. {"do":"unlock","pod":"${slug}"} lets people join it before that.`,
    );

/** The people that a pod needs most, as "… would help most". Says what the pod lacks, never what a member is. */
export function needsOf(pod: Pod): string[] {
  return [
    pod.seats.every(({ level }) => level < 3) && "somebody experienced",
    pod.seats.every(({ volunteer }) => !volunteer) && "somebody with an hour a week to be its advocate",
    pod.seats.length > 0 && pod.seats.every(({ level }) => level >= 2) && "a newcomer",
  ].filter((need) => need !== false);
}
