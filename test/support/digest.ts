/** A week of a small community for the digest's tests. */

import { type ActivityKind, type CreditedActivity, isWork, type Repository } from "#shared/core/activity.ts";
import { buildDigest, type DigestInput, weeksShown } from "#shared/core/digest/build.ts";
import { lookups } from "#shared/core/digest/lookups.ts";
import type { Digest } from "#shared/core/digest/model.ts";
import { partOf, podStoryOf } from "#shared/core/digest/pod-part.ts";
import { type Story, storyOf } from "#shared/core/digest/story.ts";
import { viewOf } from "#shared/core/digest/view.ts";
import type { Member } from "#shared/core/member.ts";
import type { OpenIssue } from "#shared/core/open-issues.ts";
import type { Pod } from "#shared/core/pod.ts";
import { Settings } from "#shared/core/settings.ts";
import type { ThreadKey } from "#shared/core/thread.ts";
import { dueAfter, WEEKDAYS } from "#shared/core/week.ts";
import fc from "./fast-check.ts";

export const WEEK = "2026-W47";
export const MONDAY = Date.parse("2026-11-16T00:00:00Z");
export const HOUR_MS = 3_600_000;

export const SETTINGS: Settings = Settings.parse({
  community: "Ships",
  organisation: "Ships",
  publicUrl: "https://pods.example.org",
  areas: {
    hull: { title: "Hull", repositories: ["ships/hull"] },
    sail: { title: "Sails & rigging", repositories: ["ships/sail"] },
  },
  meetings: {
    contributor: {
      weekday: "Thursday",
      time: "17:00",
      timezone: "Europe/London",
      link: "https://meet.example.org/all",
    },
  },
  links: { roadmap: "https://github.com/ships/roadmap", swag: "https://swag.example.org" },
});

export const REPOSITORIES: readonly Repository[] = [
  repository(1, "ships/hull", { stars: 1200 }),
  repository(2, "ships/sail", { stars: 34 }),
  repository(9, "ships/secret", { private: true, stars: 5000 }),
];

function repository(id: number, name: string, more: Partial<Repository> = {}): Repository {
  return { id, name, private: false, archived: false, stars: 0, updatedAt: 0, ...more };
}

/** People who say of themselves that they are new, or have contributed a little; the others are experienced. */
const NEWCOMERS = [13, 14];
const isContributor = (n: number): boolean => n === 2 || n === 3 || n >= 100;

/** Person n has the pseudonym `p<n>` and the login `sailor-<n>`. */
export function pod(
  number: number,
  slug: string,
  area: string,
  people: readonly number[],
  more: Partial<Pod> = {},
): Pod {
  const seats = people.map((n) => {
    const level = NEWCOMERS.includes(n) ? (1 as const) : isContributor(n) ? (2 as const) : (3 as const);
    return { pseudonym: `p${n}`, level, offset: 0, volunteer: true };
  });
  const name = slug.charAt(0).toUpperCase() + slug.slice(1);
  return { number, slug, name, area, seats, advocate: `p${people[0]}`, locked: false, ...more };
}

export const PODS: readonly Pod[] = [
  pod(1, "narwhal", "hull", [1, 2, 3, 4, 5, 6, 7], {
    meeting: { weekday: "Wednesday", time: "18:00", timezone: "America/New_York", link: "https://meet.example.org/n" },
  }),
  pod(2, "orca", "sail", [11, 12, 13, 14, 15], { advocate: null }),
  pod(3, "beluga", "hull", [21, 22, 23, 24, 25, 26, 27, 28, 29]),
];

/** The profile of somebody who has never contributed. */
export const newcomerSince = (joinedAt: number) => ({ joinedAt, ability: "newcomer" as const, merged: 0 });

const RELEASE = "released:20";

const offered = (key: ThreadKey, title: string, author: string): OpenIssue => ({
  key,
  kind: "good-first",
  title,
  url: `https://github.com/ships/${key.startsWith("1") ? "hull" : "sail"}/issues/${key.split("#")[1]}`,
  labels: "good first issue",
  author,
});

