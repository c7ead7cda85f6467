import { suite } from "uvu";
import * as assert from "uvu/assert";
import { buildPlan } from "#shared/core/plan/build-plan.ts";
import { groupsOfChanges, type PodNames, renamePods } from "#shared/core/plan/group-codec.ts";
import { type LiveSeating, liveSeating, seatingAt } from "#shared/core/plan/live-seating.ts";
import { podsIn } from "#shared/core/plan/plan.ts";
import { undoOf } from "#shared/core/plan/undo.ts";
import type { Community } from "#shared/core/scoring/community.ts";
import { Random } from "#shared/core/search/random.ts";
import { carryOut } from "../../support/carry-out.ts";
import fc from "../../support/fast-check.ts";
import { communityAt, randomCommunity, randomTarget, type seatingOf } from "../../support/seatings.ts";

const planned = (community: Community, target: ReturnType<typeof seatingOf>) => buildPlan(community, target);

const properties = suite("undo of any run");

const shapes = fc.record({
  seed: fc.integer(),
  people: fc.integer({ min: 0, max: 120 }),
  stay: fc.constantFrom(0, 50, 95),
});

properties("brings back the old seats", () => {
  fc.assert(
    fc.property(shapes, ({ stay, ...shape }) => {
      const community = unheld(randomCommunity({ ...shape, tidy: true }));
      const live = liveSeating(community);
      const run = carryOut(live, planned(community, randomTarget(community, shape.seed + 1, stay)).changes);
      assert.ok(run.groups.every(({ outcome }) => outcome === "applied"));
      const undo = undoOf(run, communityAt(community, live));
      const undone = carryOut(live, undo.changes);
      assert.ok(undone.groups.every(({ outcome }) => outcome === "applied"));
      assert.equal(undo.stays, []);
      assert.equal(seatsOf(live), seatsOf(liveSeating(community)));
    }),
    { numRuns: 200 },
  );
});

properties("keeps people who joined since, loses nobody, and brings no pod farther from five to nine", () => {
  fc.assert(
    fc.property(shapes, fc.boolean(), ({ stay, ...shape }, tidy) => {
      const community = randomCommunity({ ...shape, tidy });
      const live = liveSeating(community);
      const run = carryOut(live, planned(community, randomTarget(community, shape.seed + 1, stay)).changes);
      const random = new Random(shape.seed + 2);
      const joiners = meanwhile(live, random);
      const now = communityAt(community, live, joiners);
      const undo = undoOf(run, now);
      const after = liveSeating(now);
      const undone = carryOut(after, undo.changes);
      assert.ok(undone.groups.every(({ outcome }) => outcome === "applied"));
      for (const [member, pod] of joiners) assert.is(after.people.get(member)?.pod, pod);
      if (undo.changes.length > 0)
        assert.equal(vacant(after, podsOf(run)), [], "pods with a volunteer and no advocate");
      assert.equal([...after.people.keys()].sort(), now.members.map(({ id }) => id).sort());
      for (const [id, { members }] of after.pods) {
        const was = live.pods.get(id)?.members.size;
        const outside = (size: number) => Math.max(0, 5 - size, size - 9);
        assert.ok(outside(members.size) === 0 || outside(members.size) <= outside(was ?? 5));
      }
    }),
    { numRuns: 200 },
  );
});

/** Without pins and locks: undo never goes against a hold, even where the plan did. */
function unheld(community: Community): Community {
  return {
    areas: community.areas,
    members: community.members.map((member) => ({ ...member, pinned: false })),
    pods: community.pods.map((pod) => ({ ...pod, locked: false })),
  };
}

/** New people take open seats and some members leave. Returns the new people and their seats. */
function meanwhile(live: LiveSeating, random: Random): Map<string, string> {
  const joiners = new Map<string, string>();
  for (const [id, pod] of live.pods) {
    for (let free = 9 - pod.members.size; free > 0 && random.below(3) > 0; free--) {
      const member = `j${joiners.size}`;
      pod.members.add(member);
      live.people.set(member, { pod: id, volunteer: false, pinned: false, areas: [], anywhere: true });
      joiners.set(member, id);
    }
    for (const member of [...pod.members]) {
      if (joiners.has(member) || random.below(15) > 0) continue;
      pod.members.delete(member);
      if (pod.advocate === member) pod.advocate = null;
      live.people.delete(member);
    }
  }
  return joiners;
}

/** The pods that the groups of a run name that were applied. */
function podsOf(run: ReturnType<typeof carryOut>): Set<string> {
  const names: PodNames = Object.assign({}, ...run.groups.map((group) => ("pods" in group ? group.pods : {})));
  return new Set([...groupsOfChanges(run.changes).values()].flatMap((group) => [...podsIn(renamePods(group, names))]));
}

const vacant = ({ pods, people }: LiveSeating, among: ReadonlySet<string>): string[] =>
  [...pods].flatMap(([id, { advocate, members }]) => {
    const hasVolunteer = [...members].some((member) => people.get(member)?.volunteer);
    return among.has(id) && advocate === null && hasVolunteer ? [id] : [];
  });

/** The seats, without advocates whom undo appointed. */
function seatsOf(live: LiveSeating) {
  const { pods, waiting } = seatingAt(live);
  return { pods: pods.map(({ id, area, members }) => ({ id, area, members })), waiting };
}

properties.run();
