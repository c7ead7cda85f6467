/**
 * Orders units so that each can be applied after those before it: alone if possible, else together with as few others as
 * possible. Every unit brings a living pod's size closer to its final size, so nearly always some unit fits. The other
 * cases are pods that are formed or closed, together with the units that they need.
 */
import { mayBecome } from "./apply.ts";
import { type Limits, minimalGroupOf } from "./minimal-group.ts";
import type { PlanPod, Unit } from "./move-chains.ts";
import { GROUP_ROWS_MAX, type Group } from "./plan.ts";

const ANY = Number.POSITIVE_INFINITY;

/** From the smallest groups to the biggest. A level is tried only when nothing fits at the levels before it. */
const LEVELS: readonly Limits[] = [
  { units: 1, rows: GROUP_ROWS_MAX, upheavals: 0, early: false },
  { units: ANY, rows: GROUP_ROWS_MAX, upheavals: 1, early: false },
  { units: ANY, rows: 40, upheavals: ANY, early: false },
  { units: ANY, rows: GROUP_ROWS_MAX, upheavals: ANY, early: false },
  { units: ANY, rows: 20, upheavals: ANY, early: true },
];

/** Units in the order in which they are tried. A unit that is in the queue is not added again. */
class Queue {
  private readonly items: Unit[];
  private next = 0;
  private readonly queued: Set<Unit>;

  constructor(units: readonly Unit[]) {
    this.items = [...units];
    this.queued = new Set(units);
  }

  put(unit: Unit): void {
    if (this.queued.has(unit)) return;
    this.queued.add(unit);
    this.items.push(unit);
  }

  take(): Unit | undefined {
    const unit = this.items[this.next];
    if (!unit) return undefined;
    this.next++;
    this.queued.delete(unit);
    return unit;
  }
}

/**
 * The groups, in order, that carry out all units. `units` come in the order of preference. A unit is left out if no order
 * of valid groups can carry it out. That never happens when the target keeps every pod within 5 to 9 and has no cycle of
 * moves through more than `GROUP_ROWS_MAX` full (or short) pods.
 */
export function schedule(units: readonly Unit[]): Group[] {
  const pending = new Set(units);
  const upheavalsFirst = [...units.filter(isPartOfUpheaval), ...units.filter((unit) => !isPartOfUpheaval(unit))];
  const queues = [...LEVELS, "wait"].map((_, level) => new Queue(level === 0 ? units : upheavalsFirst));
  const groups: Group[] = [];
  while (pending.size > 0) {
    const next = takeFirst(queues, pending);
    if (!next) break;
    const limits = LEVELS[next.level];
    if (limits && next.level > 0 && !limits.early && !standsForItsPods(next.seed)) continue;
    const together = limits ? minimalGroupOf(next.seed, limits) : sentToWait(next.seed);
    if (!together) continue;
    const touched = podsOf(together);
    groups.push(limits ? carryOut(together) : park(together));
    for (const unit of together) if (limits || !unit.taker) pending.delete(unit);
    // What these pods need or can spare has changed: their other units get another chance, at every level.
    for (const pod of touched) {
      for (const unit of [...pod.arrivals, ...pod.departures]) for (const queue of queues) queue.put(unit);
    }
  }
  return groups;
}

/** Most often a pod that must be formed or closed first is what blocks other units. */
function isPartOfUpheaval({ giver, taker }: Unit): boolean {
  return giver?.state === "closing" || taker?.state === "forming";
}

/**
 * All units of a pod that forms or closes need the same other units, so one of them is tried for all. For a forming pod
 * that is preferably a unit that does not come from a closing pod; for a closing pod, one that does not lead to a
 * forming pod.
 */
function standsForItsPods(unit: Unit): boolean {
  const { giver, taker } = unit;
  const preferred = (units: ReadonlySet<Unit>, isFree: (unit: Unit) => boolean) => {
    for (const other of units) if (isFree(other)) return other;
    return units.values().next().value;
  };
  const forming = taker?.state === "forming";
  const closing = giver?.state === "closing";
  if (forming && preferred(taker.arrivals, (other) => other.giver?.state !== "closing") === unit) return true;
  if (closing && preferred(giver.departures, (other) => other.taker?.state !== "forming") === unit) return true;
  return !forming && !closing;
}

function takeFirst(queues: readonly Queue[], pending: ReadonlySet<Unit>): { level: number; seed: Unit } | undefined {
  for (const [level, queue] of queues.entries()) {
    for (let seed = queue.take(); seed; seed = queue.take()) if (pending.has(seed)) return { level, seed };
  }
  return undefined;
}

function podsOf(units: Iterable<Unit>): Set<PlanPod> {
  const pods = new Set<PlanPod>();
  for (const { giver, taker } of units) {
    if (giver) pods.add(giver);
    if (taker) pods.add(taker);
  }
  return pods;
}

/** Makes a group of these units and updates the pods to their state after it. */
function carryOut(units: ReadonlySet<Unit>): Group {
  for (const unit of units) {
    if (unit.giver) {
      unit.giver.size--;
      unit.giver.departures.delete(unit);
    }
    if (unit.taker) {
      unit.taker.size++;
      unit.taker.arrivals.delete(unit);
    }
  }
  const pods = [...podsOf(units)];
  const formed = pods.filter((pod) => pod.state === "forming");
  const closed = pods.filter((pod) => pod.state === "closing" && pod.size === 0);
  for (const pod of formed) pod.state = "living";
  for (const pod of closed) pod.state = "closed";
  const rows = [...units].flatMap((unit) => unit.rows);
  const placed = new Map(rows.map((row) => [row.member, row.to]));
  return {
    forms: formed.map(({ id, area }) => ({ pod: id, area })),
    closes: closed.map(({ id, area, advocate }) => ({ pod: id, area, advocate })),
    rows,
    advocates: formed.flatMap(({ id, advocate }) =>
      advocate !== null && placed.get(advocate) === id ? [{ pod: id, member: advocate }] : [],
    ),
  };
}

/**
 * The last resort, for pods that form or close with more people than one group may name: a person goes to the queue now
 * and takes their new seat from there later. If the pod closes, all its people do.
 */
function sentToWait(seed: Unit): ReadonlySet<Unit> | undefined {
  const pod = seed.giver;
  if (!pod || !seed.taker) return undefined;
  if (pod.state === "closing") return pod.size <= GROUP_ROWS_MAX ? new Set(pod.departures) : undefined;
  return mayBecome(pod.size, pod.size - 1) ? new Set([seed]) : undefined;
}

function park(units: ReadonlySet<Unit>): Group {
  const parked: Unit[] = [];
  for (const unit of units) {
    const [first, ...others] = unit.rows;
    if (!first || !unit.taker) {
      parked.push(unit);
      continue;
    }
    parked.push({ rows: [{ ...first, to: null }], giver: unit.giver, taker: null });
    unit.giver?.departures.delete(unit);
    unit.giver = null;
    unit.rows = [{ member: first.member, from: null, to: first.to }, ...others];
  }
  return carryOut(new Set(parked));
}
