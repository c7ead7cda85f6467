/**
 * The label `pod/<slug>` of a thread: ours follows the thread's pod until a person chooses another or takes it off. Nobody
 * else puts such labels on by accident, so what we did not do ourselves is somebody's choice.
 */
import { oneLine } from "../people-text.ts";
import type { Pod } from "../pod.ts";
import { numberOf } from "../pod-names.ts";
import { areaTitle, type Settings } from "../settings.ts";
import type { LabelState } from "../thread.ts";
import { isSameLabel } from "./label-names.ts";

export const labelOf = ({ slug }: Pick<Pod, "slug">): string => `pod/${slug}`;

/** The pod that a label names, by its number; `undefined` for all other labels. GitHub's labels have no case. */
export const podInLabel = (label: string): number | undefined =>
  numberOf(/^pod\/(.+)$/.exec(label.toLowerCase())?.[1] ?? "");

/** GitHub's limit. */
const DESCRIPTION_LENGTH_MAX = 100;
const DESCRIPTION = "For the pod that looks after ";
const COLOUR = "1d6f8a";

export interface LabelDefinition {
  readonly name: string;
  /** Six hexadecimal digits. */
  readonly color: string;
  readonly description: string;
}

/** It does not hold the name of the pod, which people may change, and in which somebody may be named. */
export const labelDefinition = (
  pod: Pick<Pod, "slug" | "area">,
  settings: Pick<Settings, "areas">,
): LabelDefinition => ({
  name: labelOf(pod),
  color: COLOUR,
  description: oneLine(`${DESCRIPTION}${areaTitle(settings, pod.area)}`, DESCRIPTION_LENGTH_MAX),
});

/** Whether we wrote a description: one by people stays as it is. */
export const isOurDescription = (description: string): boolean => description.startsWith(DESCRIPTION);

/** The labels of a thread that others chose. */
export const othersLabels = (labels: readonly string[], { name }: LabelState): string[] =>
  labels.filter((label) => !isSameLabel(label, name));

export const NO_LABEL: LabelState = { name: null, done: false, handsOff: false };

/** The state to save, and then the one change to make on GitHub; without a change the label is right. */
export interface LabelStep {
  readonly state: LabelState;
  readonly add?: string;
  readonly remove?: string;
}

/** Whether there is nothing to do, not even to save. */
export function isLabelRight(labels: readonly string[], before: LabelState, wanted: string | null): boolean {
  const { state, add, remove } = labelStep(labels, before, wanted);
  const isSaved = state.name === before.name && state.done === before.done && state.handsOff === before.handsOff;
  return isSaved && add === undefined && remove === undefined;
}

/** `labels` are on the thread now; `wanted` is the label of its pod, `null` if it has none. */
export function labelStep(labels: readonly string[], state: LabelState, wanted: string | null): LabelStep {
  const { name, done, handsOff } = state;
  const has = labels.some((label) => isSameLabel(label, name));
  const isTheirs = labels.some((label) => podInLabel(label) !== undefined && !isSameLabel(label, name));
  if (handsOff || isTheirs || (name !== null && done && !has)) {
    const [left, off] = [
      { ...NO_LABEL, handsOff: true },
      { name, done: false, handsOff: true },
    ];
    return name !== null && has && isTheirs ? { state: off, remove: name } : { state: left };
  }
  if (name !== null && name !== wanted && has) return { state: { name, done: false, handsOff }, remove: name };
  if (wanted === null) return { state: NO_LABEL };
  if (name === wanted && has) return { state: { name, done: true, handsOff } };
  return { state: { name: wanted, done: false, handsOff }, add: wanted };
}
