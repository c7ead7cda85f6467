/** A community before and after a plan, by person and by pod: the data that reasons are derived from. */
import type { Community, PlacedMember, PodId, Seating } from "../scoring/community.ts";
import { type Mix, mixOf } from "../scoring/mix.ts";

/** A pod before and after a plan; a pod that does not exist has no people. */
export interface PodChange {
  readonly id: PodId;
  readonly area: string;
  /** The community no longer has the area. */
  readonly lost: boolean;
  readonly locked: boolean;
  readonly before: readonly PlacedMember[];
  readonly after: readonly PlacedMember[];
}

export interface PlanDiff {
  readonly people: ReadonlyMap<string, PlacedMember>;
  readonly pods: ReadonlyMap<PodId, PodChange>;
  readonly mix: Mix;
}

export function planDiff(community: Community, after: Seating): PlanDiff {
  const people = new Map<string, PlacedMember>();
  const pods = new Map<PodId, PodChange & { readonly before: PlacedMember[] }>();
  for (const { id, area, locked, lost = false } of community.pods) {
    pods.set(id, { id, area, locked, lost, before: [], after: [] });
  }
  for (const member of community.members) {
    people.set(member.id, member);
    pods.get(member.pod ?? "")?.before.push(member);
  }
  for (const { id, area, members } of after.pods) {
    const seated = members.flatMap((member) => people.get(member) ?? []);
    const { lost = false, locked = false, before = [] } = pods.get(id) ?? {};
    pods.set(id, { id, area, lost, locked, before, after: seated });
  }
  return { people, pods, mix: mixOf(community.members) };
}
