/**
 * The smallest set of units around one unit that can be applied together. A pod is formed together with the arrival of
 * its people and closed together with their departure. Every other pod ends within 5 to 9, or nearer to it than before.
 * Units that a pod needs for that are taken from those not applied yet.
 */

import { POD } from "../scoring/points.ts";
import { mayBecome } from "./apply.ts";
import type { PlanPod, Unit } from "./move-chains.ts";

export interface Limits {
  readonly units: number;
  readonly rows: number;
  /** How many pods may be formed or closed. */
  readonly upheavals: number;
  /** Some people may leave a closing pod before the others, as long as five stay. */
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

/** The units to apply with `seed`, including `seed`; `undefined` when there is no such set within the limits. */
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

/** The units that this pod needs besides the draft: none when its size is valid, `undefined` when nothing can help. */
function lacking(pod: PlanPod, draft: Draft, limits: Limits): Unit[] | undefined {
  const after = pod.size + (draft.change.get(pod) ?? 0);
  switch (pod.state) {
    case "forming": {
      draft.upheavals.add(pod);
      const isShort = after < POD.min;
      const spared =
        firstOf(pod.arrivals, draft, (unit) => bringsAdvocate(unit, pod) && canGive(unit.giver, draft)) ??
        firstOf(pod.arrivals, draft, ({ giver }) => (isShort ? canGive(giver, draft) : giver === null));
      if (spared) return [spared];
      // Once the pod has five, people of other pods come later, each for what that move is worth.
      if (!isShort) return after <= POD.max ? [] : undefined;
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

const bringsAdvocate = ({ rows }: Unit, { advocate }: PlanPod): boolean =>
  advocate !== null && rows.at(-1)?.member === advocate;

/** Whether the pod can spare one more person. The queue (`null`) always can. */
function canGive(pod: PlanPod | null, draft: Draft): boolean {
  return pod === null || (pod.state === "living" && canBecome(pod, draft, -1));
}

function canTake(pod: PlanPod | null, draft: Draft): boolean {
  return pod === null || (pod.state === "living" && canBecome(pod, draft, 1));
}

function canBecome(pod: PlanPod, draft: Draft, by: number): boolean {
  return mayBecome(pod.size, pod.size + (draft.change.get(pod) ?? 0) + by);
}
