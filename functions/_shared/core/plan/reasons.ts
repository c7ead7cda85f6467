/**
 * Why each change is in a plan: the points it saves and the rules it restores, nothing else. `sit-reasons.ts` explains
 * seats and moves; this file explains changes of pods, and people who lose their seat.
 */
import { unreachable } from "../errors.ts";
import type { PlacedMember, PodId } from "../scoring/community.ts";
import { POD } from "../scoring/points.ts";
import { rankOf } from "../scoring/points-by.ts";
import { TERMS } from "../scoring/terms.ts";
import type { BareChange } from "./group-codec.ts";
import type { Group, Reason } from "./plan.ts";
import type { PlanDiff, PodChange } from "./plan-diff.ts";
import { reasonsToSit, worseChoice } from "./sit-reasons.ts";
import { savesSize } from "./size-saved.ts";
import { ASIDE, RULE, type WeighedReason } from "./weighed-reason.ts";

/** Nobody reads more than this. */
const REASONS_MAX = 3;

/**
 * One to three reasons for a change of a group, the weightiest first; then how new the seat was, the locks that do not hold,
 * what the change costs the person, and what the group gains in sum.
 *
 * @param saved the points that the group saves
 */
export function reasonsFor(diff: PlanDiff, group: Group, change: BareChange, saved: number): Reason[] {
  const weighed = weighedReasons(diff, group, change);
  weighed.sort(([a], [b]) => b - a);
  const gained = weightiest(weighed.map(([, reason]) => reason));
  const isRecent = change.kind === "move" && diff.people.get(change.member)?.founding;
  const reasons: Reason[] = [
    ...(gained.length > 0 ? gained : [{ because: "part-of-group" } as const]),
    ...(isRecent ? [{ because: "recent-seat", pod: change.from } as const] : []),
    ...locksBroken(diff, change),
  ];
  const lost = change.kind === "move" ? worseChoice(diff, change) : undefined;
  if (!lost) return reasons;
  return saved > 0 ? [...reasons, lost, { because: "group-saves", points: saved }] : [...reasons, lost];
}

/** What the person gains is among them, however much it weighs: people who are asked to move read it first of all. */
function weightiest(reasons: readonly Reason[]): Reason[] {
  const own = reasons.slice(REASONS_MAX).filter(({ because }) => because === "choice");
  return [...reasons.slice(0, REASONS_MAX - own.length), ...own];
}

function weighedReasons(diff: PlanDiff, group: Group, change: BareChange): WeighedReason[] {
  switch (change.kind) {
    case "seat":
    case "move":
      return reasonsToSit(diff, group, change);
    case "wait":
      return reasonsToWait(diff, group, change.from);
    case "form":
      return reasonsToForm(diff, group, change);
    case "close":
      return reasonsToClose(diff, group, change);
    case "advocate":
      return [[RULE, { because: "volunteered", pod: change.pod }]];
    default:
      return unreachable(change);
  }
}

/** The search changes who sits in a locked pod only where its size is not valid. */
function locksBroken({ pods }: PlanDiff, change: BareChange): Reason[] {
  return seatsChangedIn(change).flatMap((pod) => (pods.get(pod)?.locked ? [{ because: "despite-lock", pod }] : []));
}

/** The pods that somebody joins or leaves by this change. */
function seatsChangedIn(change: BareChange): PodId[] {
  switch (change.kind) {
    case "seat":
      return [change.to];
    case "move":
      return [change.from, change.to];
    case "wait":
      return change.from === null ? [] : [change.from];
    case "close":
      return [change.pod];
    case "form":
    case "advocate":
      return [];
    default:
      return unreachable(change);
  }
}

function reasonsToWait(diff: PlanDiff, group: Group, from: PodId | null): WeighedReason[] {
  const people = diff.people.size;
  if (people < POD.min) return [[RULE, { because: "too-few-people", people }]];
  const pod = from === null ? undefined : diff.pods.get(from);
  if (!pod) return [[ASIDE, { because: "no-room" }]];
  if (group.closes.length > 0) return [[RULE, { because: "pod-closes", pod: pod.id }]];
  const size = pod.before.length;
  return [[RULE, size > POD.max ? { because: "was-full", pod: pod.id, size } : { because: "makes-room", pod: pod.id }]];
}

function reasonsToForm(
  diff: PlanDiff,
  group: Group,
  { pod, area }: Extract<BareChange, { kind: "form" }>,
): WeighedReason[] {
  const reasons: WeighedReason[] = [];
  const arrivals = group.rows.filter((row) => row.to === pod);
  const seats = arrivals.filter((row) => row.from === null);
  const forArea = seats.every((row) => diff.people.get(row.member)?.areas.includes(area));
  const people = diff.waitedFor(area, forArea ? "named" : "agreed");
  const waited = { because: "enough-waiting", people, ...(forArea && { area }) } as const;
  if (seats.length > 0) reasons.push([seats.length, waited]);
  const after = diff.pods.get(pod)?.after ?? [];
  const fans = after.filter((member) => member.areas[0] === area).length;
  if (fans > 0 && !(forArea && seats.length === after.length))
    reasons.push([fans, { because: "wanted", area, people: fans }]);
  for (const from of new Set(arrivals.map((row) => row.from))) {
    const size = from === null ? 0 : (diff.pods.get(from)?.before.length ?? 0);
    if (from !== null && size > POD.max) reasons.push([RULE, { because: "was-full", pod: from, size }]);
  }
  return reasons;
}

function reasonsToClose(diff: PlanDiff, group: Group, change: Closing): WeighedReason[] {
  const { pod, area } = change;
  const reasons: WeighedReason[] = [];
  const people = diff.people.size;
  const tooFew = people < POD.min;
  if (tooFew) reasons.push([RULE + 1, { because: "too-few-people", people }]);
  const { lost, before: left } = diff.pods.get(pod) ?? { lost: false, before: [] };
  if (lost) reasons.push([RULE + 2, { because: "area-gone", area }]);
  const anew = lost || left.length < POD.min ? undefined : formedAnew(diff, change, left);
  // Where all people are too few for a pod, those of this one are, too, and nobody is better off elsewhere.
  if (tooFew) return reasons;
  if (left.length < POD.min) reasons.push([RULE, { because: "too-few-left", pod, size: left.length }]);
  else if (anew) reasons.push([RULE, { because: "advocate-moves", pod: anew.id }]);
  else if (left.length < POD.target && savesSize(diff, group))
    reasons.push([TERMS.size.points, { because: "was-small", pod, size: left.length }]);
  const elsewhere = left.filter((member) => rankOf(member, area) > 0).length;
  if (elsewhere > 0 && !lost && !anew) reasons.push([elsewhere, { because: "unwanted", area, people: elsewhere }]);
  return reasons;
}

type Closing = Extract<BareChange, { kind: "close" }>;

/** The new pod of the same area in which most people of a closing one sit, without its advocate. */
function formedAnew(
  { pods }: PlanDiff,
  { area, advocate }: Closing,
  left: readonly PlacedMember[],
): PodChange | undefined {
  if (advocate === null) return undefined;
  const others = new Set(left.filter(({ id }) => id !== advocate));
  return [...pods.values()].find(
    ({ area: other, before, after }) =>
      other === area &&
      before.length === 0 &&
      after.every(({ id }) => id !== advocate) &&
      2 * after.filter((member) => others.has(member)).length > others.size,
  );
}
