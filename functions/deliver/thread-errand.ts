/** Keeps our comment about the pod of a thread: exactly one, even after a crash, and none once a person has deleted it. */

import { POD_COMMENT_NEWS_MS } from "#shared/core/errand-times.ts";
import { markerOf } from "#shared/core/github/marker.ts";
import { peopleToMention } from "#shared/core/github/mentioning.ts";
import type { Pseudonym } from "#shared/core/member.ts";
import { loginOf } from "#shared/core/messages/github-parts.ts";
import type { Claim } from "#shared/core/outbox.ts";
import type { Pod } from "#shared/core/pod.ts";
import { type CommentState, NO_COMMENT, type TeamMention, type ThreadKey } from "#shared/core/thread.ts";
import type { Writing } from "#shared/github/call.ts";
import type { Comment } from "#shared/github/comments.ts";
import { failureOf } from "#shared/github/failure.ts";
import type { LiveThread } from "#shared/github/threads.ts";
import { commentText } from "./comment-text.ts";
import { greetingNow, isNewHere, welcomeIn } from "./greeting.ts";
import { hasMoreToSay, isHinted } from "./hint.ts";
import { notOurs, ourComment, rewrite } from "./our-comment.ts";
import { type GitHubContext, type Here, placeOf, unknownPlace } from "./place.ts";
import { LEASE_MS, type Result } from "./results.ts";
import type { DeliverStore } from "./store.ts";
import { teamIn, teamName, teamRead, writingOf } from "./team-mention.ts";
import { hasPod, type Outlook, outlookOf } from "./thread-outlook.ts";

/** Whether a comment about a pod has waited for so long that its thread is no news any more. One that stands is kept true. */
export async function isOldThread(
  { since }: Claim,
  thread: ThreadKey,
  store: DeliverStore,
  now: number,
): Promise<boolean> {
  return now - since >= POD_COMMENT_NEWS_MS && (await store.commentState(thread))?.commentId == null;
}

export async function sendThread(claim: Claim, thread: ThreadKey, context: GitHubContext): Promise<Result> {
  const { store, github } = context;
  const state = (await store.commentState(thread)) ?? NO_COMMENT;
  const place = await placeOf(thread, store);
  if (!place) return unknownPlace(thread);
  const here = { ...context, claim, thread, place };
  if (state.silenced) return takeBack(state, here);
  if (place.archived && (await namesNobodyForgotten(state, store))) return { state: "sent" };
  return writeComment(state, await github.thread(place), here);
}

const namesNobodyForgotten = async ({ people }: CommentState, store: DeliverStore): Promise<boolean> =>
  (await store.members(people)).size === people.length;

/** Removes our comment, if there is one: after a crash only the pod is known that was named. */
async function takeBack(state: CommentState, here: Here): Promise<Result> {
  const { store, github, claim, thread, place } = here;
  if (state.commentId === null && state.named.length === 0) return { state: "sent" };
  const mine = await findComment(state, here);
  if (mine && !mine.isOurs) return notOurs(mine, thread);
  if (mine && !(await store.beginSend(claim, LEASE_MS))) return { state: "lost" };
  if (mine) await github.remove(place, mine.id);
  else if (state.commentId === null) await store.withdrawWelcome(thread);
  await store.saveCommentState(thread, silent(state));
  return { state: "sent" };
}

/** Nothing of ours stands there any more. */
const silent = ({ pod }: CommentState): CommentState => ({ ...NO_COMMENT, pod, silenced: true });

async function writeComment(before: CommentState, live: LiveThread, here: Here): Promise<Result> {
  const { store, thread, now } = here;
  // In a locked thread we write nothing new, but the names of forgotten people are still removed.
  if (live.locked && (await namesNobodyForgotten(before, store))) return { state: "sent" };
  const outlook = await outlookOf(live, here);
  const { say, pod, awaits, isLabelDue } = outlook;
  const state = say === "nothing" ? before : { ...before, pod: pod?.number ?? null, awaits };
  if (say !== "nothing") {
    await store.saveCommentState(thread, state);
    // A pod that formed after we looked, and before it could find this thread.
    if (awaits.length > 0 && hasPod(awaits, await store.pods())) return writeComment(state, live, here);
  }
  if (isLabelDue) await store.enqueue([{ kind: "label", thread }], { id: "", at: now });
  const isDue = say === "comment" && pod !== undefined;
  const isHint = pod !== undefined && (isDue || state.commentId !== null) && (await isHinted(pod, outlook, here));
  const isNew = isDue && (isHint || (await hasMoreToSay(pod, outlook, live, here)));
  // Of a comment that was to be written when a process ended, only the pod is known.
  if (!isNew && state.commentId === null && state.named.length === 0) return { state: "sent" };

  const mine = await findComment(state, here);
  if (!mine && state.commentId !== null) {
    await store.saveCommentState(thread, silent(state));
    return { state: "sent" };
  }
  if (!mine && !isNew) {
    await store.withdrawWelcome(thread);
    return { state: "sent" };
  }
  const scene = { live, outlook, isNew, isHint, isMade: mine !== undefined };
  const draft = await draftOf(state, scene, here);
  // Saved before the comment is sent, so that after a crash the same pod and the same people are named.
  const people = [...new Set([...state.people, ...draft.people])];
  await store.saveCommentState(thread, { ...draft, commentId: mine?.id ?? null, people });
  const written = mine ? await editComment(mine, draft, scene, here) : await makeComment(draft, scene, here);
  if ("state" in written) return written;
  await store.saveCommentState(thread, written);
  const { commentId: id } = written;
  if (pod && written.team?.state === "asked") return checkTeam(written, pod, id, live, here);
  return { state: "sent", receipt: String(id) };
}

