/** What a run did: only steps that were made count, and pods have the numbers that they got. */
import type { Asked, PodsKnown } from "../notices.ts";
import type { AppliedGroup, GroupOutcome, Run } from "../ports.ts";
import type { Settings } from "../settings.ts";
import type { Change } from "./plan.ts";
import { hasWayBack } from "./way-back.ts";

type Made = Pick<Run, "changes" | "groups">;

export const appliedGroups = ({ groups }: Pick<Run, "groups">): AppliedGroup[] =>
  groups.filter((group) => group.outcome === "applied");

export function appliedChanges({ changes, groups }: Made): Change[] {
  const applied = new Set(appliedGroups({ groups }).map(({ group }) => group));
  return changes.filter(({ group }) => applied.has(group));
}

/** Whether an undo may ever take any of it back. */
export function hasWayBackFrom(run: Made, settings: Pick<Settings, "areas">): boolean {
  const changes = appliedChanges(run);
  return changes.some(hasWayBack(changes, settings));
}

/** The numbers of the pods that it formed, by their names in it. */
export const podsFormed = (groups: readonly GroupOutcome[]): PodsKnown["formed"] =>
  Object.assign({}, ...appliedGroups({ groups }).map(({ pods }) => pods));

/** A run takes seconds. One that was cut off goes on when it is called again, or never. */
const RUN_MS = 600_000;

/** Whether a run may yet end by itself that made one of its steps at `at` (ms). */
export const mayBeUnderWay = (at: number, now: number): boolean => now - at < RUN_MS;

interface Done {
  readonly changes: Change[];
  readonly formed: PodsKnown["formed"];
  /** The revision of the last step. */
  readonly last: number;
  readonly endsRole: (change: Asked) => boolean;
}

export function doneBy(run: Made): Done {
  const applied = appliedGroups(run);
  const exAdvocates = new Map(applied.map(({ group, exAdvocates = [] }) => [group, exAdvocates]));
  return {
    changes: appliedChanges(run),
    formed: podsFormed(run.groups),
    last: Math.max(...applied.map(({ revision = Number.POSITIVE_INFINITY }) => revision)),
    endsRole: ({ group, member }) => exAdvocates.get(group)?.includes(member) === true,
  };
}
