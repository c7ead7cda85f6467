/** Errands: messages to the world. An entry names its subject and its place, never text: `deliver` renders it when it is sent. */
import { unreachable } from "./errors.ts";
import type { Pseudonym } from "./member.ts";
import {
  type AskRound,
  type DecisionNotice,
  type Gathered,
  type OfferNotice,
  type RunNotice,
  roundOf,
  type SeatNotice,
} from "./notice-errands.ts";
import { openingOf } from "./pod.ts";
import { slugOf } from "./pod-names.ts";
import type { Source } from "./spoken.ts";
import type { ThreadKey } from "./thread.ts";
import type { Week } from "./week.ts";

export type Errand =
  /** Answer the commands in a thread. */
  | { readonly kind: "answers"; readonly thread: ThreadKey }
  /** Show by a reaction that we have seen a text with commands, since GitHub refused it when they were answered. */
  | { readonly kind: "reaction"; readonly thread: ThreadKey; readonly source: Source }
  /** Write a comment with answers again, since somebody it names was forgotten. */
  | { readonly kind: "reply"; readonly thread: ThreadKey; readonly comment: number }
  /** Bring our comment about the thread's pod up to date. */
  | { readonly kind: "thread"; readonly thread: ThreadKey }
  /** Put the label of the thread's pod on it, or take ours off. */
  | { readonly kind: "label"; readonly thread: ThreadKey }
  /** Find the pod of a pull request again, since GitHub refused to show its files when it was chosen. */
  | { readonly kind: "files"; readonly thread: ThreadKey }
  /** Find another pod for the open threads of one that closed. The step that closes it enqueues it: `redis/library/shared/seats.lua`. */
  | { readonly kind: "closed-pod"; readonly pod: number; readonly revision: number }
  /** Give the open threads that have waited for a pod of its area to one that formed. The step that forms it enqueues it. */
  | { readonly kind: "formed-pod"; readonly pod: number; readonly revision: number }
  /** Record who wrote a merged pull request together with its author; `private`: as its merge is. */
  | { readonly kind: "co-authors"; readonly thread: ThreadKey; readonly private?: true }
  /** Write the credits into the notes of a published release, or those of a prerelease again that became final. */
  | {
      readonly kind: "release";
      readonly repository: number;
      readonly release: number;
      /** Only its notes were edited: then the credits are written if they could not be before. */
      readonly edited?: true;
    }
  /** Post the week's digest to one channel, by its id; or to the issue of that week, if it is `GITHUB`. */
  | { readonly kind: "digest"; readonly week: Week; readonly destination: string }
  /** Enqueue the parts of the week's digest for the channels of pods: only `deliver` knows which there are. */
  | { readonly kind: "pods-digest"; readonly week: Week }
  /** Post a pod's part of the week's digest to a channel of its own. */
  | { readonly kind: "pod-digest"; readonly week: Week; readonly pod: number; readonly destination: string }
  /** Tell a channel that somebody took a seat who agreed to be introduced. The step that seats them enqueues it: `redis/library/shared/notices.lua`. */
  | { readonly kind: "introduction"; readonly person: Pseudonym; readonly pod: number }
  /** Tell somebody who waited of their seat, in the thread where they asked for one. */
  | Gathered<SeatNotice>
  /** Tell somebody who waits of an open seat in an area that they did not name. */
  | Gathered<OfferNotice>
  /** Tell somebody of a decision about their role or their seat that no run made. */
  | Gathered<DecisionNotice>
  /** Tell the people concerned what a run decided about them. */
  | RunNotice
  /** Ask the people whom a plan would move. The same plan may be made again, and then have another round of questions. */
  | ({ readonly kind: "ask-notice"; readonly plan: string } & AskRound)
  /** Take the names of forgotten people out of the comment of a notice. */
  | { readonly kind: "notice-names"; readonly thread: ThreadKey; readonly comment: number };

/** The destination of everything that is written on GitHub. */
export const GITHUB = "github";

/** How the ids of errands begin that become one message with this one; `undefined` if it goes alone. */
export function alikeOf(errand: Errand | UnreadableErrand): string | undefined {
  if (errand.kind === "notice" || errand.kind === "offer-notice") return `${errand.kind}:${errand.thread}/`;
  if (errand.kind !== "run-notice" && errand.kind !== "decision-notice") return undefined;
  if (errand.round !== undefined) return unmadeIn(errand.round);
  return errand.kind === "decision-notice" ? "decision-notice:" : undefined;
}

const unmadeIn = (round: string): string => `unmade-notice:${round}/`;

