/** How an errand can end, and what a failure makes of it. */

import { ATTEMPTS_MAX, backoffMs, MISSING_ATTEMPTS_MAX } from "#shared/core/errand-times.ts";
import { PodsError, unreachable } from "#shared/core/errors.ts";
import { BudgetSpent, type Claim, type ErrandState, NOTHING_SENT } from "#shared/core/outbox.ts";
import { failureOf } from "#shared/github/failure.ts";
import type { RestOf } from "./rests.ts";

/** How long a process holds an errand; starts again before it sends. Longer than all its calls, each with a timeout. */
export const LEASE_MS = 60_000;

/** How long until we try again whether a destination accepts our credentials. */
export const SHUT_OUT_MS = 60_000;
/** How long until we try again whether we may do what was refused. */
const REFUSED_MS = 600_000;

/** The result of an errand. `lost`: another process holds it by now, and will report. */
export type Result =
  | { readonly state: "sent"; readonly receipt?: string }
  /** `restMs`: how long to send nothing else to the destination either. */
  | { readonly state: "retry"; readonly afterMs: number; readonly restMs?: number; readonly detail: string }
  | { readonly state: Extract<ErrandState, "unknown" | "dead">; readonly detail: string }
  | { readonly state: "lost" }
  /**
   * It cannot be sent now: its destination is switched off, refuses us or asked for a rest. It waits; no attempt is counted.
   * `restOf`: what else waits as well, the whole destination unless it says otherwise.
   */
  | {
      readonly state: "off";
      readonly afterMs?: number;
      readonly restMs?: number;
      readonly restOf?: RestOf;
      readonly detail: string;
    };

/** Nothing was sent, so that it may be enqueued anew. */
export const SILENT: Result = { state: "sent", receipt: NOTHING_SENT };

const waiting = (restMs: number, restOf: RestOf, detail: string): Result => ({
  state: "off",
  afterMs: restMs,
  restMs,
  restOf,
  detail,
});

/** Whether the subject of a call is gone. GitHub lags, so a thing that it does not find is gone only after an hour. */
export function isGone({ attempts }: Claim, error: unknown, now: number): boolean {
  const { kind } = failureOf(error, now);
  return kind === "gone" || (kind === "missing" && attempts + 1 >= MISSING_ATTEMPTS_MAX);
}

/** Whether a call fails for ever, or has done so for an hour: then we have to do without its answer. */
export function isOutOfReach(claim: Claim, error: unknown, now: number): boolean {
  const { kind } = failureOf(error, now);
  const isLate = claim.attempts + 1 >= MISSING_ATTEMPTS_MAX;
  return isGone(claim, error, now) || kind === "impossible" || (kind === "failed" && isLate);
}

/** What else waits with an errand that is refused. */
const RESTS_WITH = { repository: "repository", permission: "kind", thread: "errand" } as const;

type Retry = Extract<Result, { state: "retry" }>;

const retryAfter = ({ attempts }: Claim, detail: string, atLeastMs = 0): Retry => ({
  state: "retry",
  afterMs: Math.max(atLeastMs, backoffMs(attempts)),
  detail,
});

/** Another attempt, for three days: nothing is tried for ever. */
export const retryFor = (
  claim: Claim,
  detail: string,
  atLeastMs?: number,
): Retry | { readonly state: "dead"; readonly detail: string } =>
  claim.attempts + 1 < ATTEMPTS_MAX
    ? retryAfter(claim, detail, atLeastMs)
    : { state: "dead", detail: `it failed for three days; at last: ${detail}` };

/** An errand about something gone ends, a forbidden one waits, and any other is tried again for three days. */
export function afterFailure(claim: Claim, error: unknown, now: number): Result {
  // The store failed, so the errand cannot be settled; its lease ends by itself.
  if (error instanceof PodsError) throw error;
  if (error instanceof BudgetSpent) return waiting(error.afterMs, "urgency", error.message);
  const failure = failureOf(error, now);
  const { kind, detail } = failure;
  switch (kind) {
    case "gone":
    case "missing":
      return isGone(claim, error, now) ? { state: "dead", detail } : retryAfter(claim, detail);
    case "impossible":
      return { state: "dead", detail };
    case "refused":
      return failure.about === "all"
        ? waiting(SHUT_OUT_MS, "destination", detail)
        : waiting(REFUSED_MS, RESTS_WITH[failure.about], detail);
    case "limited":
      return waiting(failure.afterMs, "destination", detail);
    case "failed":
      return retryFor(claim, detail, failure.afterMs);
    default:
      return unreachable(kind);
  }
}
