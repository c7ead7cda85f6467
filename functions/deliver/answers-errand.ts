/**
 * Answers the commands in a thread: a reaction to each text with a command, then a reply that mentions the people who gave
 * them. Then closes an issue that was opened only to give commands.
 */
import { isJoinIssue } from "#shared/core/github/join-issue.ts";
import { operationsIn } from "#shared/core/github/marker.ts";
import { count } from "#shared/core/number-words.ts";
import type { Claim } from "#shared/core/outbox.ts";
import { timeOf } from "#shared/core/spoken.ts";
import type { CommandAnswer, ThreadKey } from "#shared/core/thread.ts";
import type { Comment } from "#shared/github/comments.ts";
import { failureOf, isOfOneCall } from "#shared/github/failure.ts";
import { isOldNews, OLD_NEWS } from "./notice-comment.ts";
import { type GitHubContext, type Here, locked, placeOf, unknownPlace } from "./place.ts";
import { modelOf } from "./reply-errand.ts";
import { reachesAll, replyText, thatFit } from "./reply-text.ts";
import { LEASE_MS, type Result } from "./results.ts";

/** So many are answered by one writing of a reply; then other threads have their turn, since every reaction takes a second. */
const AT_ONCE = 10;
/** How often we look at a locked thread by ourselves; usually GitHub says when it is unlocked. */
const LOCKED_MS = 24 * 3_600_000;

export async function sendAnswers(claim: Claim, thread: ThreadKey, context: GitHubContext): Promise<Result> {
  const { store, github, settings } = context;
  const place = await placeOf(thread, store);
  if (!place) return unknownPlace(thread);
  const here = { ...context, claim, thread, place };
  const [all, latest] = await Promise.all([store.pendingAnswers(thread), store.reply(thread)]);
  const isOld = ({ said }: CommandAnswer) => isOldNews({ since: timeOf(said) }, context.now);
  const [old, pending] = [all.filter(isOld), all.filter((answer) => !isOld(answer))];
  if (old.length > 0) await store.saveReply(thread, null, operationsOf(old));
  if (old.length > 0 && pending.length === 0) return OLD_NEWS;
  if (pending.length === 0 && !latest) return { state: "sent" };
  const live = await github.thread(place);
  if (pending.length > 0 && live.locked) return { ...locked(thread), afterMs: LOCKED_MS };

  const now = pending.slice(0, AT_ONCE);
  const result: Result = now.length > 0 ? await answerAll(now, here) : { state: "sent" };
  const rest = pending.length - now.length;
  if (result.state === "sent" && rest > 0)
    return {
      state: "off",
      afterMs: 0,
      detail: `${count(rest, "more command of its thread is", "more commands of its thread are")} answered next`,
    };
  // Without pending answers, somebody was forgotten whose name may just have been sent.
  if (pending.length === 0 && latest) await writeAgain(latest.comment, here);
  // GitHub remembers that somebody opened it again, so it is closed once at most, however often this is repeated.
  const isToClose = live.open && !live.reopened && isJoinIssue({ ...place, ...live }, settings);
  if (result.state !== "sent" || !isToClose) return result;
  if (!(await store.beginSend(claim, LEASE_MS))) return { state: "lost" };
  await github.close(place);
  return result;
}

async function answerAll(pending: readonly CommandAnswer[], here: Here): Promise<Result> {
  if (!(await react(pending, here))) return { state: "lost" };
  return reply(pending, here);
}

/**
 * To each text once. GitHub shows what is new a little late: a text that it refuses gets an errand of its own, so that the
 * reply need not wait. Returns whether the errand is still ours.
 */
async function react(pending: readonly CommandAnswer[], here: Here): Promise<boolean> {
  const { store, github, claim, thread, place, now } = here;
  const sources = new Map(pending.map(({ source }) => [`${source.kind} ${source.id}`, source]));
  for (const source of sources.values()) {
    if (!(await store.beginSend(claim, LEASE_MS))) return false;
    try {
      await github.react(place, source);
    } catch (error) {
      if (!isOfOneCall(failureOf(error, now))) throw error;
      await store.enqueue([{ kind: "reaction", thread, source }], { id: "", at: now });
    }
  }
  return true;
}

/** Edits our latest reply while nothing was said after it, if that notifies everybody who is answered. */
async function reply(pending: readonly CommandAnswer[], here: Here): Promise<Result> {
  const { store, github, claim, thread, place } = here;
  const said = await github.since(place, Math.min(...pending.map(({ said }) => timeOf(said))));
  let rest = await withoutSent(pending, said, here);
  const [last, latest] = [said.at(-1), await store.reply(thread)];
  let edited = last?.isOurs && last.id === latest?.comment ? latest : undefined;
  const model = await modelOf([...(edited?.answers ?? []), ...rest], here);
  const textOf = (answers: readonly CommandAnswer[]) => replyText(answers, model);
  if (last && !reachesAll(last.body, textOf(rest))) edited = undefined;
  while (rest.length > 0) {
    const held = edited?.answers ?? [];
    const now = thatFit(held, rest, textOf);
    if (now.length > 0) {
      if (!(await store.beginSend(claim, LEASE_MS))) return { state: "lost" };
      const text = textOf([...held, ...now]);
      if (edited) await github.update(place, edited.comment, text);
      const comment = edited?.comment ?? (await github.create(place, text)).id;
      await store.saveReply(thread, comment, operationsOf(now));
    }
    rest = rest.slice(now.length);
    edited = undefined;
  }
  return { state: "sent" };
}

const writeAgain = (comment: number, { store, thread, now }: Here): Promise<void> =>
  store.enqueue([{ kind: "reply", thread, comment }], { id: "", at: now });

const operationsOf = (answers: readonly CommandAnswer[]): string[] => answers.map(({ operation }) => operation);

/** Notes the answers that a comment of ours holds already, since a process ended before it could. Returns the others. */
async function withoutSent(
  pending: readonly CommandAnswer[],
  said: readonly Comment[],
  here: Here,
): Promise<readonly CommandAnswer[]> {
  const { store, settings, thread } = here;
  let rest = pending;
  for (const { id, body, isOurs } of said) {
    const held = isOurs ? operationsIn(body, settings.id) : [];
    const sent = rest.filter(({ operation }) => held.includes(operation));
    if (sent.length === 0) continue;
    await store.saveReply(thread, id, operationsOf(sent));
    // A name in it may have been forgotten meanwhile.
    await writeAgain(id, here);
    rest = rest.filter((answer) => !sent.includes(answer));
  }
  return rest;
}
