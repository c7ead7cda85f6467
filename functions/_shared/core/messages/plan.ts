/** Sentences about plans and runs. */
import type { GroupSkipReason, PlanProgress } from "../ports.ts";

/** Why a group of a plan was left out, when it was applied or because of people who stay. */
const SKIPPED: Readonly<Record<GroupSkipReason | "stays", string>> = {
  gone: "somebody in it has left",
  "moved-since": "somebody in it sits elsewhere by now",
  pinned: "somebody in it was pinned to their seat",
  advocate: "somebody in it became their pod's advocate",
  locked: "a pod in it was locked",
  "pod-gone": "a pod in it was closed",
  "pod-exists": "the pod it forms is there already",
  "joined-since": "somebody joined the pod that it closes",
  size: "it would leave a pod outside five to nine people",
  "not-volunteer": "the person no longer volunteers",
  "has-advocate": "the pod has an advocate by now",
  stays: "somebody in it stays where they are",
  "run-ended": "the run was ended before its turn came",
};

export const skippedBecause = (reason: GroupSkipReason | "stays"): string => SKIPPED[reason];

export const planStatus = {
  applied: "This plan was applied already.",
  discarded: "This plan was discarded.",
  nothingFits: "Nothing of this plan fits the seating as it is now. A fresh plan is ready.",
} as const;

export const wasUndone = (run: string): string =>
  `Run ${run} was undone already: GET /function/rebalance/runs/undo-${run} shows how.`;

export const noPlan = (id: string): string => `There is no plan ${id}. GET /function/rebalance/ shows the latest.`;
export const noRun = (id: string): string => `There is no run ${id}. GET /function/rebalance/runs lists them.`;

const STEPS: Readonly<Record<PlanProgress["step"], string>> = {
  read: "reading the seating",
  start: "seating everybody",
  anneal: "improving",
  reshape: "improving the pods",
  write: "writing it down",
  explain: "writing down the reasons",
};

/** "planning: improving, 40 % done, 12,345 points" */
export function planningInWords({ step, done, points }: PlanProgress): string {
  const worth = points === null ? "" : `, ${points.toLocaleString("en-GB")} points`;
  return `planning: ${STEPS[step]}, ${Math.round(done * 100)} % done${worth}`;
}

export const noPlanYet = 'No plan was made yet. The next tick makes one, or send {"do":"plan"}.';

/** The answer while a run or an undo is not finished yet. */
export const goesOn = "This takes longer than a request may. It goes on; send the same again to see what became of it.";

/** Why a group is left out: people in it stay, or it does not work without another group that they are in. */
export function leftOutBecause(reason: GroupSkipReason | "stays", logins: readonly (string | null)[]): string {
  const people = logins.map((login) => login ?? "a former member");
  if (reason !== "stays") return `This step does not work without them: ${skippedBecause(reason)}.`;
  return `${people.join(", ")} ${people.length === 1 ? "stays" : "stay"}.`;
}
