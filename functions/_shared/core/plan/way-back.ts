/** What an undo of a run can never take back, whatever happens after it. */
import { POD } from "../scoring/points.ts";
import type { Change } from "./plan.ts";

/**
 * Whether an undo may ever take a change of these back: it leaves roles where they are, and too few people cannot form the
 * pod again that they left when it closed.
 */
export function hasWayBack(changes: readonly Change[]): (change: Change) => boolean {
  const gone = closedForGood(changes);
  return (change) => {
    if (change.kind === "seat") return true;
    return (change.kind === "move" || change.kind === "wait") && change.from !== null && !gone.has(change.from);
  };
}

/** Pods that closed in a step in which fewer people left them than a pod has. An undo takes back step by step. */
function closedForGood(changes: readonly Change[]): ReadonlySet<string> {
  const isLast = (one: Change, pod: string, group: number) =>
    (one.kind === "move" || one.kind === "wait") && one.from === pod && one.group === group;
  const closed = changes.filter((change) => change.kind === "close");
  return new Set(
    closed
      .filter(({ pod, group }) => changes.filter((one) => isLast(one, pod, group)).length < POD.min)
      .map(({ pod }) => pod),
  );
}
