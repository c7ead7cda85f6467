/** Makes the digest of a week. Pure: the same facts in any order give the same value, byte for byte. */
import { type CreditedActivity, type CreditedWork, inPublic, isWords, type Repository } from "../activity.ts";
import type { Pseudonym } from "../member.ts";
import type { OpenIssue } from "../open-issues.ts";
import { oneLine } from "../people-text.ts";
import type { Pod } from "../pod.ts";
import { revertsAmong } from "../reverts.ts";
import type { Settings } from "../settings.ts";
import { seeksNext } from "../term.ts";
import { addWeeks, daysOf, type Week, weekBounds } from "../week.ts";
import { capMeetings, daysComing, demosIn, meetingsIn, openPods } from "./announce.ts";
import { type Farewell, farewellsOf } from "./farewells.ts";
import { feedNews } from "./feeds.ts";
import { highlightsOf } from "./highlights.ts";
import { issuesToTake } from "./issues.ts";
import { type Lookups, lookups, NAME_LENGTH_MAX } from "./lookups.ts";
import type { Reached } from "./milestone-search.ts";
import { tellMilestones } from "./milestones.ts";
import {
  cap,
  type Digest,
  type Item,
  LIST_MAX,
  type MeetingAt,
  mapCapped,
  type Numbers,
  type PodRef,
  type PodThanks,
  type ThankedPeople,
  WEEKS_SHOWN,
} from "./model.ts";
import { type Acquaintance, newcomersOf, saysMore } from "./newcomers.ts";
import { type ReleaseWork, shippedOf } from "./shipped.ts";
import { byTime, type PodTally, type Tally, tally, threadOf } from "./tally.ts";
import { wordsOf } from "./words.ts";

export interface DigestInput {
  readonly week: Week;
  /** When it is published, ms: what comes up counts from then. */
  readonly publishedAt: number;
  readonly settings: Pick<Settings, "community" | "organisation" | "areas" | "digest" | "meetings">;
  /** All activities of the week, in any order. */
  readonly activities: readonly CreditedActivity[];
  /** Demos that were announced between the end of the week and the publication. */
  readonly announcedSince: readonly CreditedActivity[];
  readonly repositories: readonly Repository[];
  readonly pods: readonly Pod[];
  /** Of the pods that have closed. */
  readonly lastNames: ReadonlyMap<number, string>;
  /** Profiles of the people in the pods, and of those whose first pull request was merged. */
  readonly profiles: ReadonlyMap<Pseudonym, Acquaintance>;
  /** Those of them who contributed before the week, or before we came. */
  readonly veterans: ReadonlySet<Pseudonym>;
  /** What people reached in the week for the only time. */
  readonly milestones: readonly Reached[];
  /** People who asked to be thanked when they leave. */
  readonly farewells: readonly Farewell[];
  /** What is in a release, by the key of its activity, as far as it is known. */
  readonly releaseWork: ReadonlyMap<string, ReleaseWork>;
  /** Issues that somebody could take. */
  readonly issues: readonly OpenIssue[];
  /** Activities a week by pod number, for `weeksShown(week)`. */
  readonly pulse: ReadonlyMap<number, readonly number[]>;
  /** The digests of the weeks before that were published. */
  readonly previous: ReadonlyMap<Week, Digest>;
}

/** The weeks that a digest's charts show: `week` and those before it, oldest first. */
export const weeksShown = (week: Week): Week[] =>
  Array.from({ length: WEEKS_SHOWN }, (_, i) => addWeeks(week, i + 1 - WEEKS_SHOWN));

