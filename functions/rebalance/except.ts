/** Applying a plan without some people: who they are, what is left of it, what that costs. */
import { PodsError } from "#shared/core/errors.ts";
import type { Directory, Plans, Run, StoredPlan } from "#shared/core/ports.ts";
import { leaveOutSteps } from "#shared/core/rebalance/plan-without.ts";
import { inSlices } from "./slices.ts";

/** Throws PodsError "invalid" for somebody nobody knows: a misspelt login must not let the plan move them after all. */
export async function stayersAmong(logins: readonly string[], store: Pick<Directory, "find">): Promise<string[]> {
  return Promise.all(
    logins.map(async (login, index) => {
      const member = await store.find({ login });
      if (member) return member.pseudonym;
      const detail = `Nobody here is called ${login}.`;
      throw new PodsError("invalid", detail, { errors: [{ pointer: `/except/${index}`, detail }] });
    }),
  );
}

/** The changes that are left when these people stay, and what leaving them out does in the seating as it is now. */
export async function leaveOut(
  plan: StoredPlan,
  staying: readonly string[],
  store: Pick<Plans, "snapshot">,
): Promise<Pick<Run, "changes" | "leftOut">> {
  if (staying.length === 0) return { changes: plan.changes };
  const { community } = await store.snapshot();
  const { changes, cost, dropped } = await inSlices(leaveOutSteps(community, plan, staying));
  return { changes, leftOut: { staying, cost, dropped } };
}

/** A run that was begun goes on with those who were left out then; it must not move somebody who is named only now. */
export function refuseOthers(run: Run, asked: readonly string[]): void {
  const staying = new Set(run.leftOut?.staying);
  if (asked.every((one) => staying.has(one))) return;
  throw new PodsError(
    "conflict",
    "This plan is being applied already, with other people left out. Send the first request again to finish it, or undo its run.",
  );
}