let made = 0;
export function did(kind: ActivityKind, person: number | null, more: Partial<CreditedActivity> = {}): CreditedActivity {
  made++;
  const doer = kind === "kudos" ? more.by : `p${person}`;
  const seatedIn = PODS.find(({ seats }) => seats.some(({ pseudonym }) => pseudonym === doer));
  const number = more.number ?? made;
  return {
    key: `${kind}:${made}`,
    kind,
    at: MONDAY + made * HOUR_MS,
    week: WEEK,
    repository: 1,
    subject: "pull-request",
    number,
    title: `Change number ${number}`,
    url: `https://github.com/ships/hull/pull/${number}`,
    person: person === null ? null : `p${person}`,
    pod: seatedIn?.number ?? null,
    ...more,
  };
}

/** A week with a bit of everything. */
export function busyWeek(): DigestInput {
  made = 0;
  const starred = { subject: "repository" } as const;
  const words = {
    subject: "words",
    number: 405,
    url: "https://github.com/ships/hull/issues/405#issuecomment-1",
  } as const;
  const activities = [
    did("opened", 1, { number: 405 }),
    did("merged", 1, { number: 405, title: "Make the hull tight" }),
    did("reviewed", 11, { number: 405 }),
    did("merged", 2, { number: 409, title: "Caulk the seams", first: true }),
    did("reviewed", 1, { number: 409 }),
    did("merged", 11, {
      number: 12,
      repository: 2,
      title: "Mend the jib",
      url: "https://github.com/ships/sail/pull/12",
    }),
    did("merged", 77, { number: 413, title: "Fix a typo", first: true }),
    did("merged", 3, { number: 414, title: "Paint the keel" }),
    did("merged", 15, { number: 14, repository: 2, title: "Chart the reef", work: "docs" }),
    did("reviewed", 21, { number: 405 }),
    did("reviewed", 22, { number: 405 }),
    did("opened", 23, { number: 420, subject: "issue" }),
    did("closed", 12, { number: 3, subject: "issue" }),
    did("closed", 12, {
      number: 4,
      subject: "issue",
      title: "The bilge pump squeaks",
      url: "https://github.com/ships/hull/issues/4",
      openedAt: MONDAY - 800 * 24 * HOUR_MS,
      opener: "p21",
    }),
    did("released", 1, {
      key: RELEASE,
      subject: "release",
      title: "v0.20.0",
      url: "https://github.com/ships/hull/releases/tag/v0.20.0",
      number: undefined as unknown as number,
    }),
    did("starred", null, starred),
    did("starred", null, starred),
    did("unstarred", null, starred),
    did("merged", 1, {
      repository: 9,
      number: 1,
      title: "Secret weapon",
      url: "https://github.com/ships/secret/pull/1",
    }),
    did("kudos", 13, { ...words, title: "for patience with the jib", by: "p1" }),
    did("kudos", 77, { ...words, repository: null, title: "for a good eye", number: undefined as unknown as number }),
    did("news", 11, { ...words, title: "How we sew a jib", link: "https://sails.example.org/jib" }),
    posted("Bowlines", "https://knots.example.org/bowlines"),
    posted("Splices", "https://knots.example.org/splices"),
    did("demo", 3, { ...words, at: MONDAY + 100 * HOUR_MS, title: "A hull that mends itself" }),
    did("notes", 1, {
      ...words,
      title: "",
      link: "https://notes.example.org/narwhal",
      held: { of: "narwhal", at: MONDAY + 71 * HOUR_MS },
    }),
    did("notes", 21, {
      ...words,
      title: "",
      link: "https://notes.example.org/all",
      held: { of: "meeting-contributor", at: MONDAY + 89 * HOUR_MS },
    }),
    did("notes", 2, {
      ...words,
      title: "",
      link: "https://video.example.org/all",
      held: { of: "meeting-contributor", at: MONDAY + 89 * HOUR_MS },
    }),
    did("notes", 4, {
      ...words,
      repository: 9,
      link: "https://notes.example.org/secret",
      held: { of: "narwhal", at: MONDAY + 71 * HOUR_MS },
    }),
    did("demo", 4, { ...words, at: MONDAY + 100 * HOUR_MS, repository: 9, title: "Secret demo" }),
  ].map(({ number, ...activity }) => (number === undefined ? activity : { ...activity, number }));
  return input({
    activities,
    profiles: new Map([
      ["p2", { joinedAt: MONDAY + 5 * HOUR_MS, ability: "contributor", merged: 1 }],
      ["p3", { joinedAt: MONDAY - HOUR_MS, ability: "contributor", merged: 1 }],
      ["p13", { joinedAt: MONDAY + 30 * HOUR_MS, ability: "newcomer", merged: 0 }],
      ["p14", { joinedAt: MONDAY + 31 * HOUR_MS, ability: "newcomer", merged: 0 }],
      ["p15", { joinedAt: MONDAY + 32 * HOUR_MS, ability: "experienced", merged: 0 }],
      ["p22", { joinedAt: MONDAY + 33 * HOUR_MS, ability: "newcomer", merged: 0 }],
    ]),
    milestones: activities
      .filter(isWork)
      .flatMap((work) =>
        work.kind === "reviewed" && work.person === "p22"
          ? [{ kind: "first-review-across", person: "p22", work } as const]
          : [],
      ),
    veterans: new Set(["p22"]),
    farewells: [
      {
        member: {
          pseudonym: "p31",
          profile: {
            ...newcomerSince(MONDAY - 5000 * HOUR_MS),
            ...{ login: "sailor-31", areas: [], volunteer: false },
          },
          standing: { state: "alumni", pod: 3, since: 1, pinned: false },
        },
        leftAt: MONDAY,
      },
    ],
    releaseWork: new Map([
      [
        RELEASE,
        [
          { pod: 1, pulls: [398, 405, 414] },
          { pod: 3, pulls: [377] },
          { pod: null, pulls: [360] },
        ],
      ],
    ]),
    issues: [
      offered("1#430", "Name the port side", "p1"),
      offered("1#431", "Sand the deck", "p2"),
      offered("2#15", "Sew a patch", "p11"),
      { ...offered("2#16", "Choose a cloth", "p12"), kind: "help-wanted" },
    ],
    pulse: new Map([
      [1, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]],
      [2, [0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 3]],
    ]),
  });
}

