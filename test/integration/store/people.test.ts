import * as assert from "uvu/assert";
import { anew, joinAll, storeSuite, subject, wish } from "../../support/store.ts";

const people = storeSuite("who somebody is");

const as = (login: string, id?: number) => ({ ...wish(login, "hull"), subject: subject(login, id) });

people("does not depend on the case of the login", async ({ store }) => {
  await store.join(as("Octo-Cat"), anew());
  assert.is((await store.join(as("octo-cat"), anew())).outcome, "already-waiting");
  assert.is((await store.find({ login: "OCTO-CAT" }))?.profile.login, "Octo-Cat");
});

people("is certain by number: a rename moves the login", async ({ store }) => {
  await store.join(as("before-name", 7), anew());
  const outcome = await store.join(as("after-name", 7), anew());
  assert.equal(outcome.outcome === "already-waiting" && outcome.changed, false);
  assert.is((await store.find({ login: "after-name" }))?.profile.id, 7);
  assert.is(await store.find({ login: "before-name" }), undefined);
  assert.is((await store.census()).waiting, 1);
});

people("is another person when another number uses the login again", async ({ store }) => {
  await store.join(as("wanderer", 7), anew());
  await store.join(as("wanderer", 8), anew());
  assert.is((await store.census()).waiting, 2);
  assert.is((await store.find({ login: "wanderer" }))?.profile.id, 8);
  // The first person is found by number, under any later login.
  const first = await store.find({ login: "moved-on", id: 7 });
  assert.is(first?.profile.id, 7);
  await store.join(as("moved-on", 7), anew());
  assert.is((await store.find({ login: "moved-on" }))?.pseudonym, first?.pseudonym);
  assert.is((await store.find({ login: "wanderer" }))?.profile.id, 8);
});

people("imported by login is linked to the number that the first signed delivery brings", async ({ store }) => {
  await store.enlist([{ ...as("imported-one") }], anew());
  const before = await store.find({ login: "imported-one" });
  await store.leave({ login: "Imported-One", id: 9 }, "paused", anew());
  const after = await store.find({ login: "renamed-since", id: 9 });
  assert.equal([after?.pseudonym, after?.profile.login], [before?.pseudonym, "Imported-One"]);
});

people("is not the current holder of the login when the number is another one", async ({ store }) => {
  await store.join(as("same-login", 7), anew());
  assert.is(await store.find({ login: "same-login", id: 8 }), undefined);
  assert.is((await store.leave({ login: "same-login", id: 8 }, "alumni", anew())).outcome, "unknown");
});

people("imported under a new login, known by number under the old one, becomes one person again", async ({ store }) => {
  await joinAll(store, 4, "hull");
  await store.join(as("old-name", 7), anew());
  await store.enlist([{ ...as("new-name") }], anew());
  assert.equal(await store.census().then(({ seated, waiting }) => [seated, waiting]), [5, 1]);
  const outcome = await store.join(as("new-name", 7), anew());
  assert.is(outcome.outcome, "already-seated");
  assert.equal(await store.census().then(({ seated, waiting }) => [seated, waiting]), [5, 0]);
  assert.is((await store.find({ login: "new-name" }))?.profile.id, 7);
});

people(
  "imported under a new login keeps the wishes of others to sit with them, when known by number again",
  async ({ store }) => {
    await store.join(as("old-name", 7), anew());
    const wishing = (login: string, ...others: string[]) =>
      ({ ...as(login), profile: { areas: ["hull"], with: others.map((one) => subject(one)) } }) as const;
    await store.enlist([as("new-name")], anew());
    await store.enlist([wishing("wisher", "other-one", "new-name"), wishing("both", "new-name", "old-name")], anew());
    await store.join(wishing("old-name", "new-name"), anew());
    await store.join(as("new-name", 7), anew());
    const wishes = async (login: string) => {
      const members = await store.members((await store.find({ login }))?.profile.with ?? []);
      return [...members.values()].map(({ profile }) => profile.login);
    };
    assert.equal(await wishes("wisher"), ["other-one", "new-name"]);
    assert.equal(await wishes("both"), ["new-name"]);
    assert.equal((await store.find({ login: "new-name" }))?.profile.with ?? [], [], "nobody wishes for themselves");
  },
);

people("cannot be written with characters that would break the line", async ({ store }) => {
  for (const bad of [{ login: "a|b" }, { login: "a b" }, { login: "a\nb" }, { login: "" + "a,b" }]) {
    const error = await store
      .join({ ...as("x"), subject: { ...subject("x"), ...bad } }, anew())
      .catch((thrown) => thrown);
    assert.is(error.code, "invalid", JSON.stringify(bad));
  }
});

people("is never overwritten by a new person with the same pseudonym", async ({ store }) => {
  const first = as("first-owner");
  await store.join(first, anew());
  const error = await store
    .join({ ...as("second-owner"), subject: { login: "second-owner", proposed: first.subject.proposed } }, anew())
    .catch((thrown) => thrown);
  assert.match(error.message, /is taken/);
  assert.is((await store.find({ login: "first-owner" }))?.pseudonym, first.subject.proposed);
});

people("comes back unchanged: every part of a profile", async ({ store }) => {
  const told = {
    areas: ["hull", "sail", "galley"],
    ability: "maintainer" as const,
    timezone: "Pacific/Auckland",
    volunteer: true,
    hours: 4,
  };
  const request = { ...as("whole-profile", 77), profile: told };
  await store.join(request, anew());
  const member = await store.find({ login: "whole-profile" });
  assert.equal(member?.profile, { login: "whole-profile", id: 77, ...told, merged: 0 });
  assert.equal(member?.standing, { state: "waiting", pod: null, since: 1, pinned: false });
  const { proposed } = request.subject;
  assert.equal((await store.profiles([proposed, "nobody"])).size, 1);
  assert.equal((await store.members([proposed])).get(proposed), member);
});

people.run();
