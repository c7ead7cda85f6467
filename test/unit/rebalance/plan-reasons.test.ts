import { suite } from "uvu";
import * as assert from "uvu/assert";
import { reasonInWords } from "#shared/core/messages/reasons.ts";
import { buildPlan } from "#shared/core/plan/build-plan.ts";
import { liveSeating, seatingAt } from "#shared/core/plan/live-seating.ts";
import type { Community, PlacedMember, Seating } from "#shared/core/scoring/community.ts";
import { summaryOf } from "#shared/core/scoring/summary.ts";
import { comparisonsInWords } from "../../../functions/rebalance/comparison.ts";
import { communityOf, seatingOf, spelled } from "../../support/seatings.ts";

const names = { area: (id: string) => id.toUpperCase(), pod: (id: string) => `Pod ${id}` };

/** A community from a picture, with some people changed. */
function withPeople(community: Community, special: Record<string, Partial<PlacedMember>>): Community {
  return { ...community, members: community.members.map((one) => ({ ...one, ...special[one.id] })) };
}

/** The reasons in words for the change that concerns this person or pod. */
function why(community: Community, target: Seating, whom: string): string[] {
  const { changes } = buildPlan(community, target);
  const change = changes.find((one) => ("member" in one ? one.member === whom : one.pod === whom));
  return change?.reasons.map((reason) => reasonInWords(reason, names)) ?? [];
}

const reasons = suite("the reasons of a change");

reasons("name the area the person gets, the ability they bring and the pod they leave", () => {
  const community = withPeople(communityOf({ A: "abcdefghi", B: "jklmn" }), { i: { areas: ["B", "A"], level: 4 } });
  assert.equal(why(community, seatingOf({ A: "abcdefgh", B: "ijklmn" }), "i"), [
    "gives Pod B a maintainer",
    "first choice: B",
    "Pod A was full",
  ]);
});

reasons("name an area nobody asked for only when the person had to sit somewhere", () => {
  const none = communityOf({ A: "abcdefg", "-": "z" });
  assert.equal(why(none, seatingOf({ A: "abcdefgz" }), "z"), ["an area they did not name: A"]);
  const wish = withPeople(none, { z: { areas: ["B"], anywhere: true } });
  assert.equal(why(wish, seatingOf({ A: "abcdefgz" }), "z"), [
    "an area they did not name: A",
    "no pod of an area that they named had room",
  ]);
});

reasons("of a seat outside the named areas say what it gains, and for whom", () => {
  const wish = { z: { areas: ["B"], anywhere: true }, e: { areas: ["B"] } };
  const community = withPeople(communityOf({ A: "abcde", B: "fghijkl", "-": "z" }), wish);
  assert.equal(why(community, seatingOf({ A: "abcdz", B: "efghijkl" }), "z"), [
    "lets somebody leave Pod A, which keeps five people",
    "an area they did not name: A",
  ]);
});

reasons("name the size of a pod only where it comes nearer to seven", () => {
  const wish = Object.fromEntries([..."xyz"].map((id) => [id, { areas: ["A"] }]));
  const grows = withPeople(communityOf({ A: "abcdef", "-": "xyz" }), wish);
  for (const id of "xyz") assert.equal(why(grows, seatingOf({ A: "abcdefxyz" }), id), ["first choice: A"]);
  assert.ok(
    why(grows, { ...seatingOf({ A: "abcdefx" }), waiting: ["y", "z"] }, "x").includes("Pod A had only six people"),
  );
  const fans = Object.fromEntries([..."hwxyz"].map((id) => [id, { areas: ["C"] }]));
  const eight = withPeople(communityOf({ A: "abcdefgh", B: "wxijklm", D: "yznopqr" }), fans);
  const formed = { id: "new-1", area: "C", advocate: null, members: [..."gwxyz"] };
  const shrinks = { pods: [...seatingOf({ A: "abcdef", B: "hijklm", D: "nopqr" }).pods, formed], waiting: [] };
  assert.equal(why(eight, shrinks, "g"), ["first choice of four people: C"], "eight became six");
});

