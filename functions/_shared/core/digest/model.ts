/**
 * A week in one small value, from which every medium is rendered. It is stored with pseudonyms, and names are put in when
 * it is shown, so that forgotten people vanish from every past week too. Nobody is ranked or counted one by one.
 */
import type { Pseudonym } from "../member.ts";
import type { OpenIssue } from "../open-issues.ts";
import type { PersonView } from "../views.ts";
import type { Week } from "../week.ts";

/** How many weeks the charts show, the digest's own included. */
export const WEEKS_SHOWN = 12;

/** The length limit of each list; the entries beyond it become a number. */
export const LIST_MAX = {
  welcome: 24,
  pods: 24,
  merged: 3,
  shipped: 3,
  people: 24,
  words: 12,
  milestones: 6,
  firstMerges: 6,
  seats: 3,
  advocates: 6,
  meetings: 8,
  releases: 5,
  repositories: 5,
  issues: 6,
  glance: 48,
} as const;

/** How much of a kind one person can say for one digest, so that nobody fills it. */
export const WORDS_PER_WEEK_MAX = 3;

/** A list cut to its limit, and how many entries were left out. */
export interface Capped<T> {
  readonly items: readonly T[];
  readonly more: number;
  /** Of `more`, those that are left out because they would name somebody who is not named: no page lists them. */
  readonly unnamed?: number;
}

/** A pod with the name it had that week. */
export interface PodRef {
  readonly slug: string;
  readonly name: string;
  /** The area's title. */
  readonly area: string;
}

/** A pull request or a release of a public repository; or where people said something. */
export interface Item {
  /** `null` for words that were not said on GitHub. */
  readonly repository: number | null;
  /** `faasd#405`, or the repository's name for a release; "" without a repository */
  readonly ref: string;
  readonly title: string;
  readonly url: string | null;
  /** The author, as stored; a view shows titles of known authors only, and leaves this out. Left out: it needs none. */
  readonly by?: Pseudonym | null;
  /** The pull request of the same week that takes this one back. */
  readonly revertedIn?: Pick<Item, "ref" | "url">;
}

/** A release. */
export interface Shipped extends Item {
  /** Pull requests in it; left out while they are not known, and in digests published before they were. */
  readonly pulls?: Capped<Item>;
  /** The pods whose work is in it; left out like the pull requests. */
  readonly pods?: readonly PodRef[];
}

/** Something out of the ordinary, chosen by a rule. */
export type Highlight<Person> = { readonly item: Item } & (
  | {
      /** The merged pull request that the most people of other pods reviewed. */
      readonly kind: "across-pods";
      readonly pod: PodRef;
      readonly reviewers: readonly PodRef[];
      /** The author, if nothing of theirs was merged before. */
      readonly firstOf?: Person;
    }
  /** The first merged pull request of somebody in a pod: of each who is not welcomed in the same digest, or else of one who is. */
  | { readonly kind: "first-merge"; readonly pod: PodRef | null; readonly person: Person }
  /** The oldest issue that was closed. */
  | {
      readonly kind: "old-issue";
      readonly pod: PodRef | null;
      readonly person: Person | null;
      readonly openDays: number;
    }
);

export const MILESTONES = ["tenth-merge", "first-review-across"] as const;
/** What somebody reaches once ever: their tenth merged pull request, their first review of one of another pod. */
export type MilestoneKind = (typeof MILESTONES)[number];

export interface Milestone<Person> {
  readonly person: Person;
  readonly repository: number;
  /** `null` where the pull request stands in another part of the digest. */
  readonly item: Item | null;
}

/** The people who reached the same, in the order in which they did. */
export interface Milestones<Person> {
  readonly kind: MilestoneKind;
  readonly reached: Capped<Milestone<Person>>;
}

export interface Newcomer<Person> {
  readonly person: Person;
  /** The pod in which they took a seat that week. */
  readonly pod: PodRef | null;
  /** Their first merged pull request ever, unless it is a highlight. */
  readonly first: Item | null;
  /** The person of their pod to say hello to; left out where there is none. */
  readonly buddy?: Person;
}

