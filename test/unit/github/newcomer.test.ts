import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type Author, buddiesIn, isFirstMerge, isNewcomer } from "#shared/core/github/newcomer.ts";
import type { AuthorStanding } from "#shared/core/github/speaking.ts";
import { type Level, MEMBER_STATES, type Member, type Profile } from "#shared/core/member.ts";

const test = suite("newcomers");

const member = (pseudonym: string, profile: Partial<Profile> = {}): Member => ({
  pseudonym,
  profile: { login: `login-${pseudonym}`, areas: [], ability: "newcomer", volunteer: false, merged: 0, ...profile },
  standing: { state: "known", pod: null, since: 1, pinned: false },
});
const author = (standing: AuthorStanding, profile: Partial<Profile> = {}): Author => ({
  standing,
  member: member("a", profile),
});
const STANDINGS = [...MEMBER_STATES, "maintainer", "declined", "forgotten", "nobody"] as const;

test("somebody is new who has no seat yet and gave none up, and whose work neither we nor GitHub saw before", () => {
  const fresh = { wasKnown: false };
  assert.equal(
    STANDINGS.filter((standing) => isNewcomer(author(standing), fresh)),
    ["known", "invited", "waiting"],
  );
  assert.not.ok(isNewcomer(author("known", { merged: 1 }), fresh));
  assert.not.ok(isNewcomer(author("known"), { wasKnown: true }));
  assert.not.ok(isNewcomer({ standing: "known" }, fresh));
});

test("a buddy is experienced, is not the author, did not decline and can be named", () => {
  const levels: readonly Level[] = [1, 2, 3, 4, 3, 3, 3];
  const seats = levels.map((level, n) => ({ pseudonym: `p${n}`, level, offset: null, volunteer: false }));
  const members = new Map(seats.map(({ pseudonym }) => [pseudonym, member(pseudonym)]));
  members.set("p4", member("p4", { declined: true }));
  members.set("p5", member("p5", { login: "" }));
  members.delete("p6");
  assert.equal(buddiesIn({ seats }, members, "a"), ["p2", "p3"]);
  assert.equal(buddiesIn({ seats }, members, "p2"), ["p3"]);
});

test("a first merge is celebrated in its own thread, with people who are glad to hear of it", () => {
  const steps = { wasKnown: true, firstMerge: "merged:70#5" };
  assert.equal(
    STANDINGS.filter((standing) => isFirstMerge(author(standing), "70#5", steps)),
    ["known", "invited", "waiting", "seated", "maintainer"],
  );
  assert.not.ok(isFirstMerge(author("known"), "70#55", steps));
  assert.not.ok(isFirstMerge(author("known"), "70#5", { wasKnown: true }));
});

test.run();