reasons("name no size where a move only passes it on", () => {
  const fan = { h: { areas: ["B", "A"] }, i: { areas: ["B", "A"] } };
  const eight = withPeople(communityOf({ A: "abcdefgh", B: "jklmnop" }), fan);
  assert.equal(why(eight, seatingOf({ A: "abcdefg", B: "hjklmnop" }), "h"), ["first choice: B"]);
  const five = withPeople(communityOf({ A: "abcdeh", B: "jklmn" }), fan);
  assert.equal(why(five, seatingOf({ A: "abcde", B: "hjklmn" }), "h"), ["first choice: B"]);
  const both = withPeople(communityOf({ A: "abcdefgh", B: "jklmno" }), fan);
  assert.equal(why(both, seatingOf({ A: "abcdefg", B: "hjklmno" }), "h"), [
    "first choice: B",
    "Pod A had eight people, and seven is ideal",
    "Pod B had only six people",
  ]);
  const tooMany = withPeople(communityOf({ A: "abcdefghi0", B: "jklmnop" }), fan);
  assert.is(
    why(tooMany, seatingOf({ A: "abcdefgi0", B: "hjklmnop" }), "h")[0],
    "Pod A had 10 people, and nine is the most",
  );
});

reasons("of a seat say that no area is left which the person named", () => {
  const community = withPeople(communityOf({ A: "abcdef", "-": "z" }), { z: { areas: [], lostAreas: ["galley"] } });
  assert.equal(why(community, seatingOf({ A: "abcdefz" }), "z").slice(0, 1), ["GALLEY is no longer an area here"]);
  const other = withPeople(communityOf({ A: "abcdef", "-": "z" }), { z: { areas: ["A"], lostAreas: ["galley"] } });
  assert.not.ok(
    why(other, seatingOf({ A: "abcdefz" }), "z")
      .join()
      .includes("GALLEY"),
  );
});

reasons("that others get a seat are given to as many as a new pod needs", () => {
  const four = Object.fromEntries([..."uvwx"].map((id) => [id, { areas: ["C"] }]));
  const open = Object.fromEntries([..."yz"].map((id) => [id, { areas: ["B"], anywhere: true }]));
  const community = withPeople(communityOf({ "-": "uvwxyz" }), { ...four, ...open });
  const formed = { pods: [{ id: "new-1", area: "C", advocate: null, members: [..."uvwxyz"] }], waiting: [] };
  const whys = [..."yz"].map((id) => why(community, formed, id).includes("gives four people who waited a seat"));
  assert.equal(whys, [true, false]);
});

reasons("of a new pod count everybody who waited for its area", () => {
  const wish = Object.fromEntries([..."tuvwxyz"].map((id) => [id, { areas: ["C"] }]));
  const community = withPeople(communityOf({ "-": "tuvwxyz" }), wish);
  const formed = { pods: [{ id: "new-1", area: "C", advocate: null, members: [..."tuvwx"] }], waiting: ["y", "z"] };
  assert.equal(why(community, formed, "new-1"), ["seven people were waiting for C"]);
});

reasons("put a pod that was short before all other reasons", () => {
  const community = withPeople(communityOf({ A: "abcd", "-": "z" }), { z: { areas: ["A"] } });
  assert.equal(why(community, seatingOf({ A: "abcdz" }), "z"), ["Pod A had only four people", "first choice: A"]);
});

reasons("tell of hours that come closer and of a volunteer", () => {
  const everywhere = { a: { offset: 12 }, b: { offset: 0 }, c: { offset: 0 }, G: { offset: 12 } };
  const community = withPeople(communityOf({ A: "abcdefG", B: "hijklmn" }), everywhere);
  const late = withPeople(community, Object.fromEntries([..."hijklmn"].map((one) => [one, { offset: 12 }])));
  const target = seatingOf({ A: "bcdefG", B: "ahijklmn" });
  assert.equal(why(late, target, "a"), ["part of a change that helps others"], "G is as far away as a was");
  const without = withPeople(late, { G: { offset: 0 } });
  assert.equal(why(without, target, "a"), ["brings people six hours closer together"]);
  const volunteer = { ...without, pods: without.pods.map((pod) => ({ ...pod, advocate: null })) };
  assert.equal(why(volunteer, seatingOf({ A: "abcdef", B: "Ghijklmn" }), "G"), [
    "gives Pod B somebody who can be its advocate",
  ]);
});

