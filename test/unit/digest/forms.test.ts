import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import * as fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { renderAtom } from "#shared/core/digest/atom.ts";
import { buildDigest, type DigestInput } from "#shared/core/digest/build.ts";
import { DISCORD_MAX, renderDiscord } from "#shared/core/digest/discord.ts";
import { renderMarkdown } from "#shared/core/digest/markdown.ts";
import { renderSlack, SLACK_MAX } from "#shared/core/digest/slack.ts";
import { type Story, storyOf } from "#shared/core/digest/story.ts";
import { renderText } from "#shared/core/digest/text.ts";
import { viewOf } from "#shared/core/digest/view.ts";
import type { Settings } from "#shared/core/settings.ts";
import { digestPage } from "../../../functions/weekly-digest/digest-page.ts";
import { busyWeek, did, input, MONDAY, members, pod, SETTINGS, WEEK } from "../../support/digest.ts";

const test = suite("a digest in every medium");
const FIXTURES = new URL("../../fixtures/digest/", import.meta.url);

const viewed = (week: DigestInput) => viewOf(buildDigest(week), { members: members(), privateRepositories: new Set() });
const told = (week: DigestInput, settings: Settings = SETTINGS): Story => storyOf(viewed(week), settings);
const pretty = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

function page(week: DigestInput): string {
  return digestPage({
    settings: SETTINGS,
    view: viewed(week),
    story: told(week),
    publishedAt: MONDAY,
    before: "2026-W46",
  });
}

const feed = (week: DigestInput): string =>
  renderAtom(SETTINGS, [{ week: WEEK, story: told(week), publishedAt: MONDAY, updatedAt: MONDAY + 1 }]);

const FORMS: Readonly<Record<string, (week: DigestInput) => string>> = {
  md: (week) => renderMarkdown(told(week)),
  txt: (week) => renderText(told(week)),
  "slack.json": (week) => pretty(renderSlack(told(week))),
  "discord.json": (week) => pretty(renderDiscord(told(week))),
  atom: feed,
  json: (week) => pretty(viewed(week)),
};

/** People review these files: `PODS_WRITE_FIXTURES=1` renews them, and the diff is read. */
for (const [name, week] of Object.entries({ busy: busyWeek(), quiet: input({ previous: new Map() }) })) {
  for (const [suffix, render] of Object.entries(FORMS)) {
    test(`a ${name} week as ${suffix} matches its reviewed file`, () => {
      const file = new URL(`${name}.${suffix}`, FIXTURES);
      if (process.env.PODS_WRITE_FIXTURES) {
        mkdirSync(FIXTURES, { recursive: true });
        writeFileSync(file, render(week));
      }
      assert.fixture(render(week), readFileSync(file, "utf8"));
    });
  }
}

/** Texts that do harm in at least one medium. */
const HOSTILE = [
  "<!channel> <!here> <@U123> <#C1|x> <https://evil.example|click>",
  "@everyone @here @ada <@123> <@&456> https://evil.example",
  "](https://evil.example) **bold** _it_ `code` ~~no~~ | # > [x](y)",
  '<script>alert(1)</script> "><img src=x onerror=alert(1)> &lt;b&gt; ]]> <![CDATA[',
  "<!-- pods:credits:start --> closes #12 \u202egnp.exe\u200b \u0000\u0007\ud800",
  "` unclosed * star _ and ~",
];

const hostileWeek = (title: string): DigestInput =>
  input({
    activities: [did("merged", 1, { title, first: true, url: "https://x.org/a)](https://evil.example)|x>y" })],
    pods: [pod(1, "narwhal", "hull", [1, 2, 3, 4, 5], { name: title.slice(0, 40), advocate: null })],
    profiles: new Map([["p1", { joinedAt: MONDAY }]]),
  });

