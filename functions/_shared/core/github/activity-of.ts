/** The activity in a delivery: at most one. Every delivery about the same event gives the same key. */
import type { Activity } from "../activity.ts";
import type { Fact } from "../ports.ts";
import { dayOf, weekOf } from "../week.ts";
import { isBot } from "./accounts.ts";
import { isOnlyCommands } from "./command-lines.ts";
import type { Delivery, DeliveryContext, Subjects } from "./incoming.ts";
import { isAboutJoinIssue } from "./join-issue.ts";
import { hasLabel } from "./label-names.ts";
import { type Account, isPrivate, isTransferred, type Payload, type ThreadPayload } from "./payload.ts";

type Made = NonNullable<Fact["activity"]>;

/** An activity before its author is looked up; `at` by GitHub's clock. */
interface Deed extends Pick<Activity, "key" | "kind" | "subject" | "commit" | "openedAt" | "reverts"> {
  readonly by: Account | undefined;
  readonly at: number | undefined;
  readonly number?: number;
  readonly title?: string | undefined;
  readonly url?: string | undefined;
}

/** Work by bots does not count. Work by an author whose account is gone counts, without a name. */
export function activityOf(
  deed: Deed | undefined,
  payload: Payload,
  people: Subjects,
  context: DeliveryContext,
): Made | undefined {
  if (!deed || !payload.repository || (deed.by && isBot(deed.by, context.settings))) return undefined;
  const { by, at = context.at, title, url, ...rest } = deed;
  const person = people(by);
  const { timezone } = context.settings.digest;
  const [week, arrivesIn] = [weekOf(at, timezone), weekOf(context.at, timezone)];
  return {
    ...rest,
    at,
    week,
    ...(arrivesIn !== week && { arrivesIn }),
    repository: payload.repository.id,
    ...(title !== undefined && { title }),
    ...(url !== undefined && { url }),
    ...(isPrivate(payload.repository) && { private: true }),
    ...(person && { person }),
  };
}

/** What was done, whoever did it. */
export function deedOf({ event }: Delivery, payload: Payload, context: DeliveryContext): Deed | undefined {
  switch (event) {
    case "issues":
      return issueDeed(payload, context);
    case "pull_request":
      return pullRequestDeed(payload, context);
    case "pull_request_review":
      return reviewDeed(payload, context);
    case "release":
      return releaseDeed(payload);
    case "star":
      return starDeed(payload);
    default:
      return undefined;
  }
}

/**
 * The earlier event that a delivery takes back: the publication of a release, or the closing of an issue or pull request that
 * was opened again, or was closed again without anybody's work.
 */
export function retractionOf({ event }: Delivery, payload: Payload, { at: now }: DeliveryContext): Fact["retracted"] {
  const { action, repository, issue, pull_request: pull, release } = payload;
  const thread = pull ?? issue;
  const place = repository && thread && `${repository.id}#${thread.number}`;
  const at = thread?.updated_at ?? release?.updated_at ?? now;
  switch (event) {
    case "issues": {
      const isNobodys = action === "reopened" || (action === "closed" && isNoWork(issue));
      return isNobodys ? { activity: `closed:${place}`, at } : undefined;
    }
    // A merge bot had closed it.
    case "pull_request":
      return action === "reopened" ? { activity: `merged:${place}`, at } : undefined;
    case "release": {
      const activity = `released:${release?.id}`;
      // A deleted one never comes back. One that is published again is shown again, whichever delivery arrives first.
      if (action === "deleted") return { activity, at: Number.MAX_SAFE_INTEGER };
      return action === "unpublished" ? { activity, at } : undefined;
    }
    default:
      return undefined;
  }
}

const about = ({ number, title, html_url }: ThreadPayload) => ({ number, title, url: html_url });

function issueDeed(payload: Payload, context: DeliveryContext): Deed | undefined {
  const { action, repository, issue, sender } = payload;
  if (!issue || !repository || isTransferred(payload) || isAboutJoinIssue(payload, context)) return undefined;
  const thread = { subject: "issue", ...about(issue) } as const;
  const place = `${repository.id}#${issue.number}`;
  if (action === "opened")
    return { ...thread, kind: "opened", key: `opened:${place}`, by: issue.user, at: issue.created_at };
  if (action === "closed" && !isNoWork(issue)) {
    const { closed_at: at, created_at: openedAt } = issue;
    const closed = { ...thread, kind: "closed", key: `closed:${place}`, by: sender, at } as const;
    return openedAt === undefined ? closed : { ...closed, openedAt };
  }
  return undefined;
}

