/**
 * Why each change is in a plan: the points it saves, and the rules it mends. What a row saves is found by asking what
 * the two pods would cost had this one person stayed behind; nothing is said that the points do not say.
 */
import { unreachable } from "../errors.ts";
import type { PlacedMember, PodId } from "../scoring/community.ts";
import { choicePoints, POD, POINTS, sharePoints, type Terms, termsOfPod, WATCHED_LEVELS } from "../scoring/points.ts";
import type { BareChange } from "./group-codec.ts";
import type { Group, Reason } from "./plan.ts";
import type { PodChange, Scene } from "./plan-diff.ts";

/** More than this nobody reads. */
export const REASONS_MAX = 3;

/** A reason and the points it stands for: the most telling comes first. */
type Weighed = readonly [points: number, reason: Reason];

/** Weights of reasons that are not points saved: a rule that is mended outweighs them. */
const RULE = 100;
const ASIDE = 0;

/** One to three reasons for a change of a group, the most telling first. */
export function reasonsFor(scene: Scene, group: Group, change: BareChange): Reason[] {
  const weighed = weighedReasons(scene, group, change);
  weighed.sort(([a], [b]) => b - a);
  const reasons = weighed.slice(0, REASONS_MAX).map(([, reason]) => reason);
  return reasons.length > 0 ? reasons : [{ because: "part-of-group" }];
}

function weighedReasons(scene: Scene, group: Group, change: BareChange): Weighed[] {
  switch (change.kind) {
    case "seat":
    case "move":
      return toSit(scene, group, change);
    case "wait":
      return toWait(scene, group, change.from);
    case "form":
      return toForm(scene, group, change);
    case "close":
      return toClose(scene, change);
    case "advocate":
      return [[RULE, { because: "volunteered", pod: change.pod }]];
    default:
      return unreachable(change);
  }
}

type Sitting = Extract<BareChange, { kind: "seat" | "move" }>;

function toSit(scene: Scene, group: Group, change: Sitting): Weighed[] {
  const member = scene.people.get(change.member);
  const to = scene.pods.get(change.to);
  if (!member || !to) return [];
  const from = change.kind === "move" ? scene.pods.get(change.from) : undefined;
  const reasons = [...choice(member, from, to), ...sizes(from, to), ...talents(scene, member, from, to)];
  if (from && reasons.length === 0) reasons.push(...inTheGroup(group, from.id, to.id));
  return reasons;
}

/** The area they get, when it is a better one, or when they have no seat to keep. */
function choice(member: PlacedMember, from: PodChange | undefined, to: PodChange): Weighed[] {
  const rank = member.areas.indexOf(to.area);
  const mustSit = from === undefined || from.after.length === 0;
  if (rank < 0) return mustSit ? [[ASIDE, { because: "unlisted-area", area: to.area }]] : [];
  const without = mustSit ? POINTS.unlisted : choicePoints(member.areas, from.area);
  const saved = without - choicePoints(member.areas, to.area);
  const ranked = Math.min(rank + 1, 3) as 1 | 2 | 3;
  return saved > 0 ? [[saved, { because: "choice", rank: ranked, area: to.area }]] : [];
}

/** The pod they leave closes or was too big; the pod they come to was small. */
function sizes(from: PodChange | undefined, to: PodChange): Weighed[] {
  const reasons: Weighed[] = [];
  if (from && from.after.length === 0) {
    reasons.push([RULE, { because: "pod-closes", pod: from.id }]);
  } else if (from && from.before.length > POD.target && from.after.length < from.before.length) {
    const weight = from.before.length > POD.max ? RULE : POINTS.size;
    reasons.push([weight, { because: "was-full", pod: from.id, size: from.before.length }]);
  }
  if (to.before.length > 0 && to.before.length < POD.target && to.after.length > to.before.length) {
    const weight = to.before.length < POD.min ? RULE : POINTS.size;
    reasons.push([weight, { because: "was-small", pod: to.id, size: to.before.length }]);
  }
  return reasons;
}

/** What they bring: ability, an advocate, hours that fit. */
function talents(scene: Scene, member: PlacedMember, from: PodChange | undefined, to: PodChange): Weighed[] {
  const others = to.after.filter((other) => other !== member);
  const brought = saved(termsIn(scene, to, others), termsIn(scene, to, to.after));
  const relieved =
    from && from.after.length > 0
      ? saved(termsIn(scene, from, [...from.after, member]), termsIn(scene, from, from.after))
      : NOTHING_SAVED;
  const reasons: Weighed[] = [];
  if (others.length === 0) return reasons;

  const given = missingLevel(scene, member, to);
  const ability = brought.ability + brought.experienced;
  if (ability > 0 && given) reasons.push([ability, { because: "gives-level", pod: to.id, level: given }]);
  else if (ability > 0) reasons.push([ability, { because: "mixes-ability", pod: to.id }]);
  if (brought.volunteer > 0 && !to.before.some((one) => one.volunteer)) {
    reasons.push([brought.volunteer, { because: "gives-volunteer", pod: to.id }]);
  }
  if (!from) return reasons;
  if (relieved.ability > 0) reasons.push([relieved.ability, { because: "mixes-ability", pod: from.id }]);
  const hours = relieved.hours + brought.hours;
  if (hours > 0) reasons.push([hours, { because: "closer-hours", pod: from.id, hours }]);
  return reasons;
}

