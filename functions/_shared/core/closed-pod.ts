/** Pods that nobody is in. Numbers are given in order and never again, so a pod once had each number that was given. */
import { byNumber, type Pod } from "./pod.ts";
import { defaultName, numberOf, slugOf } from "./pod-names.ts";
import type { Directory } from "./ports.ts";

/** Whether a pod had this address, of so many that have ever formed. */
const wasFormed = (slug: string, podsFormed: number): boolean =>
  (numberOf(slug) ?? Number.POSITIVE_INFINITY) <= podsFormed;

/** A pod without people as other places show it. It may form again under its address, and under the name that it had. */
export const podWithNobody = (number: number, name = defaultName(number)): Pod => ({
  number,
  slug: slugOf(number),
  name,
  area: "",
  seats: [],
  advocate: null,
  locked: true,
});

/** The last names of those among these pods that are not `living`. */
export const lastNamesBut = (
  living: ReadonlyMap<number, unknown>,
  numbers: readonly number[],
  store: Pick<Directory, "lastNames">,
): Promise<Map<number, string>> => store.lastNames(numbers.filter((number) => !living.has(number)));

/** Those among these pods that live, and the last names of the others. */
export async function podsAndLastNames(
  numbers: readonly number[],
  store: Pick<Directory, "podsNumbered" | "lastNames">,
) {
  const pods = byNumber(await store.podsNumbered(numbers));
  return { pods, lastNames: await lastNamesBut(pods, numbers, store) };
}

/** The last names of all pods that nobody is in. */
export async function allLastNames(
  living: readonly Pod[],
  store: Pick<Directory, "podsFormed" | "lastNames">,
): Promise<Map<number, string>> {
  const formed = Array.from({ length: await store.podsFormed() }, (_, index) => index + 1);
  return lastNamesBut(byNumber(living), formed, store);
}

export async function isClosedPod(slug: string, store: Pick<Directory, "pod" | "podsFormed">): Promise<boolean> {
  const number = numberOf(slug);
  if (number === undefined || (await store.pod(number))) return false;
  return wasFormed(slug, await store.podsFormed());
}
