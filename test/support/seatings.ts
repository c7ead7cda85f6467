/** Communities and seatings for tests: drawn by hand, or generated from a seed (any possible shape, sensible or not). */

import type { LiveSeating } from "#shared/core/plan/live-seating.ts";
import type { Community, PlacedMember, PlacedPod, Seating } from "#shared/core/scoring/community.ts";
import { POD } from "#shared/core/scoring/points.ts";
import { Random } from "#shared/core/search/random.ts";

const AREAS = ["cli", "docs", "edge", "gateway", "ui"];

/** A person whom a plan may move to any area. */
export const AGREEABLE = { anywhere: true, settled: true, with: [] } as const;

/** `{ A: "abcde" }` is a pod of the area `A` with five people; `-` has the waiting people. Capitals volunteer. */
export type Picture = Readonly<Record<string, string>>;

export function seatingOf(picture: Picture): Seating {
  const pods = Object.entries(picture).filter(([id]) => id !== "-");
  return {
    pods: pods.map(([id, people]) => ({
      id,
      area: id,
      advocate: /[A-Z]/.exec(people)?.[0] ?? null,
      members: [...people],
    })),
    waiting: [...(picture["-"] ?? "")],
  };
}

export function communityOf(picture: Picture, more: { pinned?: string; locked?: string } = {}): Community {
  const members = Object.entries(picture).flatMap(([pod, people]) =>
    [...people].map((id) => ({
      id,
      level: 1 as const,
      offset: 0,
      areas: [],
      volunteer: id !== id.toLowerCase(),
      pod: pod === "-" ? null : pod,
      pinned: more.pinned?.includes(id) ?? false,
      ...AGREEABLE,
    })),
  );
  const pods = seatingOf(picture).pods.map(({ id, area, advocate }) => ({
    id,
    area,
    advocate,
    locked: more.locked?.includes(id) ?? false,
  }));
  return { areas: ["A", "B", "C"], members, pods };
}

/** The community with another seating; `joined` are new people. */
export function communityAt(
  community: Community,
  live: LiveSeating,
  joined: ReadonlyMap<string, string> = new Map(),
): Community {
  const newcomers = [...joined].map(
    ([id, pod]): PlacedMember => ({
      id,
      level: 1,
      offset: null,
      areas: [],
      volunteer: false,
      pod,
      pinned: false,
      ...AGREEABLE,
    }),
  );
  const known = community.members.filter(({ id }) => live.people.has(id));
  return {
    areas: community.areas,
    members: [...known.map((one) => ({ ...one, pod: live.people.get(one.id)?.pod ?? null })), ...newcomers],
    pods: [...live.pods].map(([id, { area, advocate, locked }]) => ({ id, area, advocate, locked })),
  };
}

export interface Shape {
  readonly seed: number;
  readonly people: number;
  /** Every pod has 5 to 9 people, so that every change can be undone. */
  readonly tidy: boolean;
}

/** Some wait, some are pinned, some pods are locked or have an advocate; untidy ones have 0 to 14 people. */
export function randomCommunity({ seed, people, tidy }: Shape): Community {
  const random = new Random(seed);
  const chance = (percent: number) => random.below(100) < percent;
  const pick = <T>(items: readonly T[]): T => items[random.below(items.length)]!;
  const sizes: number[] = [];
  const waiting = random.below(Math.min(people, 15) + 1);
  for (let left = people - waiting; left >= (tidy ? POD.min : 1); ) {
    const size = Math.min(left, tidy ? POD.min + random.below(5) : random.below(15));
    sizes.push(size);
    left -= size;
  }
  const seats = sizes.flatMap((size, pod) => Array.from({ length: size }, () => String(pod + 1)));
  const members = Array.from({ length: people }, (_, number): PlacedMember => {
    const pod = seats[number] ?? null;
    return {
      id: `m${(number * 7919) % 10007}`,
      level: pick([1, 1, 1, 2, 2, 3, 4] as const),
      offset: chance(15) ? null : random.below(27) - 12,
      areas: [pick(AREAS), pick(AREAS), pick(AREAS)].slice(0, random.below(4)),
      volunteer: chance(25),
      pod,
      pinned: pod !== null && chance(5),
      anywhere: true,
      settled: chance(80),
      with: chance(30) ? [`m${(random.below(people) * 7919) % 10007}`] : [],
    };
  });
  const pods = sizes.map((_, number): PlacedPod => {
    const id = String(number + 1);
    const volunteer = members.find((member) => member.pod === id && member.volunteer);
    return { id, area: pick(AREAS), advocate: volunteer && chance(80) ? volunteer.id : null, locked: chance(5) };
  });
  return { areas: AREAS, members, pods };
}

/** A seating of everybody in pods of 5 to 9: pods close and form, and about `stay` percent keep their seat. */
export function randomTarget(community: Community, seed: number, stay: number): Seating {
  const random = new Random(seed);
  const everybody = [...community.members].sort((a, b) => (a.id < b.id ? -1 : 1));
  if (everybody.length < POD.min) return { pods: [], waiting: everybody.map((member) => member.id) };
  const least = Math.ceil(everybody.length / POD.max);
  const count = least + random.below(Math.floor(everybody.length / POD.min) - least + 1);
  const sizes = Array.from({ length: count }, () => POD.min as number);
  for (let left = everybody.length - count * POD.min; left > 0; left--) {
    const open = [...sizes.keys()].filter((pod) => sizes[pod]! < POD.max);
    sizes[open[random.below(open.length)]!]!++;
  }
  const byMostPinned = shuffled(community.pods, random).sort((a, b) => held(community, b.id) - held(community, a.id));
  const pods = sizes.map((size, number) => {
    const old = random.below(100) < 85 ? byMostPinned.shift() : undefined;
    const area = old?.area ?? community.areas[random.below(community.areas.length)]!;
    return { id: old?.id ?? `new-${number + 1}`, area, size, old, members: [] as string[] };
  });
  const byId = new Map(pods.map((pod) => [pod.id, pod]));
  const movers: string[] = [];
  for (const member of shuffled(everybody, random).sort((a, b) => Number(b.pinned) - Number(a.pinned))) {
    const home = byId.get(member.pod ?? "");
    const held = member.pinned || home?.old?.advocate === member.id;
    const stays = home && home.members.length < home.size && (held || random.below(100) < stay);
    if (stays) home.members.push(member.id);
    else movers.push(member.id);
  }
  for (const pod of pods) while (pod.members.length < pod.size) pod.members.push(movers.pop()!);
  const volunteers = new Set(everybody.flatMap((member) => (member.volunteer ? [member.id] : [])));
  return {
    pods: pods.map(({ id, area, old, members }) => {
      const sitting = old?.advocate && members.includes(old.advocate) ? old.advocate : undefined;
      return { id, area, advocate: sitting ?? members.find((member) => volunteers.has(member)) ?? null, members };
    }),
    waiting: [],
  };
}

function held(community: Community, pod: string): number {
  return community.members.filter((member) => member.pod === pod && member.pinned).length;
}

export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const out = [...items];
  for (let i = out.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [out[i], out[j]] = [out[j]!, out[i]!];
  }
  return out;
}

/** The seating in a canonical form, with ids in order, so that two can be compared. */
export function spelled(seating: Seating): Seating {
  return {
    pods: seating.pods
      .map(({ id, area, advocate, members }) => ({ id, area, advocate, members: [...members].sort() }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    waiting: [...seating.waiting].sort(),
  };
}
