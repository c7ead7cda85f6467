/** Feeds that members write: how far each was read. Their posts are recorded as activities. */
import type { FeedReading } from "../feeds.ts";

export interface FeedState extends FeedReading {
  /** What the server said about this version of the feed: with it nothing is sent again that has not changed. */
  readonly etag?: string;
  readonly modified?: string;
  /** Why the feed could not be read last time, as a clause without a name, and since when, ms. */
  readonly fault?: { readonly why: string; readonly since: number };
}

export interface Feeds {
  /** Nobody else reads the feed until then; `undefined` when somebody else has said so. Times in ms. */
  claimFeed(url: string, now: number, until: number): Promise<FeedState | undefined>;
  /** How far it was read, and when to read it again. */
  saveFeed(url: string, state: FeedState, until: number): Promise<void>;
  /** In the order of the addresses. */
  feedStates(urls: readonly string[]): Promise<FeedState[]>;
}
