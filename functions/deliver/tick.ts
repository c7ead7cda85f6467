/** A tick: sends the due errands, and reads what GitHub did not deliver. */
import { setTimeout as delay } from "node:timers/promises";
import { CHANNEL_IDS, type ChannelId } from "#shared/channels/index.ts";
import { newPseudonym } from "#shared/openfaas/operation.ts";
import { catchUp } from "./catch-up.ts";
import type { Deps } from "./deps.ts";
import type { openPodsReport } from "./pod-digest-errand.ts";
import { recoverDeliveries } from "./recovery.ts";
import type { Rests } from "./rests.ts";
import { afterFailure, LEASE_MS } from "./results.ts";
import { destinationIn, sendErrand } from "./send-errand.ts";

/** How long an errand waits while its destination is switched off. */
const OFF_MS = 600_000;

type Tally = Record<"sent" | "retried" | "unknown" | "dead", number>;
const TALLIED = { sent: "sent", retry: "retried", unknown: "unknown", dead: "dead" } as const;

interface TickParts {
  /** ms */
  readonly end: () => number;
  readonly read: () => Promise<unknown>;
  readonly reportPods: ReturnType<typeof openPodsReport>;
}

interface Report extends Tally {
  readonly outcome: "delivered" | "waiting" | "idle";
  readonly off: readonly Destination[];
  /** What is to be sent later, since more would be too much now, or is refused: from when, and why. */
  readonly waiting?: readonly { kind: string; errands: number; until: string; detail: string }[];
}

/** Sends the due errands, one after the other, until `end`, which moves when another tick comes meanwhile. */
export async function tick(deps: Deps, rests: Rests, { end, read, reportPods }: TickParts): Promise<Report> {
  const tally: Tally = { sent: 0, retried: 0, unknown: 0, dead: 0 };
  const hasRead = read();
  while (deps.now() < end()) {
    const [first] = await deps.store.claim(1, LEASE_MS);
    if (!first) break;
    const claim = await deps.store.gather(first);
    if (!claim) continue;
    const result = await sendErrand(claim, deps, rests).catch((error: unknown) =>
      afterFailure(claim, error, deps.now()),
    );
    if (result.state === "lost") continue;
    if ("restMs" in result && result.restMs) {
      const of = "restOf" in result ? result.restOf : undefined;
      const rest = { until: deps.now() + result.restMs, detail: result.detail };
      rests.begin(of ?? "destination", claim, destinationIn(claim.errand, deps), rest);
    }
    if (result.state === "off") {
      await deps.store.settle(claim, { state: "wait", afterMs: result.afterMs ?? OFF_MS, detail: result.detail });
      if (result.restMs) deps.log.warn(result.detail);
      continue;
    }
    if (await deps.store.settle(claim, result)) tally[TALLIED[result.state]] += 1;
    if (result.state !== "sent") deps.log.warn(`${claim.id}: ${result.detail}`, { state: result.state });
  }
  // It may take longer than a tick: then it goes on beside the next one.
  await Promise.race([hasRead, delay(Math.max(0, end() - deps.now()), undefined, { ref: false })]);
  const off = switchedOff(deps);
  const pods = await reportPods({ store: deps.store, connections: deps.connections() });
  await deps.store.saveSender({ tickedAt: deps.now(), off, ...pods });
  const waiting = rests.waiting(deps.now()).map((one) => ({ ...one, until: new Date(one.until).toISOString() }));
  const later = waiting.length > 0 ? "waiting" : "idle";
  const outcome = Object.values(tally).some((count) => count > 0) ? "delivered" : later;
  return { outcome, ...tally, off, ...(waiting.length > 0 && { waiting }) };
}

/** Looks for deliveries that failed, and for what no delivery says. A failure of either must not stop the errands. */
export async function readGitHub(deps: Deps): Promise<void> {
  const github = deps.github();
  if (!github) return;
  const settings = deps.settings();
  await recoverDeliveries({ ...deps, settings, github }).catch((error: unknown) =>
    deps.log.warn(`Deliveries that failed were not looked for: ${error}`),
  );
  await catchUp({ ...deps, settings, listings: github.listings(settings.organisation), newPseudonym }).catch(
    (error: unknown) => deps.log.warn(`GitHub was not read: ${error}`),
  );
}

type Destination = "github" | ChannelId;

function switchedOff({ github, connections }: Deps): Destination[] {
  const channels = CHANNEL_IDS.filter((id) => !connections().community.has(id));
  return github() ? channels : ["github", ...channels];
}
