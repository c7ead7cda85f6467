/**
 * The points that a seating costs, in whole numbers; lower is better. One table that people can read and argue about.
 *
 * Everything else about points comes from this table: the sum, the search's lookup tables, how pods are ranked for a
 * person who joins, the reasons of a plan and the table "What changes".
 */
import { inWords, peopleInWords } from "../number-words.ts";
import { POD_SIZE } from "../pod.ts";
import { beyondShare } from "./mix.ts";
import type { TermTable } from "./term-kinds.ts";

/** Hours that the people of a pod may be apart without costing points, and beyond which points rise no further. */
export const HOURS_FREE = 6;
const HOURS_CAP = 12;

/** Steps below the first choice: none, one, two, and five for an area they did not name. */
const STEPS_DOWN = [0, 1, 2, 5] as const;

const RANKS = { 1: "first", 2: "second", 3: "third" } as const;
const LEVELS = { 2: "a contributor or more", 3: "an experienced member", 4: "a maintainer" } as const;

export const TERMS = {
  /** People gravitate to the areas that interest them most: 0, 2, 4 points for their first, second, third; else 10. */
  choice: {
    kind: "person",
    points: 2,
    private: false,
    count: ({ rank }) => STEPS_DOWN[rank],
    rows: [
      { goal: "first choice", shows: "people", of: ({ choices }) => choices[0], wanted: "more" },
      { goal: "second or third choice", shows: "people", of: ({ choices }) => choices[1] + choices[2], wanted: "less" },
      { goal: "an area they did not name", shows: "people", of: ({ choices }) => choices[3], wanted: "less" },
      {
        goal: "people in an area that is gone",
        shows: "number",
        of: ({ inLostAreas = 0 }) => inLostAreas,
        wanted: "less",
        isRare: true,
      },
    ],
    reason: {
      wording: "by-hand",
      words: {
        named: (rank: 1 | 2 | 3, area: string) => `${RANKS[rank]} choice: ${area}`,
        unnamed: (area: string) => `an area they did not name: ${area}`,
        /** `is`: when and of whom, as in "is your" and "was their". */
        whose: (rank: 1 | 2 | 3, area: string, is: string) => `${area} ${is} ${RANKS[rank]} choice`,
        worse: (rank: 2 | 3 | null, instead: 1 | 2 | 3, [they, their]: readonly [string, string]) =>
          rank === null
            ? `an area ${they} did not name instead of ${their} ${RANKS[instead]} choice`
            : `${their} ${RANKS[rank]} choice instead of ${their} ${RANKS[instead]}`,
      },
    },
  },

  /** A pod is seven people, plus or minus two: a point for each person away from seven. */
  size: {
    kind: "pod",
    points: 1,
    private: false,
    count: { size: (size) => Math.abs(size - POD_SIZE.target) },
    rows: [{ goal: `seats away from the ideal ${inWords(POD_SIZE.target)}`, shows: "count" }],
    reason: {
      wording: "by-hand",
      words: {
        full: (pod: string, is: string) => `${pod} ${is} full`,
        many: (pod: string, people: number, has: string) =>
          `${pod} ${has} ${peopleInWords(people)}, and ${people > POD_SIZE.max ? `${inWords(POD_SIZE.max)} is the most` : `${inWords(POD_SIZE.target)} is ideal`}`,
        small: (pod: string, size: number, has: string) => `${pod} ${has} only ${peopleInWords(size)}`,
      },
    },
  },

  /**
   * Pods mix abilities. For each of "contributor or more", "experienced or more" and "maintainer", two points for each
   * person above or below the pod's share of the community; the share rounded down and rounded up both count as right.
   */
  ability: {
    kind: "pod",
    points: 2,
    private: false,
    count: {
      contributors: (people, size, [all, contributors]) => beyondShare(people, size, contributors, all),
      experienced: (people, size, [all, , experienced]) => beyondShare(people, size, experienced, all),
      maintainers: (people, size, [all, , , maintainers]) => beyondShare(people, size, maintainers, all),
    },
    rows: [{ goal: "seats away from an even mix of experience", shows: "count" }],
    reason: { wording: "by-hand", words: { mixed: (pod: string) => `gives ${pod} a better mix of experience` } },
  },

  /** Everybody has somebody to learn from: a point for each member of a pod with nobody experienced. */
  experienced: {
    kind: "pod",
    points: 1,
    private: false,
    count: { experienced: (people, size) => (people === 0 ? size : 0) },
    rows: [{ goal: "somebody experienced", shows: "pods", of: ({ podsWithExperienced }) => podsWithExperienced }],
    reason: {
      wording: "by-hand",
      words: { given: (pod: string, level: 2 | 3 | 4) => `gives ${pod} ${LEVELS[level]}` },
    },
  },

  /** Each pod is represented by an advocate, who volunteers: a point for each member of a pod with no volunteer. */
  volunteer: {
    kind: "pod",
    points: 1,
    private: false,
    count: { volunteers: (people, size) => (people === 0 ? size : 0) },
    rows: [{ goal: "an advocate", shows: "pods", of: ({ podsWithAdvocate }) => podsWithAdvocate }],
    reason: {
      wording: "pod-gain",
      because: "gives-volunteer",
      words: (pod) => `gives ${pod} somebody who can be its advocate`,
    },
  },

  /** A pod meets, so its people should be awake together: a point for each hour of their arc beyond 6, up to 12. */
  hours: {
    kind: "pod",
    points: 1,
    private: false,
    count: { arc: (hours) => Math.max(0, Math.min(hours, HOURS_CAP) - HOURS_FREE) },
    rows: [
      {
        goal: `within ${inWords(HOURS_FREE)} hours`,
        shows: "pods",
        of: ({ podsCloseInHours }) => podsCloseInHours,
      },
    ],
    reason: {
      wording: "by-hand",
      words: {
        closer: (hours: number) => `brings people ${inWords(hours)} ${hours === 1 ? "hour" : "hours"} closer together`,
      },
    },
  },

  /** People who know each other stay together: three points for each person who sat in another pod. */
  move: {
    kind: "person",
    points: 3,
    private: false,
    count: ({ moves }) => (moves ? 1 : 0),
    rows: [{ goal: "moves that cost points", shows: "count" }],
    reason: { wording: "none" },
  },

  /** Some people wish for company: four points for each wish that is not met. No reason tells anybody of a wish. */
  together: {
    kind: "pair",
    points: 4,
    private: true,
    others: (person) => person.with,
    count: ({ seated, together }) => (seated && !together ? 1 : 0),
    rows: [{ goal: "wishes for company that are not met", shows: "count" }],
    reason: { wording: "none" },
  },

  /** Nobody waits who could sit: thirty points for each person who waits, once there are enough people for a pod. */
  wait: {
    kind: "waiting",
    points: 30,
    private: false,
    count: (_, active) => (active >= POD_SIZE.min ? 1 : 0),
    rows: [{ goal: "waiting", shows: "number", of: ({ waiting }) => waiting, wanted: "less" }],
    reason: { wording: "none" },
  },
} as const satisfies TermTable;

