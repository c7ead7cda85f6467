/**
 * The four kinds of terms, and the facts that each may use. A term sees few facts on purpose: only those in the search's
 * lookup tables, so that a new term needs no new code there.
 */
import type { Person } from "./community.ts";
import type { Mix } from "./mix.ts";

/** A row of the table of terms. */
export type Term = PersonTerm | PodTerm | PairTerm | WaitingTerm;
export type TermTable = Readonly<Record<string, Term>>;

interface TermOf<Kind extends string, Count, Reason extends ReasonWords> {
  readonly kind: Kind;
  /** Points for each thing counted. */
  readonly points: number;
  /**
   * It counts what people say in private only, so the sum that everybody reads leaves it out: all else in that sum may be
   * public, and the difference would tell.
   */
  readonly private: boolean;
  readonly count: Count;
  /** Its rows in the table "What changes". */
  readonly rows: readonly [Row, ...Row[]];
  readonly reason: Reason;
}

/** Counted for each person who has a seat. */
export type PersonTerm = TermOf<"person", (place: Place) => number, ByHand | Unexplained>;

/** Counted for each pod: the sum of its counters. */
export type PodTerm = TermOf<"pod", PodCounts, PodGain | ByHand | Unexplained>;

/** Counted for each person and each of the `others` they are bound to, while both are active. */
export interface PairTerm extends TermOf<"pair", (pair: Pair) => number, ByHand | Unexplained> {
  /** The ids of the people this person is bound to. */
  readonly others: (person: Person) => readonly string[];
}

/** Counted for each person who waits. `active` is how many people are seated or waiting. */
export type WaitingTerm = TermOf<"waiting", (person: Person, active: number) => number, ByHand | Unexplained>;

/** What a seat in a pod is to one person. */
export interface Place {
  /** The pod's area is their first (0), second (1) or third choice (2), or they did not name it (3). */
  readonly rank: Rank;
  /** They sat in another pod before, and not as a proposal of a founding. */
  readonly moves: boolean;
}

export type Rank = 0 | 1 | 2 | 3;

export interface Pair {
  /** The person has a seat. */
  readonly seated: boolean;
  /** Both sit in the same pod. */
  readonly together: boolean;
}

/** The kinds of people that are counted in a pod: see `PodSummary`. */
export const HEAD_COUNTERS = ["contributors", "experienced", "maintainers", "volunteers"] as const;
export type HeadCounter = (typeof HEAD_COUNTERS)[number];

/** One function per counter. `arc` gets the hours of the shortest arc of the day that holds everybody's time zone. */
type AllPodCounts = {
  readonly size: (size: number) => number;
  readonly arc: (hours: number) => number;
} & { readonly [Counter in HeadCounter]: (people: number, size: number, mix: Mix) => number };

/** At least one counter: a term that counts nothing does not compile. */
export type PodCounts = Partial<AllPodCounts> &
  { [Counter in keyof AllPodCounts]: Pick<AllPodCounts, Counter> }[keyof AllPodCounts];

/**
 * The figures of a seating that everybody may read: what the public pages of the pods tell as well.
 */
export interface PublicFigures {
  readonly pods: number;
  readonly seated: number;
  readonly waiting: number;
  /** Pods with 5 to 9 people. */
  readonly podsInRange: number;
  readonly podsWithAdvocate: number;
  readonly podsWithExperienced: number;
  /** Pods whose people are spread over at most `HOURS_FREE` hours. */
  readonly podsCloseInHours: number;
  /** Seated people in areas that the community no longer has; absent if there are none. */
  readonly inLostAreas?: number;
}

/** The figures of a seating that rows compare. */
export interface Figures extends PublicFigures {
  /** Seated people in their first, second, third and an unnamed area of the community. */
  readonly choices: readonly [number, number, number, number];
}

/** A row of the table "What changes". */
export type Row = PublicRow | PrivateRow;

export type PublicRow = { readonly goal: string } & (
  | {
      /** A number of people. */
      readonly shows: "number";
      readonly of: (figures: PublicFigures) => number;
      readonly wanted: "more" | "less";
      /** Left out where there is nobody before and after. */
      readonly isRare?: true;
    }
  /** A share of the pods: more is better. */
  | { readonly shows: "pods"; readonly of: (figures: PublicFigures) => number }
);

/** Only maintainers see these. */
type PrivateRow = { readonly goal: string } /** The term's count. */ & (
  | { readonly shows: "count" }
  /** A share of the people who have a seat. */
  | { readonly shows: "people"; readonly of: (figures: Figures) => number; readonly wanted: "more" | "less" }
);

/** How the points saved by a term explain a change. */
export type ReasonWords = PodGain | ByHand | Unexplained;

/** For a person who brings a pod something that it lacked. `because` names the reason in stored plans. */
interface PodGain {
  readonly wording: "pod-gain";
  readonly because: string;
  readonly words: (pod: string) => string;
}

/** `plan/sit-reasons.ts` and `placement.ts` decide when the reason applies, `messages/reasons.ts` picks the words. */
interface ByHand {
  readonly wording: "by-hand";
  readonly words: Readonly<Record<string, (...facts: never[]) => string>>;
}

/** Saving these points is not a reason that people read. */
interface Unexplained {
  readonly wording: "none";
}
