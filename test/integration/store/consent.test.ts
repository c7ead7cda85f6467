/** What people say about themselves: whose word stands, where they agree to sit, and with whom. */
import * as assert from "uvu/assert";
import type { JoinRequest, Listed, Operation } from "#shared/core/ports.ts";
import { saidAt } from "#shared/core/spoken.ts";
import { AT, anew, joinAll, storeSuite, subject, type TestStore, wish } from "../../support/store.ts";

const HOUR_MS = 3_600_000;
const words = (by: NonNullable<Operation["by"]>, hours: number) =>
  anew({ by, said: saidAt({ at: AT + hours * HOUR_MS, id: 1, place: 0 }) });
const join = ({ store }: TestStore, login: string, profile: JoinRequest["profile"], operation: Operation) =>
  store.join({ subject: subject(login), profile, candidates: [] }, operation);
const imported = (login: string, profile: Listed["profile"]): Listed => ({ subject: subject(login), profile });

const sources = storeSuite("whose word stands");

sources("a person's own before a maintainer's, and that before an import's", async (test) => {
  const { store } = test;
  const [row] = await store.enlist([imported("some-body", { areas: ["hull"], timezone: "UTC" })], anew());
  assert.equal(row && "kept" in row && row.kept, []);
  await store.describe({ login: "some-body" }, { areas: ["sail"], ability: "contributor" }, words("maintainer", 1));
  const [again] = await store.enlist([imported("some-body", { areas: ["hull"], timezone: "Asia/Tokyo" })], anew());
  assert.equal(again && "kept" in again && again.kept, [{ field: "areas", saidBy: "maintainer" }]);
  await join(test, "some-body", { areas: ["docs"] }, words("self", 2));
  const later = await store.describe({ login: "some-body" }, { areas: ["hull"] }, words("maintainer", 3));
  assert.is(later.outcome, "overtaken");
  const { profile } = (await store.find({ login: "some-body" }))!;
  assert.equal([profile.areas, profile.ability, profile.timezone], [["docs"], "contributor", "Asia/Tokyo"]);
});

sources("the newer one within a kind, also when the older one arrives later", async (test) => {
  const { store } = test;
  await join(test, "some-body", { areas: ["docs"] }, words("self", 2));
  await join(test, "some-body", { areas: ["hull"] }, words("self", 1));
  assert.equal((await store.find({ login: "some-body" }))?.profile.areas, ["docs"]);
});

sources.run();

const anywhere = storeSuite("open to any area");

anywhere("is who says so, until they take it back", async (test) => {
  const { store } = test;
  await joinAll(store, 5, "hull");
  await join(test, "open-person", { areas: ["sail"], anywhere: true }, words("self", 1));
  assert.is((await store.find({ login: "open-person" }))?.profile.anywhere, true);
  await store.describe({ login: "open-person" }, { anywhere: false }, words("self", 2));
  assert.is((await store.find({ login: "open-person" }))?.profile.anywhere, undefined);
});

anywhere("takes a seat elsewhere, where others wait for their own areas", async ({ store }) => {
  await joinAll(store, 5, "hull");
  const request = (login: string, open: boolean) => ({
    ...wish(login, "sail", { anywhere: open }),
    elsewhere: [1],
  });
  assert.is((await store.join(request("narrow-person", false), anew())).outcome, "waiting");
  assert.is((await store.join(request("open-person", true), anew())).outcome, "seated");
});

anywhere("needs no area to wait for a seat, and completes a pod of any", async ({ store }) => {
  const open = (n: number) => store.join(wish(`open-person-${n}`, [], { anywhere: true }), anew());
  const first = { ...wish("open-person-1", [], { anywhere: true }), subject: subject("open-person-1", 901) };
  const waits = await store.join(first, anew());
  assert.is(waits.outcome === "waiting" && waits.area, "*");
  await open(2);
  await joinAll(store, 2, "hull");
  const fifth = await store.join(wish("fifth-person", "hull"), anew());
  assert.is(fifth.outcome === "seated" && fifth.formed, true);
});

anywhere("is counted among those with whom a pod forms", async ({ store }) => {
  await store.join(wish("open-person", [], { anywhere: true }), anew());
  await joinAll(store, 2, "hull");
  const waits = await store.join(wish("third-person", "hull"), anew());
  assert.is(waits.context.waiting, 4);
});

anywhere("may be assumed by an import, but not of who named their areas themselves, in either order", async (test) => {
  const { store } = test;
  const row = (login: string) => imported(login, { areas: ["hull"], anywhere: "assumed" });
  const isOpen = async (login: string) => (await store.find({ login }))?.profile.anywhere;
  await store.enlist([row("first-person"), row("other-person")], anew());
  assert.is(await isOpen("first-person"), true);
  await join(test, "first-person", { areas: ["sail"] }, words("self", 1));
  assert.is(await isOpen("first-person"), undefined);
  const [again] = await store.enlist([row("first-person")], anew());
  assert.equal(again && "kept" in again && again.kept, [{ field: "areas", saidBy: "person" }]);
  assert.is(await isOpen("first-person"), undefined);
  await store.describe({ login: "other-person" }, { anywhere: false }, words("self", 1));
  await store.enlist([row("other-person")], anew());
  assert.is(await isOpen("other-person"), undefined);
});

anywhere.run();

const together = storeSuite("whom people would like to sit with");

together("is stored without a name, also of people who come later, and is forgotten with either", async (test) => {
  const { store } = test;
  await store.join(
    wish("wishing-person", "hull", { with: [subject("later-person"), subject("wishing-person")] }),
    anew(),
  );
  const friend = (await store.find({ login: "later-person" }))!;
  assert.is(friend.standing.state, "known");
  assert.equal((await store.find({ login: "wishing-person" }))?.profile.with, [friend.pseudonym]);
  await store.join(wish("later-person", "hull"), anew());
  const { members } = (await store.snapshot()).community;
  assert.equal(
    members.flatMap((member) => member.with),
    [friend.pseudonym],
  );
  await store.forget({ login: "later-person" }, anew());
  assert.is(await store.find({ login: "later-person" }), undefined);
  await store.describe({ login: "wishing-person" }, { with: [] }, anew());
  assert.is((await store.find({ login: "wishing-person" }))?.profile.with, undefined);
});

together("names nobody who asked to be forgotten", async ({ store }) => {
  await store.join(wish("private-person", "hull"), anew());
  await store.forget({ login: "private-person" }, anew());
  await store.join(wish("wishing-person", "hull", { with: [subject("private-person")] }), anew());
  assert.is(await store.find({ login: "private-person" }), undefined);
  assert.is((await store.find({ login: "wishing-person" }))?.profile.with, undefined);
});

together.run();
