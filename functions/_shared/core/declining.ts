/** Two ways to say no: to an invitation, and to a move that a plan proposes. */
import type { Member, Standing } from "./member.ts";
import type { Plans } from "./ports.ts";

/** Only an invitation can be declined: a decline never takes away a seat or a place in the queue. */
export const mayDecline = ({ state }: Standing): boolean => state === "invited" || state === "known";

/** Takes somebody out of the plan that waits to be applied. Returns its id, or `undefined` when it does not move them. */
export async function stayPut(store: Plans, { pseudonym }: Member): Promise<string | undefined> {
  const plan = await store.latestPlan();
  const asked = plan?.changes.some((change) => "member" in change && change.member === pseudonym);
  if (plan?.status !== "waiting" || !asked) return undefined;
  await store.stay(plan.id, pseudonym);
  return plan.id;
}
