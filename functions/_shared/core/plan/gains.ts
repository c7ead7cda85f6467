/** The points that a group saves, by the pods and people that it touches: fast enough for each of thousands of groups. */
import type { Community, PlacedMember, PodId } from "../scoring/community.ts";
import { type Mix, mixOf } from "../scoring/mix.ts";
import { points, sumOfTerms, termsOfPod } from "../scoring/points.ts";
import { publicSum, type Terms } from "../scoring/terms.ts";
import { applyGroup } from "./apply.ts";
import { excerptOf, type LiveSeating, liveSeating } from "./live-seating.ts";
import { type Group, podsIn } from "./plan.ts";

/** A group that fitted, and the points that it saved after those before it. */
export interface Gain {
  readonly group: Group;
  readonly points: number;
  /** Without what people wish for in private. */
  readonly publicPoints: number;
}

/** Applies these groups in order, and returns those that fit. */
export function applyAll(community: Community, live: LiveSeating, groups: readonly Group[]): Gain[] {
  return applied(factsOf(community), live, groups);
}

export interface Trials {
  /** The same as `applyAll`, from the present seats and without changing them. */
  gainsOf(groups: readonly Group[]): Gain[];
  /** The pods and people whose points a group may change. Groups that share none of them do not change each other's gain. */
  touchedBy(group: Group): ReadonlySet<string>;
}

/** For many tries with a few groups each in a large community. */
export function openTrials(community: Community): Trials {
  const facts = factsOf(community);
  const now = liveSeating(community);
  return {
    gainsOf: (groups) => {
      const live = excerptOf(now, groups);
      return applied(facts, live, groups, (id) => now.people.get(id)?.pod);
    },
    touchedBy: (group) => {
      const { pods, people } = touched(facts, group);
      return new Set([...[...pods].map((id) => `pod ${id}`), ...[...people].map((id) => `person ${id}`)]);
    },
  };
}

interface Facts {
  readonly people: ReadonlyMap<string, PlacedMember>;
  readonly mix: Mix;
  readonly living: ReadonlySet<PodId>;
  /** By person, those who would like to sit with them. */
  readonly wishers: ReadonlyMap<string, readonly string[]>;
}

function factsOf({ members, pods }: Community): Facts {
  const wishers = new Map<string, string[]>();
  for (const member of members) {
    for (const { other } of points.bondsOf(member)) wishers.set(other, [...(wishers.get(other) ?? []), member.id]);
  }
  return {
    people: new Map(members.map((member) => [member.id, member])),
    mix: mixOf(members),
    living: new Set(pods.map(({ id }) => id)),
    wishers,
  };
}

/** @param elsewhere the pods of people who are not in `live` */
function applied(
  facts: Facts,
  live: LiveSeating,
  groups: readonly Group[],
  elsewhere: (id: string) => PodId | null | undefined = () => undefined,
): Gain[] {
  const { people, mix, living } = facts;
  const podOf = { get: (id: string) => (live.people.get(id) ?? { pod: elsewhere(id) }).pod ?? undefined };
  /** What a pod costs until a group changes it. */
  const costs = new Map<PodId, Cost>();
  const ofPod = (id: PodId): Cost => {
    const known = costs.get(id);
    if (known !== undefined) return known;
    const pod = live.pods.get(id);
    const seated = [...(pod?.members ?? [])].flatMap((member) => people.get(member) ?? []);
    const cost = pod ? costOfTerms(termsOfPod({ id, area: pod.area }, seated, mix, living)) : NOTHING;
    costs.set(id, cost);
    return cost;
  };
  const ofPerson = (id: string): Cost => {
    const person = people.get(id);
    return person ? costOfTerms(points.termsOfPerson(person, podOf, people)) : NOTHING;
  };
  const costOf = (affected: Touched): Cost => {
    let sum = NOTHING;
    for (const pod of affected.pods) sum = both(sum, ofPod(pod));
    for (const person of affected.people) sum = both(sum, ofPerson(person));
    return sum;
  };
  return groups.flatMap((group) => {
    const affected = touched(facts, group);
    const before = costOf(affected);
    if (applyGroup(live, group).outcome !== "applied") return [];
    for (const pod of affected.pods) costs.delete(pod);
    const after = costOf(affected);
    return [{ group, points: before.all - after.all, publicPoints: before.public - after.public }];
  });
}

/** Points of all terms, and of those that are not private. */
interface Cost {
  readonly all: number;
  readonly public: number;
}

const NOTHING: Cost = { all: 0, public: 0 };
const both = (one: Cost, other: Cost): Cost => ({ all: one.all + other.all, public: one.public + other.public });
const costOfTerms = (terms: Terms): Cost => ({ all: sumOfTerms(terms), public: publicSum(terms) });

/** The pods that a group changes, its people and those bound to them. */
interface Touched {
  readonly pods: ReadonlySet<PodId>;
  readonly people: ReadonlySet<string>;
}

function touched({ wishers }: Facts, group: Group): Touched {
  const people = new Set(group.rows.flatMap(({ member }) => [member, ...(wishers.get(member) ?? [])]));
  return { pods: podsIn(group), people };
}
