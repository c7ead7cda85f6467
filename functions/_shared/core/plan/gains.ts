/** The points that a group saves, by the pods and people that it touches: fast enough for each of thousands of groups. */
import type { Community, PlacedMember, PodId } from "../scoring/community.ts";
import { mixOf } from "../scoring/mix.ts";
import { points, sumOfTerms, termsOfPod } from "../scoring/points.ts";
import { applyGroup } from "./apply.ts";
import type { LiveSeating } from "./live-seating.ts";
import type { Group } from "./plan.ts";

/** A group that fitted, and the points that it saved after those before it. */
export interface Gain {
  readonly group: Group;
  readonly points: number;
}

/** Applies these groups in order, and returns those that fit. */
export function applyAll(community: Community, live: LiveSeating, groups: readonly Group[]): Gain[] {
  const cost = costs(community, live);
  return groups.flatMap((group) => {
    const before = cost(group);
    return applyGroup(live, group).outcome === "applied" ? [{ group, points: before - cost(group) }] : [];
  });
}

/** Points of all pods that a group touches, and of its people and those bound to them. */
function costs({ members, pods }: Community, live: LiveSeating): (group: Group) => number {
  const people = new Map(members.map((member) => [member.id, member]));
  const mix = mixOf(members);
  const living = new Set(pods.map(({ id }) => id));
  const boundTo = wishers(members);
  const podOf = { get: (id: string) => live.people.get(id)?.pod ?? undefined };

  const ofPod = (id: PodId): number => {
    const pod = live.pods.get(id);
    if (!pod) return 0;
    const seated = [...pod.members].flatMap((member) => people.get(member) ?? []);
    return sumOfTerms(termsOfPod({ id, area: pod.area }, seated, mix, living));
  };
  const ofPerson = (id: string): number => {
    const person = people.get(id);
    return person ? points.ofPerson(person, podOf, people) : 0;
  };
  return ({ rows, closes }) => {
    const touched = new Set(rows.flatMap(({ from, to }) => [from ?? [], to ?? []].flat()));
    for (const { pod } of closes) touched.add(pod);
    const affected = new Set(rows.flatMap(({ member }) => [member, ...(boundTo.get(member) ?? [])]));
    let sum = 0;
    for (const pod of touched) sum += ofPod(pod);
    for (const person of affected) sum += ofPerson(person);
    return sum;
  };
}

/** By person, those who would like to sit with them. */
function wishers(members: readonly PlacedMember[]): Map<string, string[]> {
  const by = new Map<string, string[]>();
  for (const member of members) {
    for (const { other } of points.bondsOf(member)) by.set(other, [...(by.get(other) ?? []), member.id]);
  }
  return by;
}
