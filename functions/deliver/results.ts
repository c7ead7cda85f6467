import type { ErrandState } from "#shared/core/outbox.ts";

/** How long an errand is one process's, and again from when it writes: longer than its calls, each with its own timeout. */
export const LEASE_MS = 60_000;

/** How long until we try whether a destination lets us in again. */
export const SHUT_OUT_MS = 60_000;

/** What came of an errand. `lost`: somebody else holds it by now, and will say. */
export type Result =
  | { readonly state: "sent"; readonly receipt?: string }
  /** `restMs`: how long the destination is not to be asked for anything else either. */
  | { readonly state: "retry"; readonly afterMs: number; readonly restMs?: number; readonly detail: string }
  | { readonly state: Extract<ErrandState, "unknown" | "dead">; readonly detail: string }
  | { readonly state: "lost" }
  /** Its destination is switched off, lets us in no more, or asked for a rest: it waits, and that is no failure. */
  | { readonly state: "off"; readonly afterMs?: number; readonly restMs?: number; readonly detail: string };