export interface PodThanks<Person> {
  /** `null` for all people outside the pods together. */
  readonly pod: PodRef | null;
  /** Without those that stand in another part of the digest. */
  readonly merged: Capped<Item>;
  /** Pull requests that they wrote together with their authors; left out if there are none. */
  readonly coAuthored?: number;
  /** Pull requests reviewed: two reviews of the same one count once. */
  readonly reviews: number;
  /** Of those, the pull requests of other pods. */
  readonly reviewsElsewhere: number;
  /** Issues and pull requests. */
  readonly opened: number;
  /** Of those, the issues; digests published before they were counted apart do not say. */
  readonly openedIssues?: number;
  /** Of those, the pull requests that were not merged in the week; left out if there are none. */
  readonly underWay?: number;
  readonly closed: number;
  readonly people: Capped<Person>;
  /** What they merged and closed that is no code, by its kind; left out if there is none. */
  readonly work?: readonly WorkThanks<Person>[];
}

interface WorkThanks<Person> {
  readonly kind: string;
  readonly done: number;
  readonly people: Capped<Person>;
}

/** The people of all pods by the kind of their work. Nothing that somebody did is of two kinds. */
export interface ThankedPeople<Person> {
  readonly code: Capped<Person>;
  readonly reviews: Capped<Person>;
  /** Issues that they opened or closed. */
  readonly issues: Capped<Person>;
  /** Kinds of work that are no code. */
  readonly other: readonly WorkThanks<Person>[];
}

/** Words of somebody. */
export interface Said<Person> {
  readonly person: Person;
  /** The title of a post or of a demo, or what somebody is thanked for; and where it was said. */
  readonly item: Item;
}

interface Kudos<Person> extends Said<Person> {
  /** The person who thanks; left out for somebody whom nothing names. */
  readonly from?: Person;
}

interface Post<Person> extends Said<Person> {
  readonly link: string | null;
}

interface Demo<Person> extends Said<Person> {
  /** When it was announced, ms; left out in digests that told the demos of their week. */
  readonly at?: number;
  /** There is no meeting yet on whose agenda it could stand. */
  readonly waits?: true;
}

/** Notes, or a recording, of a meeting that was held. */
interface NotesLink<Person> extends Said<Person>, Held {
  /** `null` once it is taken away with the name of somebody who was forgotten. */
  readonly link: string | null;
}

/** Somebody who left their pod and asked to be thanked. */
interface FarewellThanks<Person> {
  readonly person: Person;
  readonly pod: PodRef;
  /** When they took their first seat, ms. */
  readonly since?: number;
  readonly wroteCode?: true;
}

/** What is new in a feed of the settings. Nobody is named: it says itself whose it is. */
export interface FeedNews {
  readonly title: string;
  /** The page that the feed belongs to. */
  readonly link: string | null;
  readonly posts: Capped<{ readonly title: string; readonly link: string | null }>;
}

/** An issue that somebody could take, and a pod that could help with it. */
export interface IssueToTake {
  readonly kind: OpenIssue["kind"];
  readonly item: Item;
  /** The title of its area; left out for an issue of none, and in older digests. */
  readonly area?: string;
  readonly pod: PodRef | null;
}

export interface OpenPod {
  readonly pod: PodRef;
  readonly people: number;
  readonly seats: number;
  /** The people the pod needs most, each as the subject of "… would help most". */
  readonly needs: readonly string[];
}

/** A meeting at the time when it is, or was, held. */
export interface Held {
  /** ms */
  readonly at: number;
  /** `null` for a meeting of the whole community. */
  readonly pod: PodRef | null;
  readonly title: string;
}

export interface MeetingAt extends Held {
  readonly link: string | null;
}

