/** What a delivery tells of the issue or pull request that it is about. */
import type { Fact } from "../ports.ts";
import { threadKey } from "../thread.ts";
import { isKnownAuthor } from "./associations.ts";
import { LAST_ACTIONS } from "./events.ts";
import { hasAnswer } from "./has-answer.ts";
import type { DeliveryContext, Subjects } from "./incoming.ts";
import { isAboutJoinIssue } from "./join-issue.ts";
import { openIssueOf } from "./open-issue.ts";
import { isPrivate, type Payload, type RepositoryPayload, type ThreadPayload } from "./payload.ts";
import { workIn } from "./work.ts";

interface AboutThread {
  readonly event: string;
  readonly payload: Payload;
  readonly repository: RepositoryPayload;
  readonly thread: ThreadPayload;
}

export function threadFacts(
  { event, payload, repository, thread }: AboutThread,
  people: Subjects,
  context: DeliveryContext,
): Pick<Fact, "thread" | "openIssue"> {
  const isLast = event === "issues" && LAST_ACTIONS.includes(payload.action ?? "");
  return {
    thread: {
      ...threadOf(repository, thread, payload.pull_request !== undefined, people, context),
      ...waitingSince(payload, repository, thread, context),
      ...turnedAt(payload, thread),
      ...answered(payload, context),
      ...(isLast && { open: false, updatedAt: context.at }),
    },
    ...offered(payload, repository, thread, context),
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
