/**
 * A process dies at any call to the store, before the call or after its effect. The same request again ends where an
 * undisturbed one ends, and in between every pod has five to nine people.
 */
import { Redis } from "ioredis";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Store } from "#shared/core/ports.ts";
import { createLog } from "#shared/openfaas/log.ts";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import {
  AS_MAINTAINER,
  CSV,
  closeStores,
  command,
  csvOf,
  NOW,
  post,
  rebalancing,
  SETTINGS,
  storeAt,
  type TestCommunity,
  testCommunity,
  tick,
} from "../support/community.ts";
import { communityKeys } from "../support/community-keys.ts";
import { failingStore } from "../support/failing-store.ts";
import { violations } from "../support/invariants.ts";
import { freshCommunity } from "../support/redis.ts";
import { rememberingPlanner } from "../support/remembering-planner.ts";
import { seatFile } from "../support/seated.ts";

const SILENT = createLog({ name: "test", write: () => {} });

/** The function under test, on a store that dies. */
type Request = (community: TestCommunity) => Promise<{ status: number }>;

/** Two dozen people in pods of the wrong areas, with advocates and waiting people: a plan forms, moves and seats. */
async function crossed(yaml: string): Promise<TestCommunity> {
  const made = await testCommunity(yaml);
  // Hundreds of copies of it are planned alike, and a search takes longer than all else.
  const community = { ...made, planner: rememberingPlanner(made.planner) };
  let people = 0;
  // Pseudonyms in a fixed order: the same community, the same plan.
  const named = { ...community, newPseudonym: () => `x${String(++people).padStart(5, "0")}` };
  const app = joinPod(named);
  for (const rows of [csvOf(6, "hull", ",experienced,true", "ada"), csvOf(6, "sail", ",newcomer,false", "bob")]) {
    await seatFile(named, `login,areas,ability,advocate\n${rows}`);
  }
  for (let n = 1; n <= 5; n++) await command(app, { login: `cyd-${n}`, areas: ["hull"], ability: "contributor" });
  for (let n = 1; n <= 5; n++) await command(app, { login: `eve-${n}`, areas: ["sail"] });
  await post(app, `login,areas\n${csvOf(2, "galley", "", "dee")}`, CSV);
  for (const n of [1, 2, 3]) {
    await command(app, { do: "areas", login: `ada-${n}`, areas: ["sail"] });
    await command(app, { do: "areas", login: `bob-${n}`, areas: ["hull"] });
    await command(app, { do: "areas", login: `cyd-${n}`, areas: ["galley"] });
  }
  return community;
}

/** A copy of the community under another id. */
async function copyOf({ url, id, ...rest }: TestCommunity): Promise<TestCommunity> {
  const copy = freshCommunity();
  const redis = new Redis(url);
  for (const key of await communityKeys(redis, id)) await redis.copy(key, key.replace(id, copy));
  redis.disconnect();
  return { ...rest, url, id: copy, store: storeAt(url, copy), log: SILENT };
}

/** The seats, pods, advocates, plans and runs. */
async function stateOf({ store }: TestCommunity) {
  const { community } = await store.snapshot();
  const heads = await store.runs();
  const runs = await Promise.all(heads.map(({ id }) => store.run(id)));
  const plans = await Promise.all(runs.flatMap((run) => (run?.kind === "plan" ? [store.plan(run.of)] : [])));
  return {
    seats: new Map(community.members.map(({ id, pod }) => [id, pod] as const).sort()),
    pods: community.pods.toSorted((a, b) => Number(a.id) - Number(b.id)),
    runs,
    plans: plans.map((plan) => [plan?.id, plan?.status]),
  };
}

async function assertSound({ url, id, store }: TestCommunity, where: string): Promise<void> {
  for (const { slug, seats } of await store.pods())
    assert.ok(seats.length >= 5 && seats.length <= 9, `${where}: ${slug} has ${seats.length} people`);
  assert.equal(await violations(url, id), [], where);
}