const termsIn = (scene: Scene, pod: PodChange, members: readonly PlacedMember[]): Terms =>
  termsOfPod(pod, members, scene.mix, scene.pods);

const NOTHING_SAVED = { ability: 0, experienced: 0, volunteer: 0, hours: 0 };

function saved(without: Terms, withIt: Terms): typeof NOTHING_SAVED {
  return {
    ability: without.ability - withIt.ability,
    experienced: without.experienced - withIt.experienced,
    volunteer: without.volunteer - withIt.volunteer,
    hours: without.hours - withIt.hours,
  };
}

/** The highest level this member has that the pod was short of before, and would be now without them. */
function missingLevel(scene: Scene, member: PlacedMember, pod: PodChange): 2 | 3 | 4 | undefined {
  const nobody = !pod.before.some(isExperienced) && pod.after.filter(isExperienced).length === 1;
  if (nobody && isExperienced(member)) return member.level;
  return WATCHED_LEVELS.toReversed().find((level) => {
    const count = (people: readonly PlacedMember[]) => people.filter((one) => one.level >= level).length;
    const now = count(pod.after);
    const points = (some: number) => sharePoints(pod.after.length, some, level, scene.mix);
    return member.level >= level && count(pod.before) < now && points(now - 1) > points(now);
  });
}

const isExperienced = (one: PlacedMember): one is PlacedMember & { level: 3 | 4 } => one.level >= 3;

/** Nothing in it for them: they make room for somebody, or fill the place that somebody leaves. */
function inTheGroup(group: Group, from: PodId, to: PodId): Weighed[] {
  if (group.rows.some((row) => row.to === from)) return [[ASIDE, { because: "makes-room", pod: from }]];
  if (group.rows.some((row) => row.from === to)) return [[ASIDE, { because: "takes-place", pod: to }]];
  return [];
}

function toWait(scene: Scene, group: Group, from: PodId | null): Weighed[] {
  const people = scene.people.size;
  if (people < POD.min) return [[RULE, { because: "too-few-people", people }]];
  const pod = from === null ? undefined : scene.pods.get(from);
  if (!pod) return [[ASIDE, { because: "no-room" }]];
  if (group.closes.length > 0) return [[RULE, { because: "pod-closes", pod: pod.id }]];
  const full = pod.before.length > POD.max;
  return [
    [
      RULE,
      full ? { because: "was-full", pod: pod.id, size: pod.before.length } : { because: "makes-room", pod: pod.id },
    ],
  ];
}

function toForm(scene: Scene, group: Group, { pod, area }: Extract<BareChange, { kind: "form" }>): Weighed[] {
  const reasons: Weighed[] = [];
  const arrivals = group.rows.filter((row) => row.to === pod);
  const seats = arrivals.filter((row) => row.from === null);
  const forArea = seats.every((row) => scene.people.get(row.member)?.areas.includes(area));
  const waited = { because: "enough-waiting", people: seats.length, ...(forArea && { area }) } as const;
  if (seats.length > 0) reasons.push([seats.length, waited]);
  const after = scene.pods.get(pod)?.after ?? [];
  const fans = after.filter((member) => member.areas[0] === area).length;
  if (fans > 0 && !(forArea && seats.length === after.length))
    reasons.push([fans, { because: "wanted", area, people: fans }]);
  for (const from of new Set(arrivals.map((row) => row.from))) {
    const size = from === null ? 0 : (scene.pods.get(from)?.before.length ?? 0);
    if (from !== null && size > POD.max) reasons.push([RULE, { because: "was-full", pod: from, size }]);
  }
  return reasons;
}

function toClose(scene: Scene, { pod, area }: Extract<BareChange, { kind: "close" }>): Weighed[] {
  const reasons: Weighed[] = [];
  const people = scene.people.size;
  if (people < POD.min) reasons.push([RULE + 1, { because: "too-few-people", people }]);
  const left = scene.pods.get(pod)?.before ?? [];
  if (left.length < POD.min) reasons.push([RULE, { because: "too-few-left", pod, size: left.length }]);
  else if (left.length < POD.target) reasons.push([POINTS.size, { because: "was-small", pod, size: left.length }]);
  const elsewhere = left.filter((member) => choicePoints(member.areas, area) > 0).length;
  if (elsewhere > 0) reasons.push([elsewhere, { because: "unwanted", area, people: elsewhere }]);
  return reasons;
}
