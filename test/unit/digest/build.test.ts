import * as fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { buildDigest, correctDigest } from "#shared/core/digest/build.ts";
import { LIST_MAX, WEEKS_SHOWN } from "#shared/core/digest/model.ts";
import { busyWeek, did, HOUR_MS, input, MONDAY, PODS, pod, REPOSITORIES, SETTINGS } from "../../support/digest.ts";

const test = suite("a week's digest");
const { numbers, ...digest } = buildDigest(busyWeek());

test("counts public activity and nothing private", () => {
  assert.equal(numbers, {
    people: 7,
    pods: 2,
    repositories: 2,
    merged: 4,
    reviewedElsewhere: 1,
    reviews: 2,
    opened: 1,
    openedIssues: 0,
    closed: 1,
    releases: 1,
    newcomers: 3,
    stars: 1234,
    starsChange: 1,
    mergedBefore: 12,
  });
  assert.not.match(JSON.stringify(buildDigest(busyWeek())), /secret/i);
});

test("an unknown repository counts as private", () => {
  const { numbers } = buildDigest(input({ activities: [did("merged", 1, { repository: 4711 })] }));
  assert.is(numbers.merged, 0);
  assert.is(numbers.people, 0);
});

test("welcomes people who took a seat or had their first pull request merged, each once, earliest first", () => {
  assert.equal(
    digest.welcome.items.map(({ person, pod, first }) => [person, pod?.slug ?? null, first?.ref ?? null]),
    [
      ["p2", "narwhal", "hull#409"],
      ["p77", null, "hull#413"],
      ["p13", "orca", null],
    ],
  );
});

test("people who joined just before Monday, or as the next week begins, are another week's newcomers", () => {
  const joined = (at: number) =>
    buildDigest(input({ profiles: new Map([["p1", { joinedAt: at }]]) })).welcome.items.length;
  assert.is(joined(MONDAY - 1), 0);
  assert.is(joined(MONDAY), 1);
  assert.is(joined(MONDAY + 7 * 24 * HOUR_MS - 1), 1);
  assert.is(joined(MONDAY + 7 * 24 * HOUR_MS), 0);
});

test("thanks pods in the order of their numbers, which is no rank, and people outside the pods last", () => {
  assert.equal(
    digest.thanks.items.map(({ pod, merged, reviews, reviewsElsewhere, people }) => ({
      pod: pod?.slug ?? null,
      merged: merged.items.map(({ ref }) => ref),
      reviews,
      reviewsElsewhere,
      people: people.items,
    })),
    [
      { pod: "narwhal", merged: ["hull#405", "hull#409"], reviews: 1, reviewsElsewhere: 0, people: ["p1", "p2", "p3"] },
      { pod: "orca", merged: ["sail#12"], reviews: 1, reviewsElsewhere: 1, people: ["p11", "p12", "p13"] },
      { pod: null, merged: ["hull#413"], reviews: 0, reviewsElsewhere: 0, people: ["p77"] },
    ],
  );
  assert.is(digest.quiet, 1);
});

test("doing more does not put a person first", () => {
  const activities = [...Array.from({ length: 9 }, () => did("merged", 7)), did("merged", 1)];
  assert.equal(buildDigest(input({ activities })).thanks.items[0]?.people.items, ["p1", "p7"]);
});

test("a reviewed pull request counts once, and for another pod, whether the merge or the reviews came first", () => {
  const merged = did("merged", 1, { number: 5 });
  const reviews = [did("reviewed", 11, { number: 5 }), did("reviewed", 12, { number: 5 })];
  for (const activities of [
    [merged, ...reviews],
    [...reviews, merged],
  ]) {
    const { numbers, thanks } = buildDigest(input({ activities }));
    assert.is(numbers.reviewedElsewhere, 1);
    assert.equal([numbers.reviews, thanks.items[1]?.reviews, thanks.items[1]?.reviewsElsewhere], [2, 1, 1]);
  }
});

test("asks for help in the smallest pods first, and for missing advocates", () => {
  assert.equal(
    digest.seats.items.map(({ pod, seats }) => [pod.slug, seats]),
    [
      ["orca", 4],
      ["narwhal", 2],
    ],
  );
  assert.equal(
    digest.advocates.items.map(({ slug }) => slug),
    ["orca"],
  );
  const locked = PODS.map((one) => ({ ...one, locked: true }));
  assert.is(buildDigest(input({ pods: locked })).seats.items.length, 0);
});

