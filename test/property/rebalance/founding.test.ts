import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Community, PlacedMember, Seating } from "#shared/core/scoring/community.ts";
import { points } from "#shared/core/scoring/points.ts";
import { isWorth, searchWithFounding } from "#shared/core/search/founding.ts";
import { Random } from "#shared/core/search/random.ts";
import { search } from "#shared/core/search/search.ts";
import { AGREEABLE } from "../../support/seatings.ts";

const test = suite("founding");

/** Sixty people as a founding seated them, and four who wait, all of them drawn by chance. */
function foundedBefore(seed: number): Community {
  const random = new Random(seed);
  const draw = <T>(list: readonly T[]): T => list[random.below(list.length)]!;
  const people = Array.from({ length: 64 }, (_, n): PlacedMember => {
    const areas = [draw("ABCDE".split("")), draw("ABCDE".split(""))];
    return {
      ...AGREEABLE,
      id: `p${n}`,
      level: draw([1, 1, 2, 2, 3, 4]),
      offset: draw([-8, -5, 0, 1, 2, 9]),
      areas: [...new Set(areas)],
      volunteer: draw([true, false, false]),
      pod: null,
      pinned: false,
      settled: false,
    };
  });
  const areas = [..."ABCDE"];
  const { pods } = search({ areas, members: people.slice(0, 60), pods: [] }, { effort: EFFORT });
  const at = new Map(pods.flatMap(({ id, members }) => members.map((member) => [member, id])));
  const members = people.map((one) =>
    at.has(one.id) ? { ...one, pod: at.get(one.id)!, founding: true as const } : one,
  );
  return { areas, members, pods: pods.map(({ id, area, advocate }) => ({ id, area, advocate, locked: false })) };
}

/** The points of a seating, and how many people whom a founding seated sit elsewhere in it. */
function figures(community: Community, seating: Seating): { points: number; changed: number } {
  const seats = new Map(seating.pods.flatMap(({ id, members }) => members.map((member) => [member, id])));
  const changed = community.members.filter(({ id, pod, founding }) => founding && seats.get(id) !== pod).length;
  return { points: points.pointsOf(community, seating), changed };
}

/** A tenth of the work: whether seats are given anew is then decided more often, and sooner. */
const EFFORT = 0.1;

test("seats of a founding are given anew, as many for each point that this saves as the rule allows", () => {
  let anew = 0;
  for (let seed = 1; seed <= 14; seed++) {
    const community = foundedBefore(seed);
    const kept = figures(community, search(community, { only: "seat", effort: EFFORT }));
    const chosen = figures(community, searchWithFounding(community, { only: "seat", effort: EFFORT }));
    const [saved, more] = [kept.points - chosen.points, chosen.changed - kept.changed];
    assert.ok(more <= 4 * saved, `${more} more seats change for ${saved} points`);
    if (more > 0) anew++;
  }
  assert.ok(anew > 0, "no seats were given anew: nothing shows that they are");
});

test("people who have said something since then keep their seats, whatever they want now", () => {
  for (let seed = 1; seed <= 14; seed++) {
    const community = foundedBefore(seed);
    const members = community.members.map((one, n): PlacedMember => {
      const { founding: _, ...said } = one;
      return n % 7 === 0 ? { ...said, areas: [community.areas[n % 5]!] } : one;
    });
    const { pods } = searchWithFounding({ ...community, members }, { only: "seat", effort: EFFORT });
    const seats = new Map(pods.flatMap((pod) => pod.members.map((member) => [member, pod.id])));
    for (const { id, pod, founding } of members) if (pod !== null && !founding) assert.is(seats.get(id), pod, id);
  }
});

test("four seats change for a point, and none for nothing", () => {
  assert.ok(isWorth(16, 4));
  assert.not(isWorth(17, 4));
  assert.not(isWorth(0, 0));
});

test.run();
