/**
 * Why a person gets a seat or moves: the points saved, term by term. They are the difference to what both pods would
 * cost if only this person had stayed behind, and never more than the plan saves in a pod that was there before:
 * somebody who only keeps others from making it worse gives it nothing.
 */
import { isExperienced, type PlacedMember, type PodId } from "../scoring/community.ts";
import { POD, points, termsOfPod } from "../scoring/points.ts";
import { rankOf } from "../scoring/points-by.ts";
import type { Rank } from "../scoring/term-kinds.ts";
import { type ByHandId, POD_GAINS, TERM_IDS, TERMS, type Terms } from "../scoring/terms.ts";
import type { BareChange } from "./group-codec.ts";
import type { Group } from "./plan.ts";
import type { PlanDiff, PodChange } from "./plan-diff.ts";
import { savesSize } from "./size-saved.ts";
import { ASIDE, areaReason, CHOICES, RULE, type WeighedReason } from "./weighed-reason.ts";

type SeatOrMove = Extract<BareChange, { kind: "seat" | "move" }>;

/** One person's way from the queue or a pod to a pod. */
interface Way {
  readonly diff: PlanDiff;
  readonly member: PlacedMember;
  /** `undefined` for somebody who waited. */
  readonly from: PodChange | undefined;
  readonly to: PodChange;
  readonly savesSize: boolean;
  /** Points that their arrival saves in `to`, and their departure in `from`; none for the first person of a pod. */
  readonly brought: Terms;
  readonly relieved: Terms;
}

export function reasonsToSit(diff: PlanDiff, group: Group, change: SeatOrMove): WeighedReason[] {
  const way = wayOf(diff, change, group);
  if (!way) return [];
  const coming = Object.values(BY_HAND).flatMap(({ coming }) => coming?.(way) ?? []);
  const leaving = Object.values(BY_HAND).flatMap(({ leaving }) => leaving?.(way) ?? []);
  const reasons = [...areaGone(way), ...seatsWaiting(way), ...coming, ...podGains(way), ...leaving];
  if (!way.from && reasons.every(([, { because }]) => because === "unlisted-area"))
    return [...reasons, ...whyElsewhere(way)];
  return way.from && reasons.length === 0 ? inTheGroup(group, way.from.id, way) : reasons;
}

/** Why they have a seat in an area that they did not name: nothing that they named is left. */
function areaGone({ member: { areas, lostAreas: [area] = [] } }: Way): WeighedReason[] {
  return area !== undefined && areas.length === 0 ? [[RULE, { because: "area-gone", area }]] : [];
}

/** The gain of a seat outside somebody's areas, and the people who have it, where the points of the pod do not show it. */
function whyElsewhere({ diff, member, to }: Way): WeighedReason[] {
  if (to.after.length === POD.min && to.before.length >= POD.min)
    return [[RULE, { because: "keeps-five", pod: to.id }]];
  if (member.areas.length === 0) return [];
  const hasRoom = ({ area, locked, lost, after }: PodChange) =>
    rankOf(member, area) < 3 && !locked && !lost && after.length > 0 && after.length < POD.max;
  return [...diff.pods.values()].some(hasRoom)
    ? [[ASIDE, { because: "part-of-group" }]]
    : [[ASIDE, { because: "no-room-there" }]];
}

interface ReasonFinders {
  /** What the person gains, and what the pod they come to gains. */
  readonly coming?: (way: Way) => WeighedReason[];
  /** What the pod they leave gains, or both pods together. */
  readonly leaving?: (way: Way) => WeighedReason[];
}

const BY_HAND: Readonly<Record<ByHandId, ReasonFinders>> = {
  choice: { coming: betterArea },
  size: { coming: betterSizes },
  ability: { coming: missingAbility, leaving: betterMixLeft },
  // Explained together with ability: "gives Narwhal a maintainer".
  experienced: {},
  hours: { leaving: closerHours },
};

