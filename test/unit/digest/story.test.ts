import { suite } from "uvu";
import * as assert from "uvu/assert";
import { CHANNELS } from "#shared/channels/index.ts";
import { renderAtom } from "#shared/core/digest/atom.ts";
import { buildDigest, type DigestInput } from "#shared/core/digest/build.ts";
import type { Line, Section, Span } from "#shared/core/digest/lines.ts";
import { renderMarkdown } from "#shared/core/digest/markdown.ts";
import { bodyOf } from "#shared/core/digest/medium.ts";
import { LIST_MAX } from "#shared/core/digest/model.ts";
import { storyOf } from "#shared/core/digest/story.ts";
import { renderText } from "#shared/core/digest/text.ts";
import { viewOf } from "#shared/core/digest/view.ts";
import {
  busyWeek,
  crowdedWeek,
  did,
  HOUR_MS,
  hugeWeek,
  input,
  MONDAY,
  members,
  newcomerSince,
  pod,
  SETTINGS,
  storyFor,
  WEEK,
} from "../../support/digest.ts";

const test = suite("the story of a week");

const wordsOf = (span: Span): string =>
  typeof span === "string"
    ? span
    : "strong" in span && typeof span.strong === "string"
      ? span.strong
      : "text" in span
        ? span.text
        : "";
const words = (line: Line): string => line.map(wordsOf).join("");
const lines = (section: Section | undefined): string[] => (section?.entries ?? []).map(({ line }) => words(line));
const part = (week: Parameters<typeof storyFor>[0], id: string) => storyFor(week).sections.find((one) => one.id === id);
const spansOf = ({ entries, note = [], empty }: Section): Span[] => [
  ...entries.flatMap(({ line }) => line),
  ...note,
  ...empty,
];

test("the parts come in the order of reading, and those without anything to say are left out", () => {
  const ids = (week: Parameters<typeof storyFor>[0]) => storyFor(week).sections.map(({ id }) => id);
  assert.equal(ids(busyWeek()), [
    ...["shipped", "highlights", "welcome", "help", "thanks", "news", "coming-up", "numbers"],
  ]);
  assert.equal(ids(input()), ["welcome", "help", "thanks", "coming-up", "numbers"]);
});

