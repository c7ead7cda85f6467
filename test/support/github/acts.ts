/** What people do on the local GitHub. Every act is a delivery, as GitHub sends it, with a new number. */
import { randomUUID } from "node:crypto";
import type { Delivery, repository, User } from "./deliver-as-github.ts";
import { instant } from "./operations.ts";
import type { Pushed } from "./releases.ts";
import type { LocalGitHub } from "./server.ts";
import type { LocalComment, LocalReview, LocalThread } from "./world.ts";

type Repository = ReturnType<typeof repository>;

export type Said<Text> = Delivery & { readonly text: Text };

export function actsIn(world: LocalGitHub, repository: Repository) {
  let reviews = 700;
  const act = (event: string, action: string, sender: User, more: object): Delivery => ({
    event,
    id: randomUUID(),
    // As it is now: what people do later changes nothing in it.
    payload: structuredClone({ action, repository, sender, ...more }),
  });
  const aboutThread = (thread: LocalThread, by: User, action: string, more: object = {}): Delivery =>
    thread.isPullRequest
      ? act("pull_request", action, by, { pull_request: threadOf(thread), number: thread.number, ...more })
      : act("issues", action, by, { issue: threadOf(thread), ...more });
  const aboutComment = (comment: LocalComment, by: User, action: string, more: object = {}): Said<LocalComment> => {
    const thread = world.threadOf(comment);
    if (!thread) throw new Error(`The comment ${comment.id} is in no thread.`);
    const issue = { ...threadOf(thread), ...(thread.isPullRequest && { pull_request: {} }) };
    const isOnLine = world.reviewComment(comment.id) === comment;
    const where = isOnLine ? { pull_request: threadOf(thread) } : { issue };
    const event = isOnLine ? "pull_request_review_comment" : "issue_comment";
    return { ...act(event, action, by, { ...where, comment: commentOf(comment), ...more }), text: comment };
  };
  const aboutReview = (thread: LocalThread, review: LocalReview, by: User, action: string, more: object = {}) => ({
    ...act("pull_request_review", action, by, { pull_request: threadOf(thread), review: reviewOf(review), ...more }),
    text: review,
  });
  const from = (body: string) => ({ changes: { body: { from: body } } });

  return {
    /** Opens an issue or, with `isPullRequest`, a pull request. */
    opens(by: User, number: number, more: Partial<LocalThread> = {}): Said<LocalThread> {
      const thread = world.thread(repository, number, { author: by, ...more });
      return { ...aboutThread(thread, by, "opened"), text: thread };
    },
    says: (by: User, { number }: LocalThread, body: string): Said<LocalComment> =>
      aboutComment(world.say(repository, number, by, body), by, "created"),
    /** On a line of a pull request. */
    saysOnLine: (by: User, { number }: LocalThread, body: string): Said<LocalComment> =>
      aboutComment(world.sayInReview(repository, number, by, body), by, "created"),
    edits(by: User, comment: LocalComment, body: string): Said<LocalComment> {
      const before = comment.body;
      world.rewrite(comment, body);
      return aboutComment(comment, by, "edited", from(before));
    },
    deletes(by: User, comment: LocalComment): Said<LocalComment> {
      const delivery = aboutComment(comment, by, "deleted");
      world.deleteComment(comment.id);
      return delivery;
    },
    editsOpening(by: User, thread: LocalThread, body: string): Said<LocalThread> {
      const before = thread.body;
      Object.assign(thread, { body, updatedAt: world.now() });
      return { ...aboutThread(thread, by, "edited", from(before)), text: thread };
    },
    reviews(by: User, thread: LocalThread, body: string, state: LocalReview["state"] = "commented"): Said<LocalReview> {
      const review = { id: ++reviews, author: by, state, submittedAt: world.now(), body };
      world.review(thread, review);
      return aboutReview(thread, review, by, "submitted");
    },
    editsReview(by: User, thread: LocalThread, review: LocalReview, body: string): Said<LocalReview> {
      const before = review.body;
      review.body = body;
      return aboutReview(thread, review, by, "edited", from(before));
    },
    /** Locks a thread, or opens it again. */
    locks(by: User, thread: LocalThread, locked = true): Delivery {
      Object.assign(thread, { locked, updatedAt: world.now() });
      return aboutThread(thread, by, locked ? "locked" : "unlocked");
    },
    closes(by: User, thread: LocalThread, open = false, why: "completed" | "not_planned" = "completed"): Delivery {
      world.turn(thread, by, { open, stateReason: open ? "reopened" : why });
      return aboutThread(thread, by, open ? "reopened" : "closed");
    },
    /** `closes` it: a merge bot pushed its commits, and GitHub sees no merge. */
    merges(
      by: User,
      thread: LocalThread,
      how: "squash" | "rebase" | "closes" = "squash",
      commits: readonly Pushed[] = [{}],
    ): Delivery {
      const { number, author, title, base } = thread;
      world.turn(thread, by, { open: false, stateReason: null });
      world.releases.merge(repository, number, author, { title, base, how, commits });
      if (how === "closes") thread.mergedAt = null;
      // The author of merged work is a contributor from then on.
      else if (thread.association === "NONE") thread.association = "CONTRIBUTOR";
      return aboutThread(thread, by, "closed");
    },
    /** An issue goes to another repository: both tell. */
    transfers(
      by: User,
      thread: LocalThread,
      to: Repository,
      number: number,
    ): readonly [left: Delivery, came: Delivery] {
      const before = threadOf(thread);
      const moved = threadOf(world.transfer(thread, to, number));
      const [left, came] = [
        { issue: before, changes: { new_issue: moved, new_repository: to } },
        { repository: to, issue: moved, changes: { old_issue: before, old_repository: repository } },
      ];
      return [act("issues", "transferred", by, left), act("issues", "opened", by, came)];
    },
    renames(by: User, name: string): Delivery {
      const from = repository.name;
      world.rename(repository.full_name, name);
      Object.assign(repository, { full_name: name, name: name.split("/")[1], updated_at: instant(world.now()) });
      world.listings.repository(repository.id, { name, updatedAt: world.now() });
      return act("repository", "renamed", by, { changes: { repository: { name: { from } } } });
    },
    /** It can only be read from then on, unless it is taken back. */
    archives(by: User, archived = true): Delivery {
      Object.assign(repository, { archived, updated_at: instant(world.now()) });
      return act("repository", archived ? "archived" : "unarchived", by, {});
    },
    labels(by: User, thread: LocalThread, name: string): Delivery {
      world.label(thread, name, by);
      return aboutThread(thread, by, "labeled", { label: { name } });
    },
    /** The delivery of a label's change that has happened. */
    relabelled: (by: User, thread: LocalThread, name: string, action: "labeled" | "unlabeled"): Delivery =>
      aboutThread(thread, by, action, { label: { name } }),
    /** Somebody pushes to a pull request. */
    pushes(by: User, thread: LocalThread): Delivery {
      thread.updatedAt = world.now();
      return aboutThread(thread, by, "synchronize");
    },
    retitles(by: User, thread: LocalThread, title: string): Delivery {
      const changes = { title: { from: thread.title } };
      Object.assign(thread, { title, updatedAt: world.now() });
      return aboutThread(thread, by, "edited", { changes });
    },
    readies(by: User, thread: LocalThread): Delivery {
      Object.assign(thread, { draft: false, updatedAt: world.now() });
      return aboutThread(thread, by, "ready_for_review");
    },
    unlabels(by: User, thread: LocalThread, name: string): Delivery {
      world.unlabel(thread, name, by);
      return aboutThread(thread, by, "unlabeled", { label: { name } });
    },
  };
}