/** A post in a feed. */
const posted = (title: string, link: string, feed = "Knots & ropes"): CreditedActivity =>
  did("posted", null, {
    ...{ subject: "words", repository: null, title, link },
    feed: { of: feed, title: feed, link: new URL("/", link).href },
  });

export function input(more: Partial<DigestInput> = {}): DigestInput {
  return {
    week: WEEK,
    publishedAt: dueAfter(more.week ?? WEEK, (more.settings ?? SETTINGS).digest),
    settings: SETTINGS,
    activities: [],
    announcedSince: [],
    repositories: REPOSITORIES,
    pods: PODS,
    lastNames: new Map(),
    profiles: new Map(),
    veterans: new Set(),
    milestones: [],
    farewells: [],
    releaseWork: new Map(),
    issues: [],
    pulse: new Map(),
    previous: new Map(
      weeksShown(WEEK)
        .slice(8, 11)
        .map((week, i) => [week, before(week, i + 2)]),
    ),
    ...more,
  };
}

/** A digest of an earlier week, with the fields that a later one reads. */
const before = (week: string, people: number): Digest =>
  ({ week, numbers: { people, merged: people * 3 } }) as unknown as Digest;

/** All people except the forgotten ones. */
export function members(digest: { has(n: number): boolean } = { has: () => false }, paused = new Set<number>()) {
  const all = Array.from({ length: 600 }, (_, n) => n).filter((n) => !digest.has(n));
  return new Map(
    all.map((n) => {
      const state = paused.has(n) ? "paused" : "seated";
      const member = { profile: { login: `sailor-${n}` }, standing: { state } };
      return [`p${n}`, member as unknown as Member] as const;
    }),
  );
}

