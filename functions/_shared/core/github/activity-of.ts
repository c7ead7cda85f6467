/** The activity in a delivery: at most one. Every delivery about the same event gives the same key. */
import type { Activity } from "../activity.ts";
import type { Fact } from "../ports.ts";
import { weekOf } from "../week.ts";
import { isBot } from "./accounts.ts";
import type { Delivery, DeliveryContext, Subjects } from "./incoming.ts";
import { isJoinIssue } from "./join-issue.ts";
import { type Account, isTransferred, type Payload, type ThreadPayload } from "./payload.ts";

type Made = NonNullable<Fact["activity"]>;

/** An activity before its author is looked up; `at` by GitHub's clock. */
interface Deed extends Pick<Activity, "key" | "kind" | "subject"> {
  readonly by: Account | undefined;
  readonly at: number | undefined;
  readonly number?: number;
  readonly title?: string | undefined;
  readonly url?: string | undefined;
}

/** Work by bots does not count. Work by an author whose account is gone counts, without a name. */
export function activityOf(
  delivery: Delivery,
  payload: Payload,
  people: Subjects,
  context: DeliveryContext,
): Made | undefined {
  const deed = deedOf(delivery, payload, context);
  if (!deed || !payload.repository || (deed.by && isBot(deed.by))) return undefined;
  const { by, at = context.at, title, url, ...rest } = deed;
  const person = people(by);
  return {
    ...rest,
    at,
    week: weekOf(at, context.settings.digest.timezone),
    repository: payload.repository.id,
    ...(title !== undefined && { title }),
    ...(url !== undefined && { url }),
    ...(person && { person }),
  };
}

function deedOf({ event }: Delivery, payload: Payload, context: DeliveryContext): Deed | undefined {
  switch (event) {
    case "issues":
      return issueDeed(payload, context);
    case "pull_request":
      return pullRequestDeed(payload);
    case "pull_request_review":
      return reviewDeed(payload);
    case "release":
      return releaseDeed(payload);
    case "star":
      return starDeed(payload);
    default:
      return undefined;
  }
}

const about = ({ number, title, html_url }: ThreadPayload) => ({ number, title, url: html_url });

function issueDeed(payload: Payload, { settings }: DeliveryContext): Deed | undefined {
  const { action, repository, issue, sender } = payload;
  if (!issue || !repository || isTransferred(payload)) return undefined;
  const opening = { repository: repository.full_name, isPullRequest: false, body: issue.body };
  if (isJoinIssue(opening, settings)) return undefined;
  const thread = { subject: "issue", ...about(issue) } as const;
  const place = `${repository.id}#${issue.number}`;
  if (action === "opened")
    return { ...thread, kind: "opened", key: `opened:${place}`, by: issue.user, at: issue.created_at };
  if (action === "closed")
    return { ...thread, kind: "closed", key: `closed:${place}`, by: sender, at: issue.closed_at };
  return undefined;
}

function pullRequestDeed({ action, repository, pull_request: pull }: Payload): Deed | undefined {
  if (!pull || !repository) return undefined;
  const thread = { subject: "pull-request", ...about(pull), by: pull.user } as const;
  const place = `${repository.id}#${pull.number}`;
  if (action === "opened") return { ...thread, kind: "opened", key: `opened:${place}`, at: pull.created_at };
  const merged = action === "closed" && (pull.merged || pull.merged_at !== undefined);
  return merged ? { ...thread, kind: "merged", key: `merged:${place}`, at: pull.merged_at } : undefined;
}

function reviewDeed({ review, pull_request: pull }: Payload): Deed | undefined {
  if (!review || !pull || review.state === "pending") return undefined;
  // GitHub sends comments by authors on their own pull request as reviews.
  if (review.user && review.user.id === pull.user?.id) return undefined;
  return {
    ...about(pull),
    url: review.html_url ?? pull.html_url,
    kind: "reviewed",
    key: `reviewed:${review.id}`,
    subject: "pull-request",
    by: review.user,
    at: review.submitted_at,
  };
}

function releaseDeed({ release }: Payload): Deed | undefined {
  if (!release || release.draft) return undefined;
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
