/** Shows by a reaction that we have seen a text with commands. */
import type { Claim } from "#shared/core/outbox.ts";
import type { Source } from "#shared/core/spoken.ts";
import type { ThreadKey } from "#shared/core/thread.ts";
import { isOldNews, OLD_NEWS } from "./notice-comment.ts";
import { type GitHubContext, placeOf, unknownPlace } from "./place.ts";
import { isGone, LEASE_MS, type Result } from "./results.ts";

/** Ends when the text is gone: its author deleted it. */
export async function sendReaction(
  claim: Claim,
  { thread, source }: { readonly thread: ThreadKey; readonly source: Source },
  { store, github, now }: GitHubContext,
): Promise<Result> {
  if (isOldNews(claim, now)) return OLD_NEWS;
  const place = await placeOf(thread, store);
  if (!place) return unknownPlace(thread);
  if (!(await store.beginSend(claim, LEASE_MS))) return { state: "lost" };
  try {
    await github.react(place, source);
  } catch (error) {
    if (!isGone(claim, error, now)) throw error;
  }
  return { state: "sent" };
}
