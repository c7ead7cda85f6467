/** Generated communities: any size, deterministic, distributed like real open-source communities. */
import type { Community, Level, PlacedMember } from "#shared/core/scoring/community.ts";
import { Random } from "#shared/core/search/random.ts";
import { search } from "#shared/core/search/search.ts";

/** How many of twenty people live at each offset from UTC: the Americas, Europe, India, East Asia. */
const OFFSETS = [-8, -8, -7, -6, -5, -5, -5, -3, 0, 0, 1, 1, 1, 1, 2, 2, 3, 5, 5, 8] as const;
const LEVELS: readonly Level[] = [1, 1, 1, 1, 2, 2, 2, 3, 3, 4];
const VOLUNTEERS = 0.2;
const UNKNOWN_OFFSET = 0.05;

/** People who come to a community that has no pods yet. */
export function fresh(people: number, seed = 1): Community {
  const random = new Random(seed);
  const areas = Array.from({ length: areasFor(people) }, (_, area) => `a${String(area).padStart(2, "0")}`);
  return { areas, pods: [], members: Array.from({ length: people }, (_, n) => person(random, areas, n)) };
}

/** A community with pods after a season: one in eight has left, as many have come, one in ten wants another area. */
export function churned(people: number, seed = 1): Community {
  const before = fresh(people, seed);
  const seating = search(before, { effort: 0.1 });
  const random = new Random(seed + 1);
  const podOf = new Map(seating.pods.flatMap((pod) => pod.members.map((member) => [member, pod.id] as const)));
  const stayed = before.members.flatMap((member) => (random.below(8) === 0 ? [] : [member]));
  const changed = stayed.map((member) => ({
    ...member,
    areas: random.below(10) === 0 ? wishes(random, before.areas) : member.areas,
    pod: podOf.get(member.id) ?? null,
  }));
  const arrived = Array.from({ length: people - changed.length }, (_, n) => person(random, before.areas, people + n));
  const here = new Set(stayed.map((member) => member.id));
  return {
    areas: before.areas,
    members: [...changed, ...arrived],
    pods: seating.pods.map(({ id, area, advocate }) => ({
      id,
      area,
      advocate: advocate !== null && here.has(advocate) ? advocate : null,
      locked: false,
    })),
  };
}

function areasFor(people: number): number {
  let areas = 5;
  for (let size = 30; size < people && areas < 40; size *= 2) areas += 3;
  return areas;
}

function person(random: Random, areas: readonly string[], n: number): PlacedMember {
  return {
    id: `m${String(n).padStart(7, "0")}`,
    level: LEVELS[random.below(LEVELS.length)]!,
    offset: chance(random, UNKNOWN_OFFSET) ? null : OFFSETS[random.below(OFFSETS.length)]!,
    areas: wishes(random, areas),
    volunteer: chance(random, VOLUNTEERS),
    pod: null,
    pinned: false,
    anywhere: true,
    settled: true,
    with: [],
  };
}

/** One to three areas; the first ones of the list are the popular ones. */
function wishes(random: Random, areas: readonly string[]): string[] {
  const wanted = new Set<string>();
  const count = 1 + random.below(3);
  while (wanted.size < count) wanted.add(areas[random.below(1 + random.below(areas.length))]!);
  return [...wanted];
}

function chance(random: Random, share: number): boolean {
  return random.below(1000) < share * 1000;
}
