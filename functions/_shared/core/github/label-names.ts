/** Names of labels: to GitHub, "Bug" and "bug" are one. */
export const isSameLabel = (one: string, other: string | null): boolean => one.toLowerCase() === other?.toLowerCase();

/** Whether one of the labels has one of these names. */
export const hasLabel = (labels: readonly string[], names: readonly string[]): boolean =>
  labels.some((label) => names.some((name) => isSameLabel(name, label)));
