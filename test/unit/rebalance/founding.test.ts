import { suite } from "uvu";
import * as assert from "uvu/assert";
import { buildUsefulPlan } from "#shared/core/plan/build-plan.ts";
import type { Community, PlacedMember } from "#shared/core/scoring/community.ts";
import { searchWithFounding } from "#shared/core/search/founding.ts";
import { communityOf } from "../../support/seatings.ts";

const test = suite("seats of a founding");

/** Twelve people in pods of the wrong areas, as two files brought them, or as they have sat for long. */
function crossed(founding: (person: PlacedMember) => boolean): Community {
  const community = communityOf({ A: "abcdef", B: "ghijkl" });
  const [first = "", second = ""] = community.pods.map(({ area }) => area);
  return {
    ...community,
    members: community.members.map((member) => ({
      ...member,
      areas: "abcghi".includes(member.id) ? [first] : [second],
      settled: false,
      founding: founding(member),
    })),
  };
}

const movesIn = (community: Community) => {
  const plan = buildUsefulPlan(community, searchWithFounding(community, { only: "seat" }));
  return { ...plan, moved: plan.changes.flatMap((change) => (change.kind === "move" ? [change.member] : [])).sort() };
};

test("change at no cost where a fresh search finds a clearly better seating", () => {
  const { moved, after, unasked } = movesIn(crossed(() => true));
  assert.is(moved.length, 6);
  assert.equal([after.terms.move, after.terms.choice, unasked], [0, 0, 0]);
});

test("leave an advocate with somebody who stays in the pod", () => {
  const community = crossed(({ id }) => id !== "b");
  const members = community.members.map((member) => (member.id === "d" ? { ...member, volunteer: true } : member));
  const pods = community.pods.map((pod) => (pod.id === "A" ? { ...pod, advocate: "d" } : pod));
  const { moved } = movesIn({ ...community, members, pods });
  assert.not(moved.includes("d"));
  assert.ok(moved.length > 0, "others move all the same");
});

/** Three people of two of four pods each want the area of the other; everybody else is like their neighbours. */
function fourPods(): Community {
  const community = communityOf({ A: "abcdefg", B: "hijklmn", C: "opqrstu", D: "vwxyz12" });
  const pods = community.pods.map((pod) => ({ ...pod, area: "AB".includes(pod.id) ? "A" : "C" }));
  const members = community.members.map((member) => {
    const wantsA = "defghijklmnopq".includes(member.id);
    return { ...member, areas: [wantsA ? "A" : "C"], settled: false, founding: true };
  });
  return { ...community, pods, members };
}

test("change only of the people who gain, though others like them could sit there as well", () => {
  assert.equal(movesIn(fourPods()).moved, [..."abcopq"]);
});

test("say so in the plan and in the reason, and nobody is said to stay", () => {
  const { changes, recent, settling } = movesIn(fourPods());
  const reasons = changes.flatMap((change) => (change.kind === "move" ? [change.reasons.at(-1)?.because] : []));
  assert.equal([recent, settling, ...new Set(reasons)], [6, 0, "recent-seat"]);
});

test("are given anew around people who took theirs by their own word, and who keep it while they settle", () => {
  const community = communityOf({ A: "abcdef", "-": "ghijklvwxy" });
  const members = community.members.map((member) => ({
    ...member,
    areas: ["vwxy".includes(member.id) ? "B" : "A"],
    anywhere: true,
    level: "vwxy".includes(member.id) ? (1 as const) : (3 as const),
    volunteer: "ab".includes(member.id),
    settled: false,
    ...(member.pod !== null && member.id !== "a" && { founding: true }),
  }));
  const pods = community.pods.map((pod) => ({ ...pod, advocate: "b" }));
  const world = { ...community, areas: ["A", "B"], members, pods };
  for (const options of [{}, { only: "seat" as const }]) {
    const { changes } = buildUsefulPlan(world, searchWithFounding(world, options));
    assert.equal(
      changes.filter((change) => change.kind === "move" && change.member === "a"),
      [],
    );
  }
});

test("are taken from nobody for people who wait, however much better their pod would be", () => {
  const community = communityOf({ A: "abcde", "-": "Fghi" });
  const members = community.members.map((member) => ({
    ...member,
    areas: member.id === "e" ? ["A", "B"] : member.pod === null ? ["B"] : ["A"],
    anywhere: false,
    level: member.id === "F" ? (3 as const) : (1 as const),
    settled: false,
    ...(member.pod !== null && { founding: true }),
  }));
  for (const options of [{}, { only: "seat" as const }])
    assert.equal(searchWithFounding({ ...community, members }, options).waiting, [..."Fghi"]);
});

test("keep their pod where its advocate alone wants another area", () => {
  const community = communityOf({ A: "Abcdefg", B: "Hijklm" });
  const members = community.members.map((member) => ({
    ...member,
    areas: member.pod === "B" || member.id === "A" ? ["B"] : ["A"],
    founding: true,
  }));
  const { pods } = searchWithFounding({ ...community, members });
  const kept = pods.map(({ id, advocate, members }) => [id, advocate, members.join("")]);
  assert.equal(kept, [
    ["A", "A", "Abcdefg"],
    ["B", "H", "Hijklm"],
  ]);
});

test("are given anew in the pods that there are, each where its advocate is", () => {
  const { pods } = searchWithFounding(crossed(() => true));
  assert.equal(pods.map(({ id }) => id).sort(), ["A", "B"]);
});

test("stay where nobody gains", () => {
  const community = crossed(() => true);
  const [first = "", second = ""] = community.pods.map(({ area }) => area);
  const happy = community.members.map((member) => ({
    ...member,
    areas: "abcdef".includes(member.id) ? [first] : [second],
  }));
  assert.equal(movesIn({ ...community, members: happy }).changes, []);
});

test("are no other people's seats", () => {
  assert.equal(movesIn(crossed(() => false)).moved, []);
  const { moved } = movesIn(crossed(({ id }) => id !== "d"));
  assert.not.ok(moved.includes("d"));
});

test("stay in a pod that is locked, and of people who are pinned", () => {
  const community = crossed(() => true);
  const locked = { ...community, pods: community.pods.map((pod) => ({ ...pod, locked: true })) };
  assert.equal(movesIn(locked).moved, []);
  const pinned = community.members.map((member) => (member.id === "d" ? { ...member, pinned: true } : member));
  assert.not.ok(movesIn({ ...community, members: pinned }).moved.includes("d"));
});

test("are found again in any order of the people", () => {
  const community = crossed(() => true);
  const turned = { ...community, members: community.members.toReversed(), pods: community.pods.toReversed() };
  assert.equal(searchWithFounding(turned), searchWithFounding(community));
});

test.run();
