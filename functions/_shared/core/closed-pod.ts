/** Pods that are no more. Numbers are given in order and never again, so a pod once had each number that was given. */
import { numberOf } from "./pod-names.ts";
import type { Directory } from "./ports.ts";

export async function isClosedPod(slug: string, store: Pick<Directory, "pod" | "podsFormed">): Promise<boolean> {
  const number = numberOf(slug);
  if (number === undefined || (await store.pod(number))) return false;
  return number <= (await store.podsFormed());
}