/** Why an issue was closed without anybody's work. */
const NO_WORK = ["not_planned", "duplicate"];
const isNoWork = (issue: ThreadPayload | undefined): boolean => NO_WORK.includes(issue?.state_reason ?? "");

function pullRequestDeed(
  { action, repository, pull_request: pull }: Payload,
  { settings }: DeliveryContext,
): Deed | undefined {
  if (!pull || !repository) return undefined;
  const thread = { subject: "pull-request", ...about(pull), by: pull.user } as const;
  const place = `${repository.id}#${pull.number}`;
  if (action === "opened") return { ...thread, kind: "opened", key: `opened:${place}`, at: pull.created_at };
  const isMerged = pull.merged || pull.merged_at !== undefined;
  const commit = isMerged ? pull.merge_commit_sha : pull.head?.sha;
  const made = commit === undefined ? {} : { commit };
  const reverts = revertedBy(pull, repository.full_name);
  const merged = {
    ...thread,
    ...made,
    ...(reverts !== undefined && { reverts }),
    kind: "merged",
    key: `merged:${place}`,
  } as const;
  if (action === "closed" && isMerged) return { ...merged, at: pull.merged_at };
  const title = titleOfBot(pull, settings);
  return title === undefined ? undefined : { ...merged, title, at: pull.closed_at };
}

/** Git writes `Reapply` where a revert is reverted. */
const REVERT_TITLE = /^(Revert|Reapply) "/;

/** GitHub's button "Revert" writes both; a title alone may be anybody's words. */
function revertedBy({ title, body }: ThreadPayload, repository: string): number | undefined {
  const [, name, number] = /^Reverts (\S+)#(\d{1,15})\b/m.exec(body ?? "") ?? [];
  const isRevert = REVERT_TITLE.test(title) && name?.toLowerCase() === repository.toLowerCase();
  return isRevert ? Number(number) : undefined;
}

/**
 * The title, without the sign, of a pull request that a merge bot closed; `undefined` for others. The sign may come after
 * the pull request was closed.
 */
function titleOfBot({ title, labels, state }: ThreadPayload, { mergedBy }: DeliveryContext["settings"]) {
  if (state !== "closed") return undefined;
  const prefix = mergedBy.titlePrefixes.find((one) => title.startsWith(one));
  if (prefix !== undefined) return title.slice(prefix.length).replace(/^[\s:–-]+/, "");
  return hasLabel(labels, mergedBy.labels) ? title : undefined;
}

/** Somebody's reviews of a pull request count once a day: the store adds the person to the key. */
function reviewDeed({ review, repository, pull_request: pull }: Payload, context: DeliveryContext): Deed | undefined {
  if (!review || !repository || !pull || review.state === "pending") return undefined;
  // GitHub sends comments by authors on their own pull request as reviews.
  if (review.user && review.user.id === pull.user?.id) return undefined;
  if (review.state === "commented" && isOnlyCommands(review.body ?? "")) return undefined;
  const at = review.submitted_at ?? context.at;
  return {
    ...about(pull),
    url: review.html_url ?? pull.html_url,
    kind: "reviewed",
    key: `reviewed:${repository.id}#${pull.number}/${dayOf(at, context.settings.digest.timezone)}`,
    subject: "pull-request",
    by: review.user,
    at,
  };
}

function releaseDeed({ action, release }: Payload): Deed | undefined {
  if (!release || release.draft || action !== "published") return undefined;
  return {
    kind: "released",
    key: `released:${release.id}`,
    subject: "release",
    title: release.name || release.tag_name,
    url: release.html_url,
    by: release.author,
    at: release.published_at,
  };
}

/**
 * A star is counted without its person: neither they nor a key that could lead to them is stored. The moment and the
 * repository's number of stars tell it from others.
 */
function starDeed({ action, repository, starred_at }: Payload): Deed | undefined {
  if (!repository) return undefined;
  const kind = action === "created" ? "starred" : "unstarred";
  const at = starred_at ?? repository.updated_at;
  const key = `${kind}:${repository.id}/${at}/${repository.stargazers_count}`;
  return { kind, key, subject: "repository", by: undefined, at };
}
