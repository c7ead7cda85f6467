import * as assert from "uvu/assert";
import type { Ability } from "#shared/core/member.ts";
import type { Joined, Listed, ListedOutcome } from "#shared/core/ports.ts";
import { saidAt } from "#shared/core/spoken.ts";
import { AT, anew, joinAll, storeSuite, subject, wish } from "../../support/store.ts";

const joining = storeSuite("joining");

joining("waits first, forms a pod of five, fills it to nine, waits again", async ({ store }) => {
  const outcomes = [];
  for (let n = 1; n <= 10; n++) outcomes.push(await store.join(wish(`sailor-${n}`, "hull"), anew()));
  assert.equal(
    outcomes.map((outcome) => outcome.outcome),
    [...Array(4).fill("waiting"), ...Array(5).fill("seated"), "waiting"],
  );
  assert.equal(
    outcomes.flatMap((outcome) => ("position" in outcome ? [outcome.position] : [])),
    [1, 2, 3, 4, 1],
  );
  assert.is((outcomes[4] as { formed: boolean }).formed, true);
  const [pod] = await store.pods();
  assert.is(pod?.seats.length, 9);
  assert.is(pod?.slug, "narwhal");
});

joining(
  "twice under one operation gives one seat and the first answer; twice without, the second says already",
  async ({ store }) => {
    await joinAll(store, 4, "hull");
    const first = wish("late-sailor", "hull");
    const operation = anew({ fingerprint: "body" });
    const outcome = await store.join(first, operation);
    assert.is(outcome.outcome, "seated");
    assert.equal(await store.join({ ...first, subject: subject("late-sailor") }, operation), outcome);
    const { context, ...again } = await store.join(first, anew());
    assert.equal(again, {
      outcome: "already-seated",
      pod: 1,
      pseudonym: first.subject.proposed,
      changed: false,
      kept: [],
    });
    assert.equal(context, outcome.context);
    assert.is((await store.pod(1))?.seats.length, 5);
  },
);

joining(
  "shows whom a joiner is with: the queue before and after them, then everybody in the pod",
  async ({ store }) => {
    await joinAll(store, 3, "hull", "early");
    const waiter = wish("waiter", "hull");
    const operation = anew();
    const waits = await store.join(waiter, operation);
    assert.is(waits.context.waiting, 4);
    assert.equal(logins(waits), ["early-1", "early-2", "early-3", "waiter"]);
    assert.equal(await store.join(waiter, operation), waits);
    const seated = await store.join(
      { ...wish("fifth", "hull"), profile: { areas: ["hull"], ability: "maintainer" } },
      anew(),
    );
    assert.equal(seated.context.pod, await store.pod(1));
    assert.equal(logins(seated), ["early-1", "early-2", "early-3", "waiter", "fifth"]);
    assert.is([...seated.context.profiles.values()].at(-1)?.ability, "maintainer");
  },
);

const logins = ({ context }: Joined): string[] => [...context.profiles.values()].map(({ login }) => login);

joining("under an operation that was another request's is a conflict", async ({ store }) => {
  const operation = anew({ fingerprint: "one body" });
  await store.join(wish("sailor-one", "hull"), operation);
  const conflict = await store
    .join(wish("sailor-two", "hull"), { ...operation, fingerprint: "another body" })
    .catch((error) => error);
  assert.is(conflict.code, "conflict");
  assert.is(await store.find({ login: "sailor-two" }), undefined);
});

joining("takes the candidates in their order, then the fullest open pod of the area", async ({ store }) => {
  await joinAll(store, 9, "hull", "first");
  await joinAll(store, 6, "hull", "second");
  await joinAll(store, 5, "sail");
  const chosen = await store.join({ ...wish("chooser-one", "hull"), candidates: [1, 3, 2] }, anew());
  assert.is(chosen.outcome === "seated" && chosen.pod, 3);
  await store.leave({ login: "first-1" }, "alumni", anew());
  const fullest = await store.join(wish("chooser-two", "hull"), anew());
  assert.is(fullest.outcome === "seated" && fullest.pod, 1);
});

