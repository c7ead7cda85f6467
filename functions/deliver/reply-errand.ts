/** Writes a comment with answers again, without the names of people who were forgotten. */
import { sentence } from "#shared/commands/comment-door.ts";
import type { AnswerModel } from "#shared/core/messages/github-parts.ts";
import type { Claim } from "#shared/core/outbox.ts";
import { byNumber } from "#shared/core/pod.ts";
import type { CommandAnswer, ThreadKey } from "#shared/core/thread.ts";
import { type GitHubContext, type Here, placeOf, unknownPlace } from "./place.ts";
import { replyText } from "./reply-text.ts";
import { LEASE_MS, type Result } from "./results.ts";

export async function sendReply(
  claim: Claim,
  { thread, comment }: { readonly thread: ThreadKey; readonly comment: number },
  context: GitHubContext,
): Promise<Result> {
  const place = await placeOf(thread, context.store);
  return place ? writeAgain(comment, { ...context, claim, thread, place }) : unknownPlace(thread);
}

/** Does nothing when somebody has deleted it, or it says the same. */
export async function writeAgain(comment: number, here: Here): Promise<Result> {
  const { store, github, claim, thread, place } = here;
  const [reply, there] = await Promise.all([store.reply(thread, comment), github.comment(place, comment)]);
  if (!reply || !there) return { state: "sent" };
  const text = replyText(reply.answers, await modelOf(reply.answers, here), sentence);
  if (there.body === text) return { state: "sent" };
  if (!(await store.beginSend(claim, LEASE_MS))) return { state: "lost" };
  await github.update(place, comment, text);
  return { state: "sent" };
}

/** The names that the answers need, as they are now. */
export async function modelOf(
  answers: readonly CommandAnswer[],
  { store, settings }: GitHubContext,
): Promise<AnswerModel> {
  const named = answers.flatMap(({ person, about = [] }) => (person === null ? about : [person, ...about]));
  const [people, pods] = await Promise.all([
    store.profiles(named),
    store.podsNumbered(answers.flatMap(({ pod }) => pod ?? [])),
  ]);
  return { settings, people, pods: byNumber(pods) };
}
