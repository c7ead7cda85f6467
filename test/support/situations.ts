/** How each command ends for people of every kind, in the community of `doors.ts`. */
import type { Activity } from "#shared/core/activity.ts";
import { command, NOW } from "./community.ts";
import { type Doors, type Person, planned } from "./doors.ts";
import { joinAll } from "./store.ts";

/** One situation: the same wish as a JSON body (without `do`) and as a comment's words (without the command's own). */
export interface Situation {
  /** The person who comments; by default it is about them too. */
  readonly by: Person;
  /** `undefined` where only a comment can ask for it. */
  readonly body?: object;
  /** `undefined` where only JSON can. */
  readonly words?: string;
  readonly ends: string;
  readonly given?: (community: Doors) => Promise<unknown>;
}

/** About oneself: how it ends for people of every kind, with the same words. */
const forPeople = (ends: Partial<Record<Person, string>>, words = "", more: object = {}): Situation[] =>
  (Object.entries(ends) as [Person, string][]).map(([by, outcome]) => ({
    by,
    body: { login: by, ...more },
    words,
    ends: outcome,
  }));

const givenThat = (given: NonNullable<Situation["given"]>, situations: Situation[]): Situation[] =>
  situations.map((one) => ({ ...one, given }));

const forgottenCid = ({ store }: Doors) => store.forget({ login: "cid" }, { id: "", at: 0 });
const leftCid = ({ store }: Doors) => store.leave({ login: "cid" }, "alumni", { id: "", at: 0 });
const renamed = ({ store }: Doors) => store.rename(1, "Divers", { id: "", at: 0 });
const meets = ({ store }: Doors) =>
  store.meet(1, { weekday: "Thursday", time: "17:00", timezone: "Europe/London" }, { id: "", at: 0 });
const sent = (body: object) => (community: Doors) => command(community.apps["weekly-digest"], body);
const independentNora = ({ apps }: Doors) => command(apps["join-pod"], { do: "independent", login: "nora" });
const wantsTheHull = (login: Person) => (community: Doors) =>
  community.store.describe({ login }, { areas: ["hull"] }, { id: "", at: 0 });
/** W46 is published, and then something that happened in it is taken back. */
async function takenBack(community: Doors) {
  const at = NOW - 10 * 86_400_000;
  const repository = { id: 1, name: "ships/hull", private: false, archived: false, stars: 0, updatedAt: at };
  const activity: Activity = {
    key: "merged:1#1",
    kind: "merged",
    at,
    week: "2026-W46",
    repository: 1,
    number: 1,
    title: "Not merged after all",
    url: "https://github.com/ships/hull/pull/1",
    subject: "pull-request",
  };
  await community.store.record(
    { repository, activity: { ...activity, person: { login: "ada", proposed: "pada" } } },
    { id: "", at },
  );
  await sent({ do: "publish", week: "2026-W46" })(community);
  await community.store.record({ retracted: { activity: activity.key, at } }, { id: "", at });
}
const imported = ({ store }: Doors) => {
  const counts = {
    added: 0,
    changed: 0,
    unchanged: 0,
    rejected: [],
    seatsBegun: 0,
    people: {},
    repeats: [],
    remarks: [],
    kept: [],
  };
  return store.saveImportProgress("people", "import01", { mark: "", next: 2, batches: 1, ...counts, done: true }, NOW);
};
const knownThread = ({ store }: Doors) =>
  store.record(
    {
      repository: HULL,
      thread: {
        key: `${HULL.id}#1`,
        repository: HULL.id,
        number: 1,
        kind: "issue",
        draft: false,
        open: true,
        locked: false,
        updatedAt: 0,
      },
    },
    { id: "", at: 0 },
  );
const secondInTheHull = async (community: Doors) => {
  await locked(community);
  await joinAll(community.store, 5, "hull");
};
const declinedWen = ({ apps }: Doors) => command(apps["join-pod"], { do: "decline", login: "wen" });
const cidStays = ({ apps }: Doors) => command(apps["join-pod"], { do: "stay", login: "cid" });
const locked = ({ store }: Doors) => store.lock(1, true, { id: "", at: 0 });

