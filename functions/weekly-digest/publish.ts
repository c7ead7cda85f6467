/** Makes a week's digest from the stored facts, and publishes it once. */
import { isDeepStrictEqual } from "node:util";
import type { CreditedActivity } from "#shared/core/activity.ts";
import { allLastNames } from "#shared/core/closed-pod.ts";
import { buildDigest, correctDigest, weeksShown } from "#shared/core/digest/build.ts";
import { firstDue, lastComplete } from "#shared/core/digest/due.ts";
import { askedForThanks, type Farewell } from "#shared/core/digest/farewells.ts";
import { lookups } from "#shared/core/digest/lookups.ts";
import { type Digest, parseDigest } from "#shared/core/digest/model.ts";
import type { ReleaseWork } from "#shared/core/digest/shipped.ts";
import { type Errand, GITHUB } from "#shared/core/outbox.ts";
import type { DigestDesk, Operation, PublishedDigest, PublishOutcome } from "#shared/core/ports.ts";
import { PAGE, type Settings } from "#shared/core/settings.ts";
import { peopleIn } from "#shared/core/views.ts";
import { addWeeks, dayOf, type Week, weekBounds } from "#shared/core/week.ts";
import { milestonesIn } from "./milestones.ts";
import type { DigestStore } from "./store.ts";

interface Publishing {
  readonly store: DigestStore;
  readonly settings: Settings;
  /** ms */
  readonly now: number;
}

/** Publishes a week that is over. Of several calls at once, one publishes and the others return `already-published`. */
export async function publish(week: Week, publishing: Publishing, operation: Operation): Promise<PublishOutcome> {
  const { store, settings, now } = publishing;
  const { timezone } = settings.digest;
  const { from, to: end } = weekBounds(week, timezone);
  if (from > now) return { outcome: "not-begun" };
  if (end > now) return { outcome: "not-over", until: dayOf(end - 1, timezone) };
  // A repeated request with its own Idempotency-Key gets its first answer, which the store remembers.
  if (operation.id === "" && (await store.digest(week))) return { outcome: "already-published" };
  // From now on a later digest tells new facts, so that none is lost between the reading and the publishing.
  await store.closeWeek(week);
  const model = await makeDigest(week, publishing);
  const errands = errandsFor(week, publishing);
  const digest: PublishedDigest<Digest> = { week, publishedAt: now, model };
  const outcome = await store.publish(digest, { ...operation, errands });
  if (outcome !== "published") return { outcome: "already-published" };
  const isPosted = (place: string) => errands.some((one) => one.kind === "digest" && one.destination === place);
  return { outcome, to: settings.digest.to.filter(isPosted) };
}

/** Whether nothing is known of a week from before we came: its digest would tell of today. */
export async function isBeforeUs(week: Week, { store, settings }: Publishing): Promise<boolean> {
  if (week >= firstDue(await store.initialisedAt(), settings) || (await store.digest(week))) return false;
  return (await store.activities(week)).length === 0;
}

/** Rebuilds a published week with the facts that became known since. Posts in chats stay as they were, the issue is edited. */
export async function correct(
  week: Week,
  publishing: Publishing,
  operation: Operation,
): ReturnType<DigestDesk["correct"]> {
  const { store, settings, now } = publishing;
  const published = await store.digest(week);
  if (!published) return { outcome: "not-published" };
  const before = parseDigest(published.model);
  const { publishedAt } = published;
  // The day of publication stays the first day of all that comes up.
  const [rebuilt, repositories] = await Promise.all([
    makeDigest(week, { ...publishing, now: publishedAt }),
    store.repositories(),
  ]);
  const look = lookups({ pods: [], repositories, settings });
  const model = correctDigest(before, rebuilt, { at: now, look });
  // An empty correction would show up in every feed reader as news.
  if (isDeepStrictEqual(model, before)) return { outcome: "unchanged" };
  const errands = settings.digest.issue === undefined ? [] : [digestErrand(week, GITHUB)];
  await store.publish({ week, publishedAt, correctedAt: now, model }, { ...operation, errands }, true);
  return { outcome: "corrected" };
}

