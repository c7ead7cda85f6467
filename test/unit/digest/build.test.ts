import { suite } from "uvu";
import * as assert from "uvu/assert";
import { buildDigest, correctDigest } from "#shared/core/digest/build.ts";
import { lookups } from "#shared/core/digest/lookups.ts";
import { cap, LIST_MAX, WEEKS_SHOWN } from "#shared/core/digest/model.ts";
import { abilityOf } from "#shared/core/member.ts";
import { weekOf } from "#shared/core/week.ts";
import {
  busyWeek,
  did,
  HOUR_MS,
  input,
  MONDAY,
  newcomerSince,
  PODS,
  pod,
  REPOSITORIES,
  SETTINGS,
} from "../../support/digest.ts";
import fc from "../../support/fast-check.ts";

const test = suite("a week's digest");
const LOOK = lookups(input());
const { numbers, ...digest } = buildDigest(busyWeek());

test("counts public activity and nothing private", () => {
  assert.equal(numbers, {
    people: 10,
    seated: 9,
    pods: 3,
    repositories: 2,
    merged: 6,
    reviewedElsewhere: 1,
    reviews: 4,
    opened: 2,
    openedIssues: 1,
    closed: 2,
    releases: 1,
    newcomers: 4,
    stars: 1234,
    starsChange: 1,
    mergedBefore: 12,
  });
  assert.not.match(JSON.stringify(buildDigest(busyWeek())), /secret/i);
});

test("whoever only publishes a release is thanked for that, and not for code", () => {
  const published = did("released", 13, { subject: "release", title: "v1.0.0" });
  const { thanked } = buildDigest(input({ activities: [published] }));
  assert.equal(thanked?.code.items, []);
  assert.equal(
    thanked?.other.map(({ kind, people }) => [kind, people.items]),
    [["releases", ["p13"]]],
  );
});

test("whoever thanks takes part, and nobody does by being thanked", () => {
  const thanks = { subject: "words", title: "for patience" } as const;
  const activities = [
    did("kudos", 13, { ...thanks, by: "p1" }),
    did("kudos", 14, { ...thanks, by: "p1" }),
    did("kudos", 15, thanks),
  ];
  const { numbers, quiet, trend, kudos } = buildDigest(input({ activities }));
  assert.equal([numbers.people, numbers.seated, numbers.pods, trend.at(-1)], [1, 1, 1, 1]);
  assert.is(quiet, 2);
  assert.is(kudos?.items.length, 3);
});

test("whoever says goodbye took no part by that", () => {
  const goodbye = did("goodbye", 1, { subject: "words", title: "" });
  const { numbers, trend, quiet } = buildDigest(input({ activities: [goodbye] }));
  assert.equal([numbers.people, numbers.seated, trend.at(-1), quiet], [0, 0, 0, PODS.length]);
});

test("an unknown repository counts as private", () => {
  const { numbers } = buildDigest(input({ activities: [did("merged", 1, { repository: 4711 })] }));
  assert.is(numbers.merged, 0);
  assert.is(numbers.people, 0);
});

test("welcomes people who took a seat or had their first pull request merged, each once, earliest first", () => {
  assert.equal(
    digest.welcome.items.map(({ person, pod, first, buddy }) => [person, pod?.slug ?? null, first?.ref ?? null, buddy]),
    [
      // Their first pull request is a highlight.
      ["p2", "narwhal", null, "p1"],
      ["p77", null, "hull#413", undefined],
      ["p13", "orca", null, "p11"],
      ["p14", "orca", null, "p11"],
    ],
  );
});

