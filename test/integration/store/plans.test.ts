import { Redis } from "ioredis";
import * as assert from "uvu/assert";
import type { Change } from "#shared/core/plan/plan.ts";
import type { StoredPlan } from "#shared/core/ports.ts";
import { replay } from "../../support/replay.ts";
import { AT, anew, joinAll, storeOn, storeSuite, wish } from "../../support/store.ts";

const rows = (count: number, mark = "x"): Change[] =>
  Array.from({ length: count }, (_, n) => ({
    kind: "seat",
    group: Math.floor(n / 3),
    member: `${mark}${n}`,
    to: "1",
    reasons: [{ because: "choice", rank: 1, area: "hull" }],
  }));

const summary = {} as StoredPlan["before"];
const planOf = (id: string, changes = rows(4)): StoredPlan => ({
  id,
  revision: 3,
  settleWeeks: 8,
  areas: ["hull"],
  createdAt: AT,
  status: "waiting",
  staying: [],
  round: "",
  before: summary,
  after: summary,
  groups: 2,
  unasked: 0,
  recent: 0,
  settling: 0,
  changes,
});

const plans = storeSuite("a plan");

plans("comes back complete, with any number of rows", async ({ store }) => {
  const plan = planOf("plan-1", rows(12_345));
  assert.is(await store.savePlan(plan), "saved");
  assert.equal(await store.plan("plan-1"), { ...plan, round: `3/${AT}` });
  assert.is(await store.plan("plan-2"), undefined);
});

plans(
  "saved last is the latest; the same one again takes its time and revision, never earlier ones",
  async ({ store }) => {
    assert.is(await store.latestPlanId(), undefined);
    await store.savePlan(planOf("plan-1"));
    await store.savePlan(planOf("plan-2"));
    assert.is(await store.savePlan(planOf("plan-1")), "already");
    assert.is(await store.latestPlanId(), "plan-1");
    const timeOf = async () => {
      const { createdAt, revision, status, round } = (await store.plan("plan-1"))!;
      return [createdAt, revision, status, round];
    };
    assert.is(await store.savePlan({ ...planOf("plan-1"), createdAt: AT + 9, revision: 5 }), "saved");
    assert.equal(await timeOf(), [AT + 9, 5, "waiting", `3/${AT}`]);
    assert.is(await store.savePlan({ ...planOf("plan-1"), createdAt: AT + 4 }), "already");
    assert.equal(await timeOf(), [AT + 9, 5, "waiting", `3/${AT}`]);
  },
);

plans("leaves out all who asked to stay since it was made, even while it is applied", async ({ store }) => {
  await joinAll(store, 6, "hull");
  await joinAll(store, 5, "sail");
  await store.describe({ login: "sailor-hull-1" }, { anywhere: true }, anew());
  const who = (await store.find({ login: "sailor-hull-1" }))?.pseudonym ?? "";
  await store.stay(who, AT + 1_000, anew());
  await store.stay(who, AT - 1_000, anew());
  const changes: Change[] = [{ kind: "move", group: 0, member: who, from: "1", to: "2", reasons: [] }];
  for (const [n, createdAt, staying] of [
    [1, AT, [who]],
    [2, AT + 1_000, []],
  ] as const) {
    await store.savePlan({ ...planOf(`plan-${n}`, changes), createdAt });
    assert.equal((await store.plan(`plan-${n}`))?.staying, staying);
    await store.startRun({ id: `run-${n}`, kind: "plan", of: `plan-${n}`, madeAt: createdAt, startedAt: AT, changes });
  }
  const skipped = { group: 0, outcome: "skipped", reason: "stays", because: who };
  assert.equal(await store.applyGroup("run-1", 0, changes, {}, AT), skipped);
  assert.is((await store.applyGroup("run-2", 0, changes, {}, AT)).outcome, "applied");
});

plans(
  "that put somebody on the waiting list is heard to have come too early, and their seat is theirs if it is open",
  async ({ store }) => {
    await joinAll(store, 6, "hull");
    const who = (await store.find({ login: "sailor-hull-1" }))?.pseudonym ?? "";
    const changes: Change[] = [{ kind: "wait", group: 0, member: who, from: "1", reasons: [] }];
    const taken = { from: 1, at: AT };
    for (const [n, locked, outcome, state] of [
      [1, true, "moved", "waiting"],
      [2, false, "back", "seated"],
    ] as const) {
      await store.startRun({ id: `run-${n}`, kind: "plan", of: `plan-${n}`, madeAt: AT, startedAt: AT, changes });
      await store.applyGroup(`run-${n}`, 0, changes, {}, AT);
      await store.lock(1, locked, anew());
      assert.equal(await store.stay(who, AT + 1_000, anew({ at: AT - 1_000 })), { ...taken, outcome });
      assert.is((await store.find({ login: "sailor-hull-1" }))?.standing.state, state);
    }
  },
);

