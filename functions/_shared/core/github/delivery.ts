/**
 * Reduces a webhook delivery to a fact to record, errands, and commands to run. Pure: the same delivery always gives the
 * same result. A delivery that we do not use or that is not ours is ignored with a reason; it is never an error.
 */
import type { Errand } from "../outbox.ts";
import type { Fact, Subject } from "../ports.ts";
import { isHeard } from "../settings.ts";
import type { Source } from "../spoken.ts";
import { type CommentPlace, type ThreadKey, threadKey } from "../thread.ts";
import { isPerson } from "./accounts.ts";
import { activityOf, deedOf, retractionOf } from "./activity-of.ts";
import { isInsider, isKnownAuthor } from "./associations.ts";
import { commandLines } from "./command-lines.ts";
import { LAST_ACTIONS, USED } from "./events.ts";
import { hasAnswer } from "./has-answer.ts";
import type { Delivery, DeliveryContext, Subjects } from "./incoming.ts";
import { isAboutJoinIssue } from "./join-issue.ts";
import { hasMarker, isAboutPod, isDigest } from "./marker.ts";
import { openIssueOf } from "./open-issue.ts";
import { isPrivate, isTransferred, Payload, type RepositoryPayload, type ThreadPayload } from "./payload.ts";
import { workIn } from "./work.ts";

/** A text that was written, changed or deleted. */
interface Words {
  readonly source: Source;
  /** When the text was written, or edited into what it says, ms. */
  readonly at: number;
  /** What follows `/pod`, line by line. */
  readonly lines: readonly string[];
  /** The same of the text before. */
  readonly before: readonly string[];
}

/** The commands in one text, in its order. Each is about the person who gave it. */
export interface Commands extends Words {
  readonly actor: Subject;
  readonly place: CommentPlace;
  /** The same in every delivery of these words. */
  readonly version: number;
}

/** A text that was deleted, or that somebody else than its author changed: nothing in it is a command. */
export type Withdrawal = Words;

export type Reduction =
  | {
      readonly outcome: "ignored";
      readonly reason: string;
      /** The organisation that the settings do not name; "" for another owner, who may be a person. */
      readonly stranger?: string;
    }
  | {
      readonly outcome: "accepted";
      readonly fact: Fact;
      /** The places of an issue that went to another repository. */
      readonly moved?: { readonly from: ThreadKey; readonly to: ThreadKey };
      readonly errands: readonly Errand[];
      readonly commands?: Commands;
      readonly withdrawal?: Withdrawal;
    };

/** Actions after which the thread may belong to another pod, or may be spoken in again. */
const MENTION_ACTIONS = ["opened", "reopened", "labeled", "unlabeled", "unlocked", "ready_for_review", "synchronize"];

export function reduce(delivery: Delivery, context: DeliveryContext): Reduction {
  const { event } = delivery;
  const used = Object.hasOwn(USED, event) ? USED[event] : undefined;
  if (!used) return ignored(event === "ping" ? "ping" : "event-not-used");
  const payload = Payload.parse(delivery.payload);
  if (!used.includes(payload.action ?? "")) return ignored("action-not-used");
  if (!payload.repository) return ignored("no-repository");
  if (!isHeard(payload.repository.full_name, context.settings))
    return { ...ignored("repository-not-ours"), stranger: payload.organization?.login ?? "" };

  if (event === "issues" && isDigest(payload.issue?.body)) return ignored("our-digest");

  const people = subjects(context);
  const thread = payload.pull_request ?? payload.issue;
  const deed = deedOf(delivery, payload, context);
  const activity = activityOf(deed, payload, people, context);
  const commands = commandsOf(event, payload, people, context.at);
  const withdrawal = withdrawalOf(event, payload, context.at);
  const retracted = retractionOf(delivery, payload, context);
  const moved = movedBy(payload);
  const fact: Fact = {
    repository: repositoryOf(payload.repository, context.at, event === "repository" && payload.action === "deleted"),
    ...(thread && {
      thread: {
        ...threadOf(payload.repository, thread, payload.pull_request !== undefined, people, context),
        ...waitingSince(payload, payload.repository, thread, context),
        ...turnedAt(payload, thread),
        ...answered(payload, context),
        ...(event === "issues" &&
          LAST_ACTIONS.includes(payload.action ?? "") && { open: false, updatedAt: context.at }),
      },
      ...offered(payload, payload.repository, thread, context),
    }),
    ...(activity && { activity }),
    ...(retracted && { retracted }),
  };
  return {
    outcome: "accepted",
    fact,
    ...(moved && { moved }),
    errands: [
      ...(thread
        ? errandsFor(threadKey(payload.repository.id, thread.number), event, payload, thread, context, {
            isMerged: deed?.kind === "merged",
            isByPerson: activity !== undefined,
            isHidden: isPrivate(payload.repository),
          })
        : []),
      ...releaseErrands(payload, payload.repository.id),
    ],
    ...(commands && { commands }),
    ...(withdrawal && { withdrawal }),
  };
}

