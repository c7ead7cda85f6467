/** What we wrote into the notes of releases, and who must not be named there. */
import type { ReleaseWork } from "../digest/shipped.ts";
import type { Identity } from "../member.ts";

export interface ReleaseKey {
  readonly repository: number;
  readonly release: number;
}

/** The state of our region in the notes of a release; only `deliver` writes it. */
export interface CreditsState {
  /** Hashes of what it may hold: what was written, and what was about to be. Anything else was edited by a person. */
  readonly regions: readonly string[];
  /** It stood there. If it stands there no more, a person removed it. */
  readonly written: boolean;
  /** The pull requests in it by pod, for the digest; states of earlier versions do not hold it. */
  readonly work?: ReleaseWork;
  /** `removed`: a person does not want it. `refused`: it could not be written; an edit may have mended why. */
  readonly off?: "removed" | "refused";
  /** When somebody last saved over it, ms: perhaps a robot, which saves whenever we do. */
  readonly crossedAt?: number;
}

export interface Credits {
  creditsState(key: ReleaseKey): Promise<CreditsState | undefined>;
  /**
   * `named` are the logins in it, the same as before if they are left out: when one of these people is forgotten, the errand
   * for this release is enqueued.
   */
  saveCreditsState(key: ReleaseKey, state: CreditsState, named?: readonly string[]): Promise<void>;
  /** Those of these people who asked to be forgotten, by login and, if it is known, by number. */
  forgottenAmong<Person extends Identity>(people: readonly Person[]): Promise<Set<Person>>;
}
