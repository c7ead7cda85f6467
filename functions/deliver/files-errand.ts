/** Finds the pod of a pull request again as soon as GitHub shows its files, which it refused when the pod was chosen. */
import type { Claim } from "#shared/core/outbox.ts";
import type { ThreadKey } from "#shared/core/thread.ts";
import { hasPaths } from "./changed-areas.ts";
import { type GitHubContext, placeOf, unknownPlace } from "./place.ts";
import { isGone, type Result } from "./results.ts";

export async function findPodAgain(claim: Claim, thread: ThreadKey, context: GitHubContext): Promise<Result> {
  const { store, github, settings, now } = context;
  if (!hasPaths(settings)) return { state: "sent" };
  const place = await placeOf(thread, store);
  if (!place) return unknownPlace(thread);
  try {
    await github.files(place);
  } catch (error) {
    if (isGone(claim, error, now)) return { state: "sent" };
    throw error;
  }
  await store.enqueue([{ kind: "thread", thread }], { id: "", at: now });
  return { state: "sent" };
}
