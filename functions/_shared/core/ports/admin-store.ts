/** Administration of the store: setting it up, and its condition. */

import type { TeamFault } from "../github/mentioning.ts";
import type { FunctionName, Outdated } from "../in-force.ts";

export interface Condition {
  /** e.g. `redis 7.0.15` */
  readonly server: string;
  /** When Redis writes to disk: L0 never or in snapshots, L1 every second, L2 on every write; else `unknown`. */
  readonly durability: "L0" | "L1" | "L2" | "unknown";
  readonly initialised: boolean;
  /** It holds a community of the schema that this release knows. */
  readonly usable: boolean;
  /** Why a command would not succeed now, as a sentence; absent when one would. */
  readonly refusal?: string;
  readonly revision: number;
  readonly lastDeliveryAt?: number;
  /** The report of `deliver` at its last tick; absent before the first. */
  readonly sender?: Sender;
  /** What each function has told of settings and secrets of which it runs on an older version. */
  readonly outdated: readonly { readonly function: FunctionName; readonly outdated: readonly Outdated[] }[];
  /** Sentences about problems, such as an eviction policy that loses data. */
  readonly warnings: readonly string[];
}

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
  /** Throws "unavailable", with the reason, unless a command would succeed now. Changes nothing. */
  probe(): Promise<void>;
  /** Throws "unavailable" when Redis does not answer in time. */
  condition(): Promise<Condition>;
  saveSender(sender: Sender): Promise<void>;
  saveOutdated(name: FunctionName, outdated: readonly Outdated[]): Promise<void>;
  /** Why the team of a pod could not be mentioned when that was tried last; nothing if it was. */
  noteTeam(pod: number, fault: TeamFault | undefined): Promise<void>;
  teamFaults(pods: readonly number[]): Promise<Map<number, TeamFault>>;
  close(): Promise<void>;
}
