import { suite } from "uvu";
import * as assert from "uvu/assert";
import { daysInWords, momentInWords, shortDaysInWords } from "#shared/core/digest/dates.ts";
import { lastComplete, latestDue, nextDue } from "#shared/core/digest/due.ts";
import type { Item, Numbers } from "#shared/core/digest/model.ts";
import { sparkline } from "#shared/core/digest/sparkline.ts";
import { safeUrl } from "#shared/core/digest/url.ts";
import { closedAfter, headline, lead } from "#shared/core/messages/digest.ts";
import { SETTINGS } from "../../support/digest.ts";

const test = suite("the digest's words");

const NOTHING: Numbers = {
  people: 0,
  pods: 0,
  repositories: 0,
  merged: 0,
  reviewedElsewhere: 0,
  reviews: 0,
  opened: 0,
  closed: 0,
  releases: 0,
  newcomers: 0,
  stars: 0,
  starsChange: 0,
  mergedBefore: null,
};
const week = (some: Partial<Numbers>): Numbers => ({ ...NOTHING, ...some });
const RELEASE: Item = { repository: 1, ref: "faasd", title: "0.20.0", url: null };

test("the headline has the best of the week, at most two things", () => {
  const cases: [Partial<Numbers>, Item | undefined, string][] = [
    [{ newcomers: 7, merged: 57, people: 63, releases: 1 }, RELEASE, "Seven new people, and faasd 0.20.0"],
    [{ newcomers: 1, merged: 57, people: 63 }, undefined, "One new person, and 57 pull requests merged"],
    [
      { merged: 1, people: 2, releases: 1 },
      { ...RELEASE, title: "faasd 1.0" },
      "faasd 1.0, and one pull request merged",
    ],
    [{ merged: 12, people: 9 }, undefined, "12 pull requests merged"],
    [{ people: 9 }, undefined, "Work goes on"],
    [{}, undefined, "A quiet week"],
  ];
  for (const [some, release, words] of cases) assert.is(headline(week(some), release), words);
});

test("a comparison needs at least three earlier weeks, and only good news is told", () => {
  const lively = week({ people: 63, seated: 63, pods: 23, merged: 57, reviewedElsewhere: 19 });
  assert.is(
    lead(lively, [41, 40, 50, 63], ""),
    "63 people in 23 pods took part, the most in 4 weeks. 57 pull requests were merged, 19 of them reviewed across pods.",
  );
  assert.not.match(lead(lively, [41, 63], ""), "the most");
  assert.not.match(lead(lively, [41, 63, 50, 63], ""), "the most");
  assert.is(lead(week({ people: 1, seated: 1, pods: 1 }), [], ""), "1 person in 1 pod took part. Nothing was merged.");
});

test("people with a seat stand beside the pods, and others apart; an older digest does not say which is which", () => {
  const said = (some: Partial<Numbers>) => lead(week({ merged: 2, ...some }), [], "").replace(/ took part.*/, "");
  assert.is(said({ people: 10, seated: 2, pods: 1 }), "2 people in 1 pod and 8 others");
  assert.is(said({ people: 3, seated: 2, pods: 2 }), "2 people in 2 pods and 1 other");
  assert.is(said({ people: 3, seated: 0 }), "3 people");
  assert.is(said({ people: 3, pods: 1 }), "3 people");
});

test("the lead says nothing that the headline has said", () => {
  const told = (some: Partial<Numbers>) => {
    const numbers = week(some);
    const title = headline(numbers, undefined);
    return `${title}. ${lead(numbers, [], title)}`;
  };
  assert.is(told({}), "A quiet week. Nothing was merged or reviewed.");
  assert.is(told({ people: 1, merged: 1 }), "One pull request merged. 1 person took part.");
  assert.is(told({ people: 2 }), "Work goes on. 2 people took part. Nothing was merged.");
  assert.match(told({ people: 2, merged: 2, reviewedElsewhere: 1 }), "one of them reviewed across pods");
  assert.match(told({ people: 2, merged: 2, newcomers: 1, releases: 1 }), "2 pull requests were merged.");
});

test("the lead says how many of the merged were reviewed across pods", () => {
  const said = (merged: number, reviewedElsewhere: number) =>
    lead(week({ people: 2, merged, reviewedElsewhere }), [], "").replace("2 people took part. ", "");
  assert.is(said(4, 0), "4 pull requests were merged.");
  assert.is(said(4, 1), "4 pull requests were merged, one of them reviewed across pods.");
  assert.is(said(4, 4), "4 pull requests were merged, all of them reviewed across pods.");
  assert.is(said(1, 1), "1 pull request was merged, reviewed across pods.");
});