test("people who joined in the same week are no buddies of each other, unless they are experienced", () => {
  const buddies = (people: number[], more: Parameters<typeof input>[0] = {}) => {
    const profiles = new Map(people.map((n) => [`p${n}`, newcomerSince(MONDAY)] as const));
    const week = input({ pods: [pod(1, "narwhal", "hull", people)], profiles, ...more });
    return buildDigest(week).welcome.items.map(({ buddy }) => buddy);
  };
  assert.equal(buddies([13, 14, 100, 101, 102]), Array(5).fill(undefined));
  assert.equal(buddies([13, 14]), [undefined, undefined]);
  assert.equal(buddies([13, 14, 1]), ["p1", "p1", undefined]);
  const since = [newcomerSince(MONDAY - 1), newcomerSince(MONDAY), newcomerSince(MONDAY + 7 * 24 * HOUR_MS)];
  const mixed = new Map(since.map((profile, at) => [`p${[14, 13, 100][at]}`, profile] as const));
  assert.equal(buddies([13, 14, 100], { profiles: mixed }), ["p14"]);
});

test("nobody who was here before is welcomed as new", () => {
  const joined = (level: 1 | 2 | 3, veteran = false, activities = input().activities) => {
    const seats = [{ pseudonym: "p1", level, offset: 0, volunteer: false }];
    const pods = [pod(1, "narwhal", "hull", [], { seats, advocate: null })];
    const profiles = new Map([["p1", { joinedAt: MONDAY, ability: abilityOf(level), merged: activities.length }]]);
    const { numbers, welcome } = buildDigest(
      input({ pods, profiles, activities, veterans: new Set(veteran ? ["p1"] : []) }),
    );
    return [numbers.newcomers, welcome.items.length];
  };
  assert.equal(joined(1), [1, 1]);
  assert.equal(joined(1, true), [0, 0]);
  // They say themselves that they have contributed, and we saw none of it.
  assert.equal(joined(2), [0, 0]);
  assert.equal(joined(3), [0, 0]);
  // The first merge made a contributor of them.
  const first = [did("merged", 1, { first: true, pod: null })];
  assert.equal(joined(2, false, first), [1, 1]);
  assert.equal(joined(3, false, first), [0, 0]);
});

test("somebody who joined in an earlier week is not new again when their first pull request is merged", () => {
  const week = {
    profiles: new Map([["p2", newcomerSince(MONDAY - HOUR_MS)]]),
    activities: [did("merged", 2, { first: true })],
  };
  const { numbers, welcome, highlights } = buildDigest(input(week));
  assert.equal([numbers.newcomers, welcome.items.length], [0, 0]);
  assert.equal(
    highlights?.map(({ kind }) => kind),
    ["first-merge"],
  );
});

test("as many are counted as new as are named as new, highlights included", () => {
  const merge = did("merged", 2, { number: 5, first: true });
  const across = [merge, did("reviewed", 11, { number: 5 })];
  const { numbers, welcome, highlights } = buildDigest(input({ activities: across }));
  assert.equal([numbers.newcomers, welcome.items.length], [1, 0]);
  assert.equal(
    highlights?.map((one) => one.kind === "across-pods" && one.firstOf),
    ["p2"],
  );
  // Somebody who took a seat in an earlier week is not new, also when their pod was closed before the digest came out.
  const closed = { pods: PODS.slice(1), profiles: new Map([["p2", newcomerSince(MONDAY - HOUR_MS)]]) };
  const later = buildDigest(input({ activities: across, ...closed }));
  assert.is(later.numbers.newcomers, 0);
  assert.equal(
    later.highlights?.map((one) => one.kind === "across-pods" && one.firstOf),
    ["p2"],
  );
});

test("everybody of an earlier week whose first pull request was merged is celebrated", () => {
  const activities = [2, 3, 4].map((n) => did("merged", n, { number: n, first: true }));
  const profiles = new Map([2, 3, 4].map((n) => [`p${n}`, newcomerSince(MONDAY - HOUR_MS)] as const));
  const { highlights, welcome } = buildDigest(input({ activities, profiles }));
  assert.equal(
    highlights?.map(({ item }) => item.ref),
    ["hull#2", "hull#3", "hull#4"],
  );
  assert.is(welcome.items.length, 0);
});

