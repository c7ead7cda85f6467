/** Since when people are in their pod, and who is settled by a time. */
import { Redis } from "ioredis";
import * as assert from "uvu/assert";
import type { Change } from "#shared/core/plan/plan.ts";
import { undoOf } from "#shared/core/plan/plan.ts";
import type { Store } from "#shared/core/ports.ts";
import { applyEntry, type Seating } from "#shared/redis/seating-events.ts";
import { AT, anew, joinAll, storeSuite, wish } from "../../support/store.ts";

const settled = storeSuite("settled people");

const DAY_MS = 86_400_000;

/** The logins of the people who are settled, and so have had their seat since before a time. */
async function settledBefore(store: Store, time?: number): Promise<string[]> {
  const { members } = (await store.snapshot(time === undefined ? {} : { settledBefore: time })).community;
  const profiles = await store.profiles(members.map(({ id }) => id));
  return members.flatMap((one) => (one.settled && one.pod ? [profiles.get(one.id)?.login ?? ""] : [])).sort();
}

const HULL = ["sailor-hull-1", "sailor-hull-2", "sailor-hull-3", "sailor-hull-4", "sailor-hull-5"];

settled("are those whose seat began before the time", async ({ store }) => {
  await joinAll(store, 5, "hull");
  await store.join(wish("late", "hull"), anew({ at: AT + 2 * DAY_MS }));
  await store.describe({ login: HULL[0]! }, { volunteer: true }, anew({ at: AT + 3 * DAY_MS }));
  assert.equal(await settledBefore(store), ["late", ...HULL], "everybody, without a time");
  assert.equal(await settledBefore(store, AT), []);
  assert.equal(await settledBefore(store, AT + 1), HULL);
  assert.equal(await settledBefore(store, AT + 2 * DAY_MS), HULL);
  assert.equal(await settledBefore(store, AT + 2 * DAY_MS + 1), ["late", ...HULL]);
});

settled("count from the seat, not from the place on the list or a change of themselves", async ({ store }) => {
  await store.join(wish("first", "sail"), anew());
  for (const n of [1, 2, 3, 4]) await store.join(wish(`next-${n}`, "sail"), anew({ at: AT + DAY_MS }));
  assert.equal(await settledBefore(store, AT + DAY_MS), []);
  assert.is((await settledBefore(store, AT + DAY_MS + 1)).length, 5);
  await store.leave({ login: "first" }, "paused", anew({ at: AT + 2 * DAY_MS }));
  await store.join(wish("first", "sail"), anew({ at: AT + 3 * DAY_MS }));
  assert.is((await settledBefore(store, AT + 3 * DAY_MS)).includes("first"), false, "after a pause it begins anew");
});

settled("or asked to stay: these are pinned for plans that are made while that holds", async ({ store }) => {
  await joinAll(store, 5, "hull");
  const { pseudonym } = (await store.find({ login: HULL[0]! })) ?? {};
  await store.stay(pseudonym!, AT + DAY_MS, anew());
  const pinnedAt = async (plannedAt?: number) => {
    const { members } = (await store.snapshot(plannedAt === undefined ? {} : { plannedAt })).community;
    return members.filter(({ pinned, staying }) => pinned && staying).map(({ id }) => id);
  };
  assert.equal(await pinnedAt(AT + DAY_MS - 1), [pseudonym]);
  assert.equal(await pinnedAt(AT + DAY_MS), []);
  assert.equal(await pinnedAt(), []);
});

/** Moves somebody in a run. */
async function move(store: Store, run: string, login: string, from: string, to: string, at: number, madeAt?: number) {
  const member = (await store.find({ login }))?.pseudonym ?? "";
  const changes: Change[] = [{ kind: "move", group: 0, member, from, to, reasons: [] }];
  const kind = madeAt === undefined ? "seating" : "plan";
  await store.startRun({ id: run, kind, of: "", startedAt: at, changes, ...(madeAt !== undefined && { madeAt }) });
  assert.is((await store.applyGroup(run, 0, changes, {}, at)).outcome, "applied");
}

/** Two pods, of which the first can give somebody away. */
async function twoPods(store: Store): Promise<void> {
  await joinAll(store, 6, "hull");
  await joinAll(store, 6, "sail");
  await store.describe({ login: HULL[0]! }, { anywhere: true }, anew());
}

settled("who are moved begin anew, unless an undo gives them their seat back", async ({ store }) => {
  await twoPods(store);
  const isSettled = async () => (await settledBefore(store, AT + 1)).includes(HULL[0]!);
  for (const madeAt of [AT, undefined]) {
    const run = `run-${madeAt}`;
    await move(store, run, HULL[0]!, "1", "2", AT + DAY_MS, madeAt);
    assert.is(await isSettled(), false);
    await move(store, undoOf(run), HULL[0]!, "2", "1", AT + 2 * DAY_MS);
    assert.is(await isSettled(), true, `as before, ${madeAt}`);
  }
  await move(store, "run-1", HULL[0]!, "1", "2", AT + 3 * DAY_MS, AT);
  await move(store, "run-2", HULL[0]!, "2", "1", AT + 4 * DAY_MS, AT);
  assert.is(await isSettled(), false, "another plan gives them a new seat");
});

settled("who asked to stay before a plan moved them have their seat back as it was", async ({ store }) => {
  await twoPods(store);
  await move(store, "run-1", HULL[0]!, "1", "2", AT + DAY_MS, AT);
  const who = (await store.find({ login: HULL[0]! }))?.pseudonym ?? "";
  const stay = await store.stay(who, AT + 1, anew({ at: AT + 1 }));
  assert.is(stay.outcome, "back");
  assert.ok((await settledBefore(store, AT + 1)).includes(HULL[0]!));
});

settled("are the same when the seating is replayed from the log", async ({ store, url, community }) => {
  await twoPods(store);
  await move(store, "run-1", HULL[0]!, "1", "2", AT + DAY_MS, AT);
  await move(store, undoOf("run-1"), HULL[0]!, "2", "1", AT + 2 * DAY_MS);
  await store.leave({ login: HULL[1]! }, "alumni", anew());
  await store.join(wish(HULL[1]!, "sail"), anew());

  const redis = new Redis(url);
  const seating: Seating = { people: new Map(), pods: new Map(), described: new Set() };
  for (const [id, fields] of await redis.xrange(`pods:{${community}}:log`, "-", "+"))
    applyEntry(seating, fields[fields.indexOf("what") + 1] ?? "", Number(id.split("-")[0]));
  const stored = await redis.hgetall(`pods:{${community}}:m`);
  await redis.quit();
  for (const [id, { since }] of seating.people) assert.is(since, Number(stored[id]?.split("|")[3]), id);
});

settled.run();
