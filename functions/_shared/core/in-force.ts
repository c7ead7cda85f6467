/** What a function runs on: it may be older than what lies on disk, when that cannot be used. */

export interface Outdated {
  /** `pods.yml`, or `the secret pods-admin-key`. */
  readonly what: string;
  /** When the unusable text was first seen, ms. */
  readonly since: number;
  /** One sentence that names the fault. It never repeats a secret. */
  readonly reason: string;
}

export interface InForce {
  /** Where the settings come from: `the secret pods-settings`, or the path of a file. */
  readonly settings: string;
  /** What stays in force because its newer text cannot be used; empty when all is well. */
  readonly outdated: readonly Outdated[];
}
