/**
 * Reduces a webhook delivery to a fact to record, errands, and commands to run. Pure: the same delivery always gives the
 * same result. A delivery that we do not use or that is not ours is ignored with a reason; it is never an error.
 */
import type { Errand } from "../outbox.ts";
import type { Fact, Subject } from "../ports.ts";
import { isHeard } from "../settings.ts";
import { type ThreadKey, threadKey } from "../thread.ts";
import { isPerson } from "./accounts.ts";
import { activityOf, deedOf, retractionOf } from "./activity-of.ts";
import { type Commands, commandsOf, type Withdrawal, withdrawalOf } from "./commands-in.ts";
import { USED } from "./events.ts";
import type { Delivery, DeliveryContext, Subjects } from "./incoming.ts";
import { isAboutPod, isDigest } from "./marker.ts";
import { isPrivate, Payload, type RepositoryPayload, type ThreadPayload } from "./payload.ts";
import { threadFacts } from "./thread-facts.ts";

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
    ...(thread && threadFacts({ event, payload, repository: payload.repository, thread }, people, context)),
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
