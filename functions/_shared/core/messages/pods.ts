/** Sentences about pods: what they need, and why a command about them is refused. */
import { peopleInWords } from "../number-words.ts";
import { isShort, POD_SIZE, type Pod } from "../pod.ts";
import type { Settings } from "../settings.ts";

export const noPod = (slug: string): string => `There is no pod "${slug}". See the directory for all pods.`;
export const closedPod = (slug: string): string =>
  `Nobody is in the pod "${slug}" any more: its people left, or it was closed and they got other seats or wait for some. See the directory for all pods.`;
export const noPerson = (login: string): string =>
  `There is no page for ${login}: they do not take part, or are not shown.`;

const MENDS = "fills it, merges it with another or closes it";

/** A lock holds while the pod has five to nine people, since sizes come first. */
export const mendedDespiteLock = `the next seating ${MENDS} all the same`;

/** What becomes of a pod with fewer than five people. Nobody can get a seat in one whose area is gone. */
function isMended({ locked, orphaned }: Pod, { rebalance }: Pick<Settings, "rebalance">): string {
  const when =
    rebalance.seat === "off"
      ? "the next seating that a maintainer makes, or the next plan that is applied,"
      : "the next seating, at the latest tomorrow,";
  return `${when} ${orphaned ? "closes it" : MENDS}${locked ? " all the same" : ""}`;
}

/** What is missing in a pod with fewer than five people, and what becomes of it; `undefined` for all others. */
export function shortPod(pod: Pod, settings: Pick<Settings, "rebalance">): ShortPod | undefined {
  if (!isShort(pod)) return undefined;
  const { name, seats, orphaned } = pod;
  const then = orphaned ? "" : " If it closes, its people get other seats, or wait for some.";
  return {
    missing: POD_SIZE.min - seats.length,
    detail: `${name} has ${peopleInWords(seats.length)}, and a pod has at least five: ${isMended(pod, settings)}.${then}`,
  };
}

export interface ShortPod {
  readonly missing: number;
  readonly detail: string;
}

/** A sentence for each pod whose lock does not keep it as it is. */
export const shortDespiteLock = (pods: readonly Pod[], settings: Pick<Settings, "rebalance">): string[] =>
  pods
    .filter((pod) => pod.locked && !pod.orphaned && isShort(pod))
    .map(
      (pod) =>
        `${pod.name} is locked and has ${peopleInWords(pod.seats.length)}: ${isMended(pod, settings)}. {"do":"unlock","pod":"${pod.slug}"} lets people join it before that.`,
    );

/** The people that a pod needs most, as "… would help most". Says what the pod lacks, never what a member is. */
export function needsOf(pod: Pod): string[] {
  return [
    pod.seats.every(({ level }) => level < 3) && "somebody experienced",
    pod.seats.every(({ volunteer }) => !volunteer) && "somebody with an hour or two a week to be its advocate",
    pod.seats.length > 0 && pod.seats.every(({ level }) => level >= 2) && "a newcomer",
  ].filter((need) => need !== false);
}