reasons("claim nothing for a pod that the plan leaves as it was, though others would have made it worse", () => {
  const contributors = Object.fromEntries([..."abclmny"].map((id) => [id, { level: 2 } as const]));
  const fans = { y: { areas: ["B"] }, z: { areas: ["B"] } };
  const mixed = withPeople(withPeople(communityOf({ A: "abcdef", B: "hijklmn", "-": "yz" }), contributors), fans);
  const inPlace = seatingOf({ A: "abcdefn", B: "hijklmyz" });
  assert.equal(why(mixed, inPlace, "y"), ["first choice: B"], "B had three contributors before");
  const offsets = Object.fromEntries([..."abcdefghijklmnz"].map((id) => [id, { offset: id > "g" ? 6 : 0 }]));
  const hours = { ...offsets, a: { offset: 6 }, z: { offset: 20 } };
  const far = withPeople(communityOf({ A: "abcdefg", B: "hijklmn", "-": "z" }), hours);
  const swap = seatingOf({ A: "bcdefgz", B: "ahijklmn" });
  assert.not.match(why(far, swap, "a").join(), "closer together", "A cost no hours before");
});

reasons("of a swap from which only one of the two gains", () => {
  const community = withPeople(communityOf({ A: "abcdefg", B: "hijklmn" }), { g: { areas: ["B"] } });
  const target = seatingOf({ A: "abcdefn", B: "ghijklm" });
  assert.equal(why(community, target, "g"), ["first choice: B"]);
  assert.equal(why(community, target, "n"), ["makes room in Pod B"]);
});

reasons("of a pod formed and of one closed", () => {
  const waiting = withPeople(communityOf({ "-": "vwxyz" }), { v: { areas: ["C"] } });
  const formed = { pods: [{ id: "new-1", area: "C", advocate: null, members: [..."vwxyz"] }], waiting: [] };
  assert.equal(why(waiting, formed, "new-1"), ["five people were waiting", "first choice of one person: C"]);
  const all = withPeople(waiting, Object.fromEntries([..."vwxyz"].map((id) => [id, { areas: ["A", "C"] }])));
  assert.equal(why(all, formed, "new-1"), ["five people were waiting for C"]);
  const short = communityOf({ A: "abcde", B: "fg" });
  assert.equal(why(short, seatingOf({ A: "abcdefg" }), "B"), [
    "only two were left in Pod B",
    "B is not the first choice of two people there",
  ]);
  assert.equal(why(short, seatingOf({ A: "abcdefg" }), "f")[0], "Pod B closes");
});

reasons("say who gets a seat by a move, before what else it gains", () => {
  const choice = Object.fromEntries([..."hwxyz"].map((id) => [id, { areas: ["C", "A"] }]));
  const four = withPeople(communityOf({ A: "abcdefgh", "-": "wxyz" }), choice);
  const formed = (members: string) => ({ id: "new-1", area: "C", advocate: null, members: [...members] });
  const kept = seatingOf({ A: "abcdefg" }).pods;
  assert.equal(why(four, { pods: [...kept, formed("hwxyz")], waiting: [] }, "h"), [
    "gives four people who waited a seat",
    "first choice: C",
  ]);
  const full = withPeople(communityOf({ A: "abcdefghi", B: "jklmn", "-": "z" }), { z: { areas: ["A"] } });
  assert.equal(why(full, seatingOf({ A: "abcdefghz", B: "ijklmn" }), "i")[0], "gives one person who waited a seat");
  const five = withPeople(communityOf({ A: "abcdefgh", "-": "vwxyz" }), { ...choice, v: { areas: ["C"] } });
  assert.equal(why(five, { pods: [...kept, formed("hvwxyz")], waiting: [] }, "h")[0], "first choice: C");
});