plans("that was applied or discarded waits again when the same seating gives it again", async ({ store }) => {
  await store.savePlan(planOf("plan-1"));
  await store.setPlanStatus("plan-1", "discarded");
  assert.is((await store.plan("plan-1"))?.status, "discarded");
  assert.is(await store.savePlan({ ...planOf("plan-1"), revision: 9 }), "saved");
  assert.equal([(await store.plan("plan-1"))?.status, (await store.plan("plan-1"))?.revision], ["waiting", 9]);
  assert.is(await store.setPlanStatus("plan-9", "applied"), false);
});

plans("is discarded or applied, never both", async ({ store }) => {
  const run = { id: "run-1", kind: "plan", of: "plan-1", madeAt: AT, startedAt: AT, changes: rows(1, "a") } as const;
  assert.is(await store.discardPlan("plan-1", "run-1"), "unknown");
  await store.savePlan(planOf("plan-1"));
  assert.is(await store.discardPlan("plan-1", "run-1"), "discarded");
  assert.equal(await store.startRun(run), { outcome: "decided" });
  await store.savePlan({ ...planOf("plan-1"), revision: 9 });
  assert.is((await store.startRun(run)).outcome, "started");
  assert.is(await store.discardPlan("plan-1", "run-1"), "discarded", "a run without a step goes with its plan");
  assert.is(await store.run("run-1"), undefined);
  await store.savePlan({ ...planOf("plan-1"), revision: 10 });
  assert.is((await store.startRun(run)).outcome, "started");
  await store.applyGroup("run-1", 0, run.changes, {}, AT);
  assert.is(await store.discardPlan("plan-1", "run-1"), "applied");
  assert.is((await store.plan("plan-1"))?.status, "waiting", "until the run ends");
  await store.setPlanStatus("plan-1", "applied");
  assert.is(await store.discardPlan("plan-1", "run-2"), "applied");
  assert.equal(await store.startRun({ ...run, id: "run-2" }), { outcome: "decided" });
});

plans("is made once a period, for any number of callers", async ({ store }) => {
  assert.is(await store.isDue("plan/2026-W47"), true);
  const outcomes = await Promise.all(
    Array.from({ length: 10 }, (_, n) => store.savePlan(planOf(`plan-${n}`), "plan/2026-W47")),
  );
  assert.is(outcomes.filter((outcome) => outcome === "saved").length, 1);
  assert.is(await store.isDue("plan/2026-W47"), false);
  assert.is(await store.isDue("seat/2026-11-22"), true);
  await store.done("seat/2026-11-22");
  await store.done("seat/2026-11-22");
  assert.is(await store.isDue("seat/2026-11-22"), false);
});

const runs = storeSuite("a run");

runs("begun twice goes on with the rows of the first", async ({ store }) => {
  const head = { id: "run-1", kind: "plan", of: "plan-1", startedAt: AT } as const;
  const all = await Promise.all(["a", "b", "c"].map((mark) => store.startRun({ ...head, changes: rows(900, mark) })));
  const [first] = all.flatMap((one) => ("run" in one ? [one.run] : []));
  for (const one of all) assert.equal("run" in one && one.run, first);
  assert.is(all.filter(({ outcome }) => outcome === "started").length, 1);
  assert.equal(await store.startRun({ ...head, changes: rows(2, "d") }), { outcome: "already", run: first });
  assert.is((await store.runs()).length, 1);
});

