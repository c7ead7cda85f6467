/**
 * What somebody reaches once ever: their tenth merged pull request, their first review for another pod. It is found in the
 * facts of the week and of the weeks before it, the latest of these first. When in doubt, nothing is told.
 */
import { type CreditedActivity, type CreditedWork, isWork } from "../activity.ts";
import { unreachable } from "../errors.ts";
import type { Pseudonym } from "../member.ts";
import type { Week } from "../week.ts";
import type { MilestoneKind } from "./model.ts";
import { authorPods, byTime, threadOf } from "./tally.ts";

/** So many merges are a milestone. */
export const MERGES = 10;

export interface Reached {
  readonly kind: MilestoneKind;
  readonly person: Pseudonym;
  /** Its pull request was merged, or reviewed. */
  readonly work: CreditedWork;
}

/** What is known so far about somebody who may have reached a milestone in the week. */
type Candidate = { readonly person: Pseudonym /** Nothing earlier can change it. */; readonly isSettled: boolean } & (
  | {
      readonly kind: "tenth-merge";
      /** Those of the week, in public. */
      readonly merges: readonly CreditedWork[];
      /** How many there were in public in the weeks before, as far as these were read. */
      readonly before: number;
    }
  | {
      readonly kind: "first-review-across";
      readonly review: CreditedWork;
      /** The week of their first seat: before it they had no pod. */
      readonly since: Week;
    }
);

export interface Search {
  readonly candidates: readonly Candidate[];
  /** The keys of what the digest of the week tells, in whatever week it happened. */
  readonly told: ReadonlySet<string>;
}

/** What is known of the people who did something. */
export interface Contributors {
  /** Those who may have a tenth merge: their first one was seen, and they have that many. */
  readonly mayHaveTenth: ReadonlySet<Pseudonym>;
  /** The week of their first seat. */
  readonly since: ReadonlyMap<Pseudonym, Week>;
}

export const isOpen = ({ candidates }: Search): boolean => candidates.some(({ isSettled }) => !isSettled);

/** `activities`: all that the digest of the week tells. */
export function beginSearch(
  activities: readonly CreditedActivity[],
  week: Week,
  { mayHaveTenth, since }: Contributors,
): Search {
  const work = activities.filter(isWork).sort(byTime);
  const candidates = [...byPerson(work)].flatMap(([person, did]): Candidate[] => {
    const found: Candidate[] = [];
    const merges = publicMerges(did);
    if (mayHaveTenth.has(person) && merges.length > 0)
      found.push({ kind: "tenth-merge", person, merges, before: 0, isSettled: holdsFirst(did) });
    const [review] = reviewsElsewhere(did, authorPods(work));
    const began = since.get(person);
    if (review?.isSure && !review.work.private && began !== undefined)
      found.push({ kind: "first-review-across", person, review: review.work, since: began, isSettled: week <= began });
    return found;
  });
  return { candidates, told: new Set(activities.map(({ key }) => key)) };
}

/** Drops the candidates who had reached it before, by the activities of the week before those that were read last. */
export function lookFurtherBack(
  { candidates, told }: Search,
  week: Week,
  activities: readonly CreditedActivity[],
): Search {
  const work = activities.filter(isWork).filter(({ key }) => !told.has(key));
  const people = byPerson(work);
  const authors = authorPods(work);
  const left = candidates.flatMap((one): Candidate[] => {
    if (one.isSettled) return [one];
    const did = people.get(one.person) ?? [];
    switch (one.kind) {
      case "tenth-merge": {
        const before = one.before + publicMerges(did).length;
        return before < MERGES ? [{ ...one, before, isSettled: holdsFirst(did) }] : [];
      }
      case "first-review-across":
        return reviewsElsewhere(did, authors).length > 0 ? [] : [{ ...one, isSettled: week <= one.since }];
      default:
        return unreachable(one);
    }
  });
  return { candidates: left, told };
}

/** Those who are certain, in the order in which they reached it. */
export const reachedIn = ({ candidates }: Search): Reached[] =>
  candidates
    .filter(({ isSettled }) => isSettled)
    .flatMap((one): Reached[] => {
      const work = one.kind === "tenth-merge" ? one.merges[MERGES - 1 - one.before] : one.review;
      return work ? [{ kind: one.kind, person: one.person, work }] : [];
    })
    .sort((a, b) => byTime(a.work, b.work));

function byPerson(work: readonly CreditedWork[]): Map<Pseudonym, CreditedWork[]> {
  const people = new Map<Pseudonym, CreditedWork[]>();
  for (const one of work) {
    if (one.person === null) continue;
    const did = people.get(one.person);
    if (did) did.push(one);
    else people.set(one.person, [one]);
  }
  return people;
}

const publicMerges = (did: readonly CreditedWork[]) =>
  did.filter(({ kind, private: hidden }) => kind === "merged" && !hidden);

/** Their first merge of all is among these, so there was none before. */
const holdsFirst = (did: readonly CreditedWork[]): boolean => did.some(({ kind, first }) => kind === "merged" && first);

/** Reviews for another pod; `isSure` is false where nothing says whose pull request it was. */
const reviewsElsewhere = (did: readonly CreditedWork[], authors: ReadonlyMap<string, number | null>) =>
  did.flatMap((work) => {
    if (work.kind !== "reviewed" || work.pod === null) return [];
    const author = authors.get(threadOf(work));
    if (author === null || author === work.pod) return [];
    return [{ work, isSure: author !== undefined }];
  });