test("in Slack, text by people cannot mention, link or format", () => {
  for (const title of HOSTILE) {
    const message = JSON.stringify(renderSlack(told(hostileWeek(title))));
    const tokens = [...message.matchAll(/<([^<>]*)>/g)].map(([, inside]) => inside ?? "");
    for (const inside of tokens)
      assert.match(inside, /^(https:\/\/(pods\.example\.org|x\.org|meet\.example\.org|github\.com)\/|!date\^)/);
    assert.not.match(message, "`");
    assert.not.match(message, /[\u0000\u0007\u202e]/);
    assert.ok(renderSlack(told(hostileWeek(title))).blocks.length <= SLACK_MAX.blocks);
  }
});

test("in Discord, text by people cannot mention anybody and is never markup", () => {
  for (const title of HOSTILE) {
    const message = renderDiscord(told(hostileWeek(title)));
    assert.equal(message.allowed_mentions, { parse: [] });
    const { description } = message.embeds[0]!;
    const bare = description.replace(/\\[^\w\s]/g, "").replace(/<t:\d+:f>/g, "");
    for (const [, url] of bare.matchAll(/\]\(([^)]*)\)/g))
      assert.match(url ?? "", /^https:\/\/(pods\.example\.org|x\.org|meet\.example\.org|github\.com)\//);
    assert.not.match(bare.replace(/\]\([^)]*\)/g, "]"), /@[^\u200b]|[`|<>]|:\/\/evil/);
  }
});

test("in Markdown, text by people cannot mention, close issues, hide or break out", () => {
  for (const title of HOSTILE) {
    const text = renderMarkdown(told(hostileWeek(title)));
    const bare = text.replace(/\\./g, "");
    assert.not.match(bare, /@[^\u200b]|<|<!--|closes #\d/);
    for (const [, url] of bare.matchAll(/\]\(([^)]*)\)/g))
      assert.match(url ?? "", /^https:\/\/(pods\.example\.org|x\.org|meet\.example\.org|github\.com)\//);
  }
});

test("in HTML and Atom, text by people stays text", () => {
  for (const title of HOSTILE) {
    assert.not.match(page(hostileWeek(title)), /<script|<img src=x|onerror=alert\(1\)>|href="javascript/);
    const atom = feed(hostileWeek(title));
    assert.not.match(atom, /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/u);
    assert.not.match(atom, /<script|<img|<!\[CDATA/);
    // Inside the content, text is escaped once for XML and once for HTML.
    assert.not.match(atom, /&lt;script|&lt;img/);
  }
});

test("in a terminal there are no control characters", () => {
  for (const title of HOSTILE)
    assert.not.match(renderText(told(hostileWeek(title))), /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
});

test("the page holds no inline style and no script", () => {
  const text = page(busyWeek());
  assert.not.match(text, /<script|\sstyle=|\son\w+=/);
  assert.match(text, "Three new people, and hull v0.20.0");
  assert.match(text, 'href="https://pods.example.org/pods/narwhal"');
});

test("the longest week fits into one message of each chat", () => {
  const pods = Array.from({ length: 90 }, (_, i) =>
    pod(i + 1, `pod-${i}`, "hull", [1, 2, 3, 4, 5], {
      name: "&".repeat(40),
      advocate: null,
      meeting: { weekday: "Monday", time: "10:00", timezone: "UTC", link: `https://x.org/${"m".repeat(380)}` },
    }),
  );
  const activities = Array.from({ length: 3000 }, (_, i) =>
    did(i % 50 === 0 ? "released" : "merged", i, {
      pod: (i % 90) + 1,
      first: true,
      title: "&<>*_".repeat(60),
      url: `https://x.org/${"y".repeat(380)}`,
    }),
  );
  const story = told(input({ pods, activities }));
  const slack = renderSlack(story);
  assert.ok(slack.blocks.length <= SLACK_MAX.blocks);
  for (const block of slack.blocks) {
    if (block.type === "section")
      assert.ok(block.text.text.length <= SLACK_MAX.section, String(block.text.text.length));
    if (block.type === "header") assert.ok(block.text.text.length <= SLACK_MAX.header);
  }
  assert.ok(
    JSON.stringify(slack.blocks.map((block) => ("text" in block ? block.text.text : ""))).length <
      SLACK_MAX.message + 500,
  );
  for (const title of ["Welcome", "Thank you", "Where you could help", "Coming up", "Numbers"])
    assert.match(JSON.stringify(slack), title);
  assert.match(JSON.stringify(slack), /and [\d,]+ more/);

  const discord = renderDiscord(story);
  assert.ok(discord.content.length <= DISCORD_MAX.content);
  const embed = discord.embeds[0]!;
  assert.ok(embed.description.length <= DISCORD_MAX.description, String(embed.description.length));
  assert.ok(embed.title.length <= DISCORD_MAX.title);
  assert.ok(embed.title.length + embed.description.length + embed.footer.text.length <= DISCORD_MAX.embeds);
  assert.match(embed.description, "Numbers");
});