joining("fills a short pod before any other", async ({ store }) => {
  await joinAll(store, 14, "hull");
  for (const n of [10, 11]) await store.leave({ login: `sailor-hull-${n}` }, "alumni", anew());
  assert.equal(
    (await store.pods()).map(({ seats }) => seats.length),
    [9, 3],
  );
  await store.leave({ login: "sailor-hull-1" }, "alumni", anew());
  const outcome = await store.join(wish("helper-one", "hull"), anew());
  assert.is(outcome.outcome === "seated" && outcome.pod, 2);
});

joining("never enters a locked pod", async ({ store }) => {
  await joinAll(store, 5, "hull");
  await store.lock(1, true, anew());
  const outcome = await store.join({ ...wish("sailor-six", "hull"), candidates: [1] }, anew());
  assert.is(outcome.outcome, "waiting");
  assert.equal(await store.openPods(["hull"]), []);
  await store.lock(1, false, anew());
  const again = await store.join({ ...wish("sailor-six", "hull"), candidates: [1] }, anew());
  assert.is(again.outcome, "seated");
});

joining("waits under each area named, and a pod forms in the first that has five", async ({ store }) => {
  await store.join(wish("both-areas", ["hull", "sail"]), anew());
  assert.is((await store.waiting("hull")).length, 1);
  await joinAll(store, 3, "sail");
  assert.is((await store.waiting("sail")).length, 4);
  const last = await store.join(wish("last-sailor", ["sail", "hull"]), anew());
  assert.equal(last.outcome === "seated" && [last.pod, last.formed], [1, true]);
  assert.is((await store.find({ login: "both-areas" }))?.standing.pod, 1);
  assert.equal(await store.waiting("hull"), []);
});

joining("again with another profile changes the profile and keeps the seat", async ({ store }) => {
  await joinAll(store, 5, "hull");
  const outcome = await store.join(
    wish("sailor-hull-2", ["sail"], { ability: "experienced", timezone: "Asia/Tokyo", volunteer: true, hours: 2 }),
    anew(),
  );
  assert.equal([outcome.outcome, "changed" in outcome && outcome.changed], ["already-seated", true]);
  const pod = await store.pod(1);
  assert.equal(pod?.seats[1], { pseudonym: pod?.advocate, level: 3, offset: 9, volunteer: true });
});

joining("while waiting keeps the place in the queue, and says whether anything changed", async ({ store }) => {
  await joinAll(store, 3, "hull");
  const same = await store.join(wish("sailor-hull-2", "hull"), anew());
  assert.equal(same.outcome === "already-waiting" && [same.position, same.changed], [2, false]);
  const other = await store.join(wish("sailor-hull-1", ["sail", "hull"]), anew());
  assert.equal(other.outcome === "already-waiting" && [other.area, other.position, other.changed], ["sail", 1, true]);
  assert.is((await store.waiting("hull"))[0], other.outcome === "already-waiting" && other.pseudonym);
});

joining("brings back people who left, paused or worked independently", async ({ store }) => {
  for (const state of ["alumni", "paused", "independent"] as const) {
    await store.join(wish(`back-${state}`, "hull"), anew());
    await store.leave({ login: `back-${state}` }, state, anew(), { pausedUntil: "2027-01-01" });
    const outcome = await store.join(wish(`back-${state}`, "hull"), anew());
    assert.is(outcome.outcome, "waiting", state);
    assert.is((await store.find({ login: `back-${state}` }))?.profile.pausedUntil, undefined);
  }
});

joining("puts errands into the outbox when something changed, and only then", async ({ store }) => {
  const errands = [{ kind: "thread", thread: "1#2" } as const];
  await store.join(wish("sailor-one", "hull"), anew({ errands }));
  assert.equal(await store.backlog(), { pending: 1 });
  await store.join(wish("sailor-two", "hull"), anew({ errands: [{ kind: "thread", thread: "1#3" }] }));
  await store.join(wish("sailor-two", "hull"), anew({ errands: [{ kind: "thread", thread: "1#4" }] }));
  assert.equal(await store.backlog(), { pending: 2 });
});

