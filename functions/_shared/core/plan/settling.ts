/** Plans leave people alone who have not settled: they joined their pod a short while ago. */
import { isSound } from "../pod.ts";
import type { Community } from "../scoring/community.ts";
import type { Settings } from "../settings.ts";
import { isSettling } from "../settled.ts";
import { DAY_MS, endOfDay } from "../week.ts";
import type { Change } from "./plan.ts";
import { podSizes } from "./pod-sizes.ts";

const DAYS_A_WEEK = 7;

/**
 * People whose seat began before this instant (ms) are settled. The clock counts in whole days, so that a plan that is made
 * again on the same day is the same.
 */
export function settledBefore(
  now: number,
  { rebalance, digest }: { rebalance: Pick<Settings["rebalance"], "settleWeeks">; digest: { timezone: string } },
): number {
  if (rebalance.settleWeeks === 0) return Number.POSITIVE_INFINITY;
  return endOfDay(now, digest.timezone, rebalance.settleWeeks * DAYS_A_WEEK);
}

/** Seats that a search gave to imported people since this instant (ms) may change as if they had none. */
export const foundingSince = (now: number): number => now - DAY_MS;

/** How many people a plan with these changes leaves alone because they have not settled. */
export function countSettling(community: Community, changes: readonly Change[]): number {
  const areas = new Map(community.pods.map(({ id, area }) => [id, area]));
  const sizes = podSizes(community);
  const moved = new Set(
    changes.flatMap((change) => ("member" in change && change.kind !== "advocate" ? [change.member] : [])),
  );
  return community.members.filter((member) => {
    const { id, pod, pinned, founding } = member;
    if (pod === null || pinned || founding || moved.has(id) || !isSound(sizes.get(pod) ?? 0)) return false;
    return isSettling(member, areas.get(pod) ?? "");
  }).length;
}