type Written = CommentState & { readonly commentId: number };

async function editComment(mine: Comment, draft: CommentState, scene: Scene, here: Here): Promise<Written | Result> {
  const permission = await permissionOf(draft, scene.outlook, here);
  const result = await rewrite(mine, await textOf(draft, scene, here), here, permission);
  return result.state === "sent" ? { ...draft, commentId: mine.id } : result;
}

/** A newcomer is welcomed once ever. So that is settled last, and taken back when GitHub makes no comment. */
async function makeComment(draft: CommentState, scene: Scene, here: Here): Promise<Written | Result> {
  const { store, github, claim, thread, place, now } = here;
  const { live, outlook } = scene;
  const isNewcomer = await isNewHere(outlook, live, here);
  const permission = await permissionOf(draft, outlook, here);
  if (!(await store.beginSend(claim, LEASE_MS))) return { state: "lost" };
  const welcome = isNewcomer && (await welcomeIn(outlook, here));
  const greeted = welcome ? withBuddy({ ...draft, greeting: { welcome } }) : draft;
  if (welcome) await store.saveCommentState(thread, greeted);
  try {
    const { id } = await github.create(place, await textOf(greeted, scene, here), permission);
    return { ...greeted, commentId: id };
  } catch (error) {
    if (failureOf(error, now).kind !== "failed") await store.withdrawWelcome(thread);
    throw error;
  }
}

/** A team that was not reached is replaced: the pod is named once more, with its advocate. */
async function checkTeam(state: CommentState, pod: Pod, id: number, live: LiveThread, here: Here): Promise<Result> {
  const team = await teamRead(pod, id, here);
  const named = state.named.filter((one) => one !== pod.number);
  if (team.state === "missed") return writeComment({ ...state, team, named }, live, here);
  await here.store.saveCommentState(here.thread, { ...state, team });
  return { state: "sent", receipt: String(id) };
}

/** The thread as it is when our comment is written. */
interface Scene {
  readonly live: LiveThread;
  readonly outlook: Outlook;
  readonly isNew: boolean;
  /** It says how to ask for a seat. */
  readonly isHint: boolean;
  /** The comment stands, and is written again. */
  readonly isMade: boolean;
}

/** The state of the thread with our comment as it is to be now. */
async function draftOf(
  state: CommentState,
  { live, outlook, isNew, isMade }: Scene,
  here: Here,
): Promise<CommentState> {
  const { pod } = outlook;
  const team = pod ? await teamIn(pod, state, isNew, here) : null;
  const mentioned = pod && !isOfTeam(team) ? await mentionedIn(pod, state, outlook, isNew, here) : [];
  const notified = [...new Set([...state.notified, ...mentioned])];
  const greeting = isMade ? await greetingNow(state.greeting, live, outlook, here) : {};
  return withBuddy({ ...state, ...(pod && named(state, pod)), team, mentioned, notified, greeting });
}

/** The people whom a comment in this state names. */
function withBuddy(state: CommentState): CommentState {
  const { mentioned, greeting } = state;
  return { ...state, people: greeting.welcome?.buddy ? [...mentioned, greeting.welcome.buddy] : mentioned };
}

async function textOf(
  { team, mentioned, people, greeting: { welcome, celebrates } }: CommentState,
  { live: { isPullRequest }, outlook: { pod }, isHint }: Scene,
  { store, settings }: Here,
): Promise<string> {
  const names = await store.profiles(people);
  const said = {
    mentioned:
      pod && isOfTeam(team) ? [teamName(pod, settings)] : mentioned.flatMap((one) => loginOf(one, names) ?? []),
    welcome: welcome && { buddy: loginOf(welcome.buddy, names), isPullRequest },
    celebrates,
    isHint,
  };
  return commentText(pod, said, settings);
}

/** Whether the team is mentioned, not people. */
const isOfTeam = (team: TeamMention | null): boolean => team !== null && team.state !== "missed";

const permissionOf = async ({ team }: CommentState, { pod }: Outlook, here: Here): Promise<Writing> =>
  pod && isOfTeam(team) ? writingOf(pod, here) : "issues";

const named = (state: CommentState, pod: Pod): Pick<CommentState, "pod" | "named"> => ({
  pod: pod.number,
  named: state.named.includes(pod.number) ? state.named : [...state.named, pod.number],
});

async function mentionedIn(
  pod: Pod,
  state: CommentState,
  { author }: Outlook,
  isNew: boolean,
  { store, settings }: GitHubContext,
): Promise<Pseudonym[]> {
  const mode = settings.mentions.mode === "team" ? "advocate" : settings.mentions.mode;
  const turns = mode === "rotation" ? await store.turns(pod.seats.map(({ pseudonym }) => pseudonym)) : new Map();
  return peopleToMention(pod, mode, { ...state, turns, author: author.member?.pseudonym, isNew });
}

/** Finds our comment by its id. If no id is known, perhaps because of a crash after sending, by marker and author. */
async function findComment({ commentId }: CommentState, here: Here): Promise<Comment | undefined> {
  const { github, settings, place } = here;
  if (commentId !== null) return ourComment(commentId, here);
  const [first, ...doubles] = await github.ours(place, markerOf(settings.id));
  for (const { id } of doubles) await github.remove(place, id);
  return first;
}
