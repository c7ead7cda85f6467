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
  /** How many people waited before the plan and agreed to sit in an area: those who named it, or also those whom any suits. */
  waitedFor(area: string, who: "named" | "agreed"): number;
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
  return { people, pods, mix: mixOf(community.members), waitedFor: waitersOf(community) };
}

/** Counted once, as a plan may form thousands of pods. */
function waitersOf({ members }: Community): PlanDiff["waitedFor"] {
  const [named, open] = [new Map<string, number>(), new Map<string, number>()];
  let anywhere = 0;
  for (const member of members) {
    if (member.pod !== null) continue;
    if (member.anywhere) anywhere++;
    for (const area of member.areas) {
      named.set(area, (named.get(area) ?? 0) + 1);
      if (member.anywhere) open.set(area, (open.get(area) ?? 0) + 1);
    }
  }
  const count = (counts: ReadonlyMap<string, number>, area: string) => counts.get(area) ?? 0;
  return (area, who) => count(named, area) + (who === "agreed" ? anywhere - count(open, area) : 0);
}