test("a demo is told before the meeting whose agenda it stands on, and not after it", () => {
  const titles = (said: number, publishedAt: number, more: Parameters<typeof input>[0] = {}) => {
    const demo = did("demo", 3, { subject: "words", at: said, week: weekOf(said, "UTC"), title: "A hull" });
    const place = said < MONDAY + 7 * 24 * HOUR_MS ? { activities: [demo] } : { announcedSince: [demo] };
    return buildDigest(input({ publishedAt, ...place, ...more })).demos?.items.map(({ item }) => item.title);
  };
  const digest = Date.parse("2026-11-23T09:00:00Z");
  const alone = { pods: PODS.slice(1) };
  // The community met on Thursday 19 November at 17:00.
  assert.is(titles(MONDAY + HOUR_MS, digest, alone), undefined);
  assert.equal(titles(Date.parse("2026-11-19T17:00:00Z"), digest, alone), ["A hull"]);
  assert.equal(titles(Date.parse("2026-11-23T08:00:00Z"), digest, alone), ["A hull"]);
  // Published on a Friday, it tells of the meeting after the one that is over.
  assert.is(titles(Date.parse("2026-11-23T08:00:00Z"), Date.parse("2026-11-27T08:00:00Z"), alone), undefined);
  // Their own pod met on Wednesday at 23:00, and meets again before the community does.
  assert.equal(titles(Date.parse("2026-11-19T00:00:00Z"), digest), ["A hull"]);
  assert.is(titles(Date.parse("2026-11-18T22:00:00Z"), digest), undefined);
  assert.is(titles(digest - HOUR_MS, digest, { pods: [], settings: { ...SETTINGS, meetings: {} } }), undefined);
});

test("a demo for which no meeting is set is told in the digest of its week, and waits for one", () => {
  const demo = did("demo", 3, { subject: "words", title: "A hull" });
  const told = (more: Parameters<typeof input>[0] = {}) => {
    const week = input({ activities: [demo], settings: { ...SETTINGS, meetings: {} }, ...more });
    return buildDigest(week).demos?.items.map(({ waits = false }) => waits);
  };
  const [narwhal, ...others] = PODS;
  const { meeting, ...alone } = narwhal!;
  const pods = [alone, ...others];
  assert.equal(told({ pods }), [true]);
  assert.is(told({ pods, settings: SETTINGS }), undefined, "the community met after it");
  assert.is(told(), undefined, "so did the pod");
  // Its first meeting is a week after the digest, and a correction tells what waited.
  const publishedAt = Date.parse("2026-11-23T09:00:00Z");
  const setAt = (meetsSince: number) => [{ ...alone, ...(meeting && { meeting }), meetsSince }, ...others];
  assert.equal(told({ publishedAt, pods: setAt(publishedAt - HOUR_MS) }), [false]);
  assert.equal(told({ publishedAt, pods: setAt(publishedAt + 80 * HOUR_MS) }), [true]);
  // They met after it, and then chose another time.
  const before = [{ ...meeting!, since: MONDAY - HOUR_MS }];
  const moved = [{ ...narwhal!, meetsSince: publishedAt + 80 * HOUR_MS, met: before }, ...others];
  assert.is(told({ publishedAt, pods: moved }), undefined);
});

test("people who joined just before Monday, or as the next week begins, are another week's newcomers", () => {
  const joined = (at: number) =>
    buildDigest(input({ profiles: new Map([["p13", newcomerSince(at)]]) })).welcome.items.length;
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
      // What stands among the releases, the highlights or the newcomers is not told again.
      { pod: "narwhal", merged: [], reviews: 1, reviewsElsewhere: 0, people: ["p1", "p2", "p3"] },
      {
        pod: "orca",
        merged: ["sail#12", "sail#14"],
        reviews: 1,
        reviewsElsewhere: 1,
        people: ["p11", "p12", "p15"],
      },
      { pod: "beluga", merged: [], reviews: 1, reviewsElsewhere: 1, people: ["p21", "p22", "p23"] },
      { pod: null, merged: [], reviews: 0, reviewsElsewhere: 0, people: ["p77"] },
    ],
  );
  assert.is(digest.quiet, 0);
});

