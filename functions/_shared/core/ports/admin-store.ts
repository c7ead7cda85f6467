/** Administration of the store: setting it up, and what functions report of themselves for the status page. */
import type { TeamFault } from "../github/mentioning.ts";
import type { FunctionName, Outdated } from "../in-force.ts";

/** The state of `deliver`, which reports it because only it has the secrets for GitHub and the chats. */
export interface Sender {
  /** ms */
  readonly tickedAt: number;
  /** Destinations that it has no secret for: `github`, or the id of a channel. */
  readonly off: readonly string[];
  /** The channels of pods, such as `narwhal/slack`. */
  readonly pods?: readonly string[];
  /** What stands in `pods-chat` for a pod and names none that there is. */
  readonly unknownPods?: readonly string[];
}

export interface AdminStore {
  /** Sets up a community in an empty Redis. Never done implicitly, so that lost data is noticed. */
  initialise(at: number): Promise<"initialised" | "already">;
  /** When that was, ms. */
  initialisedAt(): Promise<number>;
  saveSender(sender: Sender): Promise<void>;
  saveOutdated(name: FunctionName, outdated: readonly Outdated[]): Promise<void>;
  /** Why the team of a pod could not be mentioned when that was tried last; nothing if it was. */
  noteTeam(pod: number, fault: TeamFault | undefined): Promise<void>;
  close(): Promise<void>;
}