test("lists the next week's meetings at their instant, in whichever zone they were set", () => {
  assert.equal(
    digest.meetings.items.map(({ at, title }) => [new Date(at).toISOString(), title]),
    [
      ["2026-11-25T23:00:00.000Z", "Narwhal"],
      ["2026-11-26T17:00:00.000Z", "Contributor meeting"],
    ],
  );
});

test("the trend ends with this week and has null for unknown weeks", () => {
  assert.is(digest.trend.length, WEEKS_SHOWN);
  assert.equal(digest.trend.slice(7), [null, 2, 3, 4, 7]);
});

test("the week is the community's own: seven days in its time zone", () => {
  const settings = { ...SETTINGS, digest: { ...SETTINGS.digest, timezone: "Pacific/Auckland" } };
  const { from, to } = buildDigest(input({ settings }));
  assert.equal([from, to], ["2026-11-16", "2026-11-22"]);
});

test("a pod that has been closed keeps the name of its number", () => {
  const { thanks } = buildDigest(input({ activities: [did("merged", 1, { pod: 8 })] }));
  assert.equal(thanks.items[0]?.pod, { slug: "bowhead", name: "Bowhead", area: "" });
});

test("stays small: every list is capped and says how much it leaves out", () => {
  const pods = Array.from({ length: 200 }, (_, i) =>
    pod(i + 1, `pod-${i}`, "hull", [1, 2, 3, 4, 5], { advocate: null }),
  );
  const activities = Array.from({ length: 2000 }, (_, i) =>
    did("merged", i, {
      pod: (i % 200) + 1,
      first: true,
      title: "x".repeat(500),
      url: `https://example.org/${"y".repeat(300)}`,
    }),
  );
  const digest = buildDigest(input({ pods, activities, pulse: new Map(pods.map(({ number }) => [number, [1]])) }));
  assert.is(digest.welcome.items.length, LIST_MAX.welcome);
  assert.is(digest.welcome.more, 2000 - LIST_MAX.welcome);
  assert.is(digest.thanks.items.length + digest.thanks.more, 200);
  assert.equal(digest.thanks.items[0]?.merged.more, 10 - LIST_MAX.merged);
  assert.is(digest.glance.items.length + digest.glance.more, 200);
  assert.ok(JSON.stringify(digest).length < 250_000);
});

test("titles become one visible line without tricks", () => {
  const title = "a\u0000b\u202ec\nd\u200be";
  const { thanks } = buildDigest(input({ activities: [did("merged", 1, { title, url: "javascript:alert(1)" })] }));
  assert.equal(thanks.items[0]?.merged.items[0], {
    repository: 1,
    ref: thanks.items[0]?.merged.items[0]?.ref,
    title: "a bc de",
    url: null,
    by: "p1",
  });
});

test("the order of the facts changes nothing", () => {
  const week = busyWeek();
  const expected = JSON.stringify(buildDigest(week));
  void fc.assert(
    fc.property(
      fc.shuffledSubarray([...week.activities], { minLength: week.activities.length }),
      fc.shuffledSubarray([...REPOSITORIES], { minLength: REPOSITORIES.length }),
      fc.shuffledSubarray([...PODS], { minLength: PODS.length }),
      (activities, repositories, pods) => {
        assert.is(JSON.stringify(buildDigest({ ...week, activities, repositories, pods })), expected);
      },
    ),
    { numRuns: 50 },
  );
});

test("a correction rebuilds the past and keeps the announcements", () => {
  const before = buildDigest(input());
  const rebuilt = buildDigest({
    ...busyWeek(),
    pods: PODS.map((one) => ({ ...one, locked: true, advocate: "p1" })),
    repositories: REPOSITORIES.map((one) => ({ ...one, stars: 9 })),
  });
  const corrected = correctDigest(before, rebuilt);
  assert.is(corrected.numbers.merged, 4);
  assert.is(corrected.numbers.stars, before.numbers.stars);
  assert.equal(corrected.seats, before.seats);
  assert.equal(corrected.advocates, before.advocates);
  assert.equal(corrected.meetings, before.meetings);
});

test.run();
