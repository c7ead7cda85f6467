/**
 * Turns the difference between two seatings into an ordered list of groups. Each group is the smallest set of changes
 * that is valid by itself after the groups before it.
 */
import type { Community, PodId, Seating } from "../scoring/community.ts";
import { sortById } from "../search/index-community.ts";
import { type LiveSeating, liveSeating } from "./live-seating.ts";
import { type PlanPod, type Unit, unitOf } from "./move-chains.ts";
import { chainsOf, type Move } from "./paths.ts";
import type { Group, Hold, Row } from "./plan.ts";
import { schedule } from "./schedule.ts";

const NOTHING: Group = { forms: [], closes: [], rows: [], advocates: [] };

/**
 * The groups that lead from the community's seats to `target`: seats first, then moves, pods formed and closed as soon
 * as possible, appointments last. People that `target` does not name wait. The same community and target give the same
 * groups, in whatever order they list people and pods.
 */
export function groupsOf(community: Community, target: Seating): Group[] {
  const live = liveSeating(community);
  const rows = rowsTo(community, target, live);
  const pods = podsBetween(live, target);
  const units = unitsOf(rows, pods);
  const groups = [...emptyPods(pods), ...schedule(units)];
  return [...groups, ...appointments(live, target, groups)];
}

/** One row for each person who sits somewhere else in `target`, in the order of ids. */
function rowsTo(community: Community, target: Seating, live: LiveSeating): Row[] {
  const goal = new Map<string, PodId>();
  for (const pod of target.pods) for (const member of pod.members) goal.set(member, pod.id);
  const rows: Row[] = [];
  for (const { id: member } of sortById(community.members)) {
    const from = live.people.get(member)?.pod ?? null;
    const to = goal.get(member) ?? null;
    if (from === to) continue;
    const despite = holdsOn(live, { member, from, to });
    rows.push({ member, from, to, ...(despite.length > 0 && { despite }) });
  }
  return rows;
}

/**
 * What holds this person in their seat. The search ignores a hold only where no valid size is possible otherwise; but an
 * advocate moves once their pod has closed.
 */
function holdsOn(live: LiveSeating, { member, from, to }: Row): Hold[] {
  const left = from !== null ? live.pods.get(from) : undefined;
  const entered = to !== null ? live.pods.get(to) : undefined;
  const holds: Hold[] = [];
  if (left && live.people.get(member)?.pinned) holds.push("pinned");
  if (left?.advocate === member) holds.push("advocate");
  if (left?.locked || entered?.locked) holds.push("locked");
  return holds;
}

function podsBetween(live: LiveSeating, target: Seating): Map<PodId, PlanPod> {
  const pods = new Map<PodId, PlanPod>();
  const put = (pod: Pick<PlanPod, "id" | "area" | "advocate" | "size" | "state">) =>
    pods.set(pod.id, { ...pod, arrivals: new Set(), departures: new Set() });
  for (const [id, { area, advocate, members }] of live.pods) {
    put({ id, area, advocate, size: members.size, state: "closing" });
  }
  for (const { id, area, advocate } of target.pods) {
    const now = pods.get(id);
    if (now) now.state = "living";
    else put({ id, area, advocate, size: 0, state: "forming" });
  }
  return pods;
}

/** In the order in which they are tried: seats, then people who must wait, then chains of moves. */
function unitsOf(rows: readonly Row[], pods: ReadonlyMap<PodId, PlanPod>): Unit[] {
  const byMember = new Map(rows.map((row) => [row.member, row]));
  const moves = rows.filter((row): row is Row & Move => row.from !== null && row.to !== null);
  const seats = rows.filter((row) => row.from === null).map((row) => [row]);
  const waits = rows.filter((row) => row.to === null).map((row) => [row]);
  const chains = chainsOf(moves).map((chain) => chain.flatMap((move) => byMember.get(move.member) ?? []));
  return [...seats, ...waits, ...chains].map((unit) => unitOf(unit, pods));
}

/** Pods that are empty already only have to be closed. */
function emptyPods(pods: ReadonlyMap<PodId, PlanPod>): Group[] {
  return [...pods.values()]
    .filter((pod) => pod.state === "closing" && pod.size === 0)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, area }) => ({ ...NOTHING, closes: [{ pod: id, area, advocate: null }] }));
}

/** The advocates of `target` that no group has appointed yet, one group each. */
function appointments(live: LiveSeating, target: Seating, groups: readonly Group[]): Group[] {
  const appointed = new Set(groups.flatMap((group) => group.advocates.map(({ pod }) => pod)));
  return target.pods
    .flatMap(({ id, advocate }) =>
      advocate === null || appointed.has(id) || live.pods.get(id)?.advocate === advocate
        ? []
        : [{ pod: id, member: advocate }],
    )
    .sort((a, b) => (a.pod < b.pod ? -1 : 1))
    .map((appointment) => ({ ...NOTHING, advocates: [appointment] }));
}