reasons("of a move into a new pod that others want", () => {
  const picture = { A: "abcdefg", B: "hijklmn" };
  const fans = Object.fromEntries([..."abhi"].map((id) => [id, { areas: ["C"] }]));
  const target = { pods: seatingOf({ A: "cdefg", B: "klmn" + "j" }).pods, waiting: [] };
  const formed = { id: "new-1", area: "C", advocate: null, members: [..."abhi"] };
  const nine = withPeople(communityOf({ ...picture, D: "opqrst" }), fans);
  const all = {
    pods: [...target.pods, { ...formed, members: [..."abhio"] }, ...seatingOf({ D: "pqrst" }).pods],
    waiting: [],
  };
  assert.equal(why(nine, all, "o"), ["first choice of four people: C"]);
});

reasons("of an appointment and of a wait", () => {
  const unled = communityOf({ A: "abcdE" });
  const vacant = { ...unled, pods: unled.pods.map((pod) => ({ ...pod, advocate: null })) };
  assert.equal(why(vacant, seatingOf({ A: "abcdE" }), "E"), ["is listed as a volunteer"]);
  assert.equal(why(communityOf({ A: "abcd" }), seatingOf({ "-": "abcd" }), "a"), [
    "a pod needs five people, and four people are here",
  ]);
  assert.equal(why(communityOf({ A: "abcd" }), seatingOf({ "-": "abcd" }), "A"), [
    "a pod needs five people, and four people are here",
  ]);
});

reasons("of a pod that closes since its area is gone say so, and of nobody that they did not name it", () => {
  const { pods, ...community } = communityOf({ A: "abcde", B: "fg" });
  const lost = { ...community, pods: pods.map((pod) => (pod.id === "B" ? { ...pod, lost: true } : pod)) };
  assert.equal(why(lost, seatingOf({ A: "abcdefg" }), "B"), [
    "B is no longer an area here",
    "only two were left in Pod B",
  ]);
});

reasons("of a pod that closes and forms again without its advocate, who cannot be replaced while it lives", () => {
  const fans = Object.fromEntries([..."abcdefG"].map((id) => [id, { areas: ["A"] }]));
  const anew = (members: string) => ({ id: "new-1", area: "A", advocate: null, members: [...members] });
  const words = "its advocate moves, and most of the others form Pod new-1";
  const seven = withPeople(communityOf({ A: "abcdefG", B: "hijklm" }), fans);
  const without = { pods: [anew("abcdef"), ...seatingOf({ B: "hijklmG" }).pods], waiting: [] };
  assert.equal(why(seven, without, "A"), [words], "everybody wanted it");
  const leaves = withPeople(seven, { G: { areas: ["B"] } });
  assert.equal(why(leaves, without, "A"), [words], "the area is wanted: it forms again");
  const six = withPeople(communityOf({ A: "abcdeG", B: "hijklm", "-": "vwxyz" }), fans);
  const most = { pods: [anew("abcvwxyz"), ...seatingOf({ B: "hijklmdeG" }).pods], waiting: [] };
  assert.equal(why(six, most, "A"), [words], "three of five others");
  const led = { pods: [anew("abcGvwxyz"), ...seatingOf({ B: "hijklmde" }).pods], waiting: [] };
  assert.equal(why(six, led, "A"), ["Pod A had only six people"], "its advocate sits there as well");
  const few = { pods: [anew("abvwxyz"), ...seatingOf({ B: "hijklmcdG" }).pods], waiting: ["e"] };
  assert.ok(!why(six, few, "A").includes(words), "two of five others");
});

reasons("name the pod that is changed though it is locked, beside its people and where it closes", () => {
  const short = communityOf({ A: "abcd", B: "hijklm", "-": "z" }, { locked: "A" });
  const lock = "despite the lock of Pod A, as sizes come first";
  assert.equal(why(short, seatingOf({ A: "abcdz", B: "hijklm" }), "z").at(-1), lock);
  const merged = seatingOf({ B: "hijklmabc", "-": "dz" });
  for (const whom of ["a", "d", "A"]) assert.equal(why(short, merged, whom).at(-1), lock, whom);
});

reasons("of somebody whose pod closes do not name an area that they had already", () => {
  const fans = Object.fromEntries([..."wxyz"].map((id) => [id, { areas: ["A"] }]));
  const { pods, ...community } = withPeople(communityOf({ A: "abcde", B: "wxyz" }), fans);
  const alike = { ...community, pods: pods.map((pod) => ({ ...pod, area: "A" })) };
  const said = why(alike, seatingOf({ A: "abcdewxyz" }), "w");
  assert.ok(said.length > 0 && !said.includes("first choice: A"), said.join());
});

