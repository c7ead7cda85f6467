import { suite } from "uvu";
import * as assert from "uvu/assert";
import { buildDigest } from "#shared/core/digest/build.ts";
import { peopleOf, viewOf } from "#shared/core/digest/view.ts";
import type { Member } from "#shared/core/member.ts";
import { busyWeek, members } from "../../support/digest.ts";

const test = suite("a digest with names");
const digest = buildDigest(busyWeek());
const NONE = new Set<number>();

test("asks for the people it names, and for nobody else", () => {
  assert.equal(peopleOf(digest).sort(), ["p1", "p11", "p12", "p13", "p2", "p3", "p77"]);
});

test("holds logins and no pseudonyms", () => {
  const view = viewOf(digest, { members: members(), privateRepositories: NONE });
  assert.equal(view.welcome.items[0]?.person, { login: "sailor-2" });
  assert.not.match(JSON.stringify(view), /"p\d+"/);
});

test("forgotten people are former members in every past week", () => {
  const view = viewOf(digest, { members: members(new Set([2])), privateRepositories: NONE });
  assert.equal(view.welcome.items[0]?.person, { login: null });
  assert.equal(view.thanks.items[0]?.people.items, [{ login: "sailor-1" }, { login: "sailor-3" }, { login: null }]);
  assert.not.match(JSON.stringify(view), "sailor-2");
});

test("people with an open invitation are not named but still counted", () => {
  const view = viewOf(digest, { members: members(new Set(), new Set([77])), privateRepositories: NONE });
  assert.not.match(JSON.stringify(view), "sailor-77");
  assert.is(view.welcome.items.length, 2);
  assert.is(view.welcome.more, 1);
  assert.is(view.thanks.items[2]?.people.more, 1);
});

test("people who pause or declined are not named either, as promised", () => {
  const shown = (standing: Partial<Member["standing"]>, profile: Partial<Member["profile"]> = {}) => {
    const known = new Map(members());
    const one = known.get("p77")!;
    known.set("p77", { ...one, profile: { ...one.profile, ...profile }, standing: { ...one.standing, ...standing } });
    return JSON.stringify(viewOf(digest, { members: known, privateRepositories: NONE })).includes("sailor-77");
  };
  assert.not.ok(shown({ state: "paused" }));
  assert.not.ok(shown({ state: "known" }, { declined: true }));
  assert.ok(shown({ state: "known" }));
  assert.ok(shown({ state: "independent" }, { declined: true }));
});

test("a repository that has become private is no longer shown", () => {
  const view = viewOf(digest, { members: members(), privateRepositories: new Set([1]) });
  assert.not.match(JSON.stringify(view), /hull#|"hull"|Caulk|Fix a typo|v0\.20\.0/);
  assert.is(view.thanks.items[0]?.merged.more, 2);
  assert.is(view.welcome.items[0]?.first, null);
});

test.run();