const threadOf = (thread: LocalThread) => ({
  id: thread.id,
  number: thread.number,
  title: thread.title,
  user: thread.author,
  author_association: thread.association,
  labels: thread.labels.map((name) => ({ name })),
  state: thread.open ? "open" : "closed",
  locked: thread.locked,
  body: thread.body,
  html_url: `https://github.com/${thread.repository}/${thread.isPullRequest ? "pull" : "issues"}/${thread.number}`,
  created_at: instant(thread.createdAt),
  updated_at: instant(thread.updatedAt),
  closed_at: thread.closedAt && instant(thread.closedAt),
  ...(thread.isPullRequest
    ? {
        draft: thread.draft,
        base: { ref: thread.base },
        head: { sha: thread.head },
        merge_commit_sha: thread.mergeCommit,
        merged: thread.mergedAt !== null,
        merged_at: thread.mergedAt && instant(thread.mergedAt),
      }
    : { state_reason: thread.stateReason }),
});

const commentOf = (comment: LocalComment) => ({
  id: comment.id,
  user: comment.author,
  body: comment.body,
  created_at: instant(comment.createdAt),
  updated_at: instant(comment.updatedAt),
});

const reviewOf = ({ id, author, body, state, submittedAt }: LocalReview) => ({
  id,
  user: author,
  body,
  state,
  submitted_at: instant(submittedAt),
});
