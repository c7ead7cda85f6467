/** What a function runs on: it may be older than what lies on disk, when that cannot be used. */

/** As in stack.yml. */
export const FUNCTION_NAMES = ["join-pod", "rebalance", "on-github-event", "weekly-digest", "pods", "deliver"] as const;
export type FunctionName = (typeof FUNCTION_NAMES)[number];

export interface Outdated {
  /** `pods.yml`, or `the secret pods-admin-key`. */
  readonly what: string;
  /** When the unusable text was first seen, ms. */
  readonly since: number;
  /** One sentence that names the fault. It never repeats a secret. */
  readonly reason: string;
}

/** Where settings come from when the secret wins over the file. */
export const SETTINGS_SECRET = "the secret pods-settings";

export interface InForce {
  /** Where the settings come from: `SETTINGS_SECRET`, or the name of a file. */
  readonly settings: string;
  /** What the pods.yml in the image says otherwise while the secret wins over it: `says otherwise about areas`. */
  readonly ineffective?: string;
  /** What stays in force because its newer text cannot be used; empty when all is well. */
  readonly outdated: readonly Outdated[];
}