function wayOf(diff: PlanDiff, change: SeatOrMove, group: Group): Way | undefined {
  const member = diff.people.get(change.member);
  const to = diff.pods.get(change.to);
  if (!member || !to) return undefined;
  const from = change.kind === "move" ? diff.pods.get(change.from) : undefined;
  const others = to.after.filter((other) => other !== member);
  const cost = (pod: PodChange, members: readonly PlacedMember[]) => termsOfPod(pod, members, diff.mix, diff.pods);
  const saved = (pod: PodChange, otherwise: readonly PlacedMember[]) => {
    const byThem = points.difference(cost(pod, otherwise), cost(pod, pod.after));
    if (pod.before.length === 0) return byThem;
    return lesser(byThem, points.difference(cost(pod, pod.before), cost(pod, pod.after)));
  };
  const compares = others.length > 0;
  return {
    diff,
    member,
    from,
    to,
    savesSize: savesSize(diff, group),
    brought: compares ? saved(to, others) : points.nothing,
    relieved: compares && from && from.after.length > 0 ? saved(from, [...from.after, member]) : points.nothing,
  };
}

/** The fewer points of both, term by term. */
const lesser = (one: Terms, other: Terms): Terms =>
  Object.fromEntries(TERM_IDS.map((id) => [id, Math.min(one[id], other[id])])) as Terms;

/** A new pod needs them besides the people who waited, or they make room in a full one. */
function seatsWaiting(way: Way): WeighedReason[] {
  const people = way.from ? seatedByMove(way, way.from) : seatedByGuest(way);
  return people > 0 ? [[RULE, { because: "seats-waiting", people }]] : [];
}

const hasWaited = ({ pod }: PlacedMember): boolean => pod === null;

/** Whether a new pod with so many `others` needs them for its five people; of more than it needs, the first ones count. */
const isNeeded = (member: PlacedMember, alike: readonly PlacedMember[], others: number): boolean =>
  alike.indexOf(member) < POD.min - others;

function seatedByMove({ member, to }: Way, from: PodChange): number {
  const seatsIn = ({ after }: PodChange) => after.filter(hasWaited).length;
  const movers = to.after.filter((person) => !hasWaited(person));
  const completes = to.before.length === 0 && isNeeded(member, movers, seatsIn(to));
  const wasFull = from.before.length >= POD.max && from.after.length >= POD.max;
  return completes ? seatsIn(to) : wasFull ? seatsIn(from) : 0;
}

/** How many people get a seat in a new pod only because it is completed by others, who named another area first or not this one. */
function seatedByGuest({ member, to: { area, before, after } }: Way): number {
  const rank = rankOf(member, area);
  const hosts = after.filter((person) => rankOf(person, area) < rank);
  const guests = after.filter((person) => rankOf(person, area) === rank);
  return before.length === 0 && isNeeded(member, guests, hosts.length) ? hosts.filter(hasWaited).length : 0;
}

/** The area they get, if it is a better one, or if they have no seat to keep. */
function betterArea({ member, from, to }: Way): WeighedReason[] {
  const rank = rankOf(member, to.area);
  const mustSit = from === undefined || from.after.length === 0;
  if (from && (to.area === from.area || rank > rankOf(member, from.area))) return [];
  if (rank === 3) return mustSit ? [[ASIDE, areaReason(rank, to.area)]] : [];
  const cost = (rank: Rank) => TERMS.choice.points * TERMS.choice.count({ rank, moves: false });
  const saved = cost(mustSit ? 3 : rankOf(member, from.area)) - cost(rank);
  return saved > 0 ? [[saved, areaReason(rank, to.area)]] : [];
}

/** What a move costs a person who wanted the area that they leave more. */
export function worseChoice(diff: PlanDiff, { member, from, to }: Extract<SeatOrMove, { kind: "move" }>) {
  const person = diff.people.get(member);
  const area = diff.pods.get(to)?.area;
  if (!person || area === undefined) return undefined;
  const before = rankOf(person, diff.pods.get(from)?.area ?? "");
  const after = rankOf(person, area);
  if (after <= before || before === 3 || after === 0) return undefined;
  return {
    because: "worse-choice",
    rank: after === 3 ? null : CHOICES[after],
    instead: CHOICES[before],
    area,
  } as const;
}