/** When somebody said something; nobody speaks where an operation has no such time. */
const SAID = saidAt({ at: AT, id: 0, place: 0 });

const importing = storeSuite("importing");

const row = (login: string, areas: string | string[], more: Omit<Listed, "subject"> = { profile: {} }): Listed => ({
  ...more,
  subject: subject(login),
  profile: { areas: [areas].flat(), ...more.profile },
});
const rows = (count: number, area: string) => Array.from({ length: count }, (_, n) => row(`import-${n}`, area));
const wordsOf = (outcomes: readonly ListedOutcome[]) => outcomes.map(({ outcome }) => outcome);

importing("seats nobody, and all wait in the order of the rows, however many there are", async ({ store }) => {
  const [people, operation] = [rows(450, "hull"), anew()];
  const outcomes = await store.enlist(people, operation);
  assert.equal(wordsOf(outcomes), Array(450).fill("added"));
  assert.equal(
    await store.waiting("hull"),
    people.map(({ subject }) => subject.proposed),
  );
  assert.equal(await store.pods(), []);
  const joined = await store.join(wish("somebody", "hull"), anew());
  assert.is(joined.outcome, "seated", "of people who wait, a join forms a pod");
});

importing("seats people in the pod that their row names while it has room", async ({ store }) => {
  await joinAll(store, 7, "hull");
  const listed = rows(3, "hull").map((one) => ({ ...one, pod: 1 }));
  for (const listings of [store.rehearsal(), store]) {
    const outcomes = await listings.enlist(listed, anew());
    assert.equal(
      outcomes.map((one) => "pod" in one && one.pod),
      [1, 1, false],
    );
  }
  assert.is((await store.pod(1))?.seats.length, 9);
});

importing("lets people without any area wait on a list of their own, or sit down in their pod", async ({ store }) => {
  await joinAll(store, 5, "hull");
  const people = [row("anything-goes", []), { ...row("their-group", []), pod: 1 }];
  assert.equal(wordsOf(await store.enlist(people, anew())), ["added", "added"]);
  assert.is((await store.waiting("-")).length, 1);
  assert.is((await store.pod(1))?.seats.length, 6);
});

importing("takes rows that name each other or somebody twice as if each came alone", async ({ store }) => {
  const wishing = row("first-person", "hull", { profile: { with: [subject("later-person"), subject("a-stranger")] } });
  const people = [wishing, row("later-person", "sail"), row("Later-Person", "sail"), row("later-person", "galley")];
  const outcomes = await store.enlist(people, anew({ id: "" }), { import: "import-1" });
  assert.equal(wordsOf(outcomes), ["added", "added", "changed", "changed"]);
  const [first, later] = await Promise.all(["first-person", "later-person"].map((login) => store.find({ login })));
  const stranger = await store.find({ login: "a-stranger" });
  assert.equal(first?.profile.with, [later?.pseudonym, stranger?.pseudonym]);
  assert.equal(
    [later?.profile.areas, later?.standing.state, stranger?.standing.state],
    [["galley"], "waiting", "known"],
  );
  assert.equal(await store.peopleOfImport("import-1"), [first, later, stranger].map((one) => one?.pseudonym).sort());
});

importing(
  "again under the same operation gives the same answers; under another, nothing changes",
  async ({ store }) => {
    const operation = anew();
    const first = await store.enlist(rows(45, "hull"), operation);
    assert.equal(await store.enlist(rows(45, "hull"), operation), first);
    const version = await store.version();
    const other = await store.enlist(rows(45, "hull"), anew());
    assert.equal(wordsOf(other), Array(45).fill("unchanged"));
    assert.is(await store.version(), version);
  },
);

