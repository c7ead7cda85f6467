/**
 * Puts units in an order in which each can be applied after those before it, by itself where that is possible and with
 * as few others as possible where it is not. Sizes of living pods go straight from what they are to what they shall be,
 * so there nearly always is a unit that fits; the rest are pods formed and closed, with what they need around them.
 */
import { mayBecome } from "./apply.ts";
import { type Limits, minimalGroupOf } from "./minimal-group.ts";
import type { PlanPod, Unit } from "./move-chains.ts";
import { GROUP_ROWS_MAX, type Group } from "./plan.ts";

const ANY = Number.POSITIVE_INFINITY;

/** From the smallest groups to the biggest; the next is tried only when nothing fits the ones before. */
const LEVELS: readonly Limits[] = [
  { units: 1, rows: GROUP_ROWS_MAX, upheavals: 0, early: false },
  { units: ANY, rows: GROUP_ROWS_MAX, upheavals: 1, early: false },
  { units: ANY, rows: 40, upheavals: ANY, early: false },
  { units: ANY, rows: GROUP_ROWS_MAX, upheavals: ANY, early: false },
  { units: ANY, rows: 20, upheavals: ANY, early: true },
];

/** Units in the order in which they are to be tried, each at most once at a time. */
class Queue {
  private readonly items: Unit[];
  private head = 0;
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
    const unit = this.items[this.head];
    if (!unit) return undefined;
    this.head++;
    this.queued.delete(unit);
    return unit;
  }
}

/**
 * The groups, in order, that carry out all units. `units` come in the order of preference. A unit that no order of
 * valid groups can carry out is left out; there is none when the seating aimed at keeps every pod within 5 to 9 and no
 * closed ring of more than `GROUP_ROWS_MAX` full (or short) pods passes people round.
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
    if (limits && next.level > 0 && !limits.early && !speaksForItsPods(next.seed)) continue;
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

/** What blocks others is most often a pod that must be formed or closed first. */
function isPartOfUpheaval({ giver, taker }: Unit): boolean {
  return giver?.state === "closing" || taker?.state === "forming";
}

/**
 * All units of a pod that is to be formed, or closed, need the same ones beside them: one of them is tried for all. For
 * a pod to be formed it is somebody who does not come from one to be closed, if there is any, and the other way round.
 */
function speaksForItsPods(unit: Unit): boolean {
  const { giver, taker } = unit;
  const first = (units: ReadonlySet<Unit>, freely: (unit: Unit) => boolean) => {
    for (const one of units) if (freely(one)) return one;
    return units.values().next().value;
  };
  const forming = taker?.state === "forming";
  const closing = giver?.state === "closing";
  if (forming && first(taker.arrivals, (one) => one.giver?.state !== "closing") === unit) return true;
  if (closing && first(giver.departures, (one) => one.taker?.state !== "forming") === unit) return true;
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

/** Makes a group of these units and brings the pods to where they are after it. */
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
 * The last resort, for upheavals of more people than one group may hold: somebody leaves for the queue now and takes
 * their new seat from there later. A closing pod's people all do.
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
