/** Comments that we wrote earlier. */
import type { ThreadKey } from "#shared/core/thread.ts";
import type { Writing } from "#shared/github/call.ts";
import type { Comment } from "#shared/github/comments.ts";
import type { Here } from "./place.ts";
import { isGone, LEASE_MS, type Result } from "./results.ts";

/** `undefined` once a person has deleted it. While GitHub only does not find it, it throws, and is tried again. */
export async function ourComment(id: number, { github, claim, place, now }: Here): Promise<Comment | undefined> {
  try {
    return await github.comment(place, id);
  } catch (error) {
    if (isGone(claim, error, now)) return undefined;
    throw error;
  }
}

export const notOurs = ({ id }: Comment, thread: ThreadKey): Result => ({
  state: "dead",
  detail: `only the account that wrote comment ${id} in ${thread} can edit it`,
});

/** Writes a comment again if it says something else. One of an earlier account of ours has to stay as it is. */
export async function rewrite(comment: Comment, text: string, here: Here, permission?: Writing): Promise<Result> {
  const { store, github, claim, thread, place } = here;
  if (comment.body === text) return { state: "sent" };
  if (!comment.isOurs) return notOurs(comment, thread);
  if (!(await store.beginSend(claim, LEASE_MS))) return { state: "lost" };
  await github.update(place, comment.id, text, permission);
  return { state: "sent" };
}