runs("records its settled groups, that it is finished, and that it was undone", async ({ store }) => {
  await joinAll(store, 5, "hull");
  await joinAll(store, 1, "sail");
  await store.describe({ login: "sailor-sail-1" }, { anywhere: true }, anew());
  const who = (await store.find({ login: "sailor-sail-1" }))?.pseudonym ?? "";
  const seat = { kind: "seat", member: who, to: "1", reasons: [] } as const;
  const changes: Change[] = [
    { ...seat, group: 0 },
    { ...seat, group: 1 },
  ];
  await store.startRun({ id: "run-1", kind: "seating", of: "", startedAt: AT, changes });
  const applied = await store.applyGroup("run-1", 0, changes.slice(0, 1), {}, AT);
  const revision = (await store.find({ login: "sailor-sail-1" }))?.standing.since;
  assert.equal(applied, { group: 0, outcome: "applied", revision });
  assert.equal(await store.applyGroup("run-1", 1, changes.slice(1), {}, AT), {
    group: 1,
    outcome: "skipped",
    reason: "moved-since",
    because: who,
  });
  await store.finishRun("run-1", true, anew());
  await store.markUndone("run-1");
  const run = await store.run("run-1");
  assert.equal(
    run?.groups.map(({ outcome }) => outcome),
    ["applied", "skipped"],
  );
  assert.equal([run?.finished, run?.undone], [true, true]);
  assert.is((await store.pod(1))?.seats.length, 6);
  await store.startRun({ id: "run-2", kind: "undo", of: "run-1", startedAt: AT, changes: [] });
  assert.equal(
    (await store.runs()).map(({ id }) => id),
    ["run-2", "run-1"],
  );
  assert.is(await store.run("run-3"), undefined);
});

const snapshots = storeSuite("a snapshot");

snapshots("of an empty community is empty", async ({ store }) => {
  assert.equal(await store.snapshot(), { revision: 0, community: { areas: [], members: [], pods: [] } });
});

snapshots("has the active people, their profiles and the pods", async ({ store }) => {
  await joinAll(store, 4, "hull");
  await store.join(
    wish("willing-one", ["hull", "sail"], { volunteer: true, ability: "maintainer", timezone: "Asia/Tokyo" }),
    anew(),
  );
  await store.join(wish("waiting-one", ["sail"]), anew());
  await store.join(wish("leaving-one", ["sail"]), anew());
  await store.leave({ login: "leaving-one" }, "paused", anew());
  await store.invite([wish("invited-one", "hull")], anew());
  await store.pin({ login: "willing-one" }, true, anew());
  const { revision, community } = await store.snapshot();
  assert.is(`${revision}`, (await store.version()).split(".")[0]);
  const id = async (login: string) => (await store.find({ login }))?.pseudonym;
  const advocate = await id("willing-one");
  assert.equal(community.pods, [{ id: "1", area: "hull", advocate, locked: false }]);
  assert.is(community.members.length, 6);
  assert.equal(
    community.members.find((member) => member.id === advocate),
    {
      id: advocate,
      level: 4,
      offset: 9,
      areas: ["hull", "sail"],
      volunteer: true,
      pod: "1",
      pinned: true,
      anywhere: false,
      settled: true,
      seatedSince: (await store.find({ login: "willing-one" }))?.standing.since,
      with: [],
    },
  );
  assert.is(community.members.find(({ pod }) => pod === null)?.id, await id("waiting-one"));
});

snapshots("taken while many people join is exactly the seating of its revision", async ({ store, url, community }) => {
  await joinAll(store, 30, "hull", "early");
  const other = storeOn(url, community);
  const redis = new Redis(url);
  try {
    const joins = (async () => {
      for (let n = 0; n < 400; n++) {
        await Promise.all([
          other.join(wish(`joiner-${n}`, n % 2 ? "hull" : "sail", { volunteer: n % 7 === 0 }), anew()),
          other.leave({ login: `joiner-${n - 5}` }, "alumni", anew()),
        ]);
      }
    })();
    for (let n = 0; n < 12; n++) {
      const snapshot = await store.snapshot();
      const entries = await redis.xrange(`pods:{${community}}:log`, "-", `${snapshot.revision}-0`);
      const told = replay(entries.map(([, fields]) => fields[fields.indexOf("what") + 1] ?? ""));
      const people = snapshot.community.members.map(({ id, pod }) => [id, pod ?? "waiting"] as const);
      const pods = snapshot.community.pods.map(({ id, advocate }) => [id, advocate ?? ""] as const);
      assert.equal(new Map([...people].sort()), new Map([...told.people].sort()));
      assert.equal(
        new Map([...pods].sort()),
        new Map([...told.pods].map(([pod, { advocate }]) => [pod, advocate] as const).sort()),
      );
    }
    await joins;
  } finally {
    redis.disconnect();
    await other.close();
  }
});

for (const one of [plans, runs, snapshots]) one.run();
