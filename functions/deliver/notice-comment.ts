/** The comments of a notice: each a new one, and each once, even after a crash or a lost reply. */
import { noticeMarkerOf, noticeMarkersOf } from "#shared/core/github/marker.ts";
import { type Claim, NOTICE_NEWS_MS } from "#shared/core/outbox.ts";
import type { Store } from "#shared/core/ports.ts";
import type { Settings } from "#shared/core/settings.ts";
import type { Comment, GitHub, Place } from "#shared/github/client.ts";
import { errandKey } from "./errand-key.ts";
import { LEASE_MS, type Result } from "./results.ts";

export interface NoticeContext {
  readonly store: Store;
  readonly settings: Settings;
  readonly github: GitHub;
  /** ms */
  readonly now: number;
}

const KEY_LENGTH = 16;
const keyOf = (claim: Claim, settings: Settings) => errandKey(claim, settings).slice(0, KEY_LENGTH);

/** The comments of this notice that earlier tries have made. */
export const madeBefore = (claim: Claim, place: Place, { settings, github }: NoticeContext): Promise<Comment[]> =>
  github.ours(place, noticeMarkersOf(settings.id, keyOf(claim, settings)));

/** Makes the comments that were not made before. `undefined` stands for one that is needed no more. */
export async function comment(
  claim: Claim,
  place: Place,
  texts: readonly (string | undefined)[],
  made: readonly Comment[],
  { store, settings, github }: NoticeContext,
): Promise<Result> {
  for (const [part, text] of texts.entries()) {
    const marker = noticeMarkerOf(settings.id, keyOf(claim, settings), part);
    if (text === undefined || made.some(({ body }) => body.startsWith(marker))) continue;
    if (!(await store.beginSend(claim, LEASE_MS))) return { state: "lost" };
    await github.create(place, `${marker}\n\n${text}`);
  }
  return { state: "sent" };
}

/** Nothing can be said in a locked thread: it waits. */
export const locked = (thread: string): Result => ({ state: "off", detail: `${thread} is locked` });

/** Whatever it waited for, it is no news any more. */
export const isOldNews = ({ since }: Claim, now: number): boolean => since > 0 && now - since > NOTICE_NEWS_MS;
export const OLD_NEWS: Result = { state: "dead", detail: "it waited for fourteen days" };