importing("refuses people who left, paused, work independently or declined, every time", async ({ store }) => {
  const out = { left: "alumni", paused: "paused", independent: "independent" } as const;
  for (const [reason, state] of Object.entries(out)) {
    await store.join(wish(`import-${reason}`, "hull"), anew());
    await store.leave({ login: `import-${reason}` }, state, anew({ said: SAID }));
  }
  await store.invite([row("import-no", "hull")], anew());
  await store.leave({ login: "import-no" }, "known", anew({ said: SAID }), { declined: true });
  const people = [...Object.keys(out), "no"].map((name) => row(`import-${name}`, "sail"));
  const outcomes = await store.enlist([...people, row("import-yes", "sail")], anew());
  assert.equal(
    outcomes.slice(0, -1),
    [...Object.entries(out), ["declined", "known"]].map(([reason, state]) => ({
      outcome: "refused",
      reason,
      state,
      saidBy: "person",
    })),
  );
  assert.is(outcomes.at(-1)?.outcome, "added");
});

importing("writes nothing about forgotten people among the rows, and takes the others", async ({ store }) => {
  await store.join(wish("import-1", "hull"), anew());
  await store.forget({ login: "import-1" }, anew());
  for (const [name, list] of Object.entries({ listed: store.enlist, invited: store.invite })) {
    const people = [row(`${name}-one`, "hull"), row("import-1", "sail"), row(`${name}-two`, "hull")];
    assert.equal(wordsOf(await list(people, anew())), ["added", "refused", "added"]);
    assert.is(await store.find({ login: "import-1" }), undefined);
  }
});

importing("under an operation that added a person who has left does not bring them back", async ({ store }) => {
  const operation = anew();
  await store.enlist(rows(5, "hull"), operation);
  await store.leave({ login: "import-3" }, "alumni", anew());
  await store.enlist(rows(5, "hull"), operation);
  assert.is((await store.find({ login: "import-3" }))?.standing.state, "alumni");
});

const inviting = storeSuite("inviting");

inviting("holds no seat, is made once, and a join accepts it", async ({ store }) => {
  const [first] = await store.invite([wish("guest-one", "hull")], anew());
  assert.is(first?.outcome, "added");
  const [second] = await store.invite([wish("guest-one", "hull")], anew());
  assert.is(second?.outcome, "unchanged");
  const [third] = await store.invite([wish("guest-one", "sail")], anew());
  assert.is(third?.outcome, "changed");
  assert.is((await store.census()).invited, 1);
  assert.is((await store.join(wish("guest-one", "sail"), anew())).outcome, "waiting");
  assert.equal([(await store.census()).invited, (await store.census()).waiting], [0, 1]);
});

inviting("under one operation gives the same answers again", async ({ store }) => {
  const operation = anew();
  const guests = [wish("guest-one", "hull"), wish("guest-two", "sail")];
  assert.equal(await store.invite(guests, operation), await store.invite(guests, operation));
});

inviting("never asks people who declined or work independently", async ({ store }) => {
  await store.invite([wish("guest-one", "hull"), wish("guest-two", "hull")], anew());
  await store.leave({ login: "guest-one" }, "known", anew({ said: SAID }), { declined: true });
  await store.leave({ login: "guest-two" }, "independent", anew({ said: SAID, by: "maintainer" }));
  const outcomes = await store.invite([wish("guest-one", "hull"), wish("guest-two", "hull")], anew());
  assert.equal(outcomes, [
    { outcome: "refused", reason: "declined", state: "known", saidBy: "person" },
    { outcome: "refused", reason: "independent", state: "independent", saidBy: "maintainer" },
  ]);
});

const leaving = storeSuite("leaving");

leaving("always succeeds, once; the last one closes the pod", async ({ store }) => {
  await joinAll(store, 5, "hull");
  const operation = anew();
  const first = await store.leave({ login: "sailor-hull-1" }, "alumni", operation);
  assert.equal([first.outcome, "pod" in first && first.pod], ["left", 1]);
  assert.equal(await store.leave({ login: "sailor-hull-1" }, "alumni", operation), first);
  assert.is((await store.leave({ login: "sailor-hull-1" }, "alumni", anew())).outcome, "already");
  assert.is((await store.leave({ login: "nobody-here" }, "alumni", anew())).outcome, "unknown");
  for (const n of [2, 3, 4, 5]) await store.leave({ login: `sailor-hull-${n}` }, "alumni", anew());
  assert.equal(await store.pods(), []);
  assert.is((await store.census()).alumni, 5);
});

