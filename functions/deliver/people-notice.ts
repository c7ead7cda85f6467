/**
 * Tells many people at once, in the thread that the settings name; else in a chat, where nobody is mentioned; else nowhere:
 * then it stands on their pages. The people to be told are saved before they are told, so that no one is told twice after
 * a crash; and again afterwards, so that pages say who was reached.
 */
import type { Connection } from "#shared/channels/channel.ts";
import type { Connections } from "#shared/channels/secret.ts";
import type { Line } from "#shared/core/digest/lines.ts";
import type { Pseudonym } from "#shared/core/member.ts";
import type { Claim } from "#shared/core/outbox.ts";
import type { Notified } from "#shared/core/ports.ts";
import { threadNamed } from "#shared/core/thread.ts";
import type { Place } from "#shared/github/call.ts";
import type { GitHub } from "#shared/github/client.ts";
import { firstChannel, postOnce } from "./chat-errand.ts";
import { comment, isOldNews, MENTIONS_MAX, madeBefore, OLD_NEWS } from "./notice-comment.ts";
import { GITHUB_OFF, type GitHubContext, locked } from "./place.ts";
import { type Result, SILENT } from "./results.ts";
import type { DeliverStore } from "./store.ts";

export interface PeopleContext extends Omit<GitHubContext, "github"> {
  readonly github: GitHub | undefined;
  readonly connections: Connections;
}

/** What somebody got, and may give up. */
export type Got = "seat" | "place" | "role";

/** What is said about one person. */
export interface NoticeEntry {
  readonly person: Pseudonym;
  readonly concerns: ReadonlySet<Got>;
  /** Mentions them. */
  readonly markdown: string;
  readonly chat: Line;
}

interface PeopleNotice<One extends NoticeEntry = NoticeEntry> {
  /** Where it is saved who was told; left out if no page says so. */
  readonly of?: Parameters<DeliverStore["saveNotified"]>[0];
  /** What an earlier try saved. */
  readonly before?: Notified | undefined;
  readonly entries: readonly One[];
  readonly comment: (entries: readonly One[]) => string;
  readonly post: (entries: readonly One[]) => Line;
  /** All people whom an earlier try could name, if it did not save that. */
  readonly concerned?: ReadonlySet<Pseudonym>;
}

/** GitHub takes 65,536 characters; our marker needs a few of them. */
const COMMENT_LENGTH_MAX = 60_000;
/** More do not fit into a post of any chat. */
const POST_ENTRIES_MAX = 40;

export async function tellPeople<One extends NoticeEntry>(
  claim: Claim,
  notice: PeopleNotice<One>,
  context: PeopleContext,
): Promise<Result> {
  const { thread } = context.settings.notices;
  const connection = firstChannel(context.connections);
  const where = thread !== undefined ? "thread" : connection ? "chat" : "nowhere";
  // Whatever stops it, the pages say whom it concerns.
  if (!notice.before) await save(notice, where, [], false, context);
  if (isOldNews(claim, context.now)) return OLD_NEWS;
  if (notice.entries.length > 0 && thread !== undefined) return tellInThread(claim, notice, thread, context);
  if (notice.entries.length > 0 && connection) return tellInChat(claim, notice, connection, context);
  await save(notice, where, [], true, context);
  return SILENT;
}

/** Those whom a post has no room for are not reached. */
async function tellInChat<One extends NoticeEntry>(
  claim: Claim,
  notice: PeopleNotice<One>,
  connection: Connection,
  context: PeopleContext,
): Promise<Result> {
  for (let length = Math.min(notice.entries.length, POST_ENTRIES_MAX); length > 0; length--) {
    const entries = notice.entries.slice(0, length);
    const post = connection.introduction(notice.post(entries));
    if (post.excess.length > 0) continue;
    if (claim.previousState !== "posting") await save(notice, "chat", [entries], false, context);
    const result = await postOnce(claim, context, post);
    if (result.state === "sent") await save(notice, "chat", [entries], true, context);
    return result;
  }
  await save(notice, "nowhere", [], true, context);
  return SILENT;
}

async function tellInThread<One extends NoticeEntry>(
  claim: Claim,
  notice: PeopleNotice<One>,
  thread: string,
  { github, ...context }: PeopleContext,
): Promise<Result> {
  if (!github) return GITHUB_OFF;
  const place = await placeNamed(thread, context);
  if (!place) return { state: "off", detail: `no delivery of the repository of ${thread} has arrived yet` };
  if ((await github.thread(place)).locked) return locked(thread);
  const mayBeMade = !!notice.before?.told.length || claim.previousState === "posting" || claim.attempts > 0;
  const made = mayBeMade ? await madeBefore(claim, place, { ...context, github }) : [];
  const goesOn = made.length > 0 && notice.before;
  const parts = goesOn ? partsBefore(notice.entries, goesOn) : partsOf(notice);
  if (!goesOn) await save(notice, "thread", parts, false, context);
  const comments = parts.map((entries) =>
    entries.length > 0 ? { text: notice.comment(entries), people: entries.map(({ person }) => person) } : undefined,
  );
  const result = await comment(claim, place, comments, made, { ...context, github }, notice.concerned);
  if (result.state === "sent") await save(notice, "thread", parts, true, context);
  return result;
}

async function placeNamed(thread: string, { store }: Pick<PeopleContext, "store">): Promise<Place | undefined> {
  const found = threadNamed(thread, await store.repositories());
  return found && { repository: found.repository.name, repositoryId: found.repository.id, number: found.number };
}

const partsBefore = <One extends NoticeEntry>(entries: readonly One[], { told }: Notified): One[][] =>
  told.map((people) => entries.filter(({ person }) => people.includes(person)));

/** One comment, or several when it would be too long or mention too many. */
function partsOf<One extends NoticeEntry>({ entries, comment }: PeopleNotice<One>): One[][] {
  const room = COMMENT_LENGTH_MAX - comment([]).length;
  const parts: One[][] = [];
  let length = room + 1;
  for (const entry of entries) {
    length += entry.markdown.length + 1;
    if (length > room || parts.at(-1)?.length === MENTIONS_MAX) {
      parts.push([]);
      length = entry.markdown.length + 1;
    }
    parts.at(-1)?.push(entry);
  }
  return parts;
}

async function save(
  { of, entries }: Pick<PeopleNotice, "of" | "entries">,
  where: Notified["where"],
  parts: readonly (readonly NoticeEntry[])[],
  sent: boolean,
  { store, now }: Pick<PeopleContext, "store" | "now">,
): Promise<void> {
  if (!of) return;
  const told = parts.map((part) => part.map(({ person }) => person));
  const reached = new Set(told.flat());
  const notReached = entries.map(({ person }) => person).filter((person) => !reached.has(person));
  await store.saveNotified(of, { at: now, where, told, sent, notReached });
}
