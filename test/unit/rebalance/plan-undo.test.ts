import fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { applyGroup } from "#shared/core/plan/apply.ts";
import { buildPlan } from "#shared/core/plan/build-plan.ts";
import { groupsOfChanges } from "#shared/core/plan/group-codec.ts";
import { type LiveSeating, liveSeating, seatingAt } from "#shared/core/plan/live-seating.ts";
import type { Change } from "#shared/core/plan/plan.ts";
import { type RunToUndo, undoOf } from "#shared/core/plan/undo.ts";
import type { Community } from "#shared/core/scoring/community.ts";
import { Random } from "#shared/core/search/random.ts";
import { communityAt, communityOf, randomCommunity, randomTarget, seatingOf } from "../../support/seatings.ts";

/** Applies changes as the store does: group by group, formed pods get the next numbers. */
function carryOut(live: LiveSeating, changes: readonly Change[], nextPod = 1000): RunToUndo {
  let pods: Record<string, number> = {};
  const groups = [...groupsOfChanges(changes)].map(([group, rows]) => {
    const formed = rows.forms.filter(({ pod }) => pod.startsWith("new-"));
    const named = Object.fromEntries(formed.map(({ pod }, i) => [pod, nextPod + i]));
    const { outcome } = applyGroup(live, rows, { ...pods, ...named });
    if (outcome === "skipped") return { group, outcome };
    nextPod += formed.length;
    pods = { ...pods, ...named };
    return { group, outcome, pods: named };
  });
  return { changes, groups };
}

const planned = (community: Community, target: ReturnType<typeof seatingOf>) => buildPlan(community, target);

const cases = suite("undo");

cases("gives everybody their seat back, closes what was formed and forms what was closed", () => {
  const community = communityOf({ A: "abcdefg", B: "hijkl", "-": "vwxYz" });
  const target = seatingOf({ A: "abcdefghijkl".slice(0, 9), "new-1": "jklvwxYz", "-": "" });
  const live = liveSeating(community);
  const run = carryOut(live, planned(community, target).changes);
  assert.equal([...live.pods.keys()], ["A", "1000"]);
  const undo = undoOf(run, communityAt(community, live));
  carryOut(live, undo.changes);
  assert.equal(seatingAt(live), seatingAt(liveSeating(community)));
  assert.equal(undo.stays, []);
});

cases("keeps who joined a pod it would close, and everybody with them", () => {
  const community = communityOf({ A: "abcdefg", "-": "vwxyzN" });
  const live = liveSeating(community);
  const run = carryOut(live, planned(community, seatingOf({ A: "abcdefg", "new-1": "vwxyz", "-": "N" })).changes);
  sit(live, "N", "1000");
  const undo = undoOf(run, communityAt(community, live));
  assert.equal(undo.changes, []);
  assert.equal(
    undo.stays,
    [..."vwxyz"].map((member) => ({ member, reason: "joined-since" })),
  );
});

cases("leaves where they are whose seat was taken, and says so", () => {
  const community = communityOf({ A: "abcdefghi", B: "jklmn", "-": "z" });
  const live = liveSeating(community);
  const run = carryOut(live, planned(community, seatingOf({ A: "abcdefgh", B: "ijklmn", "-": "z" })).changes);
  sit(live, "z", "A");
  const undo = undoOf(run, communityAt(community, live));
  assert.equal(undo, { changes: [], groups: 0, stays: [{ member: "i", reason: "size" }] });
});

cases("takes back what it can of a path", () => {
  const community = communityOf({ A: "abcdef", B: "ghijklmno", C: "pqrst", "-": "wxyz" });
  const live = liveSeating(community);
  const target = seatingOf({ A: "abcde", B: "fghijklmn", C: "opqrst", "-": "wxyz" });
  const run = carryOut(live, planned(community, target).changes);
  for (const newcomer of "wxyz") sit(live, newcomer, "A");
  live.pods.get("B")?.members.delete("g");
  live.people.delete("g");
  const undo = undoOf(run, communityAt(community, live));
  assert.equal(
    undo.changes.map((change) => change.kind === "move" && [change.member, change.to]),
    [["o", "B"]],
  );
  assert.equal(undo.stays, [{ member: "f", reason: "size" }]);
});

cases("takes back one half of a swap when the other half has left", () => {
  const community = communityOf({ A: "abcdef", B: "ghijkl" });
  const live = liveSeating(community);
  const run = carryOut(live, planned(community, seatingOf({ A: "abcdeg", B: "fhijkl" })).changes);
  live.pods.get("A")?.members.delete("g");
  live.people.delete("g");
  const now = {
    ...communityAt(community, live),
    members: communityAt(community, live).members.filter(({ id }) => id !== "g"),
  };
  const undo = undoOf(run, now);
  assert.equal(
    undo.changes.map((change) => change.kind === "move" && [change.member, change.to]),
    [["f", "A"]],
  );
  assert.equal(undo.stays, [{ member: "g", reason: "gone" }]);
});

cases("keeps whom somebody has pinned since", () => {
  const community = communityOf({ A: "abcdef", B: "ghijk" });
  const live = liveSeating(community);
  const run = carryOut(live, planned(community, seatingOf({ A: "abcde", B: "fghijk" })).changes);
  const now = communityAt(community, live);
  const pinned = { ...now, members: now.members.map((one) => (one.id === "f" ? { ...one, pinned: true } : one)) };
  assert.equal(undoOf(run, pinned).stays, [{ member: "f", reason: "pinned" }]);
});

cases("takes back the move of somebody the plan made advocate; who then is without one gets one", () => {
  const community = communityOf({ A: "abcdefG", B: "hijkl" });
  const target = seatingOf({ A: "abcdef", B: "Ghijkl" });
  const live = liveSeating(community);
  const run = carryOut(live, planned(community, target).changes);
  assert.is(live.pods.get("B")?.advocate, "G");
  carryOut(live, undoOf(run, communityAt(community, live)).changes);
  assert.equal(seatingAt(live), seatingAt(liveSeating(community)));
});

cases.run();

const properties = suite("undo of any run");

const shapes = fc.record({
  seed: fc.integer(),
  people: fc.integer({ min: 0, max: 120 }),
  stay: fc.constantFrom(0, 50, 95),
});

properties("brings back the seats there were", () => {
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

properties("keeps who joined since, loses nobody, and brings no pod farther from five to nine", () => {
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

properties.run();

/** Nobody pinned and nothing locked: what a plan did in spite of a hold is not undone against it. */
function unheld(community: Community): Community {
  return {
    areas: community.areas,
    members: community.members.map((member) => ({ ...member, pinned: false })),
    pods: community.pods.map((pod) => ({ ...pod, locked: false })),
  };
}

function sit(live: LiveSeating, member: string, pod: string): void {
  live.pods.get(pod)?.members.add(member);
  live.people.get(member)!.pod = pod;
}

/** New people take open seats, and some who are there leave. Gives the new ones and where they sit. */
function meanwhile(live: LiveSeating, random: Random): Map<string, string> {
  const joiners = new Map<string, string>();
  for (const [id, pod] of live.pods) {
    for (let free = 9 - pod.members.size; free > 0 && random.below(3) > 0; free--) {
      const member = `j${joiners.size}`;
      pod.members.add(member);
      live.people.set(member, { pod: id, volunteer: false, pinned: false });
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

/** Who sits where; an office that undo filled is not part of it. */
function seatsOf(live: LiveSeating) {
  const { pods, waiting } = seatingAt(live);
  return { pods: pods.map(({ id, area, members }) => ({ id, area, members })), waiting };
}
