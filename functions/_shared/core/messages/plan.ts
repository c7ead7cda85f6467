/** Sentences about plans and runs. */

/** Why a group of a plan was left out when it was applied. */
const SKIPPED: Readonly<Record<string, string>> = {
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
};

export const skippedBecause = (reason: string | undefined): string => SKIPPED[reason ?? ""] ?? "it no longer fits";

export const planStatus = {
  applied: "This plan was applied already.",
  discarded: "This plan was discarded.",
  nothingFits: "Nothing of this plan fits the seating as it is now. A fresh plan is ready.",
} as const;

export const noPlan = (id: string): string => `There is no plan ${id}. GET /function/rebalance/ shows the latest.`;
export const noRun = (id: string): string => `There is no run ${id}. GET /function/rebalance/runs lists them.`;
