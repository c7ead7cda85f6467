/**
 * Finds deliveries that failed while we were away and asks GitHub for them again: it does not send them again by itself.
 * What was done already changes nothing, so asking once too often does no harm.
 */
import { lacksPermission, needsOf } from "#shared/core/github/access.ts";
import type { Recovery } from "#shared/core/ports.ts";
import type { Settings } from "#shared/core/settings.ts";
import type { GitHub } from "#shared/github/client.ts";
import { failureOf } from "#shared/github/failure.ts";
import type { HookDelivery } from "#shared/github/hook-deliveries.ts";
import type { DeliverStore } from "./store.ts";

const MINUTE_MS = 60_000;
/** GitHub keeps deliveries for three days. */
const KEPT_MS = 3 * 24 * 60 * MINUTE_MS;
const LOOK_AGAIN_MS = 10 * MINUTE_MS;
/** How long one look may take; then another process begins anew. */
const LEASE_MS = 5 * MINUTE_MS;
/** GitHub lists a delivery some time after it was made. */
const LISTED_AFTER_MS = 10 * MINUTE_MS;
/** A few more times each, the last one twenty hours later. */
const TIMES_MAX = 6;
const GAP_MS = 10 * MINUTE_MS;
const GAP_FACTOR = 3;
/** A second between two calls that write is what GitHub asks for. */
const AT_ONCE_MAX = 100;
const LOST_KEPT_MAX = 100;

export interface RecoveryContext {
  readonly store: DeliverStore;
  readonly settings: Settings;
  readonly github: GitHub;
  readonly now: () => number;
  readonly log: { warn(message: string): void };
}

export async function recoverDeliveries(context: RecoveryContext): Promise<void> {
  const { store, now } = context;
  const before = await store.claimRecovery(now(), now() + LEASE_MS);
  if (!before) return;
  const since = Math.max(before.since, now() - KEPT_MS);
  const lost = before.lost.filter(({ at }) => at >= now() - KEPT_MS);
  try {
    await recoverSince(since, lost, context);
  } catch (error) {
    const { kind, detail } = failureOf(error, now());
    if (kind !== "refused") throw error;
    await store.saveRecovery({ since, lost, fault: refusedInWords(detail) }, now() + LOOK_AGAIN_MS);
  }
}

function refusedInWords(detail: string): string {
  const { fineGrained, classic } = needsOf("recovery");
  const grant = `Give a fine-grained token in pods-github the ${fineGrained}, or a classic one the scope ${classic}`;
  return `${detail}.${lacksPermission(detail) ? ` ${grant}; it goes on by itself.` : ""}`;
}

async function recoverSince(
  since: number,
  lost: Recovery["lost"],
  { store, settings, github, now, log }: RecoveryContext,
): Promise<void> {
  const hook = await github.hook(settings.organisation, (url) => leadsToUs(url, settings));
  if ("fault" in hook) return store.saveRecovery({ since, lost, fault: hook.fault }, now() + LOOK_AGAIN_MS);

  const found = judge(await hook.deliveries(since), since, now());
  for (const { id, guid } of found.due.slice(0, AT_ONCE_MAX)) {
    try {
      await hook.redeliver(id);
    } catch (error) {
      const { kind, detail } = failureOf(error, now());
      log.warn(`GitHub does not deliver ${guid} again: ${detail}`);
      if (kind === "refused") throw error;
      if (kind === "limited") break;
    }
  }
  const isAll = found.due.length <= AT_ONCE_MAX;
  await store.saveRecovery(
    { since: found.since, lost: withLost(lost, found.lost) },
    now() + (isAll ? LOOK_AGAIN_MS : MINUTE_MS),
  );
}

/** The address of on-github-event at the gateway, or below the community's own address. */
function leadsToUs(url: string, { publicUrl }: Settings): boolean {
  const address = url.replace(/[?#].*$/, "").replace(/\/+$/, "");
  return address.endsWith("/function/on-github-event") || address === `${publicUrl}/on-github-event`;
}

interface Found {
  /** The latest of each that is to be asked for again, those said first before the others. */
  readonly due: readonly HookDelivery[];
  readonly lost: Recovery["lost"];
  readonly since: number;
}

/** What to do about deliveries, newest first. Those that were delivered before `since` are done with. */
function judge(deliveries: readonly HookDelivery[], since: number, now: number): Found {
  const due: { readonly latest: HookDelivery; readonly first: HookDelivery }[] = [];
  const lost: Recovery["lost"][number][] = [];
  let open = Math.max(since, now - LISTED_AFTER_MS);
  for (const all of groupsOf(deliveries)) {
    const [latest, first] = [all[0], all.at(-1)];
    if (!latest || !first || first.redelivery || all.some(({ ok }) => ok)) continue;
    const times = all.length - 1;
    if (times >= TIMES_MAX) {
      lost.push({ guid: first.guid, at: first.at, status: latest.status });
      continue;
    }
    open = Math.min(open, first.at);
    const gap = times === 0 ? 0 : GAP_MS * GAP_FACTOR ** (times - 1);
    if (now - latest.at >= gap) due.push({ latest, first });
  }
  due.sort((a, b) => a.first.at - b.first.at || a.first.id - b.first.id);
  return { due: due.map(({ latest }) => latest), lost, since: open };
}

function groupsOf(deliveries: readonly HookDelivery[]): Iterable<HookDelivery[]> {
  const groups = new Map<string, HookDelivery[]>();
  for (const one of deliveries) groups.set(one.guid, [...(groups.get(one.guid) ?? []), one]);
  return groups.values();
}

const withLost = (before: Recovery["lost"], more: Recovery["lost"]): Recovery["lost"] =>
  [...new Map([...before, ...more].map((one) => [one.guid, one])).values()]
    .sort((a, b) => a.at - b.at)
    .slice(-LOST_KEPT_MAX);
