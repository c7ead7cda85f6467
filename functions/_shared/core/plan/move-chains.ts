/**
 * The pieces a plan is put together from, and the pods they weigh on. A unit is a seat, a wait or a chain of moves: it
 * takes at most one person from one pod and gives at most one to another; the pods in between keep their size.
 */
import type { PodId } from "../scoring/community.ts";
import type { Row } from "./plan.ts";

export interface PlanPod {
  readonly id: PodId;
  readonly area: string;
  /** Of a pod that closes: the one it had. Of a pod that is formed: the one it gets. */
  readonly advocate: string | null;
  size: number;
  /** `forming` and `closing` until the group that does it; a formed pod is `living`. */
  state: "living" | "forming" | "closing" | "closed";
  /** Units to come that give it somebody, and that take somebody from it. */
  readonly arrivals: Set<Unit>;
  readonly departures: Set<Unit>;
}

export interface Unit {
  rows: readonly Row[];
  /** The pod that loses a person; `null` for a seat and for a cycle. */
  giver: PlanPod | null;
  /** The pod that wins a person; `null` for a wait and for a cycle. */
  readonly taker: PlanPod | null;
}

/** A unit of these rows, known to the pods it weighs on. */
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