reasons("keep what the person gains, however much weightier the others are", () => {
  const wish = { i: { areas: ["B", "A"], level: 4, volunteer: true } } as const;
  const community = withPeople(communityOf({ A: "abcdefghiz", B: "jklm" }), wish);
  const said = why(community, seatingOf({ A: "abcdefghz", B: "ijklm" }), "i");
  assert.equal([said.length, said.at(-1)], [3, "first choice: B"], said.join());
});

reasons("are refused when a stored plan has one that no version knows", () => {
  const unknown = { because: "gives-cake", pod: "A" } as never;
  assert.throws(() => reasonInWords(unknown, names), /gives-cake/);
});

reasons.run();

const summary = suite("a summary");

summary("counts first choices", () => {
  const community = withPeople(communityOf({ A: "abcdeF", B: "ghij", "-": "z" }), {
    a: { level: 3, areas: ["A"], offset: 10 },
    b: { areas: ["C", "A"] },
    c: { areas: ["C", "B", "A"] },
  });
  const { points, terms, ...figures } = summaryOf(community, seatingAt(liveSeating(community)));
  assert.is(
    points,
    Object.values(terms).reduce((sum, term) => sum + term),
  );
  assert.equal(figures, {
    pods: 2,
    seated: 10,
    waiting: 1,
    podsInRange: 1,
    podsWithAdvocate: 1,
    podsWithExperienced: 1,
    podsCloseInHours: 1,
    choices: [1, 1, 1, 7],
  });
});

summary("counts people in an area that is gone apart from those in an area that they did not name", () => {
  const { pods, ...community } = communityOf({ A: "abcde", B: "fghij" });
  const lost = { ...community, pods: pods.map((pod) => (pod.id === "B" ? { ...pod, lost: true } : pod)) };
  const { choices, inLostAreas } = summaryOf(lost, seatingOf({ A: "abcde", B: "fghij" }));
  assert.equal([choices, inLostAreas], [[0, 0, 0, 5], 5]);
  const goals = comparisonsInWords(
    summaryOf(lost, seatingOf({ A: "abcde", B: "fghij" })),
    summaryOf(lost, seatingOf({ A: "abcde" })),
  );
  assert.ok(goals.some(({ goal }) => goal === "people in an area that is gone"));
  const none = summaryOf({ ...community, pods }, seatingOf({ A: "abcde" }));
  assert.not.ok(comparisonsInWords(none, none).some(({ goal }) => goal === "people in an area that is gone"));
});

summary("says in words how a plan improves the seating", () => {
  const community = withPeople(communityOf({ A: "abcdeF", B: "ghijk" }), { a: { areas: ["B"] }, g: { areas: ["B"] } });
  const before = summaryOf(community, seatingAt(liveSeating(community)));
  const after = summaryOf(community, spelled(seatingOf({ A: "bcdeF", B: "aghijk" })));
  const lines = comparisonsInWords(before, after).map(({ goal, before, after }) =>
    before === after ? `${goal} ${after}` : `${goal} ${before} → ${after}`,
  );
  assert.ok(lines.includes("first choice 9 % → 18 %"), lines.join("\n"));
  assert.ok(lines.includes("five to nine people 2 of 2"));
  assert.ok(lines.includes("seats away from the ideal seven 3"), "one pod is one person short, the other two");
  const better = comparisonsInWords(before, after).find(({ goal }) => goal === "first choice")?.better;
  assert.is(better, true);
});

summary("says how many seats are away from an even mix, not their points", () => {
  const picture = { A: "abcde", B: "fghij" };
  const able = Object.fromEntries([..."abcde"].map((id) => [id, { level: 4 as const }]));
  const now = summaryOf(withPeople(communityOf(picture), able), seatingOf(picture));
  assert.is(now.terms.ability, 24, "half of them are maintainers: each pod should have two or three at each level");
  const mixed = comparisonsInWords(now, now).find(({ goal }) => goal === "seats away from an even mix of experience");
  assert.is(mixed?.after, "12");
});

summary.run();