export const storyFor = (week: DigestInput, settings: Settings = SETTINGS): Story =>
  storyOf(viewOf(buildDigest(week), { members: members(), privateRepositories: new Set() }), settings);

/** A pod's part of a week, as its own channel gets it. */
export function podStoryFor(of: Pod, week: DigestInput, privateRepositories = new Set<number>()): Story | undefined {
  const { issues, repositories, publishedAt } = week;
  const settings = { ...SETTINGS, ...week.settings };
  const part = partOf(buildDigest(week), { pod: of, issues, repositories, publishedAt, settings });
  const view = viewOf(part, { members: members(), privateRepositories });
  return podStoryOf(view, lookups({ pods: [of], repositories, settings }).pod(of.number), settings);
}

/** Everything that does harm somewhere. */
export const HOSTILE = [
  "<!channel> <!here> <@U123> <#C1|x> <https://evil.example|click>",
  "@everyone @here @ada <@123> <@&456> https://evil.example",
  "@ada@evil.example #hashtag ＃wide magnet:?xt=evil xmpp:evil@evil.example",
  "](https://evil.example) **bold** _it_ `code` ~~no~~ | # > [x](y)",
  '<script>alert(1)</script> "><img src=x onerror=alert(1)> &lt;b&gt; ]]> <![CDATA[',
  "<!-- pods:credits:start --> closes #12 \u202egnp.exe\u200b \u0000\u0007\ud800",
  "` unclosed * star _ and ~",
];

export const hostileWeek = (title: string): DigestInput =>
  input({
    activities: [
      did("merged", 1, { title, first: true, url: "https://x.org/a)](https://evil.example)|x>y" }),
      posted(title, "https://x.org/b)](https://evil.example)|x>y", title),
    ],
    pods: [pod(1, "narwhal", "hull", [1, 2, 3, 4, 5], { name: title.slice(0, 40), advocate: null })],
    profiles: new Map([["p1", newcomerSince(MONDAY)]]),
  });

/** Unit "binary" would say the same, but takes a second to list every character there is. */
const anyCharacter = fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code));
export const anyTitle = fc.string({ unit: anyCharacter, maxLength: 300 });

/** A thousand merges, as a large community has them. */
export function crowdedWeek(): DigestInput {
  made = 0;
  const size = 7;
  const pods = Array.from({ length: 60 }, (_, i) =>
    pod(
      i + 1,
      `pod-${i + 1}`,
      i % 3 === 0 ? "sail" : "hull",
      Array.from({ length: size - (i % 3) }, (_, n) => 100 + i * size + n),
      {
        advocate: i % 5 === 0 ? null : `p${100 + i * size}`,
        meeting: { weekday: WEEKDAYS[i % 7]!, time: "10:00", timezone: "UTC" },
      },
    ),
  );
  const activities = Array.from({ length: 1000 }, (_, i) => {
    const seat = i % (60 * size);
    const about = { number: i + 1, pod: Math.floor(seat / size) + 1, at: MONDAY + i * 600_000 };
    return did("merged", 100 + seat, { ...about, ...(i < 120 && { first: true }) });
  });
  const reviews = activities.map(({ number }, i) =>
    did("reviewed", 100 + ((i * 5 + 9) % 420), { number: number!, pod: (i % 60) + 1, at: MONDAY + i * 600_000 + 1 }),
  );
  const profiles = new Map(
    Array.from({ length: 40 }, (_, i) => [`p${100 + i * size}`, newcomerSince(MONDAY + i * HOUR_MS)] as const),
  );
  return input({ pods, activities: [...activities, ...reviews], profiles });
}

/** More than any message holds, and all of it as long as it can be. */
export function hugeWeek(): DigestInput {
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
  return input({ pods, activities });
}