leaving("frees the seat for the next; the number of a closed pod is not given again", async ({ store }) => {
  await joinAll(store, 5, "hull");
  for (let n = 1; n <= 5; n++) await store.leave({ login: `sailor-hull-${n}` }, "alumni", anew());
  await joinAll(store, 5, "hull", "second");
  assert.equal(
    (await store.pods()).map(({ number }) => number),
    [2],
  );
});

leaving("from the queue leaves every area", async ({ store }) => {
  await store.join(wish("both-areas", ["hull", "sail"]), anew());
  const outcome = await store.leave({ login: "both-areas" }, "paused", anew(), { pausedUntil: "2027-01-01" });
  assert.is(outcome.outcome === "left" && outcome.was, "waiting");
  assert.equal([await store.waiting("hull"), await store.waiting("sail")], [[], []]);
  assert.is((await store.find({ login: "both-areas" }))?.profile.pausedUntil, "2027-01-01");
});

const advocates = storeSuite("an advocate");

advocates("is a volunteer of the pod: the first of the founders, else the first to join", async ({ store }) => {
  await joinAll(store, 3, "hull");
  await store.join(wish("willing-one", "hull", { volunteer: true }), anew());
  await store.join(wish("willing-two", "hull", { volunteer: true }), anew());
  const one = await store.find({ login: "willing-one" });
  assert.is((await store.pod(1))?.advocate, one?.pseudonym);
  await joinAll(store, 5, "sail");
  await store.join(wish("willing-three", "sail", { volunteer: true }), anew());
  assert.is((await store.pod(2))?.advocate, (await store.find({ login: "willing-three" }))?.pseudonym);
});

advocates(
  "who leaves or steps down is followed by who has sat there longest of those who volunteered, else by nobody",
  async ({ store }) => {
    for (const n of [1, 2, 3]) await store.join(wish(`willing-${n}`, "hull", { volunteer: true }), anew());
    await joinAll(store, 3, "hull");
    const holder = async () =>
      (await store.profiles([(await store.pod(1))?.advocate ?? ""])).values().next().value?.login;
    assert.is(await holder(), "willing-1");
    await store.leave({ login: "willing-1" }, "paused", anew());
    assert.is(await holder(), "willing-2");
    await store.describe({ login: "willing-2" }, { volunteer: false }, anew());
    assert.is(await holder(), "willing-3");
    await store.leave({ login: "willing-3" }, "alumni", anew());
    assert.is((await store.pod(1))?.advocate, null);
    await store.describe({ login: "sailor-hull-2" }, { volunteer: true, hours: 3 }, anew());
    assert.is(await holder(), "sailor-hull-2");
  },
);

advocates("can be appointed from the pod's volunteers only", async ({ store }) => {
  for (const n of [1, 2]) await store.join(wish(`willing-${n}`, "hull", { volunteer: true }), anew());
  await joinAll(store, 3, "hull");
  await store.join(wish("elsewhere-one", "sail", { volunteer: true }), anew());
  const operation = anew();
  assert.equal(await store.appoint(1, { login: "willing-2" }, operation), { outcome: "changed" });
  assert.equal(await store.appoint(1, { login: "willing-2" }, operation), { outcome: "changed" });
  assert.equal([await store.isMade(operation), await store.isMade(anew())], [true, false]);
  assert.equal(await store.appoint(1, { login: "willing-2" }, anew()), { outcome: "unchanged" });
  assert.equal(await store.appoint(1, { login: "sailor-hull-1" }, anew()), {
    outcome: "refused",
    reason: "not-a-volunteer",
  });
  assert.equal(await store.appoint(1, { login: "elsewhere-one" }, anew()), {
    outcome: "refused",
    reason: "not-in-pod",
  });
  assert.equal(await store.appoint(1, { login: "nobody-here" }, anew()), { outcome: "unknown" });
  assert.equal(await store.appoint(9, null, anew()), { outcome: "unknown" });
  assert.equal(await store.appoint(1, null, anew()), { outcome: "changed" });
  assert.is((await store.pod(1))?.advocate, null);
});

