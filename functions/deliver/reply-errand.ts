/** Writes a comment with answers again, without the names of people who were forgotten. */

import { podsAndLastNames } from "#shared/core/closed-pod.ts";
import type { AnswerModel } from "#shared/core/messages/github-parts.ts";
import type { Claim } from "#shared/core/outbox.ts";
import { numberOf } from "#shared/core/pod-names.ts";
import type { CommandAnswer, ThreadKey } from "#shared/core/thread.ts";
import { ourComment, rewrite } from "./our-comment.ts";
import { type GitHubContext, placeOf, unknownPlace } from "./place.ts";
import { replyText } from "./reply-text.ts";
import type { Result } from "./results.ts";

export async function sendReply(
  claim: Claim,
  { thread, comment: id }: { readonly thread: ThreadKey; readonly comment: number },
  context: GitHubContext,
): Promise<Result> {
  const place = await placeOf(thread, context.store);
  if (!place) return unknownPlace(thread);
  const here = { ...context, claim, thread, place };
  const [reply, comment] = await Promise.all([context.store.reply(thread, id), ourComment(id, here)]);
  if (!reply || !comment) return { state: "sent" };
  return rewrite(comment, replyText(reply.answers, await modelOf(reply.answers, here)), here);
}

/** The names that the answers need, as they are now. */
export async function modelOf(
  answers: readonly CommandAnswer[],
  { store, settings }: GitHubContext,
): Promise<AnswerModel> {
  const named = answers.flatMap(({ person, about = [] }) => (person === null ? about : [person, ...about]));
  const numbers = answers.flatMap(podsIn);
  const [people, pods] = await Promise.all([store.profiles(named), podsAndLastNames(numbers, store)]);
  return { settings, people, ...pods };
}

/** An answer about a pod that was closed holds its slug. */
const podsIn = ({ pod, from, pods = [], detail = "" }: CommandAnswer): number[] =>
  [pod, from, ...pods, numberOf(detail)].filter((number) => number !== undefined);
