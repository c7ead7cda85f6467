/**
 * Keeps our comment in a thread up to date: exactly one, even after a crash, and none once a person has deleted it. Then
 * closes an issue that was opened only to give commands.
 */
import { queueNeeded, sentence } from "#shared/commands/comment-door.ts";
import { isPerson } from "#shared/core/github/accounts.ts";
import { isJoinIssue } from "#shared/core/github/join-issue.ts";
import { markerOf } from "#shared/core/github/marker.ts";
import { podToName } from "#shared/core/github/thread-pod.ts";
import type { Pseudonym } from "#shared/core/member.ts";
import type { CommentModel } from "#shared/core/messages/github-parts.ts";
import { type Claim, POD_COMMENT_NEWS_MS } from "#shared/core/outbox.ts";
import type { Pod } from "#shared/core/pod.ts";
import type { Store } from "#shared/core/ports.ts";
import type { Settings } from "#shared/core/settings.ts";
import type { CommentState, Thread, ThreadKey } from "#shared/core/thread.ts";
import { peopleIn } from "#shared/core/views.ts";
import type { Comment, GitHub, LiveThread, Place } from "#shared/github/client.ts";
import { commentText, namedIn } from "./comment-text.ts";
import { LEASE_MS, type Result } from "./results.ts";

export interface ThreadContext {
  readonly store: Store;
  readonly settings: Settings;
  readonly github: GitHub;
  /** ms */
  readonly now: number;
}

/** Whether a comment about a pod has waited for so long that its thread is no news any more. One that stands is kept true. */
export async function isOldThread({ since }: Claim, key: ThreadKey, store: Store, now: number): Promise<boolean> {
  if (now - since < POD_COMMENT_NEWS_MS) return false;
  const [thread, state] = await Promise.all([store.thread(key), store.commentState(key)]);
  return state?.commentId == null && thread?.answers.length === 0;
}

const NO_COMMENT: CommentState = { pod: null, commentId: null, named: [], people: [], notified: [], silenced: false };

export async function sendThread(claim: Claim, key: ThreadKey, context: ThreadContext): Promise<Result> {
  const { store, github } = context;
  const [thread, state = NO_COMMENT] = await Promise.all([store.thread(key), store.commentState(key)]);
  if (!thread) return { state: "dead", detail: `the thread ${key} is unknown` };
  if (state.silenced) return { state: "sent" };
  const place = await placeOf(thread, context);
  if (!place) return { state: "dead", detail: `the repository of ${key} is unknown` };

  const live = await github.thread(place);
  const written = await writeComment(claim, thread, state, place, live, context);
  const isAnswered = thread.answers.length > 0 && written.state === "sent" && written.receipt !== undefined;
  // GitHub remembers that somebody opened it again, so it is closed once at most, however often this is repeated.
  if (!isAnswered || !live.open || live.reopened || !isJoinIssue({ ...place, ...live }, context.settings))
    return written;
  if (!(await store.beginSend(claim, LEASE_MS))) return { state: "lost" };
  await github.close(place);
  return written;
}

async function writeComment(
  claim: Claim,
  thread: Thread,
  state: CommentState,
  place: Place,
  live: LiveThread,
  context: ThreadContext,
): Promise<Result> {
  const { store, github } = context;
  const { key } = thread;
  // In a locked thread we write nothing new, but the names of forgotten people are still removed.
  if (live.locked && (await store.members(state.people)).size === state.people.length) return { state: "sent" };
  const pods = await store.pods();
  const near = await nearPod(thread, live, state, place, pods, context);
  const notified = near ? personToNotify(near, state, context) : null;
  const model = await commentModel(near, notified, thread, pods, context);
  const text = commentText(model, sentence, state.commentId !== null);
  if (text === undefined) return { state: "sent" };

  const mine = await findComment(place, state, context);
  if (mine === "deleted") {
    await store.saveCommentState(key, { ...state, silenced: true });
    return { state: "sent" };
  }
  // Saved before the comment is sent, so that after a crash the same pod is named.
  const people = namedIn(text, model);
  const intended = {
    ...state,
    ...(near && named(state, near)),
    ...(notified !== null && { notified: [...new Set([...state.notified, notified])] }),
    commentId: mine?.id ?? null,
  };
  await store.saveCommentState(key, { ...intended, people: [...new Set([...state.people, ...people])] });
  if (mine?.body === text) return { state: "sent", receipt: String(mine.id) };

  if (!(await store.beginSend(claim, LEASE_MS))) return { state: "lost" };
  if (mine) await github.update(place, mine.id, text);
  const { id } = mine ?? (await github.create(place, text));
  await store.saveCommentState(key, { ...intended, commentId: id, people });
  return { state: "sent", receipt: String(id) };
}