export function buildDigest(input: DigestInput): Digest {
  const { week, settings, pods } = input;
  const { from, to } = weekBounds(week, settings.digest.timezone);
  const counted = tally(input.activities, input.repositories);
  const isFirst = ({ person }: CreditedWork) => person === null || !saysMore(input.profiles.get(person));
  const found = { ...counted, firsts: counted.firsts.filter(isFirst) };
  const look = withReverts(lookups(input), counted);
  const { highlights, told } = highlightsOf(found, look, { profiles: input.profiles, from });
  const { welcome, newPeople } = newcomersOf({ ...input, firsts: found.firsts, told }, look, { from, to });
  const welcomed = new Set([...told, ...found.firsts.map(threadOf)]);
  const milestones = tellMilestones(input, { found, told: welcomed, look });
  const shipped = shippedOf(found, input.releaseWork, milestones.told, look);
  const coming = daysComing(week, input.publishedAt, settings.digest.timezone);
  const inOrder = [...pods].sort((a, b) => a.number - b.number);
  const issues = issuesToTake({ ...input, pods: inOrder }, look);
  const thanks = thanksOf(found, shipped.told, look);
  const beyond = thanks.slice(LIST_MAX.pods).filter(({ pod }) => pod !== null);
  const announced = [...found.words, ...inPublic(input.announcedSince, input.repositories).filter(isWords)].sort(
    byTime,
  );
  const words = wordsOf(found.words, demosIn(announced, coming, week, inOrder, settings), look);
  const feeds = feedNews(input.activities, words, input.previous);
  return {
    format: 1,
    week,
    community: oneLine(settings.community, NAME_LENGTH_MAX),
    organisation: settings.organisation,
    ...daysOf(week, settings.digest.timezone),
    numbers: numbersOf(input, found, newPeople),
    trend: weeksShown(week).map((shown) =>
      shown === week ? found.people.size : (input.previous.get(shown)?.numbers.people ?? null),
    ),
    ...(highlights.length > 0 && { highlights }),
    ...(milestones.list.length > 0 && { milestones: milestones.list }),
    welcome: cap(welcome, LIST_MAX.welcome),
    thanks: cap(thanks, LIST_MAX.pods),
    ...(beyond.length > 0 && { beyond }),
    thanked: thankedBy(found),
    ...farewellsOf({ ...input, from, isAllPublic: input.repositories.every((one) => !one.private) }, look),
    ...words,
    ...(feeds.length > 0 && { feeds }),
    pods: pods.length,
    quiet: pods.filter(({ number }) => !found.pods.has(number)).length,
    seats: cap(openPods(inOrder, look), LIST_MAX.seats),
    advocates: cap(
      inOrder.filter((pod) => seeksNext(pod, input.profiles, input.publishedAt)).map(({ number }) => look.pod(number)),
      LIST_MAX.advocates,
    ),
    comingUp: coming.days,
    meetings: capMeetings(meetingsIn(coming, week, inOrder, settings, look)),
    releases: cap(shipped.releases, LIST_MAX.releases),
    ...(issues.length > 0 && { issues: cap(issues, LIST_MAX.issues) }),
    repositories: cap(mostActive(found, input.repositories, look, { from, to }), LIST_MAX.repositories),
    glance: cap(
      inOrder.flatMap(({ number }) => {
        const weeks = input.pulse.get(number);
        return weeks ? [{ pod: look.pod(number), weeks: [...weeks] }] : [];
      }),
      LIST_MAX.glance,
    ),
  };
}

/**
 * A published week, rebuilt at a time, ms, with what became known since. Its other announcements and its stars stay as they
 * were: today's open seats and stars say nothing about that week.
 */
export function correctDigest(
  before: Digest,
  rebuilt: Digest,
  { at, look }: { readonly at: number; readonly look: Lookups },
): Digest {
  const { seats, advocates, comingUp, pods, organisation } = before;
  const issues = before.issues && mapCapped(before.issues, (issue) => ({ ...issue, item: renamed(issue.item, look) }));
  const { stars } = before.numbers;
  const { issues: _, comingUp: __, pods: ___, organisation: ____, ...week } = rebuilt;
  return {
    ...week,
    ...(organisation !== undefined && { organisation }),
    numbers: { ...rebuilt.numbers, stars },
    ...{ seats, advocates },
    ...(pods !== undefined && { pods }),
    meetings: meetingsCorrected(before.meetings, rebuilt.meetings, at),
    ...(comingUp && { comingUp }),
    ...(issues && { issues }),
  };
}