/** Whether the plan brings the pod's size nearer to seven: several may come to a pod or leave it, and none for its size. */
const endsNearer = ({ before, after }: PodChange): boolean =>
  Math.abs(after.length - POD.target) < Math.abs(before.length - POD.target);

/** The pod they leave closes or was too big; the pod they come to was small. A size that no pod may have is mended at any cost. */
function betterSizes({ from, to, savesSize }: Way): WeighedReason[] {
  const reasons: WeighedReason[] = [];
  if (from && from.after.length === 0) {
    reasons.push([RULE, { because: "pod-closes", pod: from.id }]);
  } else if (from && from.before.length > (savesSize ? POD.target : POD.max) && endsNearer(from)) {
    const weight = from.before.length > POD.max ? RULE : TERMS.size.points;
    reasons.push([weight, { because: "was-full", pod: from.id, size: from.before.length }]);
  }
  if (to.before.length > 0 && to.before.length < (savesSize ? POD.target : POD.min) && endsNearer(to)) {
    const weight = to.before.length < POD.min ? RULE : TERMS.size.points;
    reasons.push([weight, { because: "was-small", pod: to.id, size: to.before.length }]);
  }
  return reasons;
}

/** They bring an ability that was missing, or at least even out the mix. */
function missingAbility(way: Way): WeighedReason[] {
  const saved = way.brought.ability + way.brought.experienced;
  if (saved <= 0) return [];
  const level = missingLevel(way);
  const pod = way.to.id;
  return [[saved, level ? { because: "gives-level", pod, level } : { because: "mixes-ability", pod }]];
}

/** The highest level of this member that the pod lacked before, and would lack now without them. */
function missingLevel({ diff, member, to }: Way): 2 | 3 | 4 | undefined {
  const nobody = !to.before.some(isExperienced) && to.after.filter(isExperienced).length === 1;
  if (nobody && isExperienced(member)) return member.level;
  return LEVELS.find(([level, counter]) => {
    const countIn = (people: readonly PlacedMember[]) => people.filter((person) => person.level >= level).length;
    const now = countIn(to.after);
    const beyond = (some: number) => TERMS.ability.count[counter](some, to.after.length, diff.mix);
    return member.level >= level && countIn(to.before) < now && beyond(now - 1) > beyond(now);
  })?.[0];
}

const LEVELS = [
  [4, "maintainers"],
  [3, "experienced"],
  [2, "contributors"],
] as const;

function betterMixLeft({ from, relieved: { ability, experienced } }: Way): WeighedReason[] {
  const isBetter = from && ability > 0 && ability + experienced > 0;
  return isBetter ? [[ability, { because: "mixes-ability", pod: from.id }]] : [];
}

/** The hours saved in both pods together, when a person moves from one to the other. */
function closerHours({ from, brought, relieved }: Way): WeighedReason[] {
  const hours = relieved.hours + brought.hours;
  return from && hours > 0 ? [[hours, { because: "closer-hours", pod: from.id, hours }]] : [];
}

/** They bring the pod something that it lacked before. */
function podGains({ to, brought }: Way): WeighedReason[] {
  return POD_GAINS.flatMap(({ id, because }): WeighedReason[] =>
    brought[id] > 0 ? [[brought[id], { because, pod: to.id }]] : [],
  );
}

/** The move gains nothing by itself: they make room for somebody, take the seat that somebody leaves, or fill a new pod. */
function inTheGroup(group: Group, from: PodId, { member, to }: Way): WeighedReason[] {
  if (group.rows.some((row) => row.to === from)) return [[ASIDE, { because: "makes-room", pod: from }]];
  if (group.rows.some((row) => row.from === to.id)) return [[ASIDE, { because: "takes-place", pod: to.id }]];
  const people = to.after.filter((other) => other !== member && other.areas[0] === to.area).length;
  return to.before.length === 0 && people > 0 ? [[ASIDE, { because: "wanted", area: to.area, people }]] : [];
}