/** Sends the request to a store that dies at each call in turn, and then again to one that works. */
async function survives(before: TestCommunity, request: Request): Promise<void> {
  const undisturbed = await copyOf(before);
  const watched = failingStore(undisturbed.store, Number.POSITIVE_INFINITY, "before");
  assert.is((await request({ ...undisturbed, store: watched.store })).status, 200);
  const right = await stateOf(undisturbed);
  assert.ok(watched.calls() > 5);
  for (let call = 1; call <= watched.calls(); call++) {
    for (const when of ["before", "after"] as const) {
      const where = `died ${when} call ${call} of ${watched.calls()}`;
      const community = await copyOf(before);
      await request({ ...community, store: failingStore(community.store, call, when).store });
      await assertSound(community, where);
      const { status } = await request(community);
      // A caller who missed the answer learns that it was done already.
      assert.ok(status === 200 || status === 409, `${where}: ${status}`);
      await assertSound(community, where);
      assert.equal(await stateOf(community), right, where);
    }
  }
}

const test = suite("a process that dies");

test("while it applies a plan", async () => {
  const before = await crossed(SETTINGS);
  const { body: plan } = await command(rebalance(before), { do: "plan" });
  assert.ok(plan.groups >= 3, `${plan.groups} groups`);
  await survives(before, (community) => command(rebalance(community), { do: "apply", plan: plan.id }));
});

test("while it applies a plan without somebody", async () => {
  const before = await crossed(SETTINGS);
  const { body: plan } = await command(rebalance(before), { do: "plan" });
  const except = [plan.changes.findLast(({ kind }: Change) => kind === "move" || kind === "seat").login];
  await survives(before, (community) => command(rebalance(community), { do: "apply", plan: plan.id, except }));
});

test("while it seats people because a maintainer says so", async () => {
  const before = await crossed(SETTINGS);
  const headers = { ...AS_MAINTAINER, "Idempotency-Key": "now" };
  await survives(before, (community) => command(rebalance(community), { do: "seat" }, headers));
});

test("while it seats people without a key: the next seating goes on with that run, which tells them", async () => {
  const community = await crossed(SETTINGS);
  const seat = (store: Store) =>
    post(rebalance({ ...community, store, log: SILENT }), '{"do":"seat"}', {
      ...AS_MAINTAINER,
      "Content-Type": "application/json",
    });
  const finishRun = () => Promise.reject(new Error("the process died"));
  assert.is((await seat({ ...community.store, finishRun })).status, 500);
  const [begun] = await community.store.runs();
  assert.is(begun?.finished, false);
  assert.is((await seat(community.store)).body.run, begun?.id);
  assert.equal(
    (await community.store.runs()).map(({ finished }) => finished),
    [true, true, true],
  );
  assert.is((await seat(community.store)).body.outcome, "nothing-to-seat");
});

type Change = { kind: string; to: string };

test("while it undoes a run", async () => {
  const before = await crossed(SETTINGS);
  const app = rebalance(before);
  const { body: plan } = await command(app, { do: "plan" });
  const { body: applied } = await command(app, { do: "apply", plan: plan.id });
  // One person joined since and one left, so not everything can be taken back.
  const people = joinPod(before);
  const roomy = (await before.store.pods()).filter(({ seats }) => seats.length > 5).map(({ slug }) => slug);
  const moved = plan.changes.find(({ kind, to }: Change) => kind === "move" && roomy.includes(to));
  await command(people, { do: "leave", login: moved.login });
  await command(people, { login: "late-1", areas: ["hull"] });
  await survives(before, (community) => command(rebalance(community), { do: "undo", run: applied.run }));
});

test("while it ticks, and the plan applies itself", async () => {
  const before = await crossed(rebalancing("autoApply: true, maxMovesPercent: 40"));
  await survives(before, (community) => tick(rebalance({ ...community, now: () => NOW })));
});

test.after(closeStores);

test.run();
