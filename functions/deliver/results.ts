import type { ErrandState } from "#shared/core/outbox.ts";

/** How long a process holds an errand; starts again before it sends. Longer than all its calls, each with a timeout. */
export const LEASE_MS = 60_000;

/** How long until we try again whether a destination accepts our credentials. */
export const SHUT_OUT_MS = 60_000;

/** The result of an errand. `lost`: another process holds it by now, and will report. */
export type Result =
  | { readonly state: "sent"; readonly receipt?: string }
  /** `restMs`: how long to send nothing else to the destination either. */
  | { readonly state: "retry"; readonly afterMs: number; readonly restMs?: number; readonly detail: string }
  | { readonly state: Extract<ErrandState, "unknown" | "dead">; readonly detail: string }
  | { readonly state: "lost" }
  /** Its destination is switched off, rejects our credentials or asked for a rest. It waits; no attempt is counted. */
  | { readonly state: "off"; readonly afterMs?: number; readonly restMs?: number; readonly detail: string };