/** Unit "binary" would say the same, but takes a second to list every character there is. */
const anyCharacter = fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code));

test("any title stays within the limits and breaks no format", () => {
  void fc.assert(
    fc.property(fc.string({ unit: anyCharacter, maxLength: 300 }), (title) => {
      const story = told(hostileWeek(title));
      for (const block of renderSlack(story).blocks)
        if (block.type === "section") assert.ok(block.text.text.length <= SLACK_MAX.section);
      assert.ok(renderDiscord(story).embeds[0]!.description.length <= DISCORD_MAX.description);
      assert.not.match(feed(hostileWeek(title)), /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/u);
    }),
    { numRuns: 100 },
  );
});

test("without a public address a chat shows words and no links that lead nowhere", () => {
  const settings = { ...SETTINGS, publicUrl: "/function" };
  const story = told(busyWeek(), settings);
  for (const text of [
    renderMarkdown(story),
    JSON.stringify(renderSlack(story)),
    JSON.stringify(renderDiscord(story)),
  ]) {
    assert.not.match(text, /[(<"]\/function/);
    assert.match(text, "Narwhal");
  }
});

test("newcomers who may not be named are still welcomed", () => {
  const week = input({ activities: [did("merged", 77, { first: true })] });
  const view = viewOf(buildDigest(week), {
    members: members(new Set(), new Set([77])),
    privateRepositories: new Set(),
  });
  const text = renderText(storyOf(view, SETTINGS));
  assert.match(text, "Welcome to one new person.");
  assert.not.match(text, /and 1 more|sailor-77/);
});

test("the feed is valid XML for any text", () => {
  const settings = { ...SETTINGS, community: "Sh\u0007ips\uffff & <sons>" };
  const story = { ...told(busyWeek()), headline: "a\u0000b\ud800c\ufffe" };
  const atom = renderAtom(settings, [{ week: WEEK, story, publishedAt: 0, updatedAt: 0 }]);
  assert.match(atom, "<title>Ships &amp; &lt;sons&gt; pods, week by week</title>");
  assert.match(atom, "<title>abc</title>");
  assert.match(renderAtom(settings, []), "<updated>1970-01-01T00:00:00.000Z</updated>");
});

test("ids in the feed stay the same when the address changes", () => {
  const ids = (settings: Settings) =>
    [
      ...renderAtom(settings, [
        { week: WEEK, story: told(busyWeek(), settings), publishedAt: 0, updatedAt: 0 },
      ]).matchAll(/<id>(.*)<\/id>/g),
    ].map(([, id]) => id);
  assert.equal(ids(SETTINGS), ["tag:ships.github.io,2026:pods/pods", "tag:ships.github.io,2026:pods/pods/2026-W47"]);
  assert.equal(ids({ ...SETTINGS, publicUrl: "/function" }), ids(SETTINGS));
});

test.run();