const describing = storeSuite("describing");

describing("lets seat and queue follow, says whether anything changed", async ({ store }) => {
  await joinAll(store, 5, "hull");
  await store.join(wish("waiting-one", "sail"), anew());
  const operation = anew();
  const changed = await store.describe({ login: "waiting-one" }, { areas: ["galley"] }, operation);
  assert.is(changed.outcome, "changed");
  assert.equal(await store.describe({ login: "waiting-one" }, { areas: ["galley"] }, operation), changed);
  assert.is((await store.describe({ login: "waiting-one" }, { areas: ["galley"] }, anew())).outcome, "unchanged");
  assert.is((await store.waiting("galley")).length, 1);
  assert.equal(await store.waiting("sail"), []);
  await store.describe({ login: "sailor-hull-1" }, { timezone: "America/New_York" }, anew());
  assert.is((await store.pod(1))?.seats[0]?.offset, -5);
  assert.is((await store.describe({ login: "nobody-here" }, {}, anew())).outcome, "unknown");
});

describing("never ends in an ability below the observed one, whatever people say", async ({ store }) => {
  const who = subject("sailor-one", 1);
  const repository = { id: 1, name: "ships/hull", private: false, archived: false, stars: 0, updatedAt: AT };
  let merged = 0;
  const merge = async () => {
    merged += 1;
    const work = { kind: "merged", at: AT, week: "2026-W47", repository: 1, subject: "pull-request" } as const;
    await store.record({ repository, activity: { ...work, key: `merged:1#${merged}`, person: who } }, anew());
  };
  const say = async (profile: { ability?: Ability }) => {
    await store.describe(who, profile, anew());
    return (await store.find(who))?.profile.ability;
  };
  await store.join(wish("sailor-one", "hull"), anew());
  assert.is(await say({}), "newcomer");
  await merge();
  assert.equal([await say({}), await say({ ability: "newcomer" })], ["contributor", "contributor"]);
  assert.equal([await say({ ability: "maintainer" }), await say({})], ["maintainer", "maintainer"]);
  assert.is(await say({ ability: "contributor" }), "contributor");
  while (merged < 9) await merge();
  assert.is(await say({}), "contributor");
  await merge();
  assert.is(await say({}), "experienced");
});

const setting = storeSuite("an advocate or a maintainer sets");

setting("name, meeting, lock and pin, each once", async ({ store }) => {
  await joinAll(store, 5, "hull");
  const meeting = { weekday: "Monday", time: "10:00", timezone: "UTC", link: "https://meet.example/|x" } as const;
  const twice = async (work: () => Promise<unknown>) => [await work(), await work()];
  const outcome = [{ outcome: "changed" }, { outcome: "unchanged" }];
  assert.equal(await twice(() => store.rename(1, "Nägel | mit, Köpfen", anew())), outcome);
  assert.equal(await twice(() => store.meet(1, meeting, anew())), outcome);
  assert.equal(await twice(() => store.lock(1, true, anew())), outcome);
  assert.equal(await twice(() => store.pin({ login: "sailor-hull-1" }, true, anew())), outcome);
  const pod = await store.pod(1);
  assert.equal([pod?.name, pod?.meeting, pod?.locked], ["Nägel | mit, Köpfen", meeting, true]);
  assert.is((await store.find({ login: "sailor-hull-1" }))?.standing.pinned, true);
  assert.equal(await store.rename(7, "None", anew()), { outcome: "unknown" });
  assert.equal(await store.pin({ login: "nobody-here" }, true, anew()), { outcome: "unknown" });
});

for (const one of [joining, importing, inviting, leaving, advocates, describing, setting]) one.run();
