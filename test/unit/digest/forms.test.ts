import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { RENDERINGS } from "#shared/channels/index.ts";
import { renderAtom } from "#shared/core/digest/atom.ts";
import { buildDigest, type DigestInput } from "#shared/core/digest/build.ts";
import { renderMarkdown } from "#shared/core/digest/markdown.ts";
import { storyOf } from "#shared/core/digest/story.ts";
import { renderText } from "#shared/core/digest/text.ts";
import { viewOf } from "#shared/core/digest/view.ts";
import type { Settings } from "#shared/core/settings.ts";
import { digestPage } from "../../../functions/weekly-digest/digest-page.ts";
import {
  anyTitle,
  busyWeek,
  crowdedWeek,
  did,
  HOSTILE,
  hostileWeek,
  input,
  MONDAY,
  members,
  SETTINGS,
  storyFor,
  WEEK,
} from "../../support/digest.ts";
import fc from "../../support/fast-check.ts";

const test = suite("a digest in every medium");
const FIXTURES = new URL("../../fixtures/digest/", import.meta.url);

const viewed = (week: DigestInput) => viewOf(buildDigest(week), { members: members(), privateRepositories: new Set() });
const told = storyFor;
const pretty = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const readable = (format: string, text: string): string => (format.endsWith(".json") ? pretty(JSON.parse(text)) : text);

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
  ...Object.fromEntries(
    RENDERINGS.map(({ format, render }) => [format, (week) => readable(format, render(told(week)))]),
  ),
  atom: feed,
  json: (week) => pretty(viewed(week)),
  // Without what every page has.
  html: (week) => `${/<main[\s\S]*<\/main>/.exec(page(week))?.[0]}\n`,
};

const WEEKS = {
  rich: busyWeek(),
  empty: input({ previous: new Map() }),
  hostile: hostileWeek(HOSTILE.join(" ").slice(0, 400)),
  huge: crowdedWeek(),
};

/** People review these files: `PODS_WRITE_FIXTURES=1` renews them, and the diff is read. */
for (const [name, week] of Object.entries(WEEKS)) {
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

test("in Markdown, text by people cannot mention, close issues, hide or break out", () => {
  for (const title of HOSTILE) {
    const text = renderMarkdown(told(hostileWeek(title)));
    const bare = text.replace(/\\./g, "");
    assert.not.match(bare, /@[^\u200b]|<|<!--|closes #\d/);
    for (const [, url] of bare.matchAll(/\]\(([^)]*)\)/g))
      assert.match(url ?? "", /^https:\/\/((pods|meet|swag)\.example\.org|x\.org|github\.com)\//);
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
  assert.match(text, "Four new people, and hull v0.20.0");
  assert.match(text, 'href="https://pods.example.org/pods/narwhal"');
});

test("any title breaks no format", () => {
  void fc.assert(
    fc.property(anyTitle, (title) => {
      assert.not.match(feed(hostileWeek(title)), /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/u);
    }),
    { numRuns: 100 },
  );
});

test("without a public address a chat shows words and no links that lead nowhere", () => {
  const settings = { ...SETTINGS, publicUrl: "/function" };
  const story = told(busyWeek(), settings);
  for (const text of [renderMarkdown(story), ...RENDERINGS.map(({ render }) => render(story))]) {
    assert.not.match(text, /[(<"]\/function/);
    assert.match(text, "Four new people");
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
