/** Posts in feeds that members write (`links.feeds`): which of them are news. */
import { DAY_MS, WEEK_MS } from "./week.ts";

/** A post as a feed tells it. */
export interface FeedEntry {
  /** Tells it from the other posts of its feed. */
  readonly id: string;
  /** In plain text; made only of what is news, since that takes long. "" where nothing can be seen. */
  readonly title: () => string;
  readonly link: string;
  /** When it was published, ms; left out where the feed does not say. */
  readonly at?: number;
}

/** How far a feed was read. */
export interface FeedReading {
  /** When all of it was read first, ms; left out before that. */
  readonly firstReadAt?: number;
  /** Ids of posts that need no second look, the newest first. */
  readonly seen: readonly string[];
}

/** A post older than this is no news any more, whenever it is seen first: a blog that moved may show all its posts anew. */
const NEWS_MS = 30 * DAY_MS;
/** So many of each kind are looked at, the newest ones. */
const ENTRIES_MAX = 100;
const SEEN_MAX = 3 * ENTRIES_MAX;

/**
 * The posts that are news, with the time for which they count, and how far the feed is read then. The first reading tells
 * what was published within the last week, and later readings what appeared since. Posts without a date are news when they
 * appear; a post of the future waits for its date.
 */
export function newsIn(entries: readonly FeedEntry[], { firstReadAt, seen }: FeedReading, now: number) {
  const known = new Set(seen);
  const begin = Math.max((firstReadAt ?? now) - WEEK_MS, now - NEWS_MS);
  const dated = entries
    .flatMap((one) => (one.at === undefined ? [] : { ...one, at: one.at }))
    .sort((a, b) => b.at - a.at);
  const undated = entries.filter(({ at }) => at === undefined).slice(0, ENTRIES_MAX);
  const fresh = dated.filter(({ id, at }) => at >= begin && at <= now && !known.has(id)).slice(0, ENTRIES_MAX);
  const appeared = firstReadAt === undefined ? [] : undated.filter(({ id }) => !known.has(id));
  const news = [...fresh, ...appeared.map((one) => ({ ...one, at: now }))];
  const ids = [...news, ...undated].map(({ id }) => id);
  return {
    news,
    reading: { firstReadAt: firstReadAt ?? now, seen: [...new Set([...ids, ...seen])].slice(0, SEEN_MAX) },
    /** Whether some post waits for its date, so that the feed has to be read again although it stays the same. */
    isEarly: dated.some(({ at }) => at > now),
  };
}
