/** The comments of a notice: each a new one, and each once, even after a crash or a lost reply. */

import { NOTICE_NEWS_MS } from "#shared/core/errand-times.ts";
import { noticeMarkerOf, noticeMarkersOf } from "#shared/core/github/marker.ts";
import type { Pseudonym } from "#shared/core/member.ts";
import type { Claim } from "#shared/core/outbox.ts";
import type { Settings } from "#shared/core/settings.ts";
import { threadKey } from "#shared/core/thread.ts";
import type { Place } from "#shared/github/call.ts";
import type { Comment } from "#shared/github/comments.ts";
import { errandKey } from "./errand-key.ts";
import type { GitHubContext } from "./place.ts";
import { LEASE_MS, type Result } from "./results.ts";

const KEY_LENGTH = 16;
const commentKeyOf = (claim: Claim, settings: Settings) => errandKey(claim, settings).slice(0, KEY_LENGTH);

/** The comments of this notice that earlier tries have made. */
export const madeBefore = (claim: Claim, place: Place, { settings, github }: GitHubContext): Promise<Comment[]> =>
  github.ours(place, noticeMarkersOf(settings.id, commentKeyOf(claim, settings)));

/** The most people whom a comment mentions: GitHub notifies nobody whose name stands behind fifty others. */
export const MENTIONS_MAX = 50;

/** The comments of this notice; `undefined` stands for one that is needed no more. `begin` comes right before it is made. */
export type Part =
  | { readonly text: string; readonly people: readonly Pseudonym[]; readonly begin?: () => Promise<void> }
  | undefined;

/**
 * Makes the comments that were not made before. Of one that was made we do not know whom it names, if less was to be said
 * by now: it may be `concerned`, everybody whom it could name.
 */
export async function comment(
  claim: Claim,
  place: Place,
  parts: readonly Part[],
  made: readonly Comment[],
  { store, settings, github }: GitHubContext,
  concerned?: ReadonlySet<Pseudonym>,
): Promise<Result> {
  const thread = threadKey(place.repositoryId, place.number);
  for (const [number, part] of parts.entries()) {
    if (part === undefined) continue;
    const marker = noticeMarkerOf(settings.id, commentKeyOf(claim, settings), number);
    const before = made.find(({ body }) => body.startsWith(marker));
    if (!before && !(await store.beginSend(claim, LEASE_MS))) return { state: "lost" };
    if (!before) await part.begin?.();
    const { id } = before ?? (await github.create(place, `${marker}\n\n${part.text}`));
    const named = before && concerned ? [...concerned] : part.people;
    await store.saveNotice(thread, id, named);
    // Somebody may have been forgotten meanwhile.
    if ((await store.members(named)).size < new Set(named).size)
      await store.enqueue([{ kind: "notice-names", thread, comment: id }], { id: "", at: claim.since });
  }
  return { state: "sent" };
}

/** Whatever it waited for, it is no news any more. */
export const isOldNews = ({ since }: Pick<Claim, "since">, now: number): boolean =>
  since > 0 && now - since > NOTICE_NEWS_MS;
export const OLD_NEWS: Result = { state: "dead", detail: "it waited for fourteen days" };