/** The same wish by these people themselves, and by a maintainer for them. */
const themselves = (
  by: Person,
  ends: { self: string; maintainer: string },
  words: string,
  more: object,
): Situation[] => [
  { by, words, ends: ends.self },
  { by, body: { login: by, ...more }, ends: ends.maintainer },
];

const withoutHull = async ({ loseArea }: Doors) => loseArea("hull");

const NOTES = "https://notes.example.org/thursday";
const HULL = { id: 70, name: "ships/hull", private: false, archived: false, stars: 0, updatedAt: 0 };

/** By the word of the command. */
export const SITUATIONS: Readonly<Record<string, readonly Situation[]>> = {
  join: [
    ...forPeople(
      {
        nora: "seated",
        ivy: "seated",
        wen: "seated",
        cid: "already-seated",
        pia: "seated",
        ian: "seated",
        al: "seated",
        dee: "seated",
      },
      "hull",
      { areas: ["hull"] },
    ),
    ...forPeople({ nora: "waiting", cid: "already-seated", wen: "already-waiting" }, "sail", { areas: ["sail"] }),
    ...forPeople({ nora: "seated" }, "narwhal advocate hours=3", { pod: "narwhal", advocate: true, hours: 3 }),
    ...forPeople({ nora: "seated" }, "galley ability=experienced tz=Europe/Berlin", {
      areas: ["galley"],
      ability: "experienced",
      timezone: "Europe/Berlin",
    }),
    ...forPeople({ nora: "no-area", wen: "already-waiting", ivy: "seated" }),
    ...forPeople(
      { pia: "described", ian: "described", al: "described", cid: "already-seated", wen: "already-waiting" },
      "introduce=no tz=Europe/Berlin",
      { introduce: false, timezone: "Europe/Berlin" },
    ),
    ...forPeople({ pia: "waiting", ian: "waiting" }),
    ...forPeople({ pia: "seated" }, "anywhere introduce=no", { anywhere: true, introduce: false }),
    ...forPeople({ al: "waiting" }, "advocate hours=3", { advocate: true, hours: 3 }),
    ...forPeople({ nora: "unusable" }, "rigging", { areas: ["rigging"] }),
    ...forPeople({ nora: "unusable" }, "hull tz=Mars/Base", { areas: ["hull"], timezone: "Mars/Base" }),
    ...givenThat(locked, forPeople({ nora: "waiting" }, "hull", { areas: ["hull"] })),
    ...givenThat(withoutHull, [
      ...forPeople({ nora: "area-gone", cid: "already-seated", wen: "already-waiting" }, "narwhal", { pod: "narwhal" }),
      ...forPeople({ nora: "seated" }, "galley, narwhal", { areas: ["galley"], pod: "narwhal" }),
    ]),
    { by: "nora", body: { login: "nora", areas: ["hull"], mode: "offer" }, ends: "invited" },
    { by: "nora", body: { login: "nora", mode: "independent" }, ends: "independent" },
    { by: "ian", body: { login: "ian", mode: "independent" }, ends: "already-independent" },
    { by: "ivy", body: { login: "ivy", areas: ["hull"], mode: "offer" }, ends: "unchanged" },
    { by: "ivy", body: { login: "ivy", areas: ["sail"], mode: "offer" }, ends: "changed" },
    { by: "cid", body: { login: "cid", areas: ["hull"], mode: "offer" }, ends: "forgotten", given: forgottenCid },
    { by: "dee", body: { login: "dee", areas: ["hull"], mode: "offer" }, ends: "asked-not-to-be" },
  ],
  accept: [
    ...forPeople({
      nora: "not-known",
      ivy: "seated",
      wen: "offers-open",
      cid: "already-seated",
      pia: "waiting",
      ian: "waiting",
      dee: "waiting",
    }),
    ...givenThat(declinedWen, forPeople({ wen: "already-waiting" })),
    ...givenThat(independentNora, forPeople({ nora: "no-area" })),
    ...forPeople({ nora: "not-known", ivy: "seated", cid: "already-seated" }, "Narwhal", { pod: "narwhal" }),
    ...themselves("wen", { self: "seated", maintainer: "not-their-area" }, "Narwhal", { pod: "narwhal" }),
    ...givenThat(
      locked,
      themselves("wen", { self: "already-waiting", maintainer: "not-their-area" }, "pod=narwhal", { pod: "narwhal" }),
    ),
    ...givenThat(withoutHull, forPeople({ nora: "not-known", wen: "already-waiting" }, "narwhal", { pod: "narwhal" })),
    ...forPeople({ wen: "unusable" }, "hull", { pod: "hull" }),
  ],
  decline: forPeople({
    nora: "not-invited",
    ivy: "declined",
    wen: "offers-declined",
    cid: "no-invitation",
    pia: "no-invitation",
    ian: "no-invitation",
    dee: "declined",
  }),
  stay: [
    ...forPeople({ nora: "not-known", cid: "staying", wen: "nothing-to-stay" }),
    ...givenThat(planned, forPeople({ eve: "staying", fay: "staying" })),
    ...forPeople({ nora: "not-known", cid: "was-free", wen: "was-free" }, "no", { stay: false }),
    ...givenThat(cidStays, forPeople({ cid: "free" }, "No.", { stay: false })),
  ],
  leave: forPeople({
    nora: "nothing-to-leave",
    ivy: "left",
    wen: "left",
    cid: "left",
    ada: "left",
    pia: "left",
    ian: "left",
    al: "already-left",
    dee: "nothing-to-leave",
  }),
  goodbye: [
    ...forPeople({
      ada: "noted",
      cid: "noted",
      wen: "no-pod-to-leave",
      al: "no-pod-to-leave",
      nora: "no-pod-to-leave",
    }),
    ...givenThat(leftCid, forPeople({ cid: "noted" })),
    { by: "cid", words: "and thank you", ends: "not-alone" },
  ],
  pause: [
    ...forPeople({
      nora: "not-known",
      ivy: "paused",
      wen: "paused",
      cid: "paused",
      ada: "paused",
      pia: "already-paused",
      ian: "paused",
    }),
    ...forPeople({ cid: "paused", nora: "not-known" }, "2026-12-24", { until: "2026-12-24" }),
    ...forPeople({ cid: "unusable" }, "soon", { until: "soon" }),
    ...forPeople({ cid: "unusable-date" }, "2001-01-01", { until: "2001-01-01" }),
  ],
  back: [
    ...forPeople({ nora: "not-known", pia: "waiting", cid: "already-seated", wen: "already-waiting", al: "waiting" }),
    ...givenThat(wantsTheHull("pia"), forPeople({ pia: "seated" })),
    ...givenThat(independentNora, forPeople({ nora: "no-area" })),
  ],
  independent: [
    ...forPeople({
      nora: "independent",
      ivy: "independent",
      wen: "independent",
      cid: "independent",
      ian: "already-independent",
      dee: "independent",
      pia: "independent",
    }),
    ...givenThat(forgottenCid, forPeople({ cid: "is-forgotten" })),
  ],
  areas: [
    { by: "cid", body: { login: "cid", areas: ["sail"] }, ends: "changed" },
    { by: "cid", body: { login: "cid", areas: ["hull"] }, ends: "unchanged" },
    { by: "nora", body: { login: "nora", areas: ["hull"] }, ends: "not-known" },
    { by: "cid", body: { login: "cid", areas: ["rigging"] }, ends: "unusable" },
  ],
  advocate: [
    ...forPeople({ nora: "not-known", ada: "unchanged", bea: "unchanged", cid: "changed", wen: "changed" }),
    ...forPeople({ cid: "changed", ada: "changed" }, "hours=3", { hours: 3 }),
    ...forPeople({ cid: "unusable" }, "hours=99", { hours: 99 }),
    ...forPeople({ cid: "changed", ada: "changed", nora: "not-known" }, "until=2027-06 hours=3", {
      hours: 3,
      until: "2027-06",
    }),
    ...forPeople({ cid: "unusable" }, "until=June", { until: "June" }),
    ...forPeople({ cid: "unusable-term" }, "until=2025-01", { until: "2025-01" }),
    ...forPeople({ cid: "unusable-term" }, "until=2099-01", { until: "2099-01" }),
  ],
  "step-down": forPeople({ nora: "not-known", ada: "stepped-down", bea: "stepped-down", wen: "unchanged" }),
  forget: forPeople({ nora: "unknown", ivy: "forgotten", wen: "forgotten", ada: "forgotten", ian: "forgotten" }, "me"),
  export: [
    { by: "cid", body: { login: "cid" }, ends: "exported" },
    { by: "nora", body: { login: "nora" }, ends: "not-known" },
  ],
  initialise: [{ by: "captain", body: {}, ends: "already" }],
  rename: [
    { by: "ada", body: { pod: "narwhal", name: "Divers" }, words: "Divers", ends: "changed" },
    { by: "ada", body: { pod: "narwhal", name: "Divers" }, words: "Divers", ends: "unchanged", given: renamed },
    { by: "ada", body: { pod: "narwhal", name: "" }, words: "", ends: "unusable" },
    { by: "ada", body: { pod: "narwhal", name: "🐋 !" }, words: "🐋 !", ends: "unusable" },
    { by: "ada", body: { pod: "narwhal", name: "🐋 鯨" }, words: "🐋 鯨", ends: "changed" },
    { by: "ada", body: { pod: "narwhal", name: "Divers" }, words: "Divers", ends: "changed", given: locked },
    { by: "ada", body: { pod: "narwhal", name: "Оrca" }, words: "Оrca", ends: "taken" },
    { by: "ada", body: { pod: "narwhal", name: "Hull" }, words: "Hull", ends: "taken" },
    { by: "cid", words: "Divers", ends: "forbidden" },
    { by: "nora", words: "Divers", ends: "no-pod" },
    { by: "wen", words: "Divers", ends: "no-pod" },
    { by: "ada", body: { pod: "minke", name: "Divers" }, ends: "no-pod" },
    { by: "ada", body: { pod: "kraken", name: "Divers" }, ends: "no-pod" },
  ],
  nominate: [
    { by: "ada", body: { pod: "narwhal", login: "bea" }, words: "@bea", ends: "changed" },
    { by: "ada", body: { pod: "narwhal", login: "ada" }, words: "ada", ends: "unchanged" },
    { by: "ada", body: { pod: "narwhal", login: "cid" }, words: "@cid", ends: "not-a-volunteer" },
    { by: "ada", body: { pod: "narwhal", login: "gus" }, words: "@gus", ends: "not-in-pod" },
    { by: "ada", body: { pod: "narwhal", login: "wen" }, words: "@wen", ends: "not-in-pod" },
    { by: "ada", body: { pod: "narwhal", login: "nora" }, words: "@nora", ends: "no-person" },
    { by: "ada", body: { pod: "narwhal", login: "a/b" }, words: "@a/b", ends: "unusable" },
    { by: "cid", words: "@bea", ends: "forbidden" },
    { by: "cid", words: "@ada", ends: "forbidden" },
    { by: "wen", words: "@bea", ends: "no-pod" },
  ],
  meeting: [
    {
      by: "ada",
      body: { pod: "narwhal", weekday: "Thursday", time: "17:00", timezone: "Europe/London" },
      words: "thu 17:00 Europe/London",
      ends: "changed",
    },
    {
      by: "ada",
      body: { pod: "narwhal", weekday: "Thursday", time: "noon", timezone: "Europe/London" },
      words: "thu noon Europe/London",
      ends: "unusable",
    },
    {
      by: "ada",
      body: { pod: "narwhal", weekday: "Thursday", time: "17:00", timezone: "Europe/London" },
      words: "thu 17:00 Europe/London",
      ends: "unchanged",
      given: meets,
    },
    { by: "wen", words: "thu 17:00 Europe/London", ends: "no-pod" },
    { by: "fay", words: "thu 17:00 Europe/London", ends: "forbidden" },
  ],
  link: [
    { by: "captain", body: { for: "ada" }, ends: "linked" },
    { by: "captain", body: { pod: "narwhal" }, ends: "linked" },
    { by: "captain", body: { for: "cid" }, ends: "no-advocate" },
    { by: "captain", body: { for: "nora" }, ends: "nobody" },
    { by: "captain", body: { pod: "beluga" }, ends: "no-pod" },
  ],
  "weekly-digest link": [
    { by: "captain", body: { for: "connection" }, ends: "linked" },
    { by: "captain", body: { for: "captain" }, ends: "linked" },
    { by: "captain", body: { for: "ada" }, ends: "nobody" },
  ],
  undo: [
    { by: "captain", body: { import: "import01" }, ends: "nothing-undone", given: imported },
    { by: "captain", body: { import: "import02" }, ends: "no-import", given: imported },
  ],
  lock: [
    { by: "captain", body: { pod: "narwhal" }, ends: "changed" },
    { by: "captain", body: { pod: "narwhal" }, ends: "unchanged", given: locked },
    { by: "captain", body: { pod: "minke" }, ends: "no-pod" },
  ],
  unlock: [
    { by: "captain", body: { pod: "narwhal" }, ends: "unchanged" },
    { by: "captain", body: { pod: "narwhal" }, ends: "changed", given: locked },
  ],
  pin: [
    { by: "ada", body: { login: "cid" }, words: "@cid", ends: "changed" },
    { by: "captain", body: { login: "cid" }, words: "@cid", ends: "changed" },
    { by: "ada", body: { login: "dot" }, words: "@dot", ends: "unchanged" },
    { by: "captain", body: { login: "wen" }, words: "@wen", ends: "not-seated" },
    { by: "ada", body: { login: "nora" }, words: "@nora", ends: "no-person" },
    { by: "ada", body: { login: "" }, words: "", ends: "unusable" },
    { by: "ada", words: "@gus", ends: "forbidden" },
    { by: "ada", words: "@wen", ends: "forbidden" },
    { by: "cid", words: "@dot", ends: "forbidden" },
  ],
  unpin: [
    { by: "ada", body: { login: "dot" }, words: "@dot", ends: "changed" },
    { by: "ada", body: { login: "cid" }, words: "@cid", ends: "unchanged" },
    { by: "ada", body: { login: "nora" }, words: "@nora", ends: "no-person" },
    { by: "gus", words: "@dot", ends: "forbidden" },
  ],
  preview: [
    { by: "captain", body: { week: "2026-W46" }, ends: "previewed" },
    { by: "captain", body: { week: "2030-W01" }, ends: "not-begun" },
    { by: "captain", body: { week: "2025-W01" }, ends: "before-us" },
    { by: "captain", body: { week: "2026-W99" }, ends: "unusable" },
  ],
  publish: [
    { by: "captain", body: { week: "2026-W46" }, ends: "published" },
    {
      by: "captain",
      body: { week: "2026-W46" },
      ends: "already-published",
      given: sent({ do: "publish", week: "2026-W46" }),
    },
    { by: "captain", body: { week: "2026-W47" }, ends: "not-over" },
    { by: "captain", body: { week: "2030-W01" }, ends: "not-begun" },
    { by: "captain", body: { week: "2025-W01" }, ends: "before-us" },
  ],
  correct: [
    { by: "captain", body: { week: "2026-W46" }, ends: "corrected", given: takenBack },
    { by: "captain", body: { week: "2026-W46" }, ends: "not-published" },
    {
      by: "captain",
      body: { week: "2026-W46" },
      ends: "unchanged",
      given: sent({ do: "publish", week: "2026-W46" }),
    },
  ],
  who: [
    { by: "cid", words: "", ends: "shown" },
    { by: "nora", words: "Orca", ends: "shown" },
    { by: "nora", words: "", ends: "names-none" },
    { by: "nora", words: "kraken", ends: "unusable" },
    { by: "nora", words: "minke", ends: "unusable" },
    { by: "nora", words: "hull", ends: "shown" },
    { by: "nora", words: "Sails", ends: "no-pod-there" },
    { by: "wen", words: "Sails", ends: "no-pod-yet" },
    { by: "nora", words: "hull", ends: "several-pods", given: secondInTheHull },
  ],
  help: [{ by: "nora", words: "", ends: "shown" }],
  kudos: [
    ...forPeople(
      {
        ada: "noted",
        wen: "noted",
        ian: "noted",
        pia: "noted",
        captain: "noted",
        cid: "oneself",
        nora: "stranger",
        ivy: "stranger",
        al: "stranger",
        dee: "stranger",
      },
      "@cid for the boat",
      { whom: "cid", why: "for the boat" },
    ),
    ...(["wen", "ian"] as const).flatMap((whom) =>
      forPeople({ ada: "noted" }, `@${whom} for the boat`, { whom, why: "for the boat" }),
    ),
    ...(["nora", "ivy", "pia", "al", "dee"] as const).flatMap((whom) =>
      forPeople({ ada: "not-there" }, `@${whom} for the boat`, { whom, why: "for the boat" }),
    ),
    ...givenThat(forgottenCid, forPeople({ ada: "not-there" }, "@cid for it", { whom: "cid", why: "for it" })),
    ...forPeople({ ada: "unusable" }, "@bea", { whom: "bea", why: "" }),
    ...forPeople({ ada: "unusable" }, "a/b for it", { whom: "a/b", why: "for it" }),
  ],
  news: [
    ...forPeople(
      { ada: "noted", ian: "noted", captain: "noted", nora: "stranger" },
      "https://ada.example.org/1 A boat",
      {
        link: "https://ada.example.org/1",
        title: "A boat",
      },
    ),
    ...["ftp://example.org", "javascript:alert(1)", "example.org", "https://github.com@example.org/"].flatMap((link) =>
      forPeople({ ada: "unusable" }, `${link} A boat`, { link, title: "A boat" }),
    ),
    ...forPeople({ ada: "unusable" }, "https://example.org", { link: "https://example.org", title: "" }),
  ],
  demo: [
    ...givenThat(meets, forPeople({ ada: "noted", wen: "without-meeting" }, "A boat", { title: "A boat" })),
    ...forPeople({ ada: "without-meeting", captain: "without-meeting", nora: "stranger", ivy: "stranger" }, "A boat", {
      title: "A boat",
    }),
    ...forPeople({ ada: "unusable" }, "", { title: "" }),
  ],
  quiet: [
    { by: "captain", body: { thread: "ships/hull#1" }, words: "", ends: "quiet", given: knownThread },
    { by: "captain", body: { thread: "ships/hull#2" }, ends: "no-thread" },
    { by: "captain", body: { thread: "hull" }, ends: "unusable" },
    { by: "nora", words: "", ends: "not-theirs" },
    { by: "ada", words: "please", ends: "not-alone" },
  ],
  notes: [
    ...givenThat(
      meets,
      forPeople({ ada: "noted", captain: "no-meeting", cid: "forbidden", wen: "forbidden", nora: "stranger" }, NOTES, {
        link: NOTES,
      }),
    ),
    ...forPeople({ ada: "no-meeting", gus: "no-meeting" }, NOTES, { link: NOTES }),
    ...givenThat(
      meets,
      forPeople({ ada: "noted", captain: "noted", gus: "forbidden" }, `${NOTES} narwhal`, {
        link: NOTES,
        meeting: "narwhal",
      }),
    ),
    ...forPeople({ captain: "no-meeting" }, `${NOTES} breakfast`, { link: NOTES, meeting: "breakfast" }),
    ...forPeople({ ada: "unusable" }, "notes.example.org", { link: "notes.example.org" }),
  ],
};
