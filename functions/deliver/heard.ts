/** Who has to hear of an undo: people whom it takes from where they believe they are, or puts where they do not know it. */
import type { Pseudonym } from "#shared/core/member.ts";
import { appliedGroups } from "#shared/core/plan/done-by-run.ts";
import { undoneBy } from "#shared/core/plan/plan.ts";
import type { AppliedGroup, Run } from "#shared/core/ports.ts";
import type { DeliverStore } from "./store.ts";

/**
 * Those of these people who have to hear of a run. An undo puts people where they were before the run that it takes back:
 * they need not hear of it if they never heard of that run. Where that run is an undo itself, the seat is the one that the
 * run before it gave: then those who heard of that one alone know already. A notice is not the only way to hear of a run:
 * the answer to a command shows people where they are.
 */
export async function haveToHear(
  { id, run }: { readonly id: string; readonly run: Run | undefined },
  people: Iterable<Pseudonym>,
  store: Pick<DeliverStore, "run" | "toldOf">,
): Promise<ReadonlySet<Pseudonym>> {
  const haveTo = new Set(people);
  const unheard = new Set(haveTo);
  let isElsewhere = false;
  let later = stepsOf(run);
  for (let undone = undoneBy(id); undone !== undefined; undone = undoneBy(undone)) {
    isElsewhere = !isElsewhere;
    const [earlier, told] = [stepsOf(await store.run(undone)), new Set(await store.toldOf(undone, [...unheard]))];
    for (const person of unheard) {
      if (!told.has(person) && !wasToldBetween(person, earlier, later)) continue;
      unheard.delete(person);
      if (!isElsewhere) haveTo.delete(person);
    }
    later = earlier;
  }
  // They know of no run at all.
  if (isElsewhere) for (const person of unheard) haveTo.delete(person);
  return haveTo;
}

/** The step of a run that reseated each person. */
type Steps = ReadonlyMap<Pseudonym, AppliedGroup>;

function stepsOf({ changes, groups }: Pick<Run, "changes" | "groups"> = { changes: [], groups: [] }): Steps {
  const applied = new Map(appliedGroups({ groups }).map((one) => [one.group, one]));
  return new Map(
    changes.flatMap((change) => {
      const step = applied.get(change.group);
      return step && "member" in change && change.kind !== "advocate" ? [[change.member, step]] : [];
    }),
  );
}

/** Whether somebody was told something after the one run, and before the later one, which takes it back. */
function wasToldBetween(person: Pseudonym, earlier: Steps, later: Steps): boolean {
  const [since, told] = [earlier.get(person)?.revision, later.get(person)?.told?.[person]];
  return since !== undefined && told !== undefined && told >= since;
}
