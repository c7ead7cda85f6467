import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { PodView } from "#shared/core/views.ts";
import { badgeJson, badgeSvg } from "../../../functions/pods/badge.ts";
import { calendar, occurrences } from "../../../functions/pods/calendar.ts";
import { podsAsCsv, podsAsText } from "../../../functions/pods/tables.ts";

const NOW = Date.parse("2026-11-22T12:00:00Z");
const pod = (change: Partial<PodView> = {}): PodView => ({
  slug: "narwhal",
  name: "Narwhal",
  area: "cli",
  members: [{ login: "ada" }, { login: null }],
  advocate: { login: "ada" },
  openSeats: 7,
  locked: false,
  meeting: null,
  ...change,
});

const test = suite("formats of the directory");

test("CSV: a row a pod, a former member without a name", () => {
  assert.is(podsAsCsv([pod()]).split("\r\n")[1], "narwhal,Narwhal,cli,2,7,ada,ada|");
});

test("CSV: formulas become text, and cells with a comma or a quote are quoted", () => {
  for (const [name, cell] of [
    ["=1+1", `"'=1+1"`],
    ["+1", `"'+1"`],
    ["-1", `"'-1"`],
    ["@SUM(A1)", `"'@SUM(A1)"`],
    ['a "b", c', '"a ""b"", c"'],
  ] as const) {
    assert.is(podsAsCsv([pod({ name })]).split("\r\n")[1], `narwhal,${cell},cli,2,7,ada,ada|`);
  }
});

test("text: aligned by characters as people see them, nine dots", () => {
  const settings = { areas: {} } as never;
  const text = podsAsText([pod({ name: "Hé 👨‍👩‍👧‍👦 12" }), pod({ slug: "orca", advocate: null })], settings);
  assert.is(text.split("\n")[0], "narwhal  Hé 👨‍👩‍👧‍👦 12  cli  ●●○○○○○○○  7 open  with ada");
  assert.match(text, "orca     Narwhal   cli  ●●○○○○○○○  7 open  needs an advocate");
  assert.is(podsAsText([], settings, true), "No pod matches.\n");
  assert.is(podsAsText([], settings), "No pods yet.\n");
});

test("badge: room in orange, full in sea, wider for longer names", () => {
  assert.equal(badgeJson(pod()), { schemaVersion: 1, label: "pod", message: "Narwhal, 7 open", color: "#b23a0e" });
  assert.is(badgeJson(pod({ openSeats: 0 })).message, "Narwhal");
  const width = (svg: string) => Number(/width="(\d+)"/.exec(svg)?.[1]);
  assert.ok(width(badgeSvg(pod({ name: "W".repeat(20) }))) > width(badgeSvg(pod())));
  assert.match(badgeSvg(pod({ name: `"><script>'&` })), "&quot;&gt;&lt;script&gt;&#39;&amp;");
});

test("badge: Chinese, Japanese and Korean letters and emoji have their full width, joined emoji once", () => {
  const width = (name: string) => Number(/width="(\d+)"/.exec(badgeSvg(pod({ name, openSeats: 0 })))?.[1]);
  for (const wide of ["鯨", "ク", "고", "🐋", "Ｗ"]) {
    assert.is(width(wide.repeat(21)) - width(wide), 20 * 11, wide);
  }
  assert.is(width("é".repeat(21)) - width("é"), 20 * 6.7);
  assert.is(width("👩🏽‍🚀"), width("🐋"));
});

test("meetings keep their local time when clocks change", () => {
  const meeting = { weekday: "Sunday", time: "17:00", timezone: "Europe/London" } as const;
  const before = Date.parse("2026-10-20T12:00:00Z");
  const hours = occurrences({ meeting }, before).map(({ at }) => new Date(at).getUTCHours());
  assert.equal(hours.slice(0, 2), [17, 17]);
  const summer = occurrences({ meeting }, Date.parse("2026-10-10T12:00:00Z")).map(({ at }) =>
    new Date(at).getUTCHours(),
  );
  assert.equal(summer.slice(0, 3), [16, 16, 17]);
});

test("a calendar folds long lines between characters and escapes special characters", () => {
  const title = `${"ü".repeat(60)}; a, b\\c`;
  const meeting = { weekday: "Monday", time: "09:00", timezone: "UTC" } as const;
  const text = calendar("x", [{ id: "narwhal", title, url: "https://example.org", meeting }], "ships.pods", NOW);
  for (const line of text.split("\r\n")) assert.ok(Buffer.byteLength(line) <= 75);
  assert.match(text.replaceAll("\r\n ", ""), `SUMMARY:${"ü".repeat(60)}\\; a\\, b\\\\c\r\n`);
  const ids = [...text.matchAll(/UID:(\S+)/g)].map(([, id]) => id);
  assert.is(new Set(ids).size, 12);
});

test("a calendar says when it was written, and an event that moves keeps its id with a higher sequence", () => {
  const entry = (time: string, sequence: number) => ({
    id: "narwhal",
    title: "Narwhal",
    url: "https://example.org",
    meeting: { weekday: "Monday", time, timezone: "UTC" } as const,
    sequence,
  });
  const first = calendar("x", [entry("09:00", 0)], "ships.pods", NOW);
  const moved = calendar("x", [entry("10:00", 1)], "ships.pods", NOW + 60_000);
  const all = (text: string, field: string) =>
    [...text.matchAll(new RegExp(`${field}:(\\S+)`, "g"))].map(([, is]) => is);
  assert.equal(all(first, "UID"), all(moved, "UID"));
  assert.equal([all(first, "SEQUENCE")[0], all(moved, "SEQUENCE")[0]], ["0", "1"]);
  assert.is(all(first, "DTSTAMP")[0], new Date(NOW).toISOString().replace(/[-:]|\.\d+/g, ""));
  assert.is.not(all(first, "DTSTAMP")[0], all(moved, "DTSTAMP")[0]);
});

test("a meeting in a gap or an overlap of the clock is where RFC 5545 puts it", () => {
  const first = (timezone: string, now: string) => {
    const [one] = occurrences({ meeting: { weekday: "Sunday", time: "02:30", timezone } }, Date.parse(now));
    return new Date(one?.at ?? 0).toISOString();
  };
  assert.is(first("America/New_York", "2027-03-12T12:00:00Z"), "2027-03-14T07:30:00.000Z");
  assert.is(first("Europe/Berlin", "2026-10-23T12:00:00Z"), "2026-10-25T00:30:00.000Z");
});

test.run();