test("people are thanked by the kind of their work, and nothing they did is of two kinds", () => {
  const { code, reviews, issues, other } = digest.thanked!;
  assert.equal(code.items, ["p1", "p11", "p2", "p3", "p77"]);
  assert.equal(reviews.items, ["p1", "p11", "p21", "p22"]);
  assert.equal(issues.items, ["p12", "p23"]);
  assert.equal(
    other.map(({ kind, done, people }) => [kind, done, people.items]),
    [
      ["docs", 1, ["p15"]],
      ["releases", 1, ["p1"]],
    ],
  );
});

test("a pull request stands once in all of the digest", () => {
  const refs = JSON.stringify(digest).match(/"ref":"\w+#\d+"/g) ?? [];
  const merged = refs.filter((ref) => /hull#(?:405|409|413|414|398|377|360)"|sail#(?:12|14)"/.test(ref));
  const said = JSON.stringify([digest.kudos, digest.news, digest.demos, digest.notes]).match(/"ref":"hull#405"/g) ?? [];
  assert.equal(merged.length - said.length, new Set(merged).size);
});

test("a release names its pods and what is in it, those of other weeks by their numbers", () => {
  const [release] = digest.releases.items;
  assert.equal(
    release?.pods?.map(({ slug }) => slug),
    ["narwhal", "beluga"],
  );
  assert.equal(
    release?.pulls?.items.map(({ ref, title, url }) => [ref, title, url]),
    [
      ["hull#414", "Paint the keel", "https://github.com/ships/hull/pull/414"],
      ["hull#360", "hull#360", "https://github.com/ships/hull/pull/360"],
      ["hull#377", "hull#377", "https://github.com/ships/hull/pull/377"],
    ],
  );
  // Another one; the fourth of this week is a highlight.
  assert.is(release?.pulls?.more, 1);
  const { releases } = buildDigest({ ...busyWeek(), releaseWork: new Map() });
  assert.equal(Object.keys(releases.items[0]!), ["repository", "ref", "title", "url", "by"]);
});

test("what is in a release stands in the order of the merges, whatever the numbers", () => {
  const key = "released:30";
  const activities = [did("merged", 1, { number: 8 }), did("merged", 2, { number: 7 })];
  const release = did("released", 3, { key, subject: "release" });
  const releaseWork = new Map([[key, [{ pod: 1, pulls: [7, 8] }]]]);
  const { releases } = buildDigest(input({ activities: [...activities, release], releaseWork }));
  assert.equal(
    releases.items[0]?.pulls?.items.map(({ ref }) => ref),
    ["hull#8", "hull#7"],
  );
});

test("an issue of several areas stands in one whose pods can help with it", () => {
  const [hull, sail] = [SETTINGS.areas.hull!, SETTINGS.areas.sail!];
  const settings = { ...SETTINGS, areas: { keel: { ...hull, title: "Keel" }, hull, sail } };
  const areas = buildDigest({ ...busyWeek(), settings }).issues?.items.map(({ area, pod }) => [area, pod !== null]);
  assert.equal(new Set(areas?.map(String)), new Set(["Hull,true", "Sails & rigging,true"]));
});

test("a post that two feeds have is told once", () => {
  const post = (of: string, link: string) =>
    did("posted", null, { subject: "words", repository: null, title: "Bowlines", link, feed: { of, title: of, link } });
  const activities = [post("Ada", "https://a.example.org/1"), post("All", "https://a.example.org/1?utm_source=all")];
  const { feeds } = buildDigest(input({ activities }));
  assert.equal(
    feeds?.map(({ title }) => title),
    ["Ada"],
  );
});

test("thanks to somebody who left come within four weeks", () => {
  const week = busyWeek();
  const [farewell] = week.farewells;
  const thanked = (weeks: number, late = 0) => {
    const leftAt = MONDAY - weeks * 7 * 24 * HOUR_MS - late;
    return buildDigest({ ...week, farewells: [{ ...farewell!, leftAt }] }).farewells?.items.length;
  };
  assert.equal([thanked(0), thanked(4), thanked(4, 1)], [1, 1, undefined]);
});

test("highlights: most reviewed across pods, a first merge, an old issue", () => {
  assert.equal(
    digest.highlights?.map((one) => [one.kind, one.item.ref, one.pod?.slug]),
    [
      ["across-pods", "hull#405", "narwhal"],
      ["first-merge", "hull#409", "narwhal"],
      ["old-issue", "hull#4", "orca"],
    ],
  );
  const [across, , old] = digest.highlights ?? [];
  assert.ok(across?.kind === "across-pods" && old?.kind === "old-issue");
  assert.equal(
    across.reviewers.map(({ slug }) => slug),
    ["orca", "beluga"],
  );
  // The title is by whoever opened the issue.
  assert.equal([old.openDays, old.person, old.item.by], [800, "p12", "p21"]);
  assert.is(buildDigest(input()).highlights, undefined);
});

test("the most people decide what was reviewed across pods, then the most pods; a person who reviews twice is one", () => {
  const across = (...reviews: [person: number, number: number][]) => {
    const merges = [7, 8].map((number) => did("merged", 1, { number }));
    const activities = [...merges, ...reviews.map(([person, number]) => did("reviewed", person, { number }))];
    return buildDigest(input({ activities })).highlights?.map(({ item }) => item.ref);
  };
  assert.equal(across([11, 7], [11, 8], [12, 8]), ["hull#8"]);
  assert.equal(across([11, 7], [12, 7], [11, 8], [21, 8]), ["hull#8"]);
  assert.equal(across([11, 7], [11, 8], [11, 8]), ["hull#7"]);
  // The own pod is no other pod.
  assert.is(across([2, 7], [3, 7]), undefined);
});

test("the first merge that is told is rather of somebody who is not welcomed in the same digest", () => {
  const activities = [did("merged", 2, { number: 5, first: true }), did("merged", 3, { number: 6, first: true })];
  const profiles = new Map([
    ["p2", newcomerSince(MONDAY)],
    ["p3", newcomerSince(MONDAY - HOUR_MS)],
  ]);
  const { highlights, welcome } = buildDigest(input({ activities, profiles }));
  assert.equal(
    highlights?.map(({ item }) => item.ref),
    ["hull#6"],
  );
  assert.equal(
    welcome.items.map(({ person, first }) => [person, first?.ref]),
    [["p2", "hull#5"]],
  );
});

test("an issue that was open for less than half a year is not old", () => {
  const closed = (days: number) =>
    buildDigest(
      input({
        activities: [did("closed", 1, { subject: "issue", at: MONDAY, openedAt: MONDAY - days * 24 * HOUR_MS })],
      }),
    ).highlights;
  assert.is(closed(181), undefined);
  assert.is(closed(182)?.length, 1);
});

test("of several old issues the oldest is told; of equals the one that was closed first", () => {
  const told = (...days: number[]) => {
    const activities = days.map((open, hour) => {
      const at = MONDAY + hour * HOUR_MS;
      return did("closed", 1, { subject: "issue", number: hour + 1, at, openedAt: at - open * 24 * HOUR_MS });
    });
    return buildDigest(input({ activities: activities.toReversed() })).highlights?.map(({ item }) => item.ref);
  };
  assert.equal(told(200, 400, 300), ["hull#2"]);
  assert.equal(told(200, 300, 300), ["hull#2"]);
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
  const outside = [did("merged", 77, { number: 6 }), did("reviewed", 11, { number: 6 })];
  const { numbers, thanks } = buildDigest(input({ activities: outside }));
  assert.equal([numbers.reviewedElsewhere, thanks.items[0]?.reviewsElsewhere], [0, 0], "its author has no pod");
});

test("whose pull request it is, its merge says, whichever is known first: authors may take a seat in between", () => {
  const opened = did("opened", 1, { number: 7, pod: 2 });
  const merged = did("merged", 1, { number: 7 });
  for (const activities of [
    [opened, merged],
    [merged, opened],
  ]) {
    const reviewedBy = (person: number) =>
      buildDigest(input({ activities: [...activities, did("reviewed", person, { number: 7 })] })).numbers;
    assert.equal([reviewedBy(2).reviewedElsewhere, reviewedBy(11).reviewedElsewhere], [0, 1]);
  }
});

test("asks for an advocate once the term of the present one has ended, until somebody takes over", () => {
  const seeking = (term: string, pods = PODS) => {
    const profiles = new Map([["p1", { ability: "experienced" as const, merged: 1, term }]]);
    return buildDigest(input({ pods, profiles })).advocates.items.map(({ slug }) => slug);
  };
  assert.equal(seeking("2026-11"), ["orca"]);
  assert.equal(seeking("2026-10"), ["narwhal", "orca"]);
  assert.equal(
    seeking(
      "2026-10",
      PODS.map((one) => ({ ...one, orphaned: true })),
    ),
    [],
  );
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

const meetingsOf = (...args: Parameters<typeof input>) => {
  const { meetings, comingUp } = buildDigest(input(...args));
  const list = meetings.items.map(({ at, title }) => [new Date(at).toISOString(), title]);
  return { list, days: [comingUp?.from, comingUp?.to] };
};

test("lists the meetings that come up at their instant, in whichever zone they were set, in the order of time", () => {
  assert.equal(meetingsOf(), {
    list: [
      ["2026-11-25T23:00:00.000Z", "Narwhal"],
      ["2026-11-26T17:00:00.000Z", "Contributor meeting"],
    ],
    days: ["2026-11-23", "2026-11-29"],
  });
});

test("what comes up counts from the publication: what is over is not told, and a week later is", () => {
  const friday = Date.parse("2026-11-27T08:00:00Z");
  assert.equal(meetingsOf({ publishedAt: friday }), {
    list: [
      ["2026-12-02T23:00:00.000Z", "Narwhal"],
      ["2026-12-03T17:00:00.000Z", "Contributor meeting"],
    ],
    days: ["2026-11-27", "2026-12-03"],
  });
  // A digest that comes out much later tells of the week after its own.
  assert.equal(meetingsOf({ publishedAt: friday + 30 * 24 * HOUR_MS }).days, ["2026-11-23", "2026-11-29"]);
});

test("a meeting on the Monday of another zone belongs to the day that the community has then", () => {
  const settings = (timezone: string) => ({ ...SETTINGS, meetings: {}, digest: { ...SETTINGS.digest, timezone } });
  const meeting = { weekday: "Monday", time: "08:00", timezone: "Asia/Tokyo" } as const;
  const pods = [pod(1, "narwhal", "hull", [1, 2, 3, 4, 5], { meeting })];
  const list = (timezone: string) => meetingsOf({ pods, settings: settings(timezone) }).list.map(([at]) => at);
  // Published on Monday at nine in Tokyo, an hour late for the day's meeting; in London it is still to come on Sunday.
  assert.equal(list("Asia/Tokyo"), []);
  assert.equal(list("Europe/London"), ["2026-11-29T23:00:00.000Z"]);
});

test("no meeting is told before its time was set", () => {
  const meeting = { weekday: "Tuesday", time: "10:00", timezone: "UTC" } as const;
  const since = Date.parse("2026-11-25T00:00:00Z");
  const told = (more: object) => {
    const pods = [pod(1, "narwhal", "hull", [1, 2, 3, 4, 5], { meeting, meetsSince: since, ...more })];
    return meetingsOf({ pods, settings: { ...SETTINGS, meetings: {} } }).list.map(([at]) => at);
  };
  assert.equal(told({}), []);
  assert.equal(told({ met: [{ ...meeting, time: "08:00" }] }), ["2026-11-24T08:00:00.000Z"]);
});

test("however many pods meet, the community's meeting is not cut off", () => {
  const meeting = { weekday: "Monday", time: "10:00", timezone: "UTC" } as const;
  const pods = Array.from({ length: 40 }, (_, i) => pod(i + 1, `pod-${i}`, "hull", [1, 2, 3, 4, 5], { meeting }));
  const { meetings } = buildDigest(input({ pods }));
  assert.ok(meetings.items.some(({ title }) => title === "Contributor meeting"));
  assert.equal([meetings.items.length, meetings.more], [LIST_MAX.meetings, 41 - LIST_MAX.meetings]);
});

test("the trend ends with this week and has null for unknown weeks", () => {
  assert.is(digest.trend.length, WEEKS_SHOWN);
  assert.equal(digest.trend.slice(7), [null, 2, 3, 4, 10]);
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
  // One of them is a highlight.
  assert.is(digest.welcome.more, 1999 - LIST_MAX.welcome);
  assert.is(digest.thanks.items.length + digest.thanks.more, 200);
  assert.equal(digest.thanked?.code, cap([...digest.thanked!.code.items, ...Array(1976)], LIST_MAX.people));
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
  const corrected = correctDigest(before, rebuilt, { at: Number.MAX_SAFE_INTEGER, look: LOOK });
  assert.is(corrected.numbers.merged, 6);
  assert.is(corrected.numbers.stars, before.numbers.stars);
  assert.equal(corrected.seats, before.seats);
  assert.equal(corrected.advocates, before.advocates);
  assert.equal(corrected.meetings, before.meetings);
  assert.equal(corrected.comingUp, before.comingUp);
});

test("thanks for code go to people who left only if they merged something", () => {
  const week = busyWeek();
  const [farewell] = week.farewells;
  const thankedForCode = (merged: number) => {
    const profile = { ...farewell!.member.profile, merged };
    const farewells = [{ ...farewell!, member: { ...farewell!.member, profile } }];
    const repositories = REPOSITORIES.filter((one) => !one.private);
    return buildDigest({ ...week, repositories, farewells }).farewells?.items.map(({ wroteCode = false }) => wroteCode);
  };
  assert.equal([thankedForCode(0), thankedForCode(1)], [[false], [true]]);
});

test("the words of one person leave room for those of others", () => {
  const said = { subject: "words", title: "for help" } as const;
  const kudos = (from: number, to: number, n: number) =>
    did("kudos", to, { ...said, by: `p${from}`, at: MONDAY + n, number: n });
  const givers = (activities: ReturnType<typeof kudos>[]) => {
    const { items = [], more } = buildDigest(input({ activities })).kudos ?? {};
    return [items.map(({ from }) => from), more];
  };
  const many = [1, 2, 3, 4].map((n) => kudos(1, 20 + n, n));
  const others = Array.from({ length: LIST_MAX.words - 1 }, (_, n) => kudos(100 + n, 13, 10 + n));
  const first = others.map(({ by }) => by);
  assert.equal(givers(many), [["p1", "p1", "p1"], 0]);
  assert.equal(givers([...many, ...others]), [["p1", ...first], 2]);
});

test("an issue stands with a pod that has people, in turn, and rather with one that has room", () => {
  const full = (number: number, slug: string) => pod(number, slug, "hull", [1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const room = (number: number, slug: string) => pod(number, slug, "hull", [1, 2, 3, 4, 5]);
  const issues = [1, 2, 3].map((n) => ({ ...busyWeek().issues[0]!, key: `1#${n}` }));
  const helpers = (...pods: ReturnType<typeof pod>[]) =>
    buildDigest(input({ issues, pods })).issues?.items.map(({ pod }) => pod?.slug);
  const left = pod(4, "minke", "hull", [], { advocate: null });
  assert.equal(helpers(room(1, "narwhal"), full(2, "orca"), room(3, "beluga"), left), ["narwhal", "beluga", "narwhal"]);
  assert.equal(helpers(full(1, "narwhal"), full(2, "orca")), ["narwhal", "orca", "narwhal"]);
  assert.equal(helpers(left), [undefined, undefined, undefined]);
  const archived = REPOSITORIES.map((one) => ({ ...one, archived: true }));
  assert.is(buildDigest(input({ issues, repositories: archived })).issues, undefined, "nobody works there any more");
});

test("the most active repositories come first; those that were only pushed to in the week come last", () => {
  const next = MONDAY + 7 * 24 * HOUR_MS;
  const pushed = { 1: MONDAY, 2: MONDAY, 3: next - 1, 4: next, 5: MONDAY - 1 };
  const repositories = Object.entries(pushed).map(([id, pushedAt]) => ({
    ...REPOSITORIES[0]!,
    ...{ id: Number(id), name: `ships/r${id}`, pushedAt },
  }));
  const activities = [2, 2, 1].map((repository) => did("merged", 1, { repository }));
  assert.equal(
    buildDigest(input({ activities, repositories })).repositories.items.map(({ name, merged }) => [name, merged]),
    [
      ["r2", 2],
      ["r1", 1],
      ["r3", 0],
    ],
  );
});

test("a correction says how many meetings it leaves out: of those to come as it is now, of a week that is over as it was", () => {
  const meeting = { weekday: "Monday", time: "10:00", timezone: "UTC" } as const;
  const pods = Array.from({ length: 40 }, (_, i) => pod(i + 1, `pod-${i}`, "hull", [1, 2, 3, 4, 5], { meeting }));
  const [many, few] = [buildDigest(input({ pods })), buildDigest(input())];
  const corrected = (before: typeof many, rebuilt: typeof many, at: number) =>
    correctDigest(before, rebuilt, { at, look: LOOK }).meetings;
  assert.equal(corrected(few, many, MONDAY), many.meetings);
  assert.equal(corrected(many, few, Number.MAX_SAFE_INTEGER), many.meetings);
});

test("a repository that was renamed since has one name in a corrected digest", () => {
  const before = buildDigest(busyWeek());
  const renamed = REPOSITORIES.map((one) => (one.id === 1 ? { ...one, name: "ships/keel" } : one));
  const week = { ...busyWeek(), repositories: renamed };
  const corrected = correctDigest(before, buildDigest(week), { at: MONDAY, look: lookups(week) });
  assert.equal(JSON.stringify(corrected).match(/"hull#\d+"/g), null);
  assert.ok(corrected.issues?.items.some(({ item }) => item.ref === "keel#431"));
});

test("a correction tells the meetings to come as they are set now, and those that are over as they were held", () => {
  const meetingOn = (weekday: "Tuesday" | "Friday") => ({ weekday, time: "10:00", timezone: "UTC" }) as const;
  const [first, second] = PODS;
  const withMeetings = (one: Parameters<typeof meetingOn>[0], other: Parameters<typeof meetingOn>[0], name: string) =>
    buildDigest({
      ...input(),
      pods: [
        { ...first!, name, meeting: meetingOn(one) },
        { ...second!, name, meeting: meetingOn(other) },
      ],
    });
  const before = withMeetings("Tuesday", "Friday", "Before");
  const rebuilt = withMeetings("Friday", "Friday", "Now");
  const ofPods = (digest: typeof before) => digest.meetings.items.filter(({ pod }) => pod !== null);
  const tuesday = ofPods(before)[0]!.at;
  const friday = ofPods(rebuilt)[0]!.at;
  const corrected = correctDigest(before, rebuilt, { at: tuesday + 1, look: LOOK });
  assert.equal(
    ofPods(corrected).map(({ at, title }) => [at, title]),
    [
      [tuesday, "Before"],
      [friday, "Now"],
      [friday, "Now"],
    ],
  );
});

test.run();
