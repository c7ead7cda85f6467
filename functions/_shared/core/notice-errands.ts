/** Notices: what people are told of themselves, or asked, and what becomes one message. */
import type { Pseudonym } from "./member.ts";
import type { UnmadeReason } from "./plan/unmade-reason.ts";
import type { ThreadKey } from "./thread.ts";

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
export type AskRound =
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
