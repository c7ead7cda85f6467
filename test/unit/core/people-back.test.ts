import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Member, Profile } from "#shared/core/member.ts";
import { isBack, withPeopleBack } from "#shared/core/people-back.ts";
import type { Pod } from "#shared/core/pod.ts";
import { pod } from "../../support/digest.ts";

const test = suite("people whose break is over");

const onBreak = (pseudonym: string, profile: Partial<Profile> = {}, left: number | null = null): Member => ({
  pseudonym,
  profile: {
    login: pseudonym,
    areas: ["hull"],
    ability: "newcomer",
    volunteer: false,
    merged: 0,
    pausedUntil: "2026-11-24",
    comesBack: true,
    ...profile,
  },
  standing: { state: "paused", pod: left, since: 1, pinned: false },
});

test("take part again on the day after its last, if they gave up a seat or a place and still want one", () => {
  const ada = onBreak("ada");
  assert.equal([isBack(ada, "2026-11-24"), isBack(ada, "2026-11-25")], [false, true]);
  const { comesBack: _, ...stays } = ada.profile;
  const others: Member[] = [
    { ...ada, profile: stays },
    { ...ada, standing: { ...ada.standing, state: "alumni" } },
    onBreak("bob", { areas: [] }),
  ];
  assert.equal(
    others.map((one) => isBack(one, "2026-11-25")),
    [false, false, false],
  );
  assert.is(isBack(onBreak("cid", { areas: [], anywhere: true }), "2026-11-25"), true);
});

const stored = (back: Member[], pods: Pod[]) => ({
  peopleBack: async () => back,
  podsNumbered: async (numbers: Iterable<number>) => pods.filter(({ number }) => [...numbers].includes(number)),
  waiting: async (list: string) => (list === "hull" ? ["wen"] : []),
  census: async () => ({ known: 0, invited: 0, waiting: 1, seated: 8, paused: 5, independent: 0, alumni: 0 }),
});

const lists = async (back: Member[], pods: Pod[] = []) => {
  const store = await withPeopleBack(stored(back, pods), "2026-11-25");
  return Promise.all(["hull", "sail", "*", "+"].map(async (list) => (await store.waiting(list)).join(" ")));
};

test("are counted behind those who wait, on every list of theirs", async () => {
  assert.equal(await lists([]), ["wen", "", "", ""]);
  assert.equal(await lists([onBreak("ada", { areas: ["sail", "hull"] })]), ["wen ada", "ada", "", ""]);
  assert.equal(await lists([onBreak("bob", { areas: [], anywhere: true })]), ["wen", "", "bob", ""]);
  assert.equal(await lists([onBreak("cid", { anywhere: true })]), ["wen cid", "", "", "cid"]);
});

test("are counted for the area of the pod alone that has a seat for them, one for each seat", async () => {
  const eight = pod(1, "narwhal", "hull", [1, 1, 1, 1, 1, 1, 1, 1]);
  const [ada, bob] = ["ada", "bob"].map((name) => onBreak(name, { areas: ["sail", "hull"] }, 1)) as [Member, Member];
  assert.equal(await lists([ada, bob], [eight]), ["wen ada bob", "bob", "", ""]);
  assert.equal(await lists([ada], [{ ...eight, locked: true }]), ["wen ada", "ada", "", ""]);
  assert.equal(await lists([onBreak("cid", { areas: ["sail"] }, 1)], [eight]), ["wen", "cid", "", ""]);
  const { paused, seated, waiting } = await (await withPeopleBack(stored([ada, bob], [eight]), "2026-11-25")).census();
  assert.equal({ paused, seated, waiting }, { paused: 3, seated: 9, waiting: 2 });
});

test.run();