test("days and moments", () => {
  assert.is(daysInWords("2026-11-16", "2026-11-22"), "16–22 November 2026");
  assert.is(daysInWords("2026-11-30", "2026-12-06"), "30 November – 6 December 2026");
  assert.is(daysInWords("2026-12-28", "2027-01-03"), "28 December 2026 – 3 January 2027");
  assert.is(shortDaysInWords("2026-11-23", "2026-11-29"), "23–29 November");
  assert.is(shortDaysInWords("2026-12-28", "2027-01-03"), "28 December – 3 January");
});

test("a moment is told in the community's zone, with its name", () => {
  const told = (zone: string, iso = "2026-11-22T23:30:00Z") => momentInWords(Date.parse(iso), zone);
  assert.is(told("UTC"), "Sun, 22 Nov, 23:30 UTC");
  // Monday morning in Tokyo is Monday.
  assert.is(told("Asia/Tokyo"), "Mon, 23 Nov, 08:30 Tokyo time");
  assert.is(told("America/New_York"), "Sun, 22 Nov, 18:30 New York time");
  assert.is(told("UTC+5:30"), "Mon, 23 Nov, 05:00 UTC+5:30");
  // Summer and winter.
  assert.is(told("Europe/London", "2027-03-28T16:00:00Z"), "Sun, 28 Mar, 17:00 London time");
  assert.is(told("Europe/London", "2027-03-21T17:00:00Z"), "Sun, 21 Mar, 17:00 London time");
});

test("how long an issue was open, in words", () => {
  assert.is(closedAfter(182), " was closed after six months");
  assert.is(closedAfter(364), " was closed after 12 months");
  assert.is(closedAfter(400), " was closed after one year");
  assert.is(closedAfter(800), " was closed after two years");
});

test("a sparkline goes from the smallest to the largest value", () => {
  assert.is(sparkline([41, 63, 52]), "▁█▅");
  assert.is(sparkline([5, 5]), "▄▄");
});

test("an address is http(s) and cannot end a link", () => {
  assert.is(safeUrl("https://github.com/a/b/pull/1"), "https://github.com/a/b/pull/1");
  assert.is(safeUrl("https://x.org/a)b|c>d e"), "https://x.org/a%29b%7Cc%3Ed%20e");
  for (const bad of [
    undefined,
    "",
    "x",
    "/function/pods",
    "javascript:alert(1)",
    "data:text/html,x",
    `https://x.org/${"a".repeat(500)}`,
  ])
    assert.is(safeUrl(bad), null, bad);
});

test("a week is due at the set time in the week after; until then the week before it is the latest", () => {
  const at = (iso: string) => Date.parse(iso);
  assert.is(lastComplete(at("2026-11-22T23:59:59Z"), SETTINGS), "2026-W46");
  assert.is(lastComplete(at("2026-11-23T00:00:00Z"), SETTINGS), "2026-W47");
  assert.is(latestDue(at("2026-11-23T08:59:59Z"), SETTINGS), "2026-W46");
  assert.is(latestDue(at("2026-11-23T09:00:00Z"), SETTINGS), "2026-W47");
  assert.is(latestDue(at("2026-11-29T23:59:00Z"), SETTINGS), "2026-W47");
  const friday = { digest: { ...SETTINGS.digest, weekday: "Friday" as const, timezone: "Asia/Tokyo", time: "18:00" } };
  assert.is(latestDue(at("2026-11-27T08:59:59Z"), friday), "2026-W46");
  assert.is(latestDue(at("2026-11-27T09:00:00Z"), friday), "2026-W47");
});

test("the next digest is the one that is due, or the one after the published one", () => {
  const next = (now: string, published?: string, cameAt = "2026-01-01T00:00:00Z") =>
    new Date(nextDue(Date.parse(now), published, Date.parse(cameAt), SETTINGS)).toISOString();
  assert.is(next("2026-11-23T08:59:59Z", "2026-W46"), "2026-11-23T09:00:00.000Z");
  assert.is(next("2026-11-23T09:00:00Z", "2026-W46"), "2026-11-23T09:00:00.000Z", "it is due");
  assert.is(next("2026-11-23T09:00:00Z", "2026-W47"), "2026-11-30T09:00:00.000Z");
  assert.is(next("2026-11-24T09:00:00Z"), "2026-11-23T09:00:00.000Z", "none was published yet");
  assert.is(
    next("2026-11-24T09:00:00Z", undefined, "2026-11-23T08:00:00Z"),
    "2026-11-30T09:00:00.000Z",
    "the first week",
  );
});

test.run();
