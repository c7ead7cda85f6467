/** The term of an advocate: after its last month the role is open to somebody new, and they keep it until it is handed over. */
import type { Profile } from "./member.ts";

/** The first instant after a month, ms. */
export const endOfTerm = (month: string): number => Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 1);

/** The month in which the term ended; `undefined` while it runs, and for those who named no end. */
export function endedTerm(advocate: Pick<Profile, "term"> | undefined, now: number): string | undefined {
  const term = advocate?.term;
  return term !== undefined && now >= endOfTerm(term) ? term : undefined;
}
