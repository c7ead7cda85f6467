import { suite } from "uvu";
import * as assert from "uvu/assert";
import { buildPlan } from "#shared/core/plan/build-plan.ts";
import { type LiveSeating, liveSeating, seatingAt } from "#shared/core/plan/live-seating.ts";
import { type RunToUndo, undoOf } from "#shared/core/plan/undo.ts";
import type { Community } from "#shared/core/scoring/community.ts";
import { carryOut } from "../../support/carry-out.ts";
import { communityAt, communityOf, seatingOf } from "../../support/seatings.ts";

const planned = (community: Community, target: ReturnType<typeof seatingOf>) => buildPlan(community, target);

const reasonsOf = ({ stays }: ReturnType<typeof undoOf>) => stays.map(({ member, reason }) => `${member} ${reason}`);

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

cases("keeps people who joined a pod it would close, and everybody with them", () => {
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

cases("leaves people whose old seat was taken where they are, and lists them", () => {
  const community = communityOf({ A: "abcdefghi", B: "jklmn", "-": "z" });
  const live = liveSeating(community);
  const run = carryOut(live, planned(community, seatingOf({ A: "abcdefgh", B: "ijklmn", "-": "z" })).changes);
  sit(live, "z", "A");
  const undo = undoOf(run, communityAt(community, live));
  assert.equal(undo, { changes: [], groups: 0, stays: [{ member: "i", reason: "full" }] });
});

cases("puts nobody back into an area that they no longer name", () => {
  const community = communityOf({ A: "abcdef", B: "hijkl" });
  const live = liveSeating(community);
  const run = carryOut(live, planned(community, seatingOf({ A: "abcde", B: "fhijkl" })).changes);
  const now = communityAt(community, live);
  const turned = { ...now, members: now.members.map((one) => ({ ...one, areas: ["B"], anywhere: one.id !== "f" })) };
  assert.equal(undoOf(run, turned), { changes: [], groups: 0, stays: [{ member: "f", reason: "not-agreed" }] });
});

cases("takes no seat back that is later than the run, in the same pod", () => {
  const community = communityOf({ A: "abcdef", B: "ghijkl", "-": "yz" });
  const live = liveSeating(community);
  const run = carryOut(live, planned(community, seatingOf({ A: "abcdez", B: "fghijkly" })).changes);
  const groups = run.groups.map((group, n) => ({ ...group, revision: 20 + n }));
  const now = communityAt(community, live);
  const seatedAt = (since: Readonly<Record<string, number>>) => ({
    ...now,
    members: now.members.map((one) => ({ ...one, seatedSince: since[one.id] ?? 10 })),
  });
  const back = (since: Readonly<Record<string, number>>) => undoOf({ changes: run.changes, groups }, seatedAt(since));
  assert.equal(back({ f: 20, y: 20, z: 20 }).stays, []);
  assert.equal(reasonsOf(back({ f: 90, y: 20, z: 91 })).sort(), ["f moved-since", "z moved-since"]);
});

cases("takes back as much of a path as it can", () => {
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
  assert.equal(undo.stays, [{ member: "f", reason: "full" }]);
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

cases("keeps people who were pinned since", () => {
  const community = communityOf({ A: "abcdef", B: "ghijk" });
  const live = liveSeating(community);
  const run = carryOut(live, planned(community, seatingOf({ A: "abcde", B: "fghijk" })).changes);
  const now = communityAt(community, live);
  const pinned = { ...now, members: now.members.map((one) => (one.id === "f" ? { ...one, pinned: true } : one)) };
  assert.equal(undoOf(run, pinned).stays, [{ member: "f", reason: "pinned" }]);
});

cases("takes back the move of a new advocate; the pod that is left without one gets one", () => {
  const community = communityOf({ A: "abcdefG", B: "hijkl" });
  const target = seatingOf({ A: "abcdef", B: "Ghijkl" });
  const live = liveSeating(community);
  const run = carryOut(live, planned(community, target).changes);
  assert.is(live.pods.get("B")?.advocate, "G");
  carryOut(live, undoOf(run, communityAt(community, live)).changes);
  assert.equal(seatingAt(live), seatingAt(liveSeating(community)));
});

cases("lets somebody stay, where one has to, without whom no pod lacks somebody experienced", () => {
  const community = communityOf({ A: "abcde", B: "fghijklm" });
  const live = liveSeating(community);
  const run = carryOut(live, planned(community, seatingOf({ A: "abcdefg", "new-1": "hijklm" })).changes);
  const now = communityAt(community, live);
  assert.is(new Set(run.changes.map(({ group }) => group)).size, 1, "one step");
  const undone = (experienced: string, gone: string) => {
    const left = now.members.filter(({ id }) => !gone.includes(id));
    const members = left.map((one) => ({ ...one, level: experienced.includes(one.id) ? (3 as const) : one.level }));
    return reasonsOf(undoOf(run, { ...now, members })).filter((one) => one.endsWith("needed"));
  };
  assert.equal(undone("", "ab"), ["g needed", "f needed"], "the last ones");
  assert.equal(undone("fh", "a"), ["f needed"], "B has h, and A would have nobody");
  assert.equal(undone("f", "a"), ["g needed"], "either A or B has nobody");
  assert.equal(undone("bg", "a"), ["f needed"], "A has b, and B would have nobody without g");
  assert.equal(undone("bgh", "a"), ["g needed"], "B has h");
});

cases("says of people whose new pod lives on whether somebody joined it, or others of the run stay in it", () => {
  const community = communityOf({ A: "abcdef", B: "ghijkl" });
  const live = liveSeating(community);
  const run = carryOut(live, planned(community, seatingOf({ "new-1": "abcdef", B: "ghijkl" })).changes);
  const now = communityAt(community, live);
  // Nobody joined since: one of the six does not name the area any more.
  const turned = { ...now, members: now.members.map((one) => ({ ...one, anywhere: one.id !== "c" })) };
  const named = { ...turned, members: turned.members.map((one) => (one.id === "c" ? { ...one, areas: ["B"] } : one)) };
  const others = [..."abdef"].map((id) => `${id} others-stay`);
  assert.equal(reasonsOf(undoOf(run, named)).sort(), [...others, "c not-agreed"].sort());
  const joined = { ...now, members: [...now.members, { ...now.members[0]!, id: "z" }] };
  assert.equal(
    reasonsOf(undoOf(run, joined)).sort(),
    [..."abcdef"].map((id) => `${id} joined-since`),
  );
});

cases("says that fewer than five would come back to a pod that the run closed", () => {
  const community = communityOf({ A: "abcde", B: "fghij", C: "klmno" });
  const live = liveSeating(community);
  const run = carryOut(live, planned(community, seatingOf({ B: "fghijabc", C: "klmnode" })).changes);
  const now = communityAt(community, live);
  const left = { ...now, members: now.members.filter(({ id }) => id !== "e") };
  assert.equal(reasonsOf(undoOf(run, left)).sort(), [
    "a too-few-back",
    "b too-few-back",
    "c too-few-back",
    "d too-few-back",
    "e gone",
  ]);
  // All of them are open to any area.
  assert.equal(
    reasonsOf(undoOf(run, now, { lostAreas: ["A"] })).sort(),
    [..."abcde"].map((id) => `${id} area-gone`),
  );
});

cases("says that a pod would be too small without them, and that the pod before is gone or lost its area", () => {
  const community = communityOf({ A: "abcdef", B: "ghijk" });
  const live = liveSeating(community);
  const run = carryOut(live, planned(community, seatingOf({ A: "abcde", B: "fghijk" })).changes);
  const now = communityAt(community, live);
  const without = (ids: string) => ({ ...now, members: now.members.filter(({ id }) => !ids.includes(id)) });
  assert.equal(reasonsOf(undoOf(run, without("g"))), ["f needed"]);
  const gone = { ...without("abcde"), pods: now.pods.filter(({ id }) => id !== "A") };
  assert.equal(reasonsOf(undoOf(run, gone)), ["f pod-gone"]);
  const lost = { ...now, pods: now.pods.map((pod) => (pod.id === "A" ? { ...pod, lost: true } : pod)) };
  assert.equal(reasonsOf(undoOf(run, lost)), ["f area-gone"]);
  const locked = { ...now, pods: now.pods.map((pod) => (pod.id === "A" ? { ...pod, locked: true } : pod)) };
  assert.equal(reasonsOf(undoOf(run, locked)), ["f locked"]);
  const moved = { ...now, members: now.members.map((one) => (one.id === "f" ? { ...one, pod: null } : one)) };
  assert.equal(reasonsOf(undoOf(run, moved)), ["f moved-since"]);
});

cases("appoints a volunteer in every pod of the run without an advocate, also where nobody goes back", () => {
  const community = communityOf({ A: "abcdeF", B: "ghijkL", C: "mnopqR", D: "stuvW" });
  const live = liveSeating(community);
  const target = seatingOf({ A: "abcdFg", B: "ehijkL", C: "mnopR", D: "qstuvW" });
  const run = carryOut(live, planned(community, target).changes);
  const now = communityAt(community, live);
  const vacant = {
    ...now,
    pods: now.pods.map((pod) => ({ ...pod, advocate: null })),
    members: now.members.map((one) => ({ ...one, pinned: one.id === "q" })),
  };
  const after = liveSeating(vacant);
  carryOut(after, undoOf(run, vacant).changes);
  assert.is(after.people.get("q")?.pod, "D");
  assert.equal(
    [...after.pods].map(([, { advocate }]) => advocate),
    ["F", "L", "R", "W"],
  );
});

/** The run as the store keeps it: every step with its revision, and these people gave up a role with their seat. */
const stored = ({ changes, groups }: RunToUndo, ...exAdvocates: string[]): RunToUndo => ({
  changes,
  groups: groups.map((group, n) => ({ ...group, revision: 20 + n, exAdvocates })),
});

/** The seating after the run, of which all seats began with it. */
function afterRun(community: Community, live: LiveSeating): Community {
  const now = communityAt(community, live);
  return { ...now, members: now.members.map((one) => ({ ...one, seatedSince: 20 })) };
}

cases("holds somebody in the seat of the run whose role was given or ended since then, and who has it", () => {
  const community = communityOf({ A: "abcdefG", B: "hijkl" });
  const live = liveSeating(community);
  const run = stored(carryOut(live, planned(community, seatingOf({ A: "abcdef", B: "Ghijkl" })).changes));
  const now = afterRun(community, live);
  const last = 20 + run.groups.length - 1;
  const back = (roles: Readonly<Record<string, number>>) => reasonsOf(undoOf(run, now, { roles }));
  assert.equal(back({ A: 99, B: last }), []);
  assert.equal(back({ B: last + 1 }), ["G advocate"]);
});

cases("gives a role back to those who lost it with their seat, and come back", () => {
  const community = communityOf({ A: "abCDE", B: "fghij" });
  const target = seatingOf({ "new-1": "abCDE", B: "fghij" });
  const advocates = (ids: string, ...ex: string[]) => {
    const live = liveSeating(community);
    const run = stored(carryOut(live, planned(community, target).changes), ...ex);
    const now = afterRun(community, live);
    const gone = { ...now, members: now.members.filter(({ id }) => !ids.includes(id)) };
    return undoOf(run, gone).changes.flatMap((change) => (change.kind === "advocate" ? change.member : []));
  };
  assert.equal(advocates("", "D"), ["D"], "not C, whom the plan knew as the advocate");
  assert.equal(advocates(""), ["C"], "nobody lost it, so it is free");
});

cases("gives a role back in a pod that lived on, unless somebody else has it by now", () => {
  const community = communityOf({ A: "abcdefGHI", B: "jklmn" });
  const live = liveSeating(community);
  const run = stored(carryOut(live, planned(community, seatingOf({ A: "abcdefGH", B: "Ijklmn" })).changes), "I");
  const now = afterRun(community, live);
  const advocateOf = (id: string | null) => {
    const pods = now.pods.map((pod) => (pod.id === "A" ? { ...pod, advocate: id } : pod));
    const after = liveSeating({ ...now, pods });
    carryOut(after, undoOf(run, { ...now, pods }).changes);
    return [after.people.get("I")?.pod, after.pods.get("A")?.advocate];
  };
  assert.equal(advocateOf(null), ["A", "I"]);
  assert.equal(advocateOf("H"), ["A", "H"]);
});

function sit(live: LiveSeating, member: string, pod: string): void {
  live.pods.get(pod)?.members.add(member);
  live.people.get(member)!.pod = pod;
}

cases.run();
