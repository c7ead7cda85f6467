import type { Claim } from "#shared/core/outbox.ts";
import type { ReleaseKey } from "#shared/core/ports.ts";
import type { RepositoryPlace } from "#shared/github/call.ts";
import type { GitHubContext } from "./place.ts";

/** The errand that is being sent, and its release. */
export interface ReleaseHere extends GitHubContext {
  readonly claim: Claim;
  readonly place: RepositoryPlace;
  readonly key: ReleaseKey;
}
