/** What a run did: notices tell of steps that were made, and of pods by the numbers that they got. */
import type { Asked, PodsKnown } from "#shared/core/notices.ts";
import type { Change } from "#shared/core/plan/plan.ts";
import type { Run } from "#shared/core/ports.ts";

interface Done {
  readonly changes: Change[];
  readonly formed: PodsKnown["formed"];
  /** The revision of the last step. */
  readonly last: number;
  readonly endsRole: (change: Asked) => boolean;
}

export function doneBy({ changes, groups }: Run): Done {
  const applied = groups.filter((group) => group.outcome === "applied");
  const done = new Map(applied.map(({ group, exAdvocates = [] }) => [group, exAdvocates]));
  return {
    changes: changes.filter(({ group }) => done.has(group)),
    formed: Object.assign({}, ...applied.map(({ pods }) => pods)),
    last: Math.max(...applied.map(({ revision = Number.POSITIVE_INFINITY }) => revision)),
    endsRole: ({ group, member }) => done.get(group)?.includes(member) === true,
  };
}

export const UNDONE = "an earlier change was taken back";

/** A run takes seconds, unless it was cut off: then somebody may call it again, or nobody. */
export const RUN_MS = 600_000;