/** A repository that was renamed since has the same name in all of a digest. */
function renamed(item: Item, look: Lookups): Item {
  const name = item.repository === null ? "" : look.repository(item.repository);
  if (name === "") return item;
  const ref = item.ref.replace(/^[^#]*/, name);
  return { ...item, ref, title: item.title === item.ref ? ref : item.title };
}

/** Those that are over stay as they were held, and those to come are as they are set now. */
function meetingsCorrected(before: Digest["meetings"], rebuilt: Digest["meetings"], at: number): Digest["meetings"] {
  const isOver = (one: MeetingAt) => one.at < at;
  const over = before.items.filter(isOver);
  const coming = rebuilt.items.filter((one) => !isOver(one));
  if (over.length === before.items.length && coming.length === 0) return before;
  const { items, more } = capMeetings([...over, ...coming]);
  return { items, more: more + rebuilt.more };
}

/** What another pull request of the week takes back says so, wherever it stands. */
function withReverts(look: Lookups, { pods }: Tally): Lookups {
  const reverts = revertsAmong([...pods.values()].flatMap(({ merged }) => merged));
  return {
    ...look,
    item: (one) => {
      const revert = reverts.get(threadOf(one));
      if (!revert) return look.item(one);
      const { ref, url } = look.item(revert);
      return { ...look.item(one), revertedIn: { ref, url } };
    },
  };
}

/** Ordered by pod number, so that nobody is ranked; people outside the pods come last. */
function thanksOf(found: Tally, told: ReadonlySet<string>, look: Lookups): PodThanks<Pseudonym>[] {
  return [...found.pods]
    .filter(([, did]) => did.merged.length + did.coAuthored.size + did.reviewed.size + openedBy(did) + did.closed > 0)
    .sort(([a], [b]) => (a ?? Number.POSITIVE_INFINITY) - (b ?? Number.POSITIVE_INFINITY))
    .map(([number, did]) => podThanks(number === null ? null : look.pod(number), did, { ...found, told, look }));
}

interface Merges {
  /** The threads of all that were merged. */
  readonly merged: ReadonlySet<string>;
  /** Those that stand in another part. */
  readonly told: ReadonlySet<string>;
  readonly look: Lookups;
}

function podThanks(pod: PodRef | null, did: PodTally, { merged, told, look }: Merges): PodThanks<Pseudonym> {
  const untold = did.merged.filter((one) => !told.has(threadOf(one))).sort(byTime);
  const underWay = [...did.openedPulls].filter((thread) => !merged.has(thread)).length;
  return {
    pod,
    merged: mapCapped(cap(untold, LIST_MAX.merged), look.item),
    ...(did.coAuthored.size > 0 && { coAuthored: did.coAuthored.size }),
    reviews: did.reviewed.size,
    reviewsElsewhere: did.reviewsElsewhere.size,
    opened: openedBy(did),
    openedIssues: did.openedIssues,
    ...(underWay > 0 && { underWay }),
    closed: did.closed,
    people: named(did.people),
    ...(did.work.size > 0 && { work: workOf(did.work) }),
  };
}

const workOf = (work: PodTally["work"]) =>
  [...work]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([kind, { done, people }]) => ({ kind, done, people: named(people) }));

const named = (people: ReadonlySet<Pseudonym>) => cap([...people].sort(), LIST_MAX.people);

const thankedBy = ({ byWork: { code, reviews, issues, other } }: Tally): ThankedPeople<Pseudonym> => ({
  code: named(code),
  reviews: named(reviews),
  issues: named(issues),
  other: workOf(other),
});

const openedBy = ({ openedIssues, openedPulls }: PodTally): number => openedIssues + openedPulls.size;

/** By what was merged there. What happened before we came, or by other ways, shows in the time of the last push. */
function mostActive(
  found: Tally,
  repositories: readonly Repository[],
  look: Lookups,
  { from, to }: { from: number; to: number },
) {
  const isPushed = ({ pushedAt = 0 }: Repository) => pushedAt >= from && pushedAt < to;
  return repositories
    .filter((one) => !one.private)
    .map((one) => ({ ...one, merged: found.mergesByRepository.get(one.id) ?? 0 }))
    .filter((one) => one.merged > 0 || isPushed(one))
    .map(({ id, name: fullName, merged }) => ({ id, name: look.repository(id), fullName, merged }))
    .sort((a, b) => b.merged - a.merged || (a.name < b.name ? -1 : 1));
}

function numbersOf({ repositories, previous, week }: DigestInput, found: Tally, newcomers: number): Numbers {
  const sum = (countOf: (did: PodTally) => number) =>
    [...found.pods.values()].reduce((total, did) => total + countOf(did), 0);
  return {
    people: found.people.size,
    seated: found.seated.size,
    pods: [...found.pods.keys()].filter((number) => number !== null).length,
    repositories: found.mergesByRepository.size,
    merged: found.merged.size,
    reviewedElsewhere: found.reviewedElsewhere,
    reviews: found.reviews,
    opened: sum(openedBy),
    openedIssues: sum((did) => did.openedIssues),
    closed: sum((did) => did.closed),
    releases: found.releases.length,
    newcomers,
    stars: repositories.filter((repository) => !repository.private).reduce((total, { stars }) => total + stars, 0),
    starsChange: found.starsChange,
    mergedBefore: previous.get(addWeeks(week, -1))?.numbers.merged ?? null,
  };
}
