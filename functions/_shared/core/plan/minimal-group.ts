/**
 * The smallest set of units around one unit that can be applied together: a pod is formed with its people, closed with
 * its people's moves, and no pod ends outside of 5 to 9 unless it is nearer to it than before. Whatever a pod lacks for
 * that is looked for among the units still to come.
 */

import { POD } from "../scoring/points.ts";
import { mayBecome } from "./apply.ts";
import type { PlanPod, Unit } from "./move-chains.ts";

export interface Limits {
  readonly units: number;
  readonly rows: number;
  /** Pods formed and closed. */
  readonly upheavals: number;
  /** People may leave a pod that closes before the rest does, while it keeps five. */
  readonly early: boolean;
}

interface Draft {
  readonly units: Set<Unit>;
  /** By how much each pod's size changes. */
  readonly change: Map<PlanPod, number>;
  readonly upheavals: Set<PlanPod>;
  readonly unsettled: PlanPod[];
  rows: number;
}

/** The units to apply with `seed`, itself among them; `undefined` when there is no such set within the limits. */
export function minimalGroupOf(seed: Unit, limits: Limits): ReadonlySet<Unit> | undefined {
  const draft: Draft = { units: new Set(), change: new Map(), upheavals: new Set(), unsettled: [], rows: 0 };
  add(draft, seed);
  for (let pod = draft.unsettled.pop(); pod; pod = draft.unsettled.pop()) {
    const needed = lacking(pod, draft, limits);
    if (needed === undefined) return undefined;
    for (const unit of needed) add(draft, unit);
    const tooMuch = draft.units.size > limits.units || draft.rows > limits.rows;
    if (tooMuch || draft.upheavals.size > limits.upheavals) return undefined;
  }
  return draft.units;
}

function add(draft: Draft, unit: Unit): void {
  draft.units.add(unit);
  draft.rows += unit.rows.length;
  for (const [pod, by] of [
    [unit.giver, -1],
    [unit.taker, 1],
  ] as const) {
    if (pod === null) continue;
    draft.change.set(pod, (draft.change.get(pod) ?? 0) + by);
    draft.unsettled.push(pod);
  }
}

/** The units this pod still needs beside the draft: none when it is well, `undefined` when nothing can help it. */
function lacking(pod: PlanPod, draft: Draft, limits: Limits): Unit[] | undefined {
  const after = pod.size + (draft.change.get(pod) ?? 0);
  switch (pod.state) {
    case "forming": {
      draft.upheavals.add(pod);
      const spared = firstOf(pod.arrivals, draft, (unit) => canGive(unit.giver, draft));
      if (spared) return [spared];
      // Who cannot be spared yet comes later by themselves, if the pod has five without them.
      if (after >= POD.min) return after <= POD.max ? [] : undefined;
      const others = [...pod.arrivals].filter((unit) => !draft.units.has(unit));
      return others.length > 0 ? others : undefined;
    }
    case "closing":
      if (limits.early && after >= POD.min) return [];
      draft.upheavals.add(pod);
      return [...pod.departures].filter((unit) => !draft.units.has(unit));
    default: {
      if (mayBecome(pod.size, after)) return [];
      const help =
        after < POD.min
          ? (firstOf(pod.arrivals, draft, (unit) => canGive(unit.giver, draft)) ?? firstOf(pod.arrivals, draft))
          : (firstOf(pod.departures, draft, (unit) => canTake(unit.taker, draft)) ?? firstOf(pod.departures, draft));
      return help && [help];
    }
  }
}

function firstOf(units: Iterable<Unit>, draft: Draft, suits: (unit: Unit) => boolean = () => true): Unit | undefined {
  for (const unit of units) if (!draft.units.has(unit) && suits(unit)) return unit;
  return undefined;
}

/** Whether the pod can spare one more person; those who wait always can. */
function canGive(pod: PlanPod | null, draft: Draft): boolean {
  return pod === null || (pod.state === "living" && canBecome(pod, draft, -1));
}

function canTake(pod: PlanPod | null, draft: Draft): boolean {
  return pod === null || (pod.state === "living" && canBecome(pod, draft, 1));
}

function canBecome(pod: PlanPod, draft: Draft, by: number): boolean {
  return mayBecome(pod.size, pod.size + (draft.change.get(pod) ?? 0) + by);
}
