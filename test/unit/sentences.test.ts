/** Sentences that readers stumbled over, or that are true only on some days, must not come back. */
import { readdirSync, readFileSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { weekInWords } from "#shared/core/digest/dates.ts";
import { renderText } from "#shared/core/digest/text.ts";
import { lostAreasInWords } from "#shared/core/lost-areas.ts";
import type { Pod } from "#shared/core/pod.ts";
import { addWeeks, dueAfter, WEEKDAYS, weekOf } from "#shared/core/week.ts";
import { busyWeek, input, pod, SETTINGS, storyFor } from "../support/digest.ts";

const test = suite("sentences");

test("one of something is not said as if it were several", async () => {
  const seats = [{ pseudonym: "p1", level: 1, offset: null, volunteer: false }];
  const lost = { ...pod(1, "narwhal", "hull", []), seats, orphaned: true } as Pod;
  const [area] = await lostAreasInWords([lost], {
    waiting: async (list) => (list === "hull" ? ["p2", "p3"] : list === "+" ? ["p3"] : []),
    lostAreasWanted: async () => [],
  });
  assert.match(
    area ?? "",
    "Narwhal (1 person) looks after it and takes nobody new; 1 person waits for it in vain; 1 person who waits named it, and can get a seat elsewhere.",
  );
});

/** A digest is read on any day, years later too: words that count from the reader's day are wrong on most of them. */
const RELATIVE = /\b(?:this|next|last) (?:week|month)\b|\b(?:today|tomorrow|yesterday)\b/i;

test("a digest names its weeks by their days, whatever the weekday, the zone and the week", () => {
  for (const timezone of ["UTC", "America/Los_Angeles", "Asia/Kolkata", "Pacific/Auckland"]) {
    for (const weekday of WEEKDAYS) {
      const digest = { ...SETTINGS.digest, weekday, timezone };
      for (const week of ["2026-W43", "2026-W47", "2026-W53", "2027-W12"]) {
        const text = renderText(storyFor(input({ week, settings: { ...SETTINGS, digest } })));
        assert.not.match(text, RELATIVE);
        assert.match(text, `${weekInWords(week)} · `);
        // The coming days are the seven from its publication on.
        const published = dueAfter(week, digest);
        assert.is(weekOf(published, timezone), addWeeks(week, 1));
        const later = WEEKDAYS.indexOf(weekday);
        const [, first, last] = /Coming up, (\d+)(?: \w+ –|–)\s?(\d+) \w+\n/.exec(text) ?? [];
        assert.is(Number(first), dayOfMonth(week, 7 + later), text);
        assert.is(Number(last), dayOfMonth(week, 13 + later), text);
      }
    }
  }
  assert.not.match(renderText(storyFor(busyWeek())), RELATIVE);
});

/** Some days after the Monday of an ISO week: 4 January is always in week 1. */
function dayOfMonth(week: string, later: number): number {
  const [year = 0, number = 0] = week.split("-W").map(Number);
  const fourth = new Date(Date.UTC(year, 0, 4));
  const monday = 4 - ((fourth.getUTCDay() + 6) % 7) + (number - 1) * 7;
  return new Date(Date.UTC(year, 0, monday + later)).getUTCDate();
}

const GONE = [
  /\bNext week\b|\bThis week\b/,
  /What draws you|Pods look for you|been around for long|You will know the way/,
  /Tick whom|steps? left out, which costs|evens out abilities|People beyond a pod's share|People away from pods/,
  /(?<![Pp]eople )[Ww]ho joined since|Whoever's|Who was invited and has not|for as long as you say/,
  /that is nobody who takes part|is how one does|the office is|where one sees/,
  /you are next when a seat opens|Takes part since|A plan, applied|The directory lists those/,
  /nobody is pinged|it is you now|has its new Pod Advocate|plan will move them out/,
  /pull request merged: |of them for other pods\b.*gave|gave \$\{|Nobody was active|looks after .* with .* people and has/,
  /is free for somebody else|such as `\/pod join cli|had not joined by|was not here yet on|within the next year/,
  // The adverb stands before what it is about: "is already called".
  /(?:called|meets|says|said|pinned|break|independently|holds|exists) (?:\S+ ){0,3}already[.;"`]/,
] as const;

const files = (folder: string, ending: RegExp): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => ending.test(file))
    .map((file) => `${folder}/${file}`);

test("no sentence of ours is one that readers stumbled over", () => {
  const found: string[] = [];
  for (const file of [
    ...files("functions", /\.ts$/),
    ...files("docs", /\.md$/),
    "README.md",
    ...files("tools", /\.ts$/),
  ]) {
    const text = readFileSync(file, "utf8");
    for (const gone of GONE) found.push(...(gone.exec(text)?.slice(0, 1) ?? []).map((words) => `${file}: ${words}`));
  }
  assert.equal(found, []);
});

test.run();
