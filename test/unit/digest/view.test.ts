import { suite } from "uvu";
import * as assert from "uvu/assert";
import { buildDigest } from "#shared/core/digest/build.ts";
import { storyOf } from "#shared/core/digest/story.ts";
import { renderText } from "#shared/core/digest/text.ts";
import { peopleOf, viewOf } from "#shared/core/digest/view.ts";
import type { Member } from "#shared/core/member.ts";
import { busyWeek, did, input, members, SETTINGS } from "../../support/digest.ts";

const test = suite("a digest with names");
const digest = buildDigest(busyWeek());
const NONE = new Set<number>();

test("asks for the people it names, and for nobody else", () => {
  assert.equal(peopleOf(digest).sort(), [
    ...["p1", "p11", "p12", "p13", "p14", "p15", "p2", "p21", "p22", "p23", "p3", "p31", "p77"],
  ]);
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
  assert.not.match(JSON.stringify(view), '"sailor-2"');
  assert.equal(
    view.highlights?.flatMap((one) => (one.kind === "first-merge" ? one.person : [])),
    [{ login: null }],
  );
});

test("people on a break are not named but still counted", () => {
  const view = viewOf(digest, { members: members(new Set(), new Set([77])), privateRepositories: NONE });
  assert.not.match(JSON.stringify(view), "sailor-77");
  assert.is(view.welcome.items.length, 3);
  assert.is(view.welcome.more, 1);
  assert.is(view.thanks.items.at(-1)?.people.more, 1);
  assert.is(view.thanked?.code.more, 1);
});

test("people who pause or declined are not named, as promised; an invitation takes no name away", () => {
  const shown = (standing: Partial<Member["standing"]>, profile: Partial<Member["profile"]> = {}) => {
    const known = new Map(members());
    const one = known.get("p77")!;
    known.set("p77", { ...one, profile: { ...one.profile, ...profile }, standing: { ...one.standing, ...standing } });
    return JSON.stringify(viewOf(digest, { members: known, privateRepositories: NONE })).includes("sailor-77");
  };
  assert.not.ok(shown({ state: "paused" }));
  assert.not.ok(shown({ state: "known" }, { declined: true }));
  assert.ok(shown({ state: "known" }));
  assert.ok(shown({ state: "invited" }));
  assert.ok(shown({ state: "independent" }, { declined: true }));
});

test("a repository that has become private is no longer shown", () => {
  const view = viewOf(digest, { members: members(), privateRepositories: new Set([1]) });
  assert.not.match(JSON.stringify(view), /hull#|"hull"|Caulk|Fix a typo|v0\.20\.0/);
  assert.equal([view.releases.items.length, view.releases.more], [0, 0], "nobody reads that there is one more");
  assert.equal(view.highlights, []);
  assert.is(view.welcome.items[1]?.first, null);
});

test("highlights name nobody who may not be named, and buddies neither", () => {
  const hidden = (...people: number[]) =>
    viewOf(digest, { members: members(new Set(), new Set(people)), privateRepositories: NONE });
  const kinds = (view: ReturnType<typeof hidden>) => view.highlights?.map(({ kind }) => kind);
  assert.equal(kinds(hidden(2)), ["across-pods", "old-issue"]);
  const { highlights, welcome } = hidden(12, 1);
  assert.equal(
    highlights?.flatMap((one) => (one.kind === "old-issue" ? one.person : [])),
    [null],
  );
  assert.is(welcome.items[0]?.buddy, undefined);
});

test("a link to notes goes with the name of the person who said it", () => {
  const links = (forgotten: number) =>
    viewOf(digest, { members: members(new Set([forgotten])), privateRepositories: NONE }).notes?.items.map(
      ({ link }) => new URL(link ?? "").host,
    );
  assert.equal(links(21), ["notes.example.org", "video.example.org"]);
  assert.equal(links(99), ["notes.example.org", "notes.example.org", "video.example.org"]);
});

test("nobody reads of more links to notes whose givers are on a break: no search finds them", () => {
  const view = viewOf(digest, { members: members(new Set(), new Set([21])), privateRepositories: NONE });
  assert.equal([view.notes?.items.length, view.notes?.more], [2, digest.notes?.more]);
});

test("nobody reads of more words whose people are forgotten: a search would find the name", () => {
  const said = { subject: "words", number: 405 } as const;
  const activities = [
    did("kudos", 13, { ...said, title: "for patience", by: "p1" }),
    did("kudos", 14, { ...said, title: "for speed", by: "p1" }),
    did("news", 13, { ...said, title: "How we sew", link: "https://sails.example.org/jib" }),
    did("demo", 13, { ...said, title: "A hull", at: Date.parse("2026-11-21T09:00:00Z") }),
  ];
  const digest = buildDigest(input({ activities }));
  const counts = (forgotten: number[], paused: number[] = []) => {
    const known = { members: members(new Set(forgotten), new Set(paused)), privateRepositories: NONE };
    const { kudos, news, demos } = viewOf(digest, known);
    return [kudos, news, demos].map((list) => [list?.items.length, list?.more]);
  };
  assert.equal(counts([]), [
    [2, 0],
    [1, 0],
    [1, 0],
  ]);
  assert.equal(counts([13]), [
    [1, 0],
    [0, 0],
    [0, 0],
  ]);
  assert.equal(counts([], [13]), [
    [1, 1],
    [0, 1],
    [0, 1],
  ]);
});

test("the title of an issue whose author is forgotten is left out, whoever closed it", () => {
  const view = viewOf(digest, { members: members(new Set([21])), privateRepositories: NONE });
  assert.not.match(JSON.stringify(view), "bilge pump");
  assert.match(JSON.stringify(view.highlights), '"title":"hull#4"');
});

test("a digest that was published before there were highlights is read as it is", () => {
  const { highlights: _, milestones: __, thanked: ___, comingUp: ____, ...older } = digest;
  const view = viewOf(older, { members: members(), privateRepositories: NONE });
  const text = renderText(storyOf(view, SETTINGS));
  assert.match(text, "For all they did: sailor-1, sailor-2, ");
  assert.match(text, "Coming up, 23–29 November");
  assert.not.match(text, "Highlights");
});

test.run();
