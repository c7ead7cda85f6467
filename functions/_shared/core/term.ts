/**
 * The term of an advocate. After its last month the pod seeks the next one; the advocate keeps the role until they hand it over
 * or step down, since nothing replaces a sitting advocate.
 */
import type { Profile, Pseudonym } from "./member.ts";
import { type Pod, seeksAdvocate } from "./pod.ts";

/** The first instant after a month, ms. */
export const endOfTerm = (month: string): number => Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 1);

/** The month in which the term ended; `undefined` while it runs, and for those who named no end. */
export function endedTerm(
  advocate: { readonly term?: string | undefined } | undefined,
  now: number,
): string | undefined {
  const term = advocate?.term;
  return term !== undefined && now >= endOfTerm(term) ? term : undefined;
}

/** The same of the pod's advocate; none where the area is gone, as nobody new is sought there. */
export const endedTermIn = (
  { advocate, orphaned }: Pick<Pod, "advocate" | "orphaned">,
  profiles: ReadonlyMap<Pseudonym, Pick<Profile, "term">>,
  now: number,
): string | undefined => (orphaned ? undefined : endedTerm(profiles.get(advocate ?? ""), now));

/** Whether a pod has no advocate, or one whose term has ended. */
export const seeksNext = (
  pod: Pick<Pod, "advocate" | "orphaned">,
  profiles: ReadonlyMap<Pseudonym, Pick<Profile, "term">>,
  now: number,
): boolean => seeksAdvocate(pod) || endedTermIn(pod, profiles, now) !== undefined;