export interface Numbers {
  readonly people: number;
  /** Of those, the people who sat in a pod; digests published before they were counted apart do not say. */
  readonly seated?: number;
  readonly pods: number;
  readonly repositories: number;
  readonly merged: number;
  /** Of the merged, those reviewed by somebody from another pod. */
  readonly reviewedElsewhere: number;
  readonly reviews: number;
  /** Issues and pull requests. */
  readonly opened: number;
  /** Of those, the issues; digests published before they were counted apart do not say. */
  readonly openedIssues?: number;
  readonly closed: number;
  readonly releases: number;
  readonly newcomers: number;
  readonly stars: number;
  /** Since the week before. */
  readonly starsChange: number;
  /** Merged in the week before; `null` when that week has no digest. */
  readonly mergedBefore: number | null;
}

interface BusyRepository {
  readonly id: number;
  /** Without its owner. */
  readonly name: string;
  /** owner/name; left out in older digests. */
  readonly fullName?: string;
  readonly merged: number;
}

interface DigestOf<Person> {
  readonly format: 1;
  readonly week: Week;
  readonly community: string;
  /** What it was called at GitHub when the digest was published; those of earlier versions do not say. */
  readonly organisation?: string;
  /** The Monday and the Sunday, ISO dates in the community's time zone. */
  readonly from: string;
  readonly to: string;
  readonly numbers: Numbers;
  /** How many people were active in each of `WEEKS_SHOWN` weeks, this one last; `null` for a week without a digest. */
  readonly trend: readonly (number | null)[];
  /** Left out in digests published before there were any; so are the two fields below. */
  readonly highlights?: readonly Highlight<Person>[];
  /** Left out when nobody reached any. */
  readonly milestones?: readonly Milestones<Person>[];
  readonly welcome: Capped<Newcomer<Person>>;
  readonly thanks: Capped<PodThanks<Person>>;
  readonly thanked?: ThankedPeople<Person>;
  /** The days for which `meetings` holds, ISO dates; left out for the week after `week`. */
  readonly comingUp?: { readonly from: string; readonly to: string };
  /** Each of the next six is left out when there are none. */
  readonly kudos?: Capped<Kudos<Person>>;
  readonly news?: Capped<Post<Person>>;
  readonly feeds?: readonly FeedNews[];
  /** Those on the agenda of a meeting that comes up, and those of the week that wait for a meeting. */
  readonly demos?: Capped<Demo<Person>>;
  readonly notes?: Capped<NotesLink<Person>>;
  readonly farewells?: Capped<FarewellThanks<Person>>;
  /** How many pods there were when it came out; left out in digests published before they were counted. */
  readonly pods?: number;
  /** How many pods had no activity. */
  readonly quiet: number;
  readonly seats: Capped<OpenPod>;
  readonly advocates: Capped<PodRef>;
  /** By time. */
  readonly meetings: Capped<MeetingAt>;
  /** The latest first. */
  readonly releases: Capped<Shipped>;
  /** Left out when there are none, and in digests published before they were read. */
  readonly issues?: Capped<IssueToTake>;
  /** Most active first; those in which nothing was merged were pushed to. */
  readonly repositories: Capped<BusyRepository>;
  /** Activities in each pod, week by week. */
  readonly glance: Capped<{ readonly pod: PodRef; readonly weeks: readonly number[] }>;
}

/** As stored. */
export interface Digest extends DigestOf<Pseudonym> {
  /** The pods that `thanks` has no room for: only their own channels tell what they did. Left out when there are none. */
  readonly beyond?: readonly PodThanks<Pseudonym>[];
}
/** A digest as the store returns it. Digests stay for years: a format that this version does not know is an error. */
export function parseDigest(model: unknown): Digest {
  if (!isFormat1(model)) throw new Error(`unknown format of a stored digest: ${JSON.stringify(model)?.slice(0, 80)}`);
  return model;
}

const isFormat1 = (model: unknown): model is Digest =>
  typeof model === "object" && model !== null && "format" in model && model.format === 1;

/** As shown: with names, `null` for a former member. */
export type DigestView = DigestOf<PersonView>;

export const cap = <T>(list: readonly T[], max: number): Capped<T> => ({
  items: list.slice(0, max),
  more: Math.max(0, list.length - max),
});

export const mapCapped = <T, U>({ items, ...rest }: Capped<T>, map: (item: T) => U): Capped<U> => ({
  items: items.map(map),
  ...rest,
});