async function placeOf({ repository: id, number }: Thread, { store }: ThreadContext): Promise<Place | undefined> {
  const repository = (await store.repositories()).find((one) => one.id === id);
  return repository && { repository: repository.name, repositoryId: id, number };
}

async function nearPod(
  thread: Thread,
  live: LiveThread,
  state: CommentState,
  place: Place,
  pods: readonly Pod[],
  { store, settings, now }: ThreadContext,
): Promise<Pod | undefined> {
  if (isJoinIssue({ ...place, ...live }, settings)) return undefined;
  const { title, labels, open, draft, author, createdAt } = live;
  const { repository } = place;
  const writer = thread.author === null ? undefined : (await store.members([thread.author])).get(thread.author);
  const own = writer?.standing.state === "seated" ? writer.standing.pod : null;
  const traits = { key: thread.key, repository, title, labels };
  const byBot = author !== null && !isPerson(author);
  return podToName(traits, pods, settings, own, {
    open,
    draft,
    byBot,
    isOld: now - createdAt >= POD_COMMENT_NEWS_MS,
    comment: state,
  });
}

const named = (state: CommentState, pod: Pod): Pick<CommentState, "pod" | "named"> => ({
  pod: pod.number,
  named: state.named.includes(pod.number) ? state.named : [...state.named, pod.number],
});

/** The advocate, if the pod is named for the first time or they were notified then: an edit notifies nobody new. */
function personToNotify({ number, advocate }: Pod, state: CommentState, { settings }: ThreadContext): Pseudonym | null {
  if (settings.mentions.mode !== "advocate" || advocate === null) return null;
  return !state.named.includes(number) || state.notified.includes(advocate) ? advocate : null;
}

/** Finds our comment by its id. If no id is known, perhaps because of a crash after sending, by marker and author. */
async function findComment(
  place: Place,
  state: CommentState,
  { github, settings }: ThreadContext,
): Promise<Comment | "deleted" | undefined> {
  if (state.commentId !== null) return (await github.comment(place, state.commentId)) ?? "deleted";
  const [first, ...doubles] = await github.ours(place, markerOf(settings.id));
  for (const { id } of doubles) await github.remove(place, id);
  return first;
}

/** Reads everything that the comment needs, as it is now. */
async function commentModel(
  near: Pod | undefined,
  notified: Pseudonym | null,
  { answers }: Thread,
  pods: readonly Pod[],
  { store, settings }: ThreadContext,
): Promise<CommentModel> {
  const byNumber = new Map(pods.map((pod) => [pod.number, pod]));
  const podsNamed = [near, ...answers.map(({ pod }) => byNumber.get(pod ?? 0))].filter((pod) => pod !== undefined);
  const waitedFor = answers.flatMap((answer) => queueNeeded(answer) ?? []);
  const [people, queues] = await Promise.all([
    store.members([
      ...peopleIn(podsNamed),
      ...answers.flatMap(({ person, about }) => [person, about].filter((id) => id != null)),
    ]),
    Promise.all([...new Set(waitedFor)].map(async (area) => [area, await store.waiting(area)] as const)),
  ]);
  return { settings, near, notified, answers, pods: byNumber, people, queues: new Map(queues) };
}
