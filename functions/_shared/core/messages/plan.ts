/** Sentences about plans and runs. */
import type { DroppedGroup } from "../plan/plan-without.ts";
import type { GroupSkipReason, PlanProgress } from "../ports.ts";

/** Why a step of a plan was skipped. */
const SKIPPED: Readonly<Record<GroupSkipReason, string>> = {
  gone: "somebody in it has left",
  "moved-since": "somebody in it now sits elsewhere",
  pinned: "somebody in it was pinned to their seat",
  advocate: "somebody in it became their pod's advocate",
  locked: "a pod in it was locked",
  "pod-gone": "a pod in it was closed",
  "pod-exists": "the pod it forms exists already",
  "joined-since": "somebody joined the pod that it closes",
  size: "it would leave a pod outside five to nine people",
  "not-volunteer": "the person no longer volunteers",
  "has-advocate": "the pod now has an advocate",
  "run-ended": "the run ended before its turn",
};

export const skippedBecause = (reason: GroupSkipReason): string => SKIPPED[reason];

export const planStatus = {
  applied: "This plan was already applied.",
  discarded: "This plan was discarded.",
  nothingFits: "Nothing in this plan fits the current seating. A fresh plan is ready.",
} as const;

export const wasUndone = (run: string): string =>
  `Run ${run} was already undone: see GET /function/rebalance/runs/undo-${run}.`;

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

export const noPlanYet = 'There is no plan yet. The next tick makes one, or send {"do":"plan"}.';

/** The answer while a run or an undo is not finished yet. */
export const goesOn = "This takes longer than a request may. The work goes on; send the same again to see its result.";

/** Why a step is left out: `logins` stay where they are, or without the others the step fails because of them. */
export function leftOutBecause(reason: DroppedGroup["reason"], logins: readonly (string | null)[]): string {
  const people = logins.map((login) => login ?? "a former member").join(", ");
  if (reason === "stays") return `${people} ${logins.length === 1 ? "stays" : "stay"}.`;
  const step = people === "" ? "One more step" : `The step of ${people}`;
  return `${step} is left out too: ${skippedBecause(reason)}.`;
}
