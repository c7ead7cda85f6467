/**
 * The four kinds of terms, and what each may ask. A term sees little on purpose: what it sees is what the search keeps
 * in its lookup tables, so that a new term needs no new code there.
 */
import type { Person } from "./community.ts";
import type { Mix } from "./mix.ts";

/** A term as the table has it. */
export type Term = PersonTerm | PodTerm | PairTerm | WaitingTerm;
export type TermTable = Readonly<Record<string, Term>>;

interface TermOf<Kind extends string, Count, Reason extends ReasonWords> {
  readonly kind: Kind;
  /** Points for each thing counted. */
  readonly points: number;
  readonly count: Count;
  /** Its rows in the table "What gets better". */
  readonly rows: readonly [Row, ...Row[]];
  readonly reason: Reason;
}

/** Counted for each person who has a seat. */
export type PersonTerm = TermOf<"person", (place: Place) => number, ByHand | Never>;

/** Counted for each pod: the sum of what its counters give. */
export type PodTerm = TermOf<"pod", PodCounts, Gives | ByHand | Never>;

/** Counted for each person and each of the `others` they are bound to, while both are active. */
export interface PairTerm extends TermOf<"pair", (pair: Pair) => number, ByHand | Never> {
  /** The ids of the people this person is bound to. */
  readonly others: (person: Person) => readonly string[];
}

/** Counted for each person who waits. `active` is how many people are seated or waiting. */
export type WaitingTerm = TermOf<"waiting", (person: Person, active: number) => number, ByHand | Never>;

/** What a seat in a pod is to one person. */
export interface Place {
  /** 0, 1, 2: the pod's area is their first, second, third; 3: they did not name it. */
  readonly rank: Rank;
  /** They sat in another pod before. */
  readonly moves: boolean;
}

export type Rank = 0 | 1 | 2 | 3;

export interface Pair {
  /** The person has a seat. */
  readonly seated: boolean;
  /** Both sit in the same pod. */
  readonly together: boolean;
}

/** People of a pod that are counted: see `PodSummary`. */
export const HEAD_COUNTERS = ["contributors", "experienced", "maintainers", "volunteers"] as const;
export type HeadCounter = (typeof HEAD_COUNTERS)[number];

/** One function a counter. `arc` is the hours of the shortest arc of the day that holds everybody's time zone. */
type AllPodCounts = {
  readonly size: (size: number) => number;
  readonly arc: (hours: number) => number;
} & { readonly [Counter in HeadCounter]: (people: number, size: number, mix: Mix) => number };

/** At least one counter: a term that counts nothing does not compile. */
export type PodCounts = Partial<AllPodCounts> &
  { [Counter in keyof AllPodCounts]: Pick<AllPodCounts, Counter> }[keyof AllPodCounts];

/** The figures of a seating that rows compare. */
export interface Figures {
  readonly pods: number;
  readonly seated: number;
  readonly waiting: number;
  /** Pods with 5 to 9 people. */
  readonly podsInRange: number;
  readonly podsWithAdvocate: number;
  readonly podsWithExperienced: number;
  /** Pods whose people are spread over at most `HOURS_FREE` hours. */
  readonly podsCloseInHours: number;
  /** Seated people in their first, second, third and an unnamed area. */
  readonly choices: readonly [number, number, number, number];
}

/** A row of the table "What gets better": what the term counts, or a share that says the same more plainly. */
export type Row = { readonly goal: string } & (
  | { readonly shows: "count" }
  /** Of the pods: more is better. */
  | { readonly shows: "pods"; readonly of: (figures: Figures) => number }
  /** Of the people who have a seat. */
  | { readonly shows: "people"; readonly of: (figures: Figures) => number; readonly wanted: "more" | "less" }
);

/** How a change is explained by the points of the term that it saves. */
export type ReasonWords = Gives | ByHand | Never;

/** Said of somebody who brings a pod what it lacked. `because` names the reason in stored plans. */
interface Gives {
  readonly told: "gives";
  readonly because: string;
  readonly words: (pod: string) => string;
}

/** `plan/sit-reasons.ts` and `placement.ts` know when to say it, `messages/reasons.ts` which of the words. */
interface ByHand {
  readonly told: "by-hand";
  readonly words: Readonly<Record<string, (...facts: never[]) => string>>;
}

/** Saving these points explains nothing. */
interface Never {
  readonly told: "never";
}
