/** The condition of the store, and what functions reported of themselves. */
import type { TeamFault } from "../github/mentioning.ts";
import type { FunctionName, Outdated } from "../in-force.ts";
import type { Sender } from "./admin-store.ts";

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

export interface Conditions {
  /** Throws "unavailable", with the reason, unless a command would succeed now. Changes nothing. */
  probe(): Promise<void>;
  /** Throws "unavailable" when Redis does not answer in time. */
  condition(): Promise<Condition>;
  /** Why the teams of these pods could not be mentioned when that was tried last. */
  teamFaults(pods: readonly number[]): Promise<Map<number, TeamFault>>;
}
