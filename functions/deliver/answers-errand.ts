/**
 * Answers the commands in a thread: a reaction to each text with a command, then a reply that mentions the people who gave
 * them. Then closes an issue that was opened only to give commands.
 */
import { sentence } from "#shared/commands/comment-door.ts";
import { isJoinIssue } from "#shared/core/github/join-issue.ts";
import { operationsIn } from "#shared/core/github/marker.ts";
import type { Claim } from "#shared/core/outbox.ts";
import type { Source } from "#shared/core/spoken.ts";
import type { CommandAnswer, ThreadKey } from "#shared/core/thread.ts";
import { isOldNews, OLD_NEWS } from "./notice-comment.ts";
import { type GitHubContext, type Here, locked, placeOf, unknownPlace } from "./place.ts";
import { modelOf, writeAgain } from "./reply-errand.ts";
import { fitting, replyText } from "./reply-text.ts";
import { LEASE_MS, type Result } from "./results.ts";

/** So many are answered by one writing of a reply: if GitHub or our budget stops us, those before stay answered. */
const AT_ONCE = 10;
/** How often we look at a locked thread by ourselves; usually GitHub says when it is unlocked. */
const LOCKED_MS = 24 * 3_600_000;

export async function sendAnswers(claim: Claim, thread: ThreadKey, context: GitHubContext): Promise<Result> {
  const { store, github, settings } = context;
  const place = await placeOf(thread, store);
  if (!place) return unknownPlace(thread);
  const here = { ...context, claim, thread, place };
  const [all, latest] = await Promise.all([store.pendingAnswers(thread), store.reply(thread)]);
  const isOld = ({ at }: CommandAnswer) => isOldNews({ since: at }, context.now);
  const [old, pending] = [all.filter(isOld), all.filter((answer) => !isOld(answer))];
  if (old.length > 0) await store.saveReply(thread, null, operationsOf(old));
  if (old.length > 0 && pending.length === 0) return OLD_NEWS;
  if (pending.length === 0 && !latest) return { state: "sent" };
  const live = await github.thread(place);
  if (pending.length > 0 && live.locked) return { ...locked(thread), afterMs: LOCKED_MS };

  let result: Result = { state: "sent" };
  for (let from = 0; from < pending.length && result.state === "sent"; from += AT_ONCE)
    result = await answerAll(pending.slice(from, from + AT_ONCE), here);
  // Without pending answers, somebody was forgotten whose name may just have been sent.
  if (pending.length === 0 && latest) result = await writeAgain(latest.comment, here);
  // GitHub remembers that somebody opened it again, so it is closed once at most, however often this is repeated.
  const isToClose = live.open && !live.reopened && isJoinIssue({ ...place, ...live }, settings);
  if (result.state !== "sent" || !isToClose) return result;
  if (!(await store.beginSend(claim, LEASE_MS))) return { state: "lost" };
  await github.close(place);
  return result;
}

async function answerAll(pending: readonly CommandAnswer[], here: Here): Promise<Result> {
  const sources = new Map(pending.map(({ source }) => [`${source.kind} ${source.id}`, source]));
  const unseen = await react([...sources.values()], here);
  const result = await reply(pending, here);
  // GitHub shows what is new a little late.
  if (result.state === "sent") await react(unseen, here);
  return result;
}

/** Returns the texts that have no reaction. */
async function react(sources: readonly Source[], { store, github, claim, place }: Here): Promise<Source[]> {
  const unseen: Source[] = [];
  for (const source of sources) {
    const isDone = (await store.beginSend(claim, LEASE_MS)) && (await github.react(place, source));
    if (!isDone) unseen.push(source);
  }
  return unseen;
}

/** Edits our latest reply while nothing was said after it, since an edit notifies only people it newly mentions. */
async function reply(pending: readonly CommandAnswer[], here: Here): Promise<Result> {
  const { store, github, claim, thread, place } = here;
  const said = await github.since(place, Math.min(...pending.map(({ at }) => at)));
  let rest = await withoutSent(pending, said, here);
  const latest = await store.reply(thread);
  let edited = latest?.comment === said.at(-1)?.id ? latest : undefined;
  const model = await modelOf([...(edited?.answers ?? []), ...rest], here);
  const textOf = (answers: readonly CommandAnswer[]) => replyText(answers, model, sentence);
  while (rest.length > 0) {
    const held = edited?.answers ?? [];
    const now = fitting(held, rest, textOf);
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

const operationsOf = (answers: readonly CommandAnswer[]): string[] => answers.map(({ operation }) => operation);

/** Notes the answers that a comment of ours holds already, since a process ended before it could. Returns the others. */
async function withoutSent(
  pending: readonly CommandAnswer[],
  said: Awaited<ReturnType<Here["github"]["since"]>>,
  here: Here,
): Promise<readonly CommandAnswer[]> {
  const { store, settings, thread } = here;
  let rest = pending;
  for (const { id, body, isOurs } of said) {
    const held = isOurs ? operationsIn(body, settings.id) : [];
    const sent = rest.filter(({ operation }) => held.includes(operation));
    if (sent.length === 0) continue;
    await store.saveReply(thread, id, operationsOf(sent));
    await writeAgain(id, here);
    rest = rest.filter((answer) => !sent.includes(answer));
  }
  return rest;
}
