/** A plan: an ordered list of groups, each valid by itself after those before it, every row with its reasons. */
import type { PodId } from "./community.ts";
import type { Terms } from "./points.ts";

/**
 * Why a row is in the plan, as data; `core/messages.ts` puts it in words.
 * Reasons come from the points a change saves or the rule it mends, never from anything else.
 */
export type Reason =
  | { because: "choice"; rank: 1 | 2 | 3; area: string }
  | { because: "unlisted-area"; area: string }
  | { because: "gives-level"; pod: PodId; level: 2 | 3 | 4 }
  | { because: "mixes-ability"; pod: PodId }
  | { because: "gives-volunteer"; pod: PodId }
  | { because: "closer-hours"; pod: PodId; hours: number }
  | { because: "was-full"; pod: PodId; size: number }
  | { because: "was-small"; pod: PodId; size: number }
  | { because: "pod-closes"; pod: PodId }
  | { because: "enough-waiting"; area: string; people: number }
  | { because: "too-few-left"; pod: PodId; size: number }
  | { because: "too-few-people"; people: number }
  | { because: "no-room" }
  | { because: "makes-room"; pod: PodId }
  | { because: "volunteered"; pod: PodId };

export type Change =
  | { kind: "seat"; group: number; member: string; to: PodId; reasons: readonly Reason[] }
  | { kind: "move"; group: number; member: string; from: PodId; to: PodId; reasons: readonly Reason[] }
  | { kind: "form"; group: number; pod: PodId; area: string; reasons: readonly Reason[] }
  | { kind: "close"; group: number; pod: PodId; reasons: readonly Reason[] }
  | { kind: "advocate"; group: number; pod: PodId; member: string; reasons: readonly Reason[] }
  | { kind: "wait"; group: number; member: string; from: PodId | null; reasons: readonly Reason[] };

/** What a seating is worth, for people: each term of the points and the figures a maintainer asks for. */
export interface Summary {
  readonly points: number;
  readonly terms: Terms;
  readonly pods: number;
  readonly seated: number;
  readonly waiting: number;
  /** Pods with 5 to 9 people. */
  readonly podsInRange: number;
  readonly podsWithAdvocate: number;
  readonly podsWithExperienced: number;
  /** Pods whose people are spread over at most `tzFree` hours. */
  readonly podsCloseInHours: number;
  /** Seated people in their first, second, third and an unnamed area. */
  readonly choices: readonly [number, number, number, number];
}

export interface Plan {
  readonly before: Summary;
  readonly after: Summary;
  /** How many groups; rows carry `group` from 0 to groups - 1, in order. */
  readonly groups: number;
  readonly changes: readonly Change[];
}