/** The id of an errand. The same errand twice is one entry, so a burst becomes one message. */
export function errandId(errand: Errand): string {
  switch (errand.kind) {
    case "answers":
    case "thread":
    case "label":
    case "files":
    case "co-authors":
      return `${errand.kind}:${errand.thread}`;
    case "closed-pod":
    case "formed-pod":
      return `${errand.kind}:${errand.pod}/${errand.revision}`;
    case "reaction":
      return `reaction:${errand.thread}/${errand.source.kind}:${errand.source.id}`;
    case "reply":
      return `reply:${errand.thread}/${errand.comment}`;
    case "release":
      return `release:${errand.repository}/${errand.release}${errand.edited ? "/edited" : ""}`;
    case "digest":
      return `digest:${errand.week}/${errand.destination}`;
    case "pods-digest":
      return `pods-digest:${errand.week}`;
    case "pod-digest":
      return `pod-digest:${errand.week}/${errand.pod}/${errand.destination}`;
    case "introduction":
      return `introduction:${errand.person}/${errand.pod}`;
    case "notice":
      return `notice:${errand.thread}/${errand.person}/${errand.pod}/${errand.revision}`;
    case "offer-notice":
      return `offer-notice:${errand.thread}/${errand.person}/${openingOf({ number: errand.pod, ...errand })}/${errand.revision}`;
    case "decision-notice":
      return errand.round === undefined
        ? `decision-notice:${errand.person}/${errand.revision}/${errand.what}`
        : `${unmadeIn(errand.round)}${errand.person}`;
    case "run-notice":
      return `run-notice:${errand.run}`;
    case "ask-notice":
      return `ask-notice:${errand.plan}/${roundOf(errand)}`;
    case "notice-names":
      return `notice-names:${errand.thread}/${errand.comment}`;
    default:
      return unreachable(errand);
  }
}

/**
 * Who waits for it. `first`: somebody who said something, or about whom something was decided; it overtakes all others.
 * `then`: everybody who reads along. `last`: nobody.
 */
export type Urgency = "first" | "then" | "last";

export function urgencyOf({ kind }: Errand): Urgency {
  switch (kind) {
    case "answers":
    case "reaction":
    case "reply":
    case "notice":
    case "offer-notice":
    case "decision-notice":
    case "run-notice":
    case "ask-notice":
    case "notice-names":
      return "first";
    case "thread":
    case "release":
    case "digest":
    case "pods-digest":
    case "pod-digest":
    case "introduction":
      return "then";
    case "label":
    case "files":
    case "closed-pod":
    case "formed-pod":
    case "co-authors":
      return "last";
    default:
      return unreachable(kind);
  }
}

/**
 * pending → claimed → posting → sent | unknown | dead. `posting` is stored before the request leaves, so after a crash we
 * know that a message may have been sent. If the destination has a look-up we look; otherwise the errand is `unknown`.
 */
export const ERRAND_STATES = ["pending", "claimed", "posting", "sent", "unknown", "dead"] as const;
export type ErrandState = (typeof ERRAND_STATES)[number];

/** A stored errand of a kind this release does not know: one that a newer release left behind. */
export interface UnreadableErrand {
  readonly kind: "unreadable";
  readonly detail: string;
}

/** The destination of an errand. The caller says where introductions to a pod go, and notices of decisions. */
export function destinationOf(
  errand: Errand | UnreadableErrand,
  to: { introductions(pod: number): string; decisions: string },
): string {
  switch (errand.kind) {
    case "digest":
      return errand.destination;
    case "pod-digest":
      return channelOfPod(errand.pod, errand.destination);
    case "introduction":
      return to.introductions(errand.pod);
    case "decision-notice":
    case "run-notice":
    case "ask-notice":
      return to.decisions;
    case "answers":
    case "reaction":
    case "reply":
    case "thread":
    case "label":
    case "files":
    case "co-authors":
    case "release":
    case "notice":
    case "offer-notice":
    case "notice-names":
      return GITHUB;
    case "closed-pod":
    case "formed-pod":
    case "pods-digest":
    case "unreadable":
      return "nowhere";
    default:
      return unreachable(errand);
  }
}

/** Names a channel of a pod: `narwhal/slack`. */
export const channelOfPod = (pod: number, channel: string): string => `${slugOf(pod)}/${channel}`;

/** The receipt of an errand that sent nothing: it had nothing to say, or reached nobody. */
export const NOTHING_SENT = "nothing";

/** What became of an errand; `at`: when it ended, ms. */
export interface ErrandResult {
  readonly errand: Errand;
  readonly state: Unsent["state"] | "sent" | "nothing-to-say";
  readonly since: number;
  readonly at?: number;
  readonly detail?: string;
}

/** Errands of one kind to one destination that are not sent: they wait, were given up, or may have been sent. */
export interface Unsent {
  readonly kind: Errand["kind"] | "unreadable";
  /** `github`, the id of a channel, such a channel of a pod (`narwhal/slack`), or `chat`: the one that is connected first. */
  readonly to: string;
  readonly state: "waiting" | Extract<ErrandState, "dead" | "unknown">;
  readonly errands: number;
  /** When the oldest was enqueued, ms; 0 if an earlier release did it, which did not say. */
  readonly since: number;
  /** The result of the latest try of the oldest that was tried. */
  readonly detail?: string;
  /** Results of others, where they differ; some at most. */
  readonly otherDetails?: readonly string[];
}

/** An errand that a caller has claimed, with the token that fences off earlier holders. */
export interface Claim {
  readonly id: string;
  readonly errand: Errand | UnreadableErrand;
  /** State before it was claimed: `posting` when an earlier holder may have sent it. */
  readonly previousState: ErrandState;
  /** How many attempts failed before this one. Those that could not be made are not counted. */
  readonly attempts: number;
  /** How many processes in a row ended while they held it, before they reported a result. */
  readonly crashes: number;
  /** When it was enqueued, ms; 0 if it does not say. */
  readonly since: number;
  readonly fence: number;
}

/** What we write on GitHub is as much as it allows, for now. */
export class BudgetSpent extends Error {
  readonly afterMs: number;
  constructor(afterMs: number) {
    super("GitHub limits how much we write in a minute and in an hour; this goes on by itself");
    this.afterMs = afterMs;
  }
}
