/** Reads the feeds of the settings, each once a day, and records what is new in them. */
import { createHash } from "node:crypto";
import { NAME_LENGTH_MAX } from "#shared/core/digest/lookups.ts";
import { sameAddress, withoutPassword } from "#shared/core/digest/url.ts";
import { newsIn } from "#shared/core/feeds.ts";
import { oneLine } from "#shared/core/people-text.ts";
import type { FeedState, Store } from "#shared/core/ports.ts";
import type { Settings } from "#shared/core/settings.ts";
import { addWeeks, endOfDay, weekOf } from "#shared/core/week.ts";
import type { Log } from "#shared/openfaas/log.ts";
import { decodeFeed } from "./decode-feed.ts";
import { FeedFault } from "./fault.ts";
import { fetchFeed } from "./fetch-feed.ts";
import { type ParsedFeed, parseFeed } from "./parse-feed.ts";

interface Reading {
  readonly store: Pick<Store, "claimFeed" | "saveFeed" | "record">;
  readonly settings: Settings;
  readonly log: Log;
  /** ms */
  readonly now: number;
}

/** In one tick; the next one reads the others. */
const AT_ONCE = 5;
/** A process that has not saved by then has died. */
const LEASE_MS = 60_000;

/** Never throws: a digest does not wait for feeds. A post in two feeds is of the one that the settings name first. */
export async function readFeeds(reading: Reading): Promise<void> {
  const { store, settings, log, now } = reading;
  try {
    const due: Due[] = [];
    for (const url of new Set(settings.links.feeds)) {
      const before = due.length < AT_ONCE && (await store.claimFeed(url, now, now + LEASE_MS));
      if (before) due.push({ url, before });
    }
    const looks = await Promise.all(due.map((one) => look(one, settings)));
    for (const [n, one] of due.entries()) await keep(one, looks[n] ?? "unchanged", reading);
  } catch (error) {
    log.error("The feeds were not read to the end", { error });
  }
}

interface Due {
  readonly url: string;
  readonly before: FeedState;
}

/** What was found at the address of a feed. */
type Look =
  | "unchanged"
  | FeedFault
  | { readonly feed: ParsedFeed; readonly version: Pick<FeedState, "etag" | "modified"> };

async function look({ url, before }: Due, settings: Settings): Promise<Look> {
  try {
    const fetched = await fetchFeed(url, before, userAgentOf(settings));
    if (fetched === "unchanged") return fetched;
    const { body, contentType, url: foundAt, ...version } = fetched;
    return { feed: parseFeed(decodeFeed(body, contentType), foundAt), version };
  } catch (error) {
    return error instanceof FeedFault
      ? error
      : new FeedFault("we cannot read it, and the log says why", { cause: error });
  }
}

async function keep({ url, before }: Due, found: Look, reading: Reading): Promise<void> {
  const { store, settings, log, now } = reading;
  const { host } = new URL(url);
  // The day of a feed begins at midnight of the community, so that a digest knows all posts of its week.
  const tomorrow = endOfDay(now, settings.digest.timezone, 0);
  if (found instanceof FeedFault) {
    const { message: why, cause } = found;
    if (!before.fault) log.warn("A feed cannot be read", { host, why, ...(cause !== undefined && { error: cause }) });
    await store.saveFeed(url, { ...before, fault: { why, since: before.fault?.since ?? now } }, tomorrow);
    return;
  }
  const { fault: _, ...state } = found === "unchanged" ? before : await recordNews({ url, before }, found, reading);
  if (before.fault) log.info("A feed can be read again", { host });
  await store.saveFeed(url, state, tomorrow);
}

async function recordNews(
  { url, before }: Due,
  { feed, version }: Exclude<Look, "unchanged" | FeedFault>,
  reading: Reading,
): Promise<FeedState> {
  const entries = feed.entries.map((one) => ({ ...one, id: hashOf(one.id) }));
  const { news, reading: state, isEarly } = newsIn(entries, before, reading.now);
  for (const post of news) await record(post, { url, feed }, reading);
  // A post that waits for its date has to be sent again, although the feed does not change: so its version is not kept.
  return isEarly ? state : { ...state, ...version };
}

type News = ReturnType<typeof newsIn>["news"][number];

async function record(
  { title: titleOf, link, at }: News,
  { url, feed }: { url: string; feed: ParsedFeed },
  { store, settings, now }: Reading,
): Promise<void> {
  const title = titleOf();
  if (title === "") return;
  const { timezone } = settings.digest;
  const [week, arrivesIn] = [weekOf(at, timezone), weekOf(now, timezone)];
  await store.record(
    {
      activity: {
        kind: "posted",
        subject: "words",
        key: `posted:${hashOf(sameAddress(link))}`,
        at,
        // The digests of earlier weeks may never have been made.
        week: week < addWeeks(arrivesIn, -1) ? arrivesIn : week,
        arrivesIn,
        repository: null,
        title,
        link,
        feed: {
          of: hashOf(url),
          title: oneLine(feed.title, NAME_LENGTH_MAX) || new URL(url).host,
          link: feed.site ?? withoutPassword(url),
        },
      },
    },
    { id: "", at: now },
  );
}

/** The product, and where the readers of the digest find it. */
const userAgentOf = ({ publicUrl }: Settings): string =>
  publicUrl.startsWith("/") ? "openfaas-pods" : `openfaas-pods (+${publicUrl}/weekly-digest/)`;

/** Short, since many are kept. */
const hashOf = (text: string): string => createHash("sha256").update(text).digest("base64url").slice(0, 16);
