/** The limit to failed proofs: per address where a proxy names it truly, otherwise for each process. */
import { randomUUID } from "node:crypto";
import { PodsError } from "../core/errors.ts";
import { FAILED_PROOFS_MAX, type Limits } from "../core/ports.ts";
import type { Settings } from "../core/settings.ts";
import type { AppContext } from "./context.ts";

export interface ProofLimits {
  readonly store: Limits;
  readonly settings: () => Pick<Settings, "trustedProxy">;
}

const WINDOW_MS = 60_000;
/** So many addresses over the limit are remembered here, and cost no call of the store. */
const REMEMBERED_MAX = 10_000;

/**
 * Counts a failed proof and returns the error to answer with: `failure` itself, or "too-many" over the limit. Proofs are
 * judged before, so nobody with a right one is refused because of others.
 */
export function failedProofs({
  store,
  settings,
}: ProofLimits): (c: AppContext, failure: PodsError) => Promise<PodsError> {
  const process = randomUUID();
  const overUntil = new Map<string, number>();
  return async (c, failure) => {
    const address = settings().trustedProxy ? addressOf(c) : undefined;
    const origin = address ?? process;
    const max = address === undefined ? FAILED_PROOFS_MAX.process : FAILED_PROOFS_MAX.address;
    const now = performance.now();
    if ((overUntil.get(origin) ?? 0) > now) return tooMany(max);
    // A store that is away must not hide why the proof failed.
    const count = await store.countFailedProof(origin).catch(() => 0);
    if (count <= max) return failure;
    if (overUntil.size >= REMEMBERED_MAX) overUntil.clear();
    // Half a window: the store's own may have begun a while ago.
    overUntil.set(origin, now + WINDOW_MS / 2);
    return tooMany(max);
  };
}

const tooMany = (max: number) =>
  new PodsError(
    "too-many",
    `More than ${max} proofs failed within a minute. Try again in a minute, with the right one.`,
  );

/** The address that the nearest proxy has seen: the last one, without a port. */
function addressOf(c: AppContext): string | undefined {
  const last = c.req.header("x-forwarded-for")?.split(",").at(-1)?.trim();
  return last?.replace(/^\[(.*)\](?::\d+)?$/, "$1").replace(/^([\d.]+):\d+$/, "$1") || undefined;
}
