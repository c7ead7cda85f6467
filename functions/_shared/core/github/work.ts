/** The kinds of work that is no code, as the labels of its threads name them. */
import type { Settings } from "../settings.ts";
import { hasLabel } from "./label-names.ts";

/** Of several kinds the one that the settings name first. */
export const workIn = (labels: readonly string[], { credit }: Pick<Settings, "credit">): string | undefined =>
  Object.entries(credit.labels).find(([label]) => hasLabel(labels, [label]))?.[1];
