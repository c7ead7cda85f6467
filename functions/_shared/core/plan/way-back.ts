/** What an undo of a run can never take back, whatever happens after it. */
import { POD } from "../scoring/points.ts";
import { areaNow, type Settings } from "../settings.ts";
import type { Change } from "./plan.ts";

/**
 * Whether an undo may ever take a change of these back: it leaves roles where they are, and a pod that closed does not form
 * again in an area that the settings no longer name, or of too few people.
 */
export function hasWayBack(changes: readonly Change[], settings: Pick<Settings, "areas">): (change: Change) => boolean {
  const gone = closedForGood(changes, settings);
  return (change) => {
    if (change.kind === "seat") return true;
    return (change.kind === "move" || change.kind === "wait") && change.from !== null && !gone.has(change.from);
  };
}

/** An undo takes back step by step, so fewer people form no pod again than left it in the step in which it closed. */
function closedForGood(changes: readonly Change[], settings: Pick<Settings, "areas">): ReadonlySet<string> {
  const isLast = (one: Change, pod: string, group: number) =>
    (one.kind === "move" || one.kind === "wait") && one.from === pod && one.group === group;
  const closed = changes.filter((change) => change.kind === "close");
  return new Set(
    closed
      .filter(
        ({ pod, area, group }) =>
          areaNow(settings, area) === undefined || changes.filter((one) => isLast(one, pod, group)).length < POD.min,
      )
      .map(({ pod }) => pod),
  );
}
