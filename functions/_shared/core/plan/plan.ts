/** A plan: an ordered list of groups, each valid by itself after those before it, every row with its reasons. */
import type { PodId } from "../scoring/community.ts";
import type { Summary } from "../scoring/summary.ts";
import type { PodGainReason } from "../scoring/terms.ts";

/**
 * Why a row is in the plan, as data; `messages/reasons.ts` puts it in words.
 * Reasons come from the points a change saves or the rule it restores, never from anything else.
 */
export type Reason =
  | { because: "choice"; rank: 1 | 2 | 3; area: string }
  | { because: "unlisted-area"; area: string }
  | { because: "gives-level"; pod: PodId; level: 2 | 3 | 4 }
  | { because: "mixes-ability"; pod: PodId }
  | { because: PodGainReason; pod: PodId }
  | { because: "closer-hours"; pod: PodId; hours: number }
  | { because: "was-full"; pod: PodId; size: number }
  | { because: "was-small"; pod: PodId; size: number }
  | { because: "pod-closes"; pod: PodId }
  /** Why a pod closes, or somebody sits elsewhere: the community no longer has its area, or any of theirs. */
  | { because: "area-gone"; area: string }
  /** Why a pod closes: a sitting advocate is not replaced, so where theirs moves, the others form `pod` in the same area. */
  | { because: "advocate-moves"; pod: PodId }
  /** `area` if all of them named it. */
  | { because: "enough-waiting"; area?: string; people: number }
  | { because: "too-few-left"; pod: PodId; size: number }
  | { because: "too-few-people"; people: number }
  | { because: "no-room" }
  /** Without this move they would have waited on. */
  | { because: "seats-waiting"; people: number }
  /** People leave `pod`, which would have four without this seat. */
  | { because: "keeps-five"; pod: PodId }
  /** No pod in an area that they named had room. */
  | { because: "no-room-there" }
  | { because: "makes-room"; pod: PodId }
  | { because: "takes-place"; pod: PodId }
  | { because: "wanted"; area: string; people: number }
  | { because: "unwanted"; area: string; people: number }
  | { because: "volunteered"; pod: PodId }
  /** A founding gave them the seat in `pod` less than a day before. */
  | { because: "recent-seat"; pod: PodId }
  /** The row itself gains nothing; other rows of its group do. */
  | { because: "part-of-group" }
  /** The change is made although `pod` is locked, since its size comes first. */
  | { because: "despite-lock"; pod: PodId }
  /** What a move costs the person: an area that they want less, or (`null`) did not name. */
  | { because: "worse-choice"; rank: 2 | 3 | null; instead: 1 | 2 | 3; area: string }
  /** What the group saves in sum, beside what a row costs. */
  | { because: "group-saves"; points: number }
  | { because: "undo" };

/** What holds a person in their seat. A row may list a hold that it was planned in spite of. */
export type Hold = "pinned" | "advocate" | "locked";

export type Change = { group: number; reasons: readonly Reason[] } & (
  | ({ kind: "seat"; to: PodId } & Mover)
  | ({ kind: "move"; from: PodId; to: PodId } & Mover)
  | { kind: "form"; pod: PodId; area: string }
  /** `area` and `advocate` are those of the pod before: undo forms it again with them. */
  | { kind: "close"; pod: PodId; area: string; advocate: string | null }
  | { kind: "advocate"; pod: PodId; member: string }
  | ({ kind: "wait"; from: PodId | null } & Mover)
);

interface Mover {
  readonly member: string;
  /** Holds the row was planned in spite of; left out when there are none. */
  readonly despite?: readonly Hold[];
  /** The seat that they leave began at this revision at the latest: a later one in the same pod is another seat. */
  readonly begunBy?: number;
}

/** One person of a group: where they must sit for the group to fit, and where they sit after it; `null` is waiting. */
export interface Row extends Mover {
  readonly from: PodId | null;
  readonly to: PodId | null;
}

/**
 * The changes that are applied in one step: all of them or none, by the rule in `apply.ts`. Nobody is in two rows. The
 * people of a pod that the group forms, and the last people of a pod that it closes, are in its rows.
 */
export interface Group {
  readonly forms: readonly { readonly pod: PodId; readonly area: string }[];
  readonly closes: readonly { readonly pod: PodId; readonly area: string; readonly advocate: string | null }[];
  readonly rows: readonly Row[];
  readonly advocates: readonly { readonly pod: PodId; readonly member: string }[];
}

/** All pods that a group names. */
export function podsIn({ forms, closes, rows, advocates }: Group): Set<PodId> {
  const pods = new Set([...forms, ...closes, ...advocates].map(({ pod }) => pod));
  for (const { from, to } of rows) for (const pod of [from, to]) if (pod !== null) pods.add(pod);
  return pods;
}

/** Whether a group only appoints an advocate. */
export const appoints = ({ forms, closes, rows }: Group): boolean => forms.length + closes.length + rows.length === 0;

/** The most people that one group may name: it keeps the script's one step short. */
export const GROUP_ROWS_MAX = 200;

export interface Plan {
  readonly before: Summary;
  readonly after: Summary;
  /** People whom it moves out of a pod of five to nine though they did not wish for it. */
  readonly unasked: number;
  /** People whom it moves out of a seat that a founding gave them less than a day before. */
  readonly recent: number;
  /** People whom it leaves alone because they have not settled. */
  readonly settling: number;
  /** How many groups; rows carry `group` from 0 to groups - 1, in order. */
  readonly groups: number;
  readonly changes: readonly Change[];
}

/** Why a group is left out besides what makes a group fail when it is applied. */
export const LEFT_OUT_REASONS = [
  /** Somebody in it stays. */
  "stays",
  /** It saves points only together with groups that are not made. */
  "needs-others",
  /** It saves no points any more. */
  "saves-nothing",
] as const;

export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number];

/**
 * The id of the run that applies a plan. A later, equal seating gives a plan with the same id, so it consists of the plan and
 * the revision that the plan was made at.
 */
export const runIdOf = ({ id, revision }: { readonly id: string; readonly revision: number }): string =>
  `${id}-${revision}`;
/** The id of the run that undoes this one: there is one at most. */
export const undoOf = (run: string): string => `${UNDO}${run}`;
/** The run that this one takes back; `undefined` if it takes none back. */
export const undoneBy = (run: string): string | undefined =>
  run.startsWith(UNDO) ? run.slice(UNDO.length) : undefined;

const UNDO = "undo-";

/** How many changes of each kind there are. */
export function countChanges(changes: readonly Change[]): Record<Change["kind"], number> {
  const counts = { seat: 0, move: 0, form: 0, close: 0, advocate: 0, wait: 0 };
  for (const { kind } of changes) counts[kind]++;
  return counts;
}
