/** People who were asked about a move are told when nothing becomes of it. */
import type { DecisionNotice, DroppedWord } from "./notice-errands.ts";
import { type Asked, isAsked } from "./notices.ts";
import type { UnmadeReason } from "./plan/unmade-reason.ts";
import type { StoredPlan } from "./ports.ts";

type AskedPlan = Pick<StoredPlan, "changes" | "revision" | "round" | "asked" | "staying">;

interface Dropping {
  readonly what: DroppedWord;
  readonly at: number;
  readonly isMade: (step: number) => boolean;
  /** Whose notice tells of them. */
  readonly run?: string;
  readonly why?: (step: number) => UnmadeReason | undefined;
}

/** The notices to those whom a message asked, and whom no step moves. People who asked to stay have their answer. */
export function droppedMoves(
  { changes, revision, round, asked, staying }: AskedPlan,
  { what, at, isMade, run, why = () => (what === "move-stopped" ? "stays" : undefined) }: Dropping,
): DecisionNotice[] {
  const left = new Set(asked?.told.flat());
  for (const person of staying) left.delete(person);
  const moves = changes.filter((change): change is Asked => isAsked(change) && left.has(change.member));
  for (const { member, group } of moves) if (isMade(group)) left.delete(member);
  const first = new Map(moves.toReversed().map((move) => [move.member, move]));
  return [...first].flatMap(([person, { from, group }]): DecisionNotice[] => {
    if (!left.has(person)) return [];
    const reason = why(group);
    const more = { ...(run !== undefined && { run }), ...(reason && { why: reason }) };
    return [{ kind: "decision-notice", person, what, about: from ?? "", revision, round, at, ...more }];
  });
}