test("every number of entries that were left out is a link", () => {
  for (const week of [busyWeek(), crowdedWeek(), hugeWeek(), input()]) {
    for (const section of storyFor(week).sections) {
      for (const span of spansOf(section)) {
        if (/\b\d[\d,]* more\b/.test(wordsOf(span)))
          assert.ok(typeof span !== "string" && "link" in span, `${section.id}: ${wordsOf(span)}`);
      }
      assert.match(section.more?.at ?? "https://", /^https:\/\//);
    }
  }
});

test("a repository that was only pushed to leads to itself, since no search finds what was done there", () => {
  const repositories = [1, 2].map((id) => ({
    id,
    name: `ships/r${id}`,
    private: false,
    archived: false,
    stars: 1,
    updatedAt: 1,
    pushedAt: MONDAY + HOUR_MS,
  }));
  const section = part(input({ repositories, activities: [did("merged", 1, { repository: 1 })] }), "numbers");
  const links = section ? spansOf(section).flatMap((one) => (typeof one !== "string" && "link" in one ? one : [])) : [];
  const linkOf = (name: string) => links.find(({ text }) => text === name)?.link;
  assert.is(linkOf("r2"), "https://github.com/ships/r2");
  assert.match(linkOf("r1") ?? "", "/search?");
});

test("people who are counted without their name are no link, since no page lists them", () => {
  const linksOf = (week: DigestInput, id: string, paused: number[]) => {
    const known = { members: members(new Set(), new Set(paused)), privateRepositories: new Set<number>() };
    const sections = storyOf(viewOf(buildDigest(week), known), SETTINGS).sections.filter((one) => one.id === id);
    const spans = sections.flatMap(spansOf).filter((one) => /\d more$/.test(wordsOf(one)));
    const isLink = (one: Span) => typeof one !== "string" && "link" in one;
    return [...spans.map(isLink), ...sections.flatMap(({ more }) => (more ? typeof more.at === "string" : []))];
  };
  // Where else people find the rest of the kudos is a link.
  assert.equal(linksOf(busyWeek(), "thanks", [77]), [false, true]);
  assert.equal(linksOf(busyWeek(), "welcome", [77]), [false]);
  assert.equal(new Set(linksOf(hugeWeek(), "thanks", [100])), new Set([true]));
  assert.equal(linksOf(hugeWeek(), "welcome", [100]), [true]);
});

test("what was taken back in the same week says where, wherever it stands, unless that was taken back too", () => {
  const told = (activities: ReturnType<typeof did>[], id: string) => lines(part(input({ activities }), id));
  const first = did("merged", 2, { number: 20, title: "Add A", first: true });
  const revert = did("merged", 3, { number: 21, title: 'Revert "Add A"', reverts: 20 });
  const again = did("merged", 2, { number: 22, title: 'Reapply "Add A"', reverts: 21 });
  const elsewhere = did("merged", 2, { number: 23, repository: 2, reverts: 20, title: "Mend" });
  const all = [revert, elsewhere, first];
  assert.equal(told(all, "highlights"), [
    "sailor-2's first pull request was merged: Add A (hull#20, reverted in hull#21), for Narwhal. Order your swag.",
  ]);
  assert.is(told(all, "thanks")[0], 'Narwhal merged Revert "Add A" (hull#21) and Mend (sail#23).');
  assert.equal(told([again, ...all], "highlights"), [
    "sailor-2's first pull request was merged: Add A (hull#20), for Narwhal. Order your swag.",
  ]);
  assert.match(told([again, ...all], "thanks")[0] ?? "", 'Revert "Add A" (hull#21, reverted in hull#22)');
  const untitled = did("merged", 1, { number: 20, title: "" });
  assert.match(told([untitled, revert], "thanks")[0] ?? "", "hull#20 (reverted in hull#21)");
  const firsts = [70, 71, 72].map((n) => did("merged", n, { number: n, first: true }));
  const revertOfFirst = did("merged", 3, { number: 73, reverts: 71 });
  assert.match(told([...firsts, revertOfFirst], "welcome")[0] ?? "", "sailor-71 (hull#71, reverted in hull#73) and");
});

test("of several releases the headline has the latest, which stands first and holds what it has in common with others", () => {
  const released = (title: string, more: object = {}) => {
    const { number: _, ...release } = did("released", 1, { key: `released:${title}`, subject: "release", title });
    return { ...release, ...more };
  };
  const [first, candidate, final] = ["v1.0.0", "v1.1.0-rc.1", "v1.1.0"].map((title) => released(title));
  const releaseWork = new Map([
    ["released:v1.1.0-rc.1", [{ pod: 1, pulls: [7] }]],
    ["released:v1.1.0", [{ pod: 1, pulls: [7, 8] }]],
  ]);
  const week = input({ activities: [final!, first!, candidate!], releaseWork });
  assert.is(storyFor(week).headline, "hull v1.1.0");
  assert.equal(lines(part(week, "shipped")), [
    "hull v1.1.0: hull#7 and hull#8, by Narwhal.",
    "hull v1.1.0-rc.1, by Narwhal.",
    "hull v1.0.0.",
  ]);
  const many = Array.from({ length: LIST_MAX.releases + 1 }, (_, n) => released(`v${n}`));
  assert.is(storyFor(input({ activities: many })).headline, `hull v${LIST_MAX.releases}`);
});

test("a back-port that is published later leaves the headline to the higher version of its repository", () => {
  const headlineOf = (...titles: readonly string[]) => {
    const activities = titles.map((title) => {
      const { number: _, ...release } = did("released", 1, { key: `released:${title}`, subject: "release", title });
      return release;
    });
    return storyFor(input({ activities })).headline;
  };
  assert.is(headlineOf("v2.0.0", "v1.2.4"), "hull v2.0.0");
  assert.is(headlineOf("v1.10.0", "v1.9.3", "v1.9.4"), "hull v1.10.0");
  assert.is(headlineOf("v2.0.0-rc.1", "v1.2.4"), "hull v1.2.4", "a candidate is no release yet");
  assert.is(headlineOf("cli/v2.0.0", "api/v1.0.0"), "hull api/v1.0.0", "another package");
  assert.is(headlineOf("v2.0.0", "Spring"), "hull Spring", "no version");
});

test("a first merge is told once", () => {
  const text = renderText(storyFor(busyWeek()));
  assert.equal(text.match(/first pull request\s+was merged/g)?.length, 2);
  assert.equal(text.match(/Caulk the seams/g)?.length, 1);
  assert.equal(text.match(/Fix a typo/g)?.length, 1);
});

test("newcomers stand beside those of their pod, with one buddy; many without a pod are one line", () => {
  assert.equal(lines(part(busyWeek(), "welcome")), [
    "sailor-2 joined Narwhal. sailor-1 is their buddy.",
    "sailor-13 and sailor-14 joined Orca. sailor-11 is their buddy.",
    "sailor-77's first pull request was merged: Fix a typo (hull#413).",
  ]);
  const activities = [70, 71, 72].map((n) => did("merged", n, { number: n, first: true }));
  assert.equal(lines(part(input({ activities }), "welcome")), [
    "The first pull requests of sailor-70 (hull#70), sailor-71 (hull#71) and sailor-72 (hull#72) were merged.",
  ]);
});

test("nobody reads of no new faces where all who are new stand among the highlights", () => {
  const firsts = [did("merged", 2, { number: 5, first: true })];
  const { headline, sections } = storyFor(input({ activities: firsts }));
  assert.match(headline, "One new person");
  assert.equal(
    sections.map(({ id }) => id).filter((id) => id === "highlights" || id === "welcome"),
    ["highlights"],
  );
  const text = (week: DigestInput) => renderText(storyFor(week));
  assert.match(text(input()), "No new faces this time");
  // Somebody of an earlier week is celebrated and is not new.
  const profiles = new Map([["p2", newcomerSince(MONDAY - 1)]]);
  assert.match(text(input({ activities: firsts, profiles })), "No new faces this time");
});

test("a community without pods is not told that every seat is taken, whatever a closed pod did in the week", () => {
  const help = (pods: DigestInput["pods"]) => {
    const week = input({ activities: [did("merged", 1, { number: 5 })], pods });
    const section = storyFor(week).sections.find(({ id }) => id === "help");
    return section && words(section.empty);
  };
  assert.match(help([]) ?? "", /^There are no pods now/);
  const full = pod(3, "beluga", "hull", [21, 22, 23, 24, 25, 26, 27, 28, 29]);
  assert.match(help([full]) ?? "", /^Every seat is taken/);
});

test("pods that merged nothing are one sentence, however many they are", () => {
  const activities = [
    did("opened", 1, { subject: "issue", number: 1 }),
    did("opened", 11, { subject: "issue", number: 2 }),
    did("closed", 21, { subject: "issue", number: 3 }),
  ];
  const section = part(input({ activities }), "thanks");
  assert.equal(lines(section), ["For issues: sailor-1, sailor-11 and sailor-21."]);
  assert.is(words(section?.note ?? []), "Narwhal, Orca and Beluga helped with issues.");
});

test("pods are thanked for what they did, and for nothing when it is told above", () => {
  const told = (activities: ReturnType<typeof did>[]) =>
    words(part(input({ activities }), "thanks")?.note ?? []).replace(/ ?\w+ pods? had a quiet week\./, "");
  // Its pull request is a highlight, as another pod reviewed it.
  const across = [did("opened", 1, { number: 7 }), did("merged", 1, { number: 7 })];
  assert.is(told([...across, did("reviewed", 11, { number: 7 })]), "Orca helped with reviews.");
  assert.is(told([did("opened", 21, { number: 8 })]), "Beluga helped with code.");
  assert.is(told([did("co-authored", 21, { number: 8 })]), "Beluga helped with code.");
  assert.is(
    told([
      did("reviewed", 1, { number: 9 }),
      did("closed", 1, { subject: "issue" }),
      did("reviewed", 21, { number: 9 }),
    ]),
    "Narwhal helped with reviews and issues. Beluga helped with reviews.",
  );
});

test("of many pods that helped alike six are named, and the others are counted", () => {
  const helped = (count: number) => {
    const people = Array.from({ length: count }, (_, at) => 101 + at);
    const pods = people.map((n, at) => pod(at + 1, `pod-${at + 1}`, "hull", [n]));
    const activities = people.map((n, at) => did("reviewed", n, { number: n, pod: at + 1 }));
    const note = words(part(input({ pods, activities }), "thanks")?.note ?? []);
    return note.replace(/ ?\w+ pods? had a quiet week\./, "");
  };
  assert.is(helped(6), "Pod-1, Pod-2, Pod-3, Pod-4, Pod-5 and Pod-6 helped with reviews.");
  assert.match(helped(8), "Pod-1, Pod-2, Pod-3, Pod-4, Pod-5, Pod-6 and 2 more");
  assert.not.match(helped(8), "Pod-7");
});

test("meetings stand in the order of time, and a short list keeps the community's", () => {
  const at = lines(part(busyWeek(), "coming-up"));
  assert.match(at[0] ?? "", "Narwhal");
  assert.match(at[1] ?? "", "Contributor meeting");
  const meeting = { weekday: "Monday", time: "10:00", timezone: "UTC" } as const;
  const pods = Array.from({ length: 40 }, (_, i) => pod(i + 1, `pod-${i}`, "hull", [1, 2, 3, 4, 5], { meeting }));
  const section = part(input({ pods }), "coming-up") as Section;
  const medium = { text: String, strong: String, link: String, time: () => "then" };
  const { list } = bodyOf(section, medium, "https://pods.example.org", 2);
  assert.match(list.join("\n"), /Pod-0\nthen · Contributor meeting, .*\nand \d+ more/);
});

test("somebody with a seat is celebrated by name, with the swag", () => {
  const before = new Map([["p2", newcomerSince(MONDAY - HOUR_MS)]]);
  const alone = [did("merged", 2, { number: 5, title: "Sew the jib", first: true })];
  const told = (activities: ReturnType<typeof did>[], settings = SETTINGS) => {
    const sections = storyFor(input({ activities, profiles: before }), settings).sections;
    return lines(sections.find(({ id }) => id === "highlights"));
  };
  const celebrated = "sailor-2's first pull request was merged: Sew the jib (hull#5), for Narwhal.";
  assert.equal(told(alone), [`${celebrated} Order your swag.`]);
  const { swag: _, ...links } = SETTINGS.links;
  assert.equal(told(alone, { ...SETTINGS, links }), [celebrated]);
  assert.equal(told([...alone, did("reviewed", 11, { number: 5 })]), [
    "Sew the jib (hull#5) by Narwhal, reviewed by Orca. This is the first merged pull request of sailor-2. Order your swag.",
  ]);
});

test("notes are a sentence for each meeting, with the day on which it was held; a feed is a line", () => {
  assert.equal(lines(part(busyWeek(), "news")), [
    "Narwhal met on Wednesday 18 November: notes.",
    "Contributor meeting was held on Thursday 19 November: notes.example.org and video.example.org.",
    "How we sew a jib by sailor-11",
    "Knots & ropes: Bowlines and Splices",
  ]);
  const late = { kind: "notes", subject: "words", title: "", link: "https://n.example.org" } as const;
  const at = Date.parse("2026-11-22T23:30:00Z");
  const week = input({
    settings: { ...SETTINGS, digest: { ...SETTINGS.digest, timezone: "Asia/Tokyo" } },
    activities: [did("notes", 1, { ...late, held: { of: "orca", at } })],
  });
  const story = storyFor(week, { ...SETTINGS, digest: { ...SETTINGS.digest, timezone: "Asia/Tokyo" } });
  assert.equal(lines(story.sections.find(({ id }) => id === "news")), ["Orca met on Monday 23 November: notes."]);
});

test("several notes on one host are told apart, and the word meeting is said once", () => {
  const at = Date.parse("2026-11-19T17:00:00Z");
  const [held, links] = [
    { of: "meeting-all-hands meeting", at },
    ["n.example.org/1", "v.example.org", "n.example.org/2"],
  ];
  const activities = links.map((link, n) =>
    did("notes", n + 1, { kind: "notes", subject: "words", title: `${n}`, link: `https://${link}`, held }),
  );
  assert.equal(lines(part(input({ activities }), "news")), [
    "All hands meeting was held on Thursday 19 November: n.example.org, v.example.org and n.example.org (2).",
  ]);
});

test("the pods for which there is no room are told behind those that are named", () => {
  const numbers = Array.from({ length: LIST_MAX.pods + 1 }, (_, at) => at + 1);
  const pods = numbers.map((n) => pod(n, `pod-${n}`, "hull", [n * 10]));
  const activities = numbers.map((n) => did("opened", n * 10, { number: n, pod: n, subject: "issue" }));
  const section = part(input({ pods, activities }), "thanks");
  assert.match(words(section?.note ?? []), / helped with issues\. 1 more pod helped as well\.$/);
  assert.not.match(lines(section).join(), "more pod");
});

test("an empty week invites", () => {
  const said = (id: string) =>
    words(part(input({ settings: { ...SETTINGS, meetings: {} }, pods: [] }), id)?.empty ?? []);
  assert.match(said("welcome"), "Know somebody who would like to join?");
  assert.match(said("thanks"), "/pod kudos");
  assert.match(said("coming-up"), "/pod meeting");
  assert.match(said("help"), "One forms as soon as five people ask");
});

test("issues stand by area, with the pod that helps", () => {
  assert.equal(lines(part(busyWeek(), "help")).slice(0, 3), [
    "Good first issues in Hull: Sand the deck (hull#431) and Name the port side (hull#430). Narwhal will help.",
    "Good first issues in Sails & rigging: Sew a patch (sail#15). Orca will help.",
    "Help wanted in Sails & rigging: Choose a cloth (sail#16). Orca will help.",
  ]);
});

test("numbers link to the searches that show what was counted, in the community's week", () => {
  const links = (timezone: string) =>
    (storyFor(busyWeek(), { ...SETTINGS, digest: { ...SETTINGS.digest, timezone } }).sections.at(-1) as Section).entries
      .flatMap(({ line }) => line)
      .flatMap((span) => (typeof span !== "string" && "link" in span ? [decodeURIComponent(span.link)] : []));
  assert.match(
    links("UTC")[0] ?? "",
    "org:Ships is:public is:pr merged:2026-11-16T00:00:00+00:00..2026-11-22T23:59:59+00:00",
  );
  assert.match(links("Asia/Kolkata")[0] ?? "", "merged:2026-11-16T00:00:00+05:30..2026-11-22T23:59:59+05:30");
  assert.match(links("America/New_York")[0] ?? "", "merged:2026-11-16T00:00:00-05:00..2026-11-22T23:59:59-05:00");
  assert.ok(links("UTC").some((link) => link.includes("repo:ships/hull is:public is:pr merged:")));
});

test("the community's meeting is in every rendering, however much there is to tell", () => {
  for (const week of [busyWeek(), crowdedWeek(), hugeWeek(), input()]) {
    const story = storyFor(week);
    const feed = renderAtom(SETTINGS, [{ week: WEEK, story, publishedAt: MONDAY, updatedAt: MONDAY }]);
    const texts = [renderMarkdown(story), renderText(story), feed, ...CHANNELS.map(({ render }) => render(story))];
    for (const text of texts) assert.match(text, "Contributor meeting");
  }
});

test("plain text says where to read on: each address once, below the part in which it comes first", () => {
  const text = renderText(storyFor(busyWeek()));
  const addresses = [...text.matchAll(/^\[(\d+)\] (\S+)$/gm)];
  assert.equal(
    addresses.map(([, number]) => Number(number)),
    addresses.map((_, i) => i + 1),
  );
  assert.is(new Set(addresses.map(([, , url]) => url)).size, addresses.length);
  assert.match(text, /Paint the keel \[2\][\s\S]*?\n\[2\] https:\/\/github.com\/ships\/hull\/pull\/414\n/);
  const inside = renderText(storyFor(busyWeek(), { ...SETTINGS, publicUrl: "/function" }));
  assert.not.match(inside, /\] \/function/);
});

test("an ordinary week is read in two minutes", () => {
  const text = renderText(storyFor(busyWeek())).replace(/^\[\d+\].*$|\[\d+\]/gm, "");
  const words = text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  assert.ok(words <= 500, `${words} words`);
  assert.ok(LIST_MAX.pods <= 24);
});

test.run();
