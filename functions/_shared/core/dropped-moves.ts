/** People who were asked about a move are told when nothing becomes of it. */
import { type Asked, isAsked } from "./notices.ts";
import type { DecisionNotice, DroppedWord } from "./outbox.ts";
import type { StoredPlan } from "./ports.ts";

type AskedPlan = Pick<StoredPlan, "changes" | "revision" | "round" | "asked" | "staying">;

/** The notices to those whom a message asked, and whom no step moves. People who asked to stay have their answer. */
export function droppedMoves(
  { changes, revision, round, asked, staying }: AskedPlan,
  { what, at, isMade }: { readonly what: DroppedWord; readonly at: number; readonly isMade: (step: number) => boolean },
): DecisionNotice[] {
  const left = new Set(asked?.told.flat());
  for (const person of staying) left.delete(person);
  const moves = changes.filter((change): change is Asked => isAsked(change) && left.has(change.member));
  for (const { member, group } of moves) if (isMade(group)) left.delete(member);
  const seats = new Map(moves.toReversed().map(({ member, from }) => [member, from ?? ""]));
  return [...seats].flatMap(([person, about]) =>
    left.has(person) ? [{ kind: "decision-notice", person, what, about, revision, round, at }] : [],
  );
}
