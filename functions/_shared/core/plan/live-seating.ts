/** A seating that changes as groups are applied to it: here in memory, in the store by a script. */
import type { Community, PodId, SeatedPod, Seating } from "../scoring/community.ts";
import { sortById } from "../search/index-community.ts";
import { type Group, podsIn } from "./plan.ts";

interface LivePod {
  readonly area: string;
  advocate: string | null;
  readonly locked: boolean;
  readonly lost?: boolean;
  readonly members: Set<string>;
}

interface LivePerson {
  /** `null` while they wait. */
  pod: PodId | null;
  /** The revision at which their seat began. */
  seatedSince?: number | undefined;
  readonly volunteer: boolean;
  readonly pinned: boolean;
  readonly areas: readonly string[];
  readonly anywhere: boolean;
}

export interface LiveSeating {
  readonly people: Map<string, LivePerson>;
  readonly pods: Map<PodId, LivePod>;
  /** Areas that the community no longer has, in which a group might form a pod. */
  readonly goneAreas: ReadonlySet<string>;
}

/** The community's seats as they are now. An advocate who is not a volunteer in the pod does not count as advocate. */
export function liveSeating(community: Community): LiveSeating {
  const pods: LiveSeating["pods"] = new Map();
  const people: LiveSeating["people"] = new Map();
  for (const { id, area, locked, lost = false } of community.pods) {
    pods.set(id, { area, locked, lost, advocate: null, members: new Set() });
  }
  for (const { id, pod, seatedSince, volunteer, pinned, areas, anywhere } of community.members) {
    const seat = pod !== null ? pods.get(pod) : undefined;
    seat?.members.add(id);
    people.set(id, { pod: seat ? pod : null, seatedSince, volunteer, pinned, areas, anywhere });
  }
  for (const { id, advocate } of community.pods) {
    const pod = pods.get(id);
    if (pod && advocate !== null && pod.members.has(advocate) && people.get(advocate)?.volunteer) {
      pod.advocate = advocate;
    }
  }
  return { people, pods, goneAreas: new Set(community.goneAreas) };
}

/** Who sits where, in the order of ids. */
export function seatingAt(live: LiveSeating): Seating {
  const pods: SeatedPod[] = [];
  for (const [id, { area, advocate, members }] of live.pods) {
    pods.push({ id, area, advocate, members: [...members].sort() });
  }
  const waiting: string[] = [];
  for (const [id, { pod }] of live.people) if (pod === null) waiting.push(id);
  return { pods: sortById(pods), waiting: waiting.sort() };
}

/** A copy of the pods and people that these groups name, which alone they can change. */
export function excerptOf({ people, pods, goneAreas }: LiveSeating, groups: readonly Group[]): LiveSeating {
  const excerpt: LiveSeating = { people: new Map(), pods: new Map(), goneAreas };
  for (const group of groups) {
    for (const id of podsIn(group)) {
      const pod = pods.get(id);
      if (pod && !excerpt.pods.has(id)) excerpt.pods.set(id, { ...pod, members: new Set(pod.members) });
    }
    for (const { member } of [...group.rows, ...group.advocates]) {
      const person = people.get(member);
      if (person && !excerpt.people.has(member)) excerpt.people.set(member, { ...person });
    }
  }
  return excerpt;
}
