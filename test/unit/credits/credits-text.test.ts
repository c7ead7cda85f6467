/** The text of the credits, compared with what a careful person would write: test/fixtures/credits/. */
import { readFileSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { parseSettings } from "#shared/openfaas/settings-file.ts";
import { type Credited, creditsText, type ReleaseCredits } from "../../../functions/deliver/credits/credits-text.ts";
import { findRegion } from "../../../functions/deliver/credits/region.ts";
import { SETTINGS } from "../../support/community.ts";

const test = suite("the text of the credits");

const settings = parseSettings(`${SETTINGS}publicUrl: https://pods.example.org\n`);
const withRoom = (room: number) => (text: string) => text.length <= room;
const anyLength = () => true;

const golden = (name: string) => readFileSync(`test/fixtures/credits/${name}.md`, "utf8").trimEnd();

const person = (login: string): Credited => ({ key: login, login });
const unnamed = (key: string): Credited => ({ key, login: null });
const pull = (number: number, by: Credited, title = `Mend plank ${number}`) => ({ number, title, by: [by] });
const narwhal = { slug: "narwhal", name: "Narwhal", area: "hull" };
const orca = { slug: "orca", name: "The Night Watch", area: "sail" };
const [ada, bob, cid] = ["ada", "bob", "cid"].map(person) as [Credited, Credited, Credited];
const nothing: ReleaseCredits = { work: [], firsts: [], coAuthors: [], reviewers: [] };

test("of a release by two pods and others", () => {
  const credits: ReleaseCredits = {
    work: [
      { pod: narwhal, pulls: [pull(5, ada), pull(7, bob), pull(9, ada, "Paint the bow")] },
      { pod: orca, pulls: [pull(8, cid)] },
      { pod: null, pulls: [pull(11, person("dora"))] },
    ],
    firsts: [
      { number: 8, by: cid },
      { number: 11, by: person("dora") },
    ],
    coAuthors: [person("eve")],
    reviewers: [ada, cid, person("Fin-n")],
  };
  assert.is(creditsText(credits, settings, anyLength), golden("two-pods"));
});

test("of a release by people who are not to be named", () => {
  const credits: ReleaseCredits = {
    work: [
      { pod: narwhal, pulls: [pull(5, ada), pull(7, unnamed("x1")), pull(9, unnamed("x1"))] },
      { pod: { slug: "beluga", name: "Beluga" }, pulls: [pull(8, unnamed("x2"))] },
    ],
    firsts: [{ number: 8, by: unnamed("x2") }],
    coAuthors: [unnamed("x1"), unnamed("x2")],
    reviewers: [ada, unnamed("x1")],
  };
  assert.is(creditsText(credits, settings, anyLength), golden("unnamed"));
});

test("of pull requests whose titles do harm", () => {
  const titles = [
    "<!-- pods:credits:end --> @everyone see #1 and [this](https://evil.example)",
    "`code` **bold** ~~gone~~ https://evil.example www.evil.example GH-7",
    "two\nlines \u202e and ``` a fence",
    "x".repeat(300),
  ];
  const pulls = titles.map((title, index) => pull(index + 1, ada, title));
  assert.is(
    creditsText({ ...nothing, work: [{ pod: narwhal, pulls }] }, settings, anyLength),
    golden("hostile-titles"),
  );
});

test("says less where there is less room, and never cuts a sentence", () => {
  const authors = Array.from({ length: 60 }, (_, index) => person(`sailor-${index}`));
  const pulls = Array.from({ length: 300 }, (_, index) => pull(index + 1, authors[index % 60]!));
  const credits = { ...nothing, work: [{ pod: narwhal, pulls }], reviewers: authors };
  const lengths = [125_000, 6_000, 3_000, 1_200].map((room) => {
    const text = creditsText(credits, settings, withRoom(room))!;
    assert.is(findRegion(text).state, "present");
    assert.ok(text.length <= room);
    return [
      text.length,
      /Mend plank 300/.test(text),
      /#300/.test(text),
      /300 pull requests/.test(text),
      /@sailor-59/.test(text),
    ];
  });
  assert.equal(
    lengths.map(([, ...says]) => says),
    [
      [true, true, false, true],
      [false, true, false, true],
      [false, false, true, true],
      [false, false, true, false],
    ],
  );
  assert.match(creditsText(credits, settings, withRoom(1_200))!, /@sailor-19 and 40 more people\./);
  assert.is(creditsText(credits, settings, withRoom(200)), undefined);
});

test.run();