const ignored = (reason: string) => ({ outcome: "ignored", reason }) as const;

/** One subject per person: a new person who occurs twice in a delivery gets one pseudonym. Bots and ghosts get none. */
function subjects({ newPseudonym, settings }: DeliveryContext): Subjects {
  const known = new Map<number, Subject>();
  return (account) => {
    if (!isPerson(account, settings)) return undefined;
    const subject = known.get(account.id) ?? { id: account.id, login: account.login, proposed: newPseudonym() };
    known.set(account.id, subject);
    return subject;
  };
}

/** A deleted repository keeps its history but has no stars. */
function repositoryOf(repository: RepositoryPayload, at: number, isDeleted: boolean): NonNullable<Fact["repository"]> {
  return {
    id: repository.id,
    name: repository.full_name,
    private: isPrivate(repository),
    archived: isDeleted || (repository.archived ?? false),
    stars: isDeleted ? 0 : (repository.stargazers_count ?? 0),
    updatedAt: repository.updated_at ?? at,
    ...(repository.created_at !== undefined && { createdAt: repository.created_at }),
    ...(repository.pushed_at !== undefined && { pushedAt: repository.pushed_at }),
  };
}

function threadOf(
  repository: RepositoryPayload,
  thread: ThreadPayload,
  isPullRequest: boolean,
  people: Subjects,
  { settings, at }: DeliveryContext,
): NonNullable<Fact["thread"]> {
  const author = people(thread.user);
  const work = workIn(thread.labels, settings);
  return {
    key: threadKey(repository.id, thread.number),
    repository: repository.id,
    number: thread.number,
    kind: isPullRequest || thread.pull_request ? "pull-request" : "issue",
    draft: thread.draft ?? false,
    open: thread.state !== "closed",
    locked: thread.locked ?? false,
    ...(work !== undefined && { work }),
    updatedAt: thread.updated_at ?? at,
    ...(author && { author, isKnownAuthor: isKnownAuthor(thread.author_association ?? "") }),
  };
}

/**
 * GitHub's times are whole seconds, and a robot comments and closes within one. Its comment says that the thread is open, so
 * that the turn comes a millisecond later.
 */
const turnedAt = ({ action = "" }: Payload, { updated_at: at }: ThreadPayload) =>
  ["closed", "reopened"].includes(action) && at !== undefined ? { updatedAt: at + 1 } : {};

/**
 * A thread waits for an answer from its opening on, and a draft from when it is ready for review, unless only we are to
 * answer. Private ones are nobody's business.
 */
function waitingSince(
  payload: Payload,
  repository: RepositoryPayload,
  { created_at: openedAt, updated_at: changedAt }: ThreadPayload,
  context: DeliveryContext,
): Pick<NonNullable<Fact["thread"]>, "openedAt" | "readyAt"> {
  if (openedAt === undefined || isPrivate(repository) || isAboutJoinIssue(payload, context)) return {};
  return { openedAt, ...(payload.action === "ready_for_review" && { readyAt: changedAt ?? context.at }) };
}

