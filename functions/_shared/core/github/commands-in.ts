/** The commands in what somebody wrote, and words that were taken back. */
import type { Subject } from "../ports.ts";
import type { Source } from "../spoken.ts";
import { type CommentPlace, threadKey } from "../thread.ts";
import { isInsider, isKnownAuthor } from "./associations.ts";
import { commandLines } from "./command-lines.ts";
import type { Subjects } from "./incoming.ts";
import { hasMarker } from "./marker.ts";
import { isPrivate, isTransferred, type Payload, type ThreadPayload } from "./payload.ts";

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
export function withdrawalOf(event: string, payload: Payload, now: number): Withdrawal | undefined {
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
export function commandsOf(event: string, payload: Payload, people: Subjects, now: number): Commands | undefined {
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
