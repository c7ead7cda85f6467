/** Why a step of a plan is not made, in words. */
import type { SkipReason } from "../plan/apply.ts";
import { NOT_AGREED } from "./unmade.ts";

export const FAULTS: Readonly<Record<SkipReason, string>> = {
  gone: "somebody in it has left",
  "moved-since": "somebody in it now sits elsewhere",
  pinned: "somebody in it was pinned to their seat",
  advocate: "somebody in it became their pod's advocate",
  locked: "a pod in it was locked",
  "area-gone": "the settings no longer name the area of a pod in it",
  "not-agreed": NOT_AGREED,
  "pod-gone": "a pod in it is not there",
  "pod-exists": "the pod it forms already exists",
  "joined-since": "somebody joined the pod that it closes",
  size: "this step would leave a pod outside five to nine people",
  "not-volunteer": "the person no longer volunteers",
  "has-advocate": "the pod now has an advocate",
};
