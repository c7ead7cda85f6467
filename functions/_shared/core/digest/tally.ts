/** A week's activities counted: one pass over them, in whatever order they come. */
import type { CreditedActivity, Repository } from "../activity.ts";
import type { Pseudonym } from "../member.ts";

/** What one pod did, or everybody outside the pods. */
export interface PodTally {
  readonly merged: CreditedActivity[];
  readonly people: Set<Pseudonym>;
  reviews: number;
  reviewsElsewhere: number;
  opened: number;
  closed: number;
}

export interface Tally {
  /** By pod number; `null` for who sat in none. */
  readonly pods: ReadonlyMap<number | null, PodTally>;
  readonly people: ReadonlySet<Pseudonym>;
  readonly merged: number;
  readonly reviewedElsewhere: number;
  readonly releases: readonly CreditedActivity[];
  /** Everybody's first merged pull request. */
  readonly firsts: readonly CreditedActivity[];
  /** Merged pull requests by repository; 0 where something else happened. */
  readonly repositories: ReadonlyMap<number, number>;
  readonly starsChange: number;
}

/** Earlier first; at the same instant by key, so that no order of arrival shows. */
export const byTime = (a: CreditedActivity, b: CreditedActivity): number =>
  a.at - b.at || (a.key < b.key ? -1 : Number(a.key > b.key));

/** Counts what happened in public repositories; of any other, known or not, nothing is ever told. */
export function tally(activities: readonly CreditedActivity[], repositories: readonly Repository[]): Tally {
  const shown = new Set(repositories.filter((repository) => !repository.private).map(({ id }) => id));
  const seen = activities.filter(({ repository }) => shown.has(repository));
  const authors = authorPods(seen);
  const pods = new Map<number | null, PodTally>();
  const people = new Set<Pseudonym>();
  const merges = new Map<number, number>();
  const releases: CreditedActivity[] = [];
  const firsts: CreditedActivity[] = [];
  const reviewedElsewhere = new Set<string>();
  const merged = new Set<string>();
  let starsChange = 0;

  for (const activity of seen) {
    const { kind, person, pod, repository } = activity;
    if (kind === "starred" || kind === "unstarred") {
      starsChange += kind === "starred" ? 1 : -1;
      continue;
    }
    const of = pods.get(pod) ?? {
      merged: [],
      people: new Set(),
      reviews: 0,
      reviewsElsewhere: 0,
      opened: 0,
      closed: 0,
    };
    pods.set(pod, of);
    if (person !== null) {
      of.people.add(person);
      people.add(person);
    }
    merges.set(repository, (merges.get(repository) ?? 0) + Number(kind === "merged"));
    switch (kind) {
      case "merged":
        of.merged.push(activity);
        merged.add(threadOf(activity));
        if (activity.first) firsts.push(activity);
        break;
      case "reviewed": {
        const author = authors.get(threadOf(activity)) ?? null;
        const elsewhere = pod !== null && author !== null && author !== pod;
        of.reviews++;
        if (elsewhere) of.reviewsElsewhere++;
        if (elsewhere) reviewedElsewhere.add(threadOf(activity));
        break;
      }
      case "opened":
      case "closed":
        of[kind]++;
        break;
      case "released":
        releases.push(activity);
    }
  }
  return {
    pods,
    people,
    merged: merged.size,
    reviewedElsewhere: [...reviewedElsewhere].filter((thread) => merged.has(thread)).length,
    releases: releases.sort(byTime),
    firsts: firsts.sort(byTime),
    repositories: merges,
    starsChange,
  };
}

const threadOf = ({ repository, number }: CreditedActivity): string => `${repository}#${number}`;

/** The pod of whoever wrote a pull request, as far as this week's happenings tell. */
function authorPods(activities: readonly CreditedActivity[]): Map<string, number | null> {
  const pods = new Map<string, number | null>();
  for (const activity of activities) {
    const { kind, subject, pod } = activity;
    if (kind === "merged") pods.set(threadOf(activity), pod);
    // Where both are known the merge decides: its author may have taken a seat since they opened it.
    else if (kind === "opened" && subject === "pull-request" && !pods.has(threadOf(activity))) {
      pods.set(threadOf(activity), pod);
    }
  }
  return pods;
}
