/** Pairs of people who worked together: on each other's pull requests, or on the same one. */
import type { CreditedWork } from "../activity.ts";
import { threadOf } from "../digest/tally.ts";
import type { Pseudonym } from "../member.ts";
import type { ThreadFacts, ThreadKey } from "../thread.ts";

/** Two different people in a fixed order. */
export type Pair = string;
const pairOf = (a: Pseudonym, b: Pseudonym): Pair => (a < b ? `${a}|${b}` : `${b}|${a}`);

/** More authors of one pull request than that are a crowd: they count with its author only. */
const TOGETHER_MAX = 9;

/** What tells people from robots and from people who were forgotten. */
export type IsPerson = (pseudonym: Pseudonym) => boolean;

/** The threads of pull requests, as far as we know them. */
export type Authors = ReadonlyMap<ThreadKey, Pick<ThreadFacts, "author">>;

/** A reviewer and the author, and those who wrote a pull request together. */
export function pairsIn(work: readonly CreditedWork[], threads: Authors, isPerson: IsPerson): Set<Pair> {
  const pairs = new Set<Pair>();
  const join = (a: Pseudonym | null | undefined, b: Pseudonym) => {
    if (a && a !== b && isPerson(a) && isPerson(b)) pairs.add(pairOf(a, b));
  };
  const together = new Map<ThreadKey, Pseudonym[]>();
  for (const activity of work) {
    const { person } = activity;
    if (person === null || !isTogether(activity)) continue;
    const thread = threadOf(activity);
    join(threads.get(thread)?.author, person);
    if (activity.kind === "co-authored") together.set(thread, [...(together.get(thread) ?? []), person]);
  }
  for (const people of together.values()) {
    if (people.length > TOGETHER_MAX) continue;
    for (const [at, one] of people.entries()) for (const other of people.slice(at + 1)) join(one, other);
  }
  return pairs;
}

/** Whether it makes its author and its person a pair. */
export const isTogether = ({ kind }: CreditedWork): boolean => kind === "reviewed" || kind === "co-authored";
