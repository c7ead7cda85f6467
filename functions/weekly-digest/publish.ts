/** Makes a week's digest of what is stored, and publishes it once. */
import { buildDigest, correctDigest, weeksShown } from "#shared/core/digest/build.ts";
import { lastComplete } from "#shared/core/digest/due.ts";
import type { Digest } from "#shared/core/digest/model.ts";
import { PodsError } from "#shared/core/errors.ts";
import { notBegun, nothingToCorrect, notOver } from "#shared/core/messages/digest.ts";
import type { Errand } from "#shared/core/outbox.ts";
import type { Operation, PublishedDigest, Store } from "#shared/core/ports.ts";
import type { Destination, Settings } from "#shared/core/settings.ts";
import { peopleIn } from "#shared/core/views.ts";
import { dayOf, type Week, weekBounds } from "#shared/core/week.ts";

export interface Publishing {
  readonly store: Store;
  readonly settings: Settings;
  /** ms */
  readonly now: number;
}

export interface PublishOutcome {
  readonly outcome: "published" | "already-published" | "corrected" | "unchanged";
  readonly week: Week;
  /** The chats it will be sent to. */
  readonly to: readonly Destination[];
}

/** Publishes a week that is over. Of all who try at once one does; the rest are told that it was done. */
export async function publish(week: Week, publishing: Publishing, operation: Operation): Promise<PublishOutcome> {
  const { store, settings, now } = publishing;
  refuseUnfinished(week, publishing);
  // A request with a key of its own is answered as it was the first time: the store remembers that.
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

/** Tells a published week anew, with what became known since. What was posted to a chat stays as it was. */
export async function correct(week: Week, publishing: Publishing, operation: Operation): Promise<PublishOutcome> {
  const { store, now } = publishing;
  const published = await store.digest(week);
  if (!published) throw new PodsError("conflict", nothingToCorrect(week));
  const before = published.model as Digest;
  const model = correctDigest(before, await makeDigest(week, publishing));
  // A correction that corrects nothing would show up in every feed reader as news.
  if (JSON.stringify(model) === JSON.stringify(before)) return { outcome: "unchanged", week, to: [] };
  const { publishedAt } = published;
  await store.publish({ week, publishedAt, correctedAt: now, model }, operation, true);
  return { outcome: "corrected", week, to: [] };
}

/** The digest as it would be published now; of this week, as far as it has come. Stores nothing. */
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

/** An older week goes into the archive and the feed; in a chat it would be no news. */
function errandsFor(week: Week, { settings, now }: Publishing): Extract<Errand, { kind: "digest" }>[] {
  if (week !== lastComplete(now, settings)) return [];
  return [...new Set(settings.digest.to)]
    .filter((destination) => destination !== "markdown")
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
  return new Map(found.flatMap((digest) => (digest ? [[digest.week, digest.model as Digest] as const] : [])));
}
