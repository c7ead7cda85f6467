/**
 * Looks for answers of which no delivery told: somebody gave them before we heard of the repository, or their deliveries were
 * lost. An answer that is found is recorded as its delivery would be, so it may be found again. Nothing is written on GitHub.
 */
import type { Repository } from "#shared/core/activity.ts";
import { isPerson } from "#shared/core/github/accounts.ts";
import { isAnswer } from "#shared/core/github/has-answer.ts";
import { isJoinIssue } from "#shared/core/github/join-issue.ts";
import { isHeard } from "#shared/core/settings.ts";
import { numbersOf, type ThreadKey } from "#shared/core/thread.ts";
import { UNANSWERED_MAX_MS } from "#shared/core/unanswered.ts";
import { DAY_MS } from "#shared/core/week.ts";
import { failureOf } from "#shared/github/failure.ts";
import type { ListedIssue } from "#shared/github/listed.ts";
import type { TextKind } from "#shared/github/listings.ts";
import { factOfIssue, type ReadingContext, readingAt } from "./issue-fact.ts";

/** A newcomer's thread is shown to the advocate after three days: by then it was looked at. */
const LOOKED_AT_AFTER_MS = 2 * DAY_MS;
/** Few threads wait for so long. Each takes one request, and ten at most, of the five thousand that GitHub allows an hour. */
const THREADS_A_NIGHT = 40;
/** A hundred texts each. Where the author and robots alone have written more, nobody is answering. */
const PAGES_MAX = 3;

const NAME = "thread ";

/** The threads of a night. Those that were never looked at come first, and of these the newest. */
export async function threadsToLookAt({ store, now }: ReadingContext): Promise<ThreadKey[]> {
  const [waiting, repositories, names] = await Promise.all([
    store.unanswered(now() - UNANSWERED_MAX_MS, now() - LOOKED_AT_AFTER_MS),
    store.repositories(),
    store.readingNames(NAME),
  ]);
  const before = new Set(names);
  const listed = new Set(waiting.map(({ thread }) => NAME + thread.key));
  for (const name of names) if (!listed.has(name)) await store.dropReadings(name);
  const isPublic = new Set(repositories.filter((one) => !one.private && !one.archived).map(({ id }) => id));
  const keys = waiting
    .filter(({ thread }) => isPublic.has(thread.repository) && !thread.draft && !thread.locked)
    .map(({ thread }) => thread.key)
    .reverse();
  const isNew = (key: ThreadKey) => !before.has(NAME + key);
  return [...keys.filter(isNew), ...keys.filter((key) => !isNew(key))].slice(0, THREADS_A_NIGHT);
}

/** A crash between any two steps leaves the thread listed, and it is looked at again. */
export async function lookAt(thread: ThreadKey, context: ReadingContext): Promise<void> {
  const { store, settings, now } = context;
  const { repository: id } = numbersOf(thread);
  const repositories = await store.repositories();
  const here = repositories.find((one) => one.id === id);
  if (!here || here.private) return;
  const found = await read(thread, here, context);
  if (found === "gone") return end(thread, context);
  if (found === "unchanged") return;
  const { issue, etag } = found;
  const there = await repositoryNow(issue, [here, ...repositories], context);
  if (!there) return end(thread, context);
  const fact = factOfIssue(issue, there.id, context);
  const mayWait = issue.open && isPerson(issue.author, settings);
  const answeredAt = mayWait ? await firstAnswer(issue, there.name, context) : undefined;
  const isForUs = isJoinIssue({ ...issue, repository: there.name, formerly: there.formerly }, settings);
  const facts = { ...(!isForUs && { openedAt: issue.createdAt }), ...(answeredAt !== undefined && { answeredAt }) };
  await store.record({ ...fact, thread: { ...fact.thread, ...facts } }, readingAt(now()));
  if (fact.thread.key !== thread) {
    await store.moveThread(thread, fact.thread.key, readingAt(now()));
    return end(thread, context);
  }
  // Last of all, since it says that all of the thread was read.
  if (mayWait && answeredAt === undefined) await store.saveReadings(NAME + thread, [{ etag, ids: [], more: false }]);
}

async function read(
  thread: ThreadKey,
  { name }: Repository,
  { store, listings, now }: ReadingContext,
): Promise<{ readonly issue: ListedIssue; readonly etag: string } | "unchanged" | "gone"> {
  const [before] = (await store.readings(NAME + thread)) ?? [];
  try {
    const found = await listings.issue(name, numbersOf(thread).number, before?.etag);
    return "unchanged" in found ? "unchanged" : found;
  } catch (error) {
    if (["gone", "missing"].includes(failureOf(error, now()).kind)) return "gone";
    throw error;
  }
}

/**
 * Its public repository, which is another one if it went there; `undefined` where it is none of ours any more. `known` begins
 * with the repository where it was: a deleted one may have had the same name.
 */
async function repositoryNow(
  { repository: name }: ListedIssue,
  known: readonly Repository[],
  { store, settings, listings, now }: ReadingContext,
): Promise<Repository | undefined> {
  const there = known.find((one) => !one.private && one.name.toLowerCase() === name.toLowerCase());
  if (there) return there;
  const found = await listings.repository(name);
  if (!found || found.private || !isHeard(found.name, settings)) return undefined;
  await store.record({ repository: found, isReading: true }, readingAt(now()));
  return found;
}

/** When a person first answered the author, ms, by the rule that deliveries are judged by; `undefined` if nobody has. */
async function firstAnswer(
  { number, author, isPullRequest }: ListedIssue,
  repository: string,
  { settings, listings, now }: ReadingContext,
): Promise<number | undefined> {
  const kinds: readonly TextKind[] = isPullRequest ? ["comments", "reviews", "line-comments"] : ["comments"];
  const found: number[] = [];
  for (const kind of kinds) {
    for (let page = 1; page <= PAGES_MAX; page++) {
      const { items, more } = await listings.texts(repository, number, kind, page);
      const first = items.find((text) => isAnswer(text, author, settings));
      if (first) found.push(first.writtenAt ?? now());
      if (first || !more) break;
    }
  }
  return found.length > 0 ? Math.min(...found) : undefined;
}

/** It is closed for us, until a delivery says otherwise. */
async function end(thread: ThreadKey, { store, now }: ReadingContext): Promise<void> {
  const facts = await store.thread(thread);
  if (!facts) return;
  const { author: _, ...rest } = facts;
  await store.record({ thread: { ...rest, open: false, updatedAt: now() }, isReading: true }, readingAt(now()));
}