/** The time of the answer that a delivery brings. */
function answered(
  payload: Payload,
  { settings, at }: DeliveryContext,
): Pick<NonNullable<Fact["thread"]>, "answeredAt"> {
  if (!hasAnswer(payload, settings)) return {};
  return { answeredAt: payload.comment?.updated_at ?? payload.review?.submitted_at ?? at };
}

/** The issue, if somebody may take it. */
function offered(
  { action = "", pull_request }: Payload,
  repository: RepositoryPayload,
  { state, pull_request: isPull, html_url: url, assignees = [], ...issue }: ThreadPayload,
  { settings }: DeliveryContext,
): Pick<Fact, "openIssue"> {
  const openIssue = openIssueOf(
    {
      ...issue,
      url,
      open: state !== "closed" && !LAST_ACTIONS.includes(action),
      locked: issue.locked ?? false,
      assigned: assignees.length > 0,
      isPullRequest: (pull_request ?? isPull) !== undefined,
      private: isPrivate(repository),
    },
    settings,
  );
  return openIssue ? { openIssue } : {};
}

function errandsFor(
  key: ThreadKey,
  event: string,
  payload: Payload,
  thread: ThreadPayload,
  context: DeliveryContext,
  { isMerged, isByPerson, isHidden }: Record<"isMerged" | "isByPerson" | "isHidden", boolean>,
): Errand[] {
  return [
    // Answers wait while a thread is locked.
    ...(payload.action === "unlocked" ? [{ kind: "answers", thread: key } as const] : []),
    // Our comment celebrates a first merge.
    ...((isMerged && isByPerson) || mayNeedUs(event, payload, thread, context)
      ? [{ kind: "thread", thread: key } as const]
      : []),
    // People work on the pull requests of robots, too.
    ...(isMerged ? [{ kind: "co-authors", thread: key, ...(isHidden && { private: true as const }) } as const] : []),
  ];
}

/** Both repositories tell of a transfer, in any order. */
function movedBy({ repository, issue, changes }: Payload): { from: ThreadKey; to: ThreadKey } | undefined {
  if (!repository || !issue || !changes) return undefined;
  const here = threadKey(repository.id, issue.number);
  const { old_issue, old_repository, new_issue, new_repository } = changes;
  if (old_issue && old_repository?.id) return { from: threadKey(old_repository.id, old_issue.number), to: here };
  if (new_issue && new_repository?.id) return { from: here, to: threadKey(new_repository.id, new_issue.number) };
  return undefined;
}

/** Whoever publishes it, often a robot: the credits are those of the people whose work is in it. */
function releaseErrands({ action, release }: Payload, repository: number): Errand[] {
  if (!release || release.draft) return [];
  // A prerelease that is made a final release is released, and not published again.
  if (action === "published" || action === "released") return [{ kind: "release", repository, release: release.id }];
  return action === "edited" ? [{ kind: "release", repository, release: release.id, edited: true }] : [];
}

/** Whether our comment about the thread's pod, or its label, may have to be written or changed. Drafts are no reason to. */
function mayNeedUs(
  event: string,
  { action = "", sender, comment, changes }: Payload,
  thread: ThreadPayload,
  { settings }: DeliveryContext,
): boolean {
  if (thread.draft && settings.mentions.quietOnDrafts) return false;
  // If somebody deleted our own comment, `deliver` finds it missing and never writes there again.
  if (event === "issue_comment") return action === "deleted" && isPerson(sender, settings) && isAboutPod(comment?.body);
  const isRetitled = action === "edited" && changes?.title !== undefined;
  return (event === "issues" || event === "pull_request") && (isRetitled || MENTION_ACTIONS.includes(action));
}

/** The actions that bring a new or edited text. */
const TEXT_ACTIONS = ["created", "opened", "submitted", "edited"];

