/** Errands: messages to the world. An entry names its subject and its place, never text: `deliver` renders it when it is sent. */
import { unreachable } from "./errors.ts";
import type { Pseudonym } from "./member.ts";
import type { UnmadeReason } from "./plan/unmade-reason.ts";
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

/** The step that seats people enqueues it: `redis/library/shared/notices.lua` writes it. */
export interface SeatNotice {
  readonly kind: "notice";
  /** Where they had asked for it. */
  readonly thread: ThreadKey;
  readonly person: Pseudonym;
  readonly pod: number;
  /** The revision at which they got the seat. */
  readonly revision: number;
  /** ms */
  readonly at: number;
  /** Present if the same step made them the pod's advocate. */
  readonly advocate?: true;
  /** The run that gave them the seat; left out if none did. */
  readonly run?: string;
  /** Why they got it without a run: enough people waited for a new pod, a maintainer gave it to them, a file did, or a break has ended. */
  readonly why?: "formed" | "given" | "listed" | "back";
}

/**
 * The decisions of others about one person: a volunteer gets the role of advocate when it becomes free; somebody who waited,
 * and asked in no thread, gets a seat since somebody else asked for one; a file gives (`-listed`) or ends (`-unlisted`) a role
 * or a seat, or a seat ends as the file that listed somebody is taken back; a maintainer gives or ends a role, a seat or a
 * place on the waiting list, puts somebody on a break, or changes their profile; a break ends, and gives a seat or a place
 * (`-back`).
 */
export const DECISIONS = [
  "role-fell",
  "role-given",
  "role-ended",
  "role-listed",
  "role-unlisted",
  "seat-found",
  "seat-given",
  "seat-listed",
  "seat-back",
  "seat-ended",
  "seat-unlisted",
  "seat-taken-back",
  "seat-paused",
  "seat-and-role-ended",
  "seat-and-role-unlisted",
  "seat-and-role-taken-back",
  "seat-and-role-paused",
  "place-given",
  "place-back",
  "place-ended",
  "place-paused",
  "areas-set",
  "anywhere-set",
  "anywhere-ended",
  "introduce-set",
  "introduce-ended",
  "ability-set",
  "timezone-set",
  "volunteer-set",
  "volunteer-ended",
] as const;
export type DecisionWord = (typeof DECISIONS)[number];

/** `round`: of the questions about its plan; notices of moves of theirs that are not made become one message with it. */
export interface RunNotice {
  readonly kind: "run-notice";
  readonly run: string;
  readonly round?: string;
  readonly with?: readonly Gathered<DecisionNotice>[];
}

/**
 * A move about which somebody was asked is not made: somebody else in its step stays (`move-stopped`), or the plan was
 * decided without the step (`move-dropped`). `core/dropped-moves.ts` makes these notices.
 */
export type DroppedWord = "move-stopped" | "move-dropped";

/** The step that decides it enqueues it: `redis/library/shared/notices.lua` writes it. */
export interface DecisionNotice extends Omit<SeatNotice, "kind" | "thread" | "pod" | "advocate" | "run" | "why"> {
  readonly kind: "decision-notice";
  readonly what: DecisionWord | DroppedWord;
  /** The number of the pod of a seat or a role, the ids of the areas that were set; "" for others. */
  readonly about: string;
  /** Of a move that is not made: the round of questions about its plan, in which nobody is told of it twice. */
  readonly round?: string;
  /** The run whose notice tells of it, and why the move is not made. */
  readonly run?: string;
  readonly why?: UnmadeReason;
}

/** A seat in an area that they did not name, told in the thread where they asked for one; theirs when they say so. */
export interface OfferNotice extends Pick<SeatNotice, "thread" | "person" | "pod" | "at"> {
  readonly kind: "offer-notice";
  /** The revision since which they wait. */
  readonly revision: number;
  /** How often all seats of the pod were taken before this one opened, if they were. */
  readonly filled?: number;
}

/** The round of questions about a plan; errands of earlier versions name the plan's revision. */
type AskRound =
  | { readonly round: string; readonly revision?: undefined }
  | { readonly round?: undefined; readonly revision: number };

export const roundOf = ({ round, revision }: AskRound): string => round ?? String(revision);

/** Notices to the same place become one message when it is sent: `redis/library/gather.lua` adds the others to the first. */
export type Gathered<Notice> = Notice & { readonly with?: readonly Gathered<Notice>[] };

/** The notices of one message, as they were decided. */
export function noticesIn<Notice extends { readonly revision: number }>(first: Gathered<Notice>): Notice[] {
  const all = [first, ...(first.with ?? []).flatMap((one) => noticesIn<Notice>(one))];
  return all.sort((a, b) => a.revision - b.revision);
}

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

/** How long a thread waits after its first event for the rest of the burst. */
export const COALESCE_MS = 3_000;
export const CRASHES_MAX = 8;
const BACKOFF_FIRST_MS = 5_000;
const BACKOFF_MAX_MS = 3_600_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The wait before attempt number `attempts + 1`. */
export const backoffMs = (attempts: number): number => Math.min(BACKOFF_FIRST_MS * 4 ** attempts, BACKOFF_MAX_MS);

/** The number of the first attempt that is made so long after the first. */
function attemptsIn(ms: number): number {
  let attempts = 1;
  for (let at = 0; at < ms; attempts++) at += backoffMs(attempts - 1);
  return attempts;
}

/** What fails is tried for three days. Time in which sending was not possible does not count. */
export const ATTEMPTS_MAX = attemptsIn(3 * DAY_MS);
/** GitHub itself lags, so what it does not find is gone only if it is not found for an hour. */
export const MISSING_ATTEMPTS_MAX = attemptsIn(HOUR_MS);

/** A comment about a pod ends when its thread is so old, whatever it waited for: nobody should hear of months of old threads. */
export const POD_COMMENT_NEWS_MS = 7 * DAY_MS;
/** A notice ends after that, whatever it waited for. */
export const NOTICE_NEWS_MS = 14 * DAY_MS;

/** What we write on GitHub is as much as it allows, for now. */
export class BudgetSpent extends Error {
  readonly afterMs: number;
  constructor(afterMs: number) {
    super("GitHub limits how much we write in a minute and in an hour; this goes on by itself");
    this.afterMs = afterMs;
  }
}