/** The digest as it would be published now, even if the week is not over; `undefined` if the week has not begun. */
export async function preview(week: Week, publishing: Publishing): Promise<PublishedDigest<Digest> | undefined> {
  const { settings, now } = publishing;
  if (weekBounds(week, settings.digest.timezone).from > now) return undefined;
  return { week, publishedAt: now, model: await makeDigest(week, publishing) };
}

/** Only the last week is posted to chats. Older ones only go into the archive and the feed: in a chat they are old news. */
function errandsFor(week: Week, { settings, now }: Publishing): Errand[] {
  if (week !== lastComplete(now, settings)) return [];
  const { to, issue } = settings.digest;
  const chats = [...new Set(to)].filter((destination) => destination !== PAGE);
  const destinations = [...chats, ...(issue === undefined ? [] : [GITHUB])];
  return [...destinations.map((destination) => digestErrand(week, destination)), { kind: "pods-digest", week }];
}

const digestErrand = (week: Week, destination: string): Errand => ({ kind: "digest", week, destination });

async function makeDigest(week: Week, { store, settings, now }: Publishing): Promise<Digest> {
  const weeks = weeksShown(week);
  const [activities, nextWeek, repositories, issues, pods, pulse, previous] = await Promise.all([
    store.activitiesToTell(week).then(store.withWork),
    store.activities(addWeeks(week, 1)),
    store.repositories(),
    store.openIssues(),
    store.pods(),
    store.pulse(weeks),
    previousDigests(weeks.slice(0, -1), store),
  ]);
  const beginners = activities.flatMap(({ first, person }) => (first && person !== null ? person : []));
  const profiles = await store.profiles([...peopleIn(pods), ...beginners]);
  const { from } = weekBounds(week, settings.digest.timezone);
  const joined = [...profiles].flatMap(([person, { joinedAt = 0 }]) => (joinedAt >= from ? person : []));
  const [veterans, releaseWork, milestones, farewells, lastNames] = await Promise.all([
    store.contributedBefore(joined, from),
    releasesIn(activities, store),
    milestonesIn(week, activities, { store, settings }),
    farewellsIn(activities, store),
    allLastNames(pods, store),
  ]);
  const facts = {
    activities,
    announcedSince: nextWeek.filter(({ kind, at }) => kind === "demo" && at < now),
    repositories,
    issues,
    pods,
    lastNames,
    profiles,
    veterans,
    milestones,
    farewells,
    releaseWork,
    pulse,
    previous,
  };
  return buildDigest({ week, settings, publishedAt: now, ...facts });
}

async function farewellsIn(activities: readonly CreditedActivity[], store: DigestStore): Promise<Farewell[]> {
  const asked = askedForThanks(activities);
  const found = await store.members(asked);
  const members = asked.flatMap((person) => found.get(person) ?? []);
  const times = await store.timesOf(members.map(({ standing }) => standing.since));
  return members.map((member, index) => ({ member, leftAt: times[index] ?? 0 }));
}

/** What is in the releases of a week, by the keys of their activities, as far as it was found out. */
async function releasesIn(
  activities: readonly CreditedActivity[],
  store: DigestStore,
): Promise<Map<string, ReleaseWork>> {
  const found = await Promise.all(
    activities.map(async ({ kind, key, repository }) => {
      if (kind !== "released" || repository === null) return [];
      const release = Number(key.slice("released:".length));
      const work = (await store.creditsState({ repository, release }))?.work;
      return work ? [[key, work] as const] : [];
    }),
  );
  return new Map(found.flat());
}

async function previousDigests(weeks: readonly Week[], store: DigestStore): Promise<Map<Week, Digest>> {
  const found = await Promise.all(weeks.map((week) => store.digest(week)));
  return new Map(found.flatMap((digest) => (digest ? [[digest.week, parseDigest(digest.model)] as const] : [])));
}