type Table = typeof TERMS;

/** The name of a term. */
export type TermId = keyof Table;

/** Points of a seating (or of a part of one), term by term. */
export type Terms = { readonly [Id in TermId]: number };

type IdsByWording<Wording extends string> = {
  [Id in TermId]: Table[Id] extends { reason: { wording: Wording } } ? Id : never;
}[TermId];

/** The terms whose savings `core/plan/reasons.ts` explains with code of its own. */
export type ByHandId = IdsByWording<"by-hand">;

/** The reasons that say what a person brings a pod. */
export type PodGainReason = Extract<Table[TermId], { reason: { because: string } }>["reason"]["because"];

// The type of `Object.keys` is `string[]`.
export const TERM_IDS = Object.keys(TERMS) as TermId[];

const PUBLIC_TERM_IDS = TERM_IDS.filter((id) => !TERMS[id].private);

/** The sum that everybody reads. */
export const publicSum = (terms: Terms): number => PUBLIC_TERM_IDS.reduce((sum, id) => sum + terms[id], 0);

/** The terms that are explained by what a person brings a pod. */
export const POD_GAINS = TERM_IDS.flatMap((id) => {
  const { reason } = TERMS[id];
  return reason.wording === "pod-gain" ? [{ id, because: reason.because, words: reason.words }] : [];
});
