/** Counts a week's activities in one pass; their order makes no difference. */
import {
  type CreditedActivity,
  type CreditedWords,
  type CreditedWork,
  doerOf,
  inPublic,
  isWords,
  isWork,
  type Repository,
} from "../activity.ts";
import { unreachable } from "../errors.ts";
import type { Pseudonym } from "../member.ts";

/** What one pod did, or everybody outside the pods. */
export interface PodTally {
  readonly merged: CreditedWork[];
  readonly people: Set<Pseudonym>;
  /** Threads of the pull requests that it wrote together with their authors. */
  readonly coAuthored: Set<string>;
  /** Threads of the pull requests it reviewed. */
  readonly reviewed: Set<string>;
  /** Of those, the pull requests of other pods. */
  readonly reviewsElsewhere: Set<string>;
  openedIssues: number;
  /** Threads of the pull requests it opened. */
  readonly openedPulls: Set<string>;
  closed: number;
  /** Work that is no code, by its kind. */
  readonly work: Map<string, { readonly done: number; readonly people: Set<Pseudonym> }>;
}

const emptyPodTally = (): PodTally => ({
  merged: [],
  people: new Set(),
  coAuthored: new Set(),
  reviewed: new Set(),
  reviewsElsewhere: new Set(),
  openedIssues: 0,
  openedPulls: new Set(),
  closed: 0,
  work: new Map(),
});

/** People of all pods, by the kind of their work. Labels may call it another kind: then it counts as neither code nor issues. */
interface PeopleByWork {
  readonly code: Set<Pseudonym>;
  readonly reviews: Set<Pseudonym>;
  readonly issues: Set<Pseudonym>;
  readonly other: PodTally["work"];
}

export interface Tally {
  /** By pod number; `null` for people who sat in none. */
  readonly pods: ReadonlyMap<number | null, PodTally>;
  readonly people: ReadonlySet<Pseudonym>;
  /** Of the people, those who sat in a pod. */
  readonly seated: ReadonlySet<Pseudonym>;
  readonly byWork: PeopleByWork;
  /** The threads of merged pull requests. */
  readonly merged: ReadonlySet<string>;
  /** The pods of those who reviewed a pull request of another pod, by its thread: each reviewer once. */
  readonly reviewersElsewhere: ReadonlyMap<string, ReadonlyMap<Pseudonym | null, number>>;
  /** Issues that were closed. */
  readonly closedIssues: readonly CreditedWork[];
  /** Of the merged, those reviewed by somebody from another pod. */
  readonly reviewedElsewhere: number;
  readonly reviews: number;
  readonly releases: readonly CreditedWork[];
  /** Everybody's first merged pull request. */
  readonly firsts: readonly CreditedWork[];
  /** Words of people for the digest. */
  readonly words: readonly CreditedWords[];
  /** Merged pull requests by repository; 0 for a repository in which only other things happened. */
  readonly mergesByRepository: ReadonlyMap<number, number>;
  readonly starsChange: number;
}

/** Earlier first; at the same instant by key, so that the order of arrival does not show. */
export const byTime = (a: CreditedActivity, b: CreditedActivity): number =>
  a.at - b.at || (a.key < b.key ? -1 : Number(a.key > b.key));

