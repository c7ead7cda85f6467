/**
 * Which groups of a plan are worth it, and which of them only together. Each has to save points after those before it. One
 * that does not is left out, unless the plan is worth more with it: then others need it, and it is bundled with the next
 * group in the same pods, until the bundle saves enough, or the plan is as good without.
 */
import type { Community } from "../scoring/community.ts";
import { clustersOf } from "./clusters.ts";
import type { Demands } from "./demands.ts";
import { type Gain, openTrials, type Trials } from "./gains.ts";
import { GROUP_ROWS_MAX, type Group } from "./plan.ts";

/** Groups that are made together, or not at all. */
export interface Bundle {
  readonly parts: readonly Group[];
  /** All of them as one group. */
  readonly whole: Group;
}

interface Candidate extends Bundle {
  /** Its place in the plan: that of its last part. */
  readonly place: number;
  readonly touches: ReadonlySet<string>;
  readonly isNeeded: boolean;
  /** The points that its parts have to save. */
  readonly price: number;
  readonly bothers: boolean;
}

interface Tried {
  readonly candidate: Candidate;
  readonly points: number;
}

/** How many rows are tried in a plan of any size, so that it is found in time. Then all that save too little go at once. */
const TRIES_MAX = 30_000;

/** The groups that are worth it, in the order of the plan. `groups` make changes to seats, and each fits after those before it. */
export function worthwhile(community: Community, groups: readonly Group[], demands: Demands): Bundle[] {
  const trials = openTrials(community);
  const candidates = groups.map((group, place): Candidate => {
    const isNeeded = demands.isNeeded(group);
    const price = isNeeded ? 0 : demands.price(group);
    const touches = trials.touchedBy(group);
    return { parts: [group], whole: group, place, touches, isNeeded, price, bothers: demands.bothers(group) };
  });
  const choice = new Choice(trials);
  return clustersOf(candidates)
    .flatMap((cluster) => choice.among(cluster))
    .sort((a, b) => a.place - b.place);
}

class Choice {
  private readonly trials: Trials;
  private tries = 0;

  constructor(trials: Trials) {
    this.trials = trials;
  }

  /** The best of candidates that touch each other. */
  among(cluster: readonly Candidate[]): readonly Candidate[] {
    if (cluster.every(({ isNeeded }) => isNeeded)) return cluster;
    const accepted = new Set<Candidate>();
    let tried = this.try(cluster);
    for (;;) {
      const weak = tried.find((one) => isWeak(one) && !accepted.has(one.candidate));
      if (!weak || this.tries > TRIES_MAX) return this.withoutWeak(tried);
      const { candidate } = weak;
      const all = candidatesOf(tried);
      const without = this.try(all.filter((other) => other !== candidate));
      if (!losesNeeded(without, tried) && !(mayJoin(candidate) && isWorthLess(without, tried))) {
        tried = without;
        continue;
      }
      const together = joinedWithNext(candidate, all);
      const joined = together && this.try(together);
      if (joined && !isWorthLess(joined, tried)) tried = joined;
      else accepted.add(candidate);
    }
  }

  /** Without all that save too little, if that is worth as much. */
  private withoutWeak(tried: readonly Tried[]): readonly Candidate[] {
    let left = tried;
    while (left.some(isWeak)) left = this.try(candidatesOf(left.filter((one) => !isWeak(one))));
    return candidatesOf(isWorthLess(left, tried) ? tried : left);
  }

  /** Those that fit, each with what it saves after those before it. */
  private try(candidates: readonly Candidate[]): Tried[] {
    for (const { whole } of candidates) this.tries += whole.rows.length;
    const gains = new Map(this.trials.gainsOf(candidates.map(({ whole }) => whole)).map((gain) => [gain.group, gain]));
    return candidates.flatMap((candidate) => {
      const gain = gains.get(candidate.whole);
      return gain ? [{ candidate, points: pointsFor(candidate, gain) }] : [];
    });
  }
}

const candidatesOf = (tried: readonly Tried[]): Candidate[] => tried.map(({ candidate }) => candidate);

/** Company counts where people move anyway. */
const pointsFor = ({ bothers }: Candidate, { points, publicPoints }: Gain): number =>
  bothers && publicPoints <= 0 ? Math.min(points, publicPoints) : points;

/** Even what bothers nobody has to save a point. */
const isWeak = ({ candidate, points }: Tried): boolean =>
  !candidate.isNeeded && (points <= 0 || points < candidate.price);

/** Nobody is bothered for what another group saves. */
const mayJoin = ({ parts, price }: Candidate): boolean => parts.length > 1 || price === 0;

const worthOf = (tried: readonly Tried[]): number =>
  tried.reduce((sum, { candidate, points }) => sum + points - candidate.price, 0);

/** Whether a seat or a repair of these is not among the others. */
function losesNeeded(others: readonly Tried[], tried: readonly Tried[]): boolean {
  const left = new Set(others.flatMap(({ candidate }) => candidate.parts));
  return tried.some(({ candidate }) => candidate.isNeeded && !candidate.parts.every((part) => left.has(part)));
}

/** Nothing is worth as much as a seat or a repair. */
const isWorthLess = (others: readonly Tried[], tried: readonly Tried[]): boolean =>
  losesNeeded(others, tried) || worthOf(others) < worthOf(tried);

/**
 * The next candidate takes its parts along. Those between touch nothing of it, so for them nothing changes. `undefined` where
 * there is none, or both do not go into one group.
 */
function joinedWithNext(one: Candidate, all: readonly Candidate[]): readonly Candidate[] | undefined {
  const at = all.indexOf(one);
  const next = all.find((other, place) => place > at && intersect(one.touches, other.touches));
  if (!next || !fitInOneGroup(one, next)) return undefined;
  const joined = join(one, next);
  return all.flatMap((other) => (other === one ? [] : other === next ? [joined] : [other]));
}

/** A group names nobody twice. */
function fitInOneGroup(one: Candidate, next: Candidate): boolean {
  const people = [...one.whole.rows, ...next.whole.rows].map(({ member }) => member);
  return people.length <= GROUP_ROWS_MAX && new Set(people).size === people.length;
}

const join = (one: Candidate, next: Candidate): Candidate => ({
  parts: [...one.parts, ...next.parts],
  whole: {
    forms: [...one.whole.forms, ...next.whole.forms],
    closes: [...one.whole.closes, ...next.whole.closes],
    rows: [...one.whole.rows, ...next.whole.rows],
    advocates: [...one.whole.advocates, ...next.whole.advocates],
  },
  place: next.place,
  touches: new Set([...one.touches, ...next.touches]),
  isNeeded: one.isNeeded || next.isNeeded,
  price: one.price + next.price,
  bothers: one.bothers || next.bothers,
});

function intersect(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  for (const item of one) if (other.has(item)) return true;
  return false;
}
