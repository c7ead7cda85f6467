/**
 * The units that a plan is put together from, and the pods that they change. A unit is a seat, a wait or a chain of
 * moves: it takes at most one person from one pod and adds at most one to another; the pods in between keep their size.
 */
import type { PodId } from "../scoring/community.ts";
import type { Row } from "./plan.ts";

export interface PlanPod {
  readonly id: PodId;
  readonly area: string;
  /** A closing pod's last advocate; a forming pod's first one. */
  readonly advocate: string | null;
  size: number;
  /** `forming` until the group that forms it, then `living`; `closing` until the group that closes it. */
  state: "living" | "forming" | "closing" | "closed";
  /** Units not applied yet that bring it a person, and that take a person from it. */
  readonly arrivals: Set<Unit>;
  readonly departures: Set<Unit>;
}

export interface Unit {
  rows: readonly Row[];
  /** The pod that loses a person; `null` for a seat and for a cycle. */
  giver: PlanPod | null;
  /** The pod that gains a person; `null` for a wait and for a cycle. */
  readonly taker: PlanPod | null;
}

/** Makes a unit of these rows and registers it with the pods whose size it changes. */
export function unitOf(rows: readonly Row[], pods: ReadonlyMap<PodId, PlanPod>): Unit {
  const from = rows[0]?.from ?? null;
  const to = rows.at(-1)?.to ?? null;
  const unit: Unit = {
    rows,
    giver: from !== null && from !== to ? (pods.get(from) ?? null) : null,
    taker: to !== null && from !== to ? (pods.get(to) ?? null) : null,
  };
  unit.giver?.departures.add(unit);
  unit.taker?.arrivals.add(unit);
  return unit;
}