/** Counts what happened in public only. */
export function tally(activities: readonly CreditedActivity[], repositories: readonly Repository[]): Tally {
  const shown = inPublic(activities, repositories);
  const seen = shown.filter(isWork);
  const words = shown.filter(isWords);
  const authors = authorPods(seen);
  const pods = new Map<number | null, PodTally>();
  const people = new Set<Pseudonym>();
  const seated = new Set<Pseudonym>();
  const byWork: PeopleByWork = { code: new Set(), reviews: new Set(), issues: new Set(), other: new Map() };
  const closedIssues: CreditedWork[] = [];
  const mergesByRepository = new Map<number, number>();
  const releases: CreditedWork[] = [];
  const firsts: CreditedWork[] = [];
  const reviewersElsewhere = new Map<string, Map<Pseudonym | null, number>>();
  const merged = new Set<string>();
  let reviews = 0;
  let starsChange = 0;

  function take(pod: number | null, person: Pseudonym | null): PodTally {
    const did = pods.get(pod) ?? emptyPodTally();
    pods.set(pod, did);
    if (person !== null) {
      did.people.add(person);
      people.add(person);
      if (pod !== null) seated.add(person);
    }
    return did;
  }

  // Somebody who says goodbye is thanked for the time before.
  for (const one of words) {
    const doer = doerOf(one);
    if (one.kind !== "goodbye" && doer !== null) take(one.pod, doer);
  }
  for (const activity of seen) {
    const { kind, person, pod, repository } = activity;
    if (kind === "starred" || kind === "unstarred") {
      starsChange += kind === "starred" ? 1 : -1;
      continue;
    }
    const did = take(pod, person);
    if (activity.work !== undefined) {
      addWork(did.work, activity.work, person);
      addWork(byWork.other, activity.work, person);
    } else if (kind === "released") addWork(byWork.other, RELEASES, person);
    else if (person !== null) byWork[workOf(activity)].add(person);
    const mergesBefore = mergesByRepository.get(repository) ?? 0;
    mergesByRepository.set(repository, mergesBefore + Number(kind === "merged"));
    switch (kind) {
      case "merged":
        did.merged.push(activity);
        merged.add(threadOf(activity));
        if (activity.first) firsts.push(activity);
        break;
      case "co-authored":
        did.coAuthored.add(threadOf(activity));
        break;
      case "reviewed": {
        const author = authors.get(threadOf(activity)) ?? null;
        const elsewhere = pod !== null && author !== null && author !== pod;
        reviews++;
        did.reviewed.add(threadOf(activity));
        if (elsewhere) {
          did.reviewsElsewhere.add(threadOf(activity));
          const reviewers = reviewersElsewhere.get(threadOf(activity)) ?? new Map();
          reviewersElsewhere.set(threadOf(activity), reviewers.set(person, pod));
        }
        break;
      }
      case "opened":
        if (activity.subject === "issue") did.openedIssues++;
        else did.openedPulls.add(threadOf(activity));
        break;
      case "closed":
        did.closed++;
        closedIssues.push(activity);
        break;
      case "released":
        releases.push(activity);
        break;
      default:
        unreachable(kind);
    }
  }
  return {
    pods,
    people,
    seated,
    byWork,
    merged,
    reviewersElsewhere,
    closedIssues,
    reviewedElsewhere: [...reviewersElsewhere.keys()].filter((thread) => merged.has(thread)).length,
    reviews,
    releases: releases.sort(byTime),
    firsts: firsts.sort(byTime),
    words: words.sort(byTime),
    mergesByRepository,
    starsChange,
  };
}

/** The kind of work that publishing a release is: alone, it does not count as code. */
const RELEASES = "releases";

/** Whoever opens a pull request wrote code, merged or not. */
function workOf({ kind, subject }: CreditedWork): Exclude<keyof PeopleByWork, "other"> {
  if (kind === "reviewed") return "reviews";
  return subject === "issue" ? "issues" : "code";
}

function addWork(work: PodTally["work"], kind: string, person: Pseudonym | null): void {
  const { done, people } = work.get(kind) ?? { done: 0, people: new Set() };
  if (person !== null) people.add(person);
  work.set(kind, { done: done + 1, people });
}

export const threadOf = ({ repository, number }: Pick<CreditedActivity, "repository" | "number">): string =>
  `${repository}#${number}`;

/** The pods of the authors of pull requests, as far as these activities show them. */
export function authorPods(activities: readonly CreditedWork[]): Map<string, number | null> {
  const pods = new Map<string, number | null>();
  for (const activity of activities) {
    const { kind, subject, pod } = activity;
    if (kind === "merged") pods.set(threadOf(activity), pod);
    // Where both are known the merge decides: the author may have taken a seat after opening the pull request.
    else if (kind === "opened" && subject === "pull-request" && !pods.has(threadOf(activity))) {
      pods.set(threadOf(activity), pod);
    }
  }
  return pods;
}
