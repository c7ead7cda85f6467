/** Makes a week's digest from the stored facts, and publishes it once. */
import { buildDigest, correctDigest, weeksShown } from "#shared/core/digest/build.ts";
import { lastComplete } from "#shared/core/digest/due.ts";
import { type Digest, parseDigest } from "#shared/core/digest/model.ts";
import { PodsError } from "#shared/core/errors.ts";
import { notBegun, nothingToCorrect, notOver } from "#shared/core/messages/digest.ts";
import type { Errand } from "#shared/core/outbox.ts";
import type { Operation, PublishedDigest, Store } from "#shared/core/ports.ts";
import { PAGE, type Settings } from "#shared/core/settings.ts";
import { peopleIn } from "#shared/core/views.ts";
import { dayOf, type Week, weekBounds } from "#shared/core/week.ts";

interface Publishing {
  readonly store: Store;
  readonly settings: Settings;
  /** ms */
  readonly now: number;
}

export interface PublishOutcome {
  readonly outcome: "published" | "already-published" | "corrected" | "unchanged";
  readonly week: Week;
  /** The channels it will be sent to. */
  readonly to: readonly string[];
}

/** Publishes a week that is over. When several calls come at once, one publishes and the others learn that it was done. */
export async function publish(week: Week, publishing: Publishing, operation: Operation): Promise<PublishOutcome> {
  const { store, settings, now } = publishing;
  refuseUnfinished(week, publishing);
  // A repeated request with its own Idempotency-Key gets its first answer, which the store remembers.
  if (operation.id === "" && (await store.digest(week))) return { outcome: "already-published", week, to: [] };
  const model = await makeDigest(week, publishing);
  const errands = errandsFor(week, publishing);
  const digest: PublishedDigest<Digest> = { week, publishedAt: now, model };
  const outcome = await store.publish(digest, { ...operation, errands });
  if (outcome !== "published") return { outcome: "already-published", week, to: [] };
  return {
    outcome,
    week,
    to: settings.digest.to.filter((to) => errands.some(({ destination }) => destination === to)),
  };
}

/** Rebuilds a published week with the facts that became known since. Posts in chats stay as they were. */
export async function correct(week: Week, publishing: Publishing, operation: Operation): Promise<PublishOutcome> {
  const { store, now } = publishing;
  const published = await store.digest(week);
  if (!published) throw new PodsError("conflict", nothingToCorrect(week));
  const before = parseDigest(published.model);
  const model = correctDigest(before, await makeDigest(week, publishing));
  // An empty correction would show up in every feed reader as news.
  if (JSON.stringify(model) === JSON.stringify(before)) return { outcome: "unchanged", week, to: [] };
  const { publishedAt } = published;
  await store.publish({ week, publishedAt, correctedAt: now, model }, operation, true);
  return { outcome: "corrected", week, to: [] };
}

/** The digest as it would be published now, also of the week that is not over. Stores nothing. */
export async function preview(week: Week, publishing: Publishing): Promise<PublishedDigest<Digest>> {
  const { settings, now } = publishing;
  if (weekBounds(week, settings.digest.timezone).from > now) throw new PodsError("invalid", notBegun(week));
  return { week, publishedAt: now, model: await makeDigest(week, publishing) };
}

function refuseUnfinished(week: Week, { settings, now }: Publishing): void {
  const { timezone } = settings.digest;
  const { from, to } = weekBounds(week, timezone);
  if (from > now) throw new PodsError("conflict", notBegun(week));
  if (to > now) throw new PodsError("conflict", notOver(week, dayOf(to - 1, timezone)));
}

/** Only the last week goes to chats. An older one goes into the archive and the feed: in a chat it is no news. */
function errandsFor(week: Week, { settings, now }: Publishing): Extract<Errand, { kind: "digest" }>[] {
  if (week !== lastComplete(now, settings)) return [];
  return [...new Set(settings.digest.to)]
    .filter((destination) => destination !== PAGE)
    .map((destination) => ({ kind: "digest", week, destination }));
}

async function makeDigest(week: Week, { store, settings }: Publishing): Promise<Digest> {
  const weeks = weeksShown(week);
  const [activities, repositories, pods, pulse, previous] = await Promise.all([
    store.activities(week),
    store.repositories(),
    store.pods(),
    store.pulse(weeks),
    previousDigests(weeks.slice(0, -1), store),
  ]);
  const profiles = await store.profiles(peopleIn(pods));
  return buildDigest({ week, settings, activities, repositories, pods, profiles, pulse, previous });
}

async function previousDigests(weeks: readonly Week[], store: Store): Promise<Map<Week, Digest>> {
  const found = await Promise.all(weeks.map((week) => store.digest(week)));
  return new Map(found.flatMap((digest) => (digest ? [[digest.week, parseDigest(digest.model)] as const] : [])));
}
