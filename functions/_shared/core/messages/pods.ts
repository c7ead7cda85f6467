/** Sentences about pods: what they need, and why something about them cannot be done. */
import type { Pod } from "../pod.ts";

export const noPod = (slug: string): string => `There is no pod "${slug}". The directory lists those there are.`;
export const closedPod = (slug: string): string =>
  `The pod "${slug}" was closed and its people found other pods. The directory lists those there are.`;
export const noPodOrPerson = (slug: string, login: string): string =>
  `There is no pod "${slug}", or nobody called ${login}. The directory lists the pods and their people.`;
export const noMember = (login: string): string => `${login} sits in no pod.`;
export const noPerson = (login: string): string => `Nobody called ${login} takes part, or they are not shown.`;

/** Why a setting was refused, by the store's word for it. */
const REFUSED: Readonly<Record<string, string>> = {
  "not-a-volunteer": "They have not volunteered: they do with /pod advocate, or by the command advocate to join-pod.",
  "not-in-pod": "They do not sit in this pod.",
  "not-seated": "They do not sit in a pod.",
};
export const refusedSetting = (reason: string): string => REFUSED[reason] ?? `This cannot be done: ${reason}.`;

/** Whom a pod could use most, each as the ending of "most useful would be …". Says what is missing, never who is what. */
export function needsOf(pod: Pod): string[] {
  return [
    pod.seats.every(({ level }) => level < 3) && "somebody experienced",
    pod.seats.every(({ volunteer }) => !volunteer) && "somebody with an hour a week to be its advocate",
    pod.seats.length > 0 && pod.seats.every(({ level }) => level >= 2) && "somebody new",
  ].filter((need) => need !== false);
}