interface Text {
  readonly kind: Source["kind"];
  readonly of: Payload["comment"] | Payload["review"] | ThreadPayload;
  /** When it was written. An edit is later, and of a review GitHub does not say when that was. */
  readonly at: number | undefined;
  readonly editedAt: number | undefined;
}

/** What somebody wrote, by the event that brings it. The times of a thread change with every comment in it. */
const TEXT_OF: Readonly<Record<string, (payload: Payload) => Text>> = {
  issue_comment: ({ comment }) => ofComment("comment", comment),
  pull_request_review_comment: ({ comment }) => ofComment("review-comment", comment),
  pull_request_review: ({ review }) => ({ kind: "review", of: review, at: review?.submitted_at, editedAt: undefined }),
  issues: ({ issue }) => ofOpening(issue),
  pull_request: ({ pull_request }) => ofOpening(pull_request),
};

function ofComment(kind: Source["kind"], of: Payload["comment"]): Text {
  return { kind, of, at: of?.updated_at, editedAt: of?.updated_at };
}

function ofOpening(of: ThreadPayload | undefined): Text {
  return { kind: "opening", of, at: of?.created_at, editedAt: of?.updated_at };
}

const writtenIn = (event: string, payload: Payload): Text | undefined =>
  Object.hasOwn(TEXT_OF, event) ? TEXT_OF[event]?.(payload) : undefined;

/**
 * A person who deletes a text, or takes a line out of it, takes its words for the digest back: no page shows words that
 * nobody can read.
 */
function withdrawalOf(event: string, payload: Payload, now: number): Withdrawal | undefined {
  const { action, sender, changes } = payload;
  const written = writtenIn(event, payload);
  const { id, body = "", user } = written?.of ?? {};
  if (!written || !id || hasMarker(body)) return undefined;
  const source = { kind: written.kind, id };
  // A deleted text never comes back, and its delivery tells only when it was written.
  const gone = { source, at: Number.MAX_SAFE_INTEGER, lines: [], before: commandLines(body) };
  if (action === "deleted") return gone.before.length > 0 ? gone : undefined;
  const before = commandLines(changes?.body?.from ?? "");
  if (action !== "edited" || before.length === 0 || user?.id === sender?.id) return undefined;
  return { source, at: written.editedAt ?? now, lines: commandLines(body), before };
}

/** Commands count for their author only: not when a maintainer edits the comment, nor when the issue is transferred. */
function commandsOf(event: string, payload: Payload, people: Subjects, now: number): Commands | undefined {
  const { action = "", sender, repository, changes } = payload;
  const written = writtenIn(event, payload);
  const thread = payload.pull_request ?? payload.issue;
  const actor = people(sender);
  const { id, body, user, html_url: url = thread?.html_url, author_association = "" } = written?.of ?? {};
  if (!written || !id || !body || !thread || !repository || !actor || !TEXT_ACTIONS.includes(action)) return undefined;
  if (user?.id !== sender?.id || hasMarker(body)) return undefined;
  const isEdited = action === "edited";
  if (isTransferred(payload) || (isEdited && !changes?.body)) return undefined;
  const lines = commandLines(body);
  const before = isEdited ? commandLines(changes?.body?.from ?? "") : [];
  if (lines.length === 0 && before.length === 0) return undefined;
  const at = isEdited ? written.editedAt : written.at;
  return {
    actor,
    place: {
      thread: threadKey(repository.id, thread.number),
      repository: repository.full_name,
      isPrivate: isPrivate(repository),
      ...(url !== undefined && { url }),
      isAuthor: thread.user?.id === user?.id,
      isInsider: isInsider(author_association),
      isContributor: isKnownAuthor(author_association),
    },
    source: { kind: written.kind, id },
    // An edited review counts when it arrives, and is told from its other versions by the time of its pull request.
    at: at ?? now,
    version: at ?? thread.updated_at ?? now,
    lines,
    before,
  };
}
