/** The reasons of a plan and what it makes better, in words. */
import { unreachable } from "../errors.ts";
import type { Reason, Summary } from "../plan/plan.ts";
import { POD, POINTS } from "../scoring/points.ts";

/** How areas and pods are called. */
export interface ReasonNames {
  area(id: string): string;
  pod(id: string): string;
}

const RANKS = { 1: "first", 2: "second", 3: "third" } as const;
const LEVELS = { 2: "a contributor", 3: "an experienced member", 4: "a maintainer" } as const;
const NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

const inWords = (count: number): string => NUMBERS[count] ?? String(count);
const people = (count: number): string => (count === 1 ? "one person" : `${inWords(count)} people`);

/** A reason as a short phrase, such as "first choice: CLI" or "Minke was full". */
export function reasonInWords(reason: Reason, names: ReasonNames): string {
  switch (reason.because) {
    case "choice":
      return `${RANKS[reason.rank]} choice: ${names.area(reason.area)}`;
    case "unlisted-area":
      return `an area they did not name: ${names.area(reason.area)}`;
    case "gives-level":
      return `gives ${names.pod(reason.pod)} ${LEVELS[reason.level]}`;
    case "mixes-ability":
      return `evens out abilities in ${names.pod(reason.pod)}`;
    case "gives-volunteer":
      return `gives ${names.pod(reason.pod)} somebody who can be its advocate`;
    case "closer-hours":
      return `brings people ${inWords(reason.hours)} ${reason.hours === 1 ? "hour" : "hours"} closer together`;
    case "was-full":
      return reason.size === POD.max
        ? `${names.pod(reason.pod)} was full`
        : `${names.pod(reason.pod)} had ${people(reason.size)}`;
    case "was-small":
      return `${names.pod(reason.pod)} had only ${inWords(reason.size)}`;
    case "pod-closes":
      return `${names.pod(reason.pod)} closes`;
    case "enough-waiting":
      return `${people(reason.people)} ${reason.people === 1 ? "was" : "were"} waiting${reason.area === undefined ? "" : ` for ${names.area(reason.area)}`}`;
    case "too-few-left":
      return reason.size === 0
        ? `nobody was left in ${names.pod(reason.pod)}`
        : `only ${inWords(reason.size)} ${reason.size === 1 ? "was" : "were"} left in ${names.pod(reason.pod)}`;
    case "too-few-people":
      return `a pod needs ${inWords(POD.min)} people, and ${people(reason.people)} ${reason.people === 1 ? "is" : "are"} here`;
    case "no-room":
      return "no pod had room";
    case "makes-room":
      return `makes room in ${names.pod(reason.pod)}`;
    case "takes-place":
      return `takes a place that becomes free in ${names.pod(reason.pod)}`;
    case "wanted":
      return `first choice of ${people(reason.people)}: ${names.area(reason.area)}`;
    case "unwanted":
      return `${names.area(reason.area)} is not the first choice of ${people(reason.people)} there`;
    case "volunteered":
      return `volunteered to represent ${names.pod(reason.pod)}`;
    case "part-of-group":
      return "part of a change that helps others";
    case "undo":
      return "takes back an earlier change";
    default:
      return unreachable(reason);
  }
}

/** One thing people care about, before and after a plan. */
export interface Comparison {
  readonly goal: string;
  readonly before: string;
  readonly after: string;
  /** `null` when it stays the same. */
  readonly better: boolean | null;
}

/**
 * What a plan makes better and worse: what pods shall be first, then each term of the points that is not among it.
 * Those who wait cost no points, so points say nothing better or worse when a plan seats people.
 */
export function comparisonsInWords(before: Summary, after: Summary): Comparison[] {
  const compare = (
    goal: string,
    figure: (summary: Summary) => number,
    wanted: "more" | "less",
    written: (value: number, summary: Summary) => string = String,
  ): Comparison => {
    const [was, is] = [figure(before), figure(after)];
    const better = was === is ? null : is > was === (wanted === "more");
    return { goal, before: written(was, before), after: written(is, after), better };
  };
  const percent = (share: number) => `${Math.round(100 * share)} %`;
  const choice = (...ranks: (0 | 1 | 2 | 3)[]) => {
    return ({ choices, seated }: Summary) =>
      ranks.reduce<number>((sum, rank) => sum + choices[rank], 0) / Math.max(1, seated);
  };
  /** Of pods: better is a bigger share, since plans form and close pods. */
  const pods = (goal: string, count: (summary: Summary) => number) =>
    compare(
      goal,
      (summary) => count(summary) / Math.max(1, summary.pods),
      "more",
      (_, summary) => {
        return `${count(summary)} of ${summary.pods}`;
      },
    );
  return [
    pods("five to nine people", (summary) => summary.podsInRange),
    compare("first choice", choice(0), "more", percent),
    compare("second or third choice", choice(1, 2), "less", percent),
    compare("an area they did not name", choice(3), "less", percent),
    pods("somebody experienced", (summary) => summary.podsWithExperienced),
    pods("an advocate", (summary) => summary.podsWithAdvocate),
    pods(`within ${inWords(POINTS.hoursFree)} hours`, (summary) => summary.podsCloseInHours),
    compare("people beyond a pod's share of an ability", ({ terms }) => terms.ability / POINTS.ability, "less"),
    compare(`people away from pods of ${inWords(POD.target)}`, ({ terms }) => terms.size / POINTS.size, "less"),
    compare("seated", (summary) => summary.seated, "more"),
    compare("waiting", (summary) => summary.waiting, "less"),
    compare("people who move", ({ terms }) => terms.move / POINTS.move, "less"),
    {
      ...compare("points", (summary) => summary.points, "less"),
      ...(before.seated !== after.seated && { better: null }),
    },
  ];
}
