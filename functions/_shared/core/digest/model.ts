/**
 * A week in one small value: what every medium is rendered from. As stored it holds pseudonyms; names are put in when
 * it is shown, so that who is forgotten is forgotten in every past week too. Nobody is counted or put in an order of merit.
 */
import type { Pseudonym } from "../member.ts";
import type { PersonView } from "../views.ts";
import type { Week } from "../week.ts";

/** How far back the charts go, this week included. */
export const WEEKS_SHOWN = 12;

/** How long each list may get: the rest is a number. */
export const LIST_MAX = {
  welcome: 12,
  pods: 60,
  merged: 4,
  people: 12,
  seats: 4,
  advocates: 4,
  meetings: 12,
  releases: 5,
  repositories: 5,
  glance: 48,
} as const;

/** A list cut to its limit, with how many were left out. */
export interface Capped<T> {
  readonly items: readonly T[];
  readonly more: number;
}

/** A pod as it was called that week. */
export interface PodRef {
  readonly slug: string;
  readonly name: string;
  /** The area's title. */
  readonly area: string;
}

/** A pull request or a release of a public repository. */
export interface Item {
  readonly repository: number;
  /** `faasd#405`, or the repository's name for a release */
  readonly ref: string;
  readonly title: string;
  readonly url: string | null;
}

export interface Newcomer<Person> {
  readonly person: Person;
  /** Took a seat this week, in this pod. */
  readonly pod: PodRef | null;
  /** Their first merged pull request ever. */
  readonly first: Item | null;
}

export interface PodThanks<Person> {
  /** `null` for everybody who sat in no pod. */
  readonly pod: PodRef | null;
  readonly merged: Capped<Item>;
  readonly reviews: number;
  /** Of the reviews, those of other pods' pull requests. */
  readonly reviewsElsewhere: number;
  readonly opened: number;
  readonly closed: number;
  readonly people: Capped<Person>;
}

export interface OpenPod {
  readonly pod: PodRef;
  readonly people: number;
  readonly seats: number;
  /** Whom it could use most: endings of "most useful would be …". */
  readonly needs: readonly string[];
}

export interface MeetingAt {
  /** ms */
  readonly at: number;
  /** `null` for a meeting of the whole community. */
  readonly pod: PodRef | null;
  readonly title: string;
  readonly link: string | null;
}

export interface Numbers {
  readonly people: number;
  readonly pods: number;
  readonly repositories: number;
  readonly merged: number;
  /** Of the merged, those that somebody of another pod reviewed. */
  readonly reviewedElsewhere: number;
  readonly reviews: number;
  readonly opened: number;
  readonly closed: number;
  readonly releases: number;
  readonly newcomers: number;
  readonly stars: number;
  /** Since the week before. */
  readonly starsChange: number;
  /** Merged in the week before, where that was published. */
  readonly mergedBefore: number | null;
}

export interface DigestOf<Person> {
  readonly format: 1;
  readonly week: Week;
  readonly community: string;
  /** The Monday and the Sunday, ISO dates in the community's time zone. */
  readonly from: string;
  readonly to: string;
  readonly numbers: Numbers;
  /** People active in each of `WEEKS_SHOWN` weeks, this one last; `null` for a week without a digest. */
  readonly trend: readonly (number | null)[];
  readonly welcome: Capped<Newcomer<Person>>;
  readonly thanks: Capped<PodThanks<Person>>;
  /** Pods in which nothing happened. */
  readonly quiet: number;
  readonly seats: Capped<OpenPod>;
  readonly advocates: Capped<PodRef>;
  readonly meetings: Capped<MeetingAt>;
  readonly releases: Capped<Item>;
  /** Most active first. */
  readonly repositories: Capped<{ readonly id: number; readonly name: string; readonly merged: number }>;
  /** What happened in each pod, week by week. */
  readonly glance: Capped<{ readonly pod: PodRef; readonly weeks: readonly number[] }>;
}

/** As it is stored. */
export type Digest = DigestOf<Pseudonym>;
/** As it is shown: with names, `null` for a former member. */
export type DigestView = DigestOf<PersonView>;

export const cap = <T>(list: readonly T[], max: number): Capped<T> => ({
  items: list.slice(0, max),
  more: Math.max(0, list.length - max),
});

export const mapCapped = <T, U>({ items, more }: Capped<T>, map: (item: T) => U): Capped<U> => ({
  items: items.map(map),
  more,
});
