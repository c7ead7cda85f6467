/** The script that applies a group must agree with the model in the core: for any seating and any group. */

import { suite } from "uvu";
import * as assert from "uvu/assert";
import { applyGroup } from "#shared/core/plan/apply.ts";
import { buildPlan } from "#shared/core/plan/build-plan.ts";
import { changesOfGroup, groupsOfChanges, withReasons } from "#shared/core/plan/group-codec.ts";
import { type LiveSeating, liveSeating, seatingAt } from "#shared/core/plan/live-seating.ts";
import type { Change, Group, Hold } from "#shared/core/plan/plan.ts";
import { undoOf } from "#shared/core/plan/undo.ts";
import type { Store } from "#shared/core/ports.ts";
import type { Community } from "#shared/core/scoring/community.ts";
import { Random } from "#shared/core/search/random.ts";
import fc from "../../support/fast-check.ts";
import { violations } from "../../support/invariants.ts";
import { plant } from "../../support/plant.ts";
import { randomCommunity, randomTarget } from "../../support/seatings.ts";
import { AT, anew, subject, type TestStore, testStore } from "../../support/store.ts";

const RUN = { kind: "plan", of: "plan-1", startedAt: AT } as const;

async function planted(community: Community): Promise<TestStore> {
  const test = await testStore();
  await plant(test.url, test.community, community);
  return test;
}

const live = async (store: Store): Promise<LiveSeating> => liveSeating((await store.snapshot()).community);

type Outcome =
  | { readonly outcome: "applied" }
  | { readonly outcome: "skipped"; readonly reason: string; readonly because?: string };

const OF_SIZES = ["size", "joined-since"];

const reasonOf = (of: Outcome): string | undefined => (of.outcome === "skipped" ? of.reason : undefined);

const advocateIn = (model: LiveSeating, pod: string | null) =>
  pod === null ? undefined : model.pods.get(pod)?.advocate;

/** Applies changes group by group in the store and in the model; they agree on each outcome and on the end. */
async function inStep(test: TestStore, run: string, changes: readonly Change[]) {
  const { store } = test;
  await store.startRun({ ...RUN, id: run, changes });
  const model = await live(store);
  let names: Record<string, number> = {};
  const outcomes = [];
  for (const [number, group] of groupsOfChanges(changes)) {
    const rows = changes.filter((change) => change.group === number);
    const leaving = group.rows.filter(({ member, from, to }) => from !== to && advocateIn(model, from) === member);
    const outcome = await store.applyGroup(run, number, rows, names, AT);
    assert.equal(await store.applyGroup(run, number, rows, names, AT), outcome, "again the same");
    if (outcome.outcome === "applied") {
      names = { ...names, ...outcome.pods };
      assert.equal(
        outcome.exAdvocates ?? [],
        leaving.map(({ member }) => member),
      );
    }
    const right = applyGroup(model, group, names);
    assert.equal([outcome.outcome, reasonOf(outcome)], [right.outcome, reasonOf(right)]);
    // Of several pods of a wrong size, either may be named.
    if (outcome.outcome === "skipped" && right.outcome === "skipped" && !OF_SIZES.includes(right.reason))
      assert.is(outcome.because, right.member ?? right.pod);
    outcomes.push(outcome);
  }
  assert.equal(seatingAt(await live(store)), seatingAt(model));
  // Sizes are as odd as the seating was made; everything else holds.
  assert.equal(
    (await violations(test.url, test.community)).filter((one) => !one.startsWith("I1 ")),
    [],
  );
  return outcomes;
}

/** Changes that happen while a maintainer reads a plan. */
async function disturb(store: Store, { members, pods }: Community, random: Random, times: number): Promise<void> {
  for (let n = 0; n < times; n++) {
    const member = members[random.below(members.length)];
    const pod = pods[random.below(Math.max(1, pods.length))];
    const who = { login: `login-${member?.id}` };
    const join = { subject: subject(who.login), profile: {}, candidates: [] } as const;
    const works = [
      () => store.leave(who, "alumni", anew()),
      () => store.join(join, anew()),
      () => store.pin(who, random.below(2) === 0, anew()),
      () => store.describe(who, { volunteer: random.below(2) === 0 }, anew()),
      () => store.lock(Number(pod?.id ?? 1), random.below(2) === 0, anew()),
      () => store.forget(who, anew()),
    ];
    await works[random.below(works.length)]?.();
  }
}

const apply = suite("apply.lua");

const seeds = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  people: fc.integer({ min: 1, max: 70 }),
  tidy: fc.boolean(),
  stay: fc.constantFrom(0, 50, 90),
  disturbed: fc.integer({ min: 0, max: 12 }),
});

apply("follows the model through whole plans, with other changes in between", async () => {
  await fc.assert(
    fc.asyncProperty(seeds, async ({ stay, disturbed, ...shape }) => {
      const community = randomCommunity(shape);
      const test = await planted(community);
      const plan = buildPlan(community, randomTarget(community, shape.seed, stay));
      await disturb(test.store, community, new Random(shape.seed), disturbed);
      const groups = await inStep(test, "run-1", plan.changes);
      const undo = undoOf({ changes: plan.changes, groups }, (await test.store.snapshot()).community);
      await inStep(test, "undo-1", undo.changes);
      await test.store.close();
    }),
    { numRuns: 40 },
  );
});

/** Any group, sensible or not: `random` picks existing and missing people and pods. */
function anyGroup({ members, pods }: Community, random: Random): Group {
  const pick = <T>(items: readonly T[]): T | undefined => items[random.below(Math.max(1, items.length))];
  const podId = () => (random.below(12) === 0 ? "new-1" : (pick(pods)?.id ?? "1"));
  const free = new Set(members.map(({ id }) => id).concat("nobody"));
  const row = () => {
    const member = pick([...free]) ?? "nobody";
    free.delete(member);
    const at = members.find(({ id }) => id === member)?.pod ?? null;
    const from = random.below(10) === 0 ? podId() : at;
    const to = random.below(6) === 0 ? null : podId();
    const despite = (["pinned", "advocate", "locked"] as const).filter((): boolean => random.below(3) === 0);
    const isSeat = from !== null && random.below(4) === 0;
    return {
      member,
      from,
      to,
      ...(despite.length > 0 && { despite: despite as Hold[] }),
      ...(isSeat && { begunBy: random.below(members.length) }),
    };
  };
  const some = <T>(most: number, make: () => T): T[] => Array.from({ length: random.below(most + 1) }, make);
  const forms = random.below(3) === 0 ? [{ pod: podId(), area: "cli" }] : [];
  const pod = pick(pods);
  const emptied = pod && random.below(4) === 0 ? [pod] : [];
  const others = some(3, row).filter(({ from, to }) => from !== to);
  const out = emptied.flatMap(({ id }) =>
    members
      .filter((member) => member.pod === id && free.delete(member.id))
      .map((member) => ({ member: member.id, from: id, to: random.below(2) === 0 ? null : podId() })),
  );
  if (random.below(5) === 0) {
    const held = pods.find(({ advocate }) => advocate !== null);
    const other = members.find((member) => member.volunteer && member.pod === held?.id && member.id !== held?.advocate);
    const office = { pod: held?.id ?? "1", member: other?.id ?? "nobody" };
    return { forms: [], closes: [], rows: [], advocates: [office] };
  }
  return {
    forms,
    closes: emptied.map(({ id, area, advocate }) => ({ pod: id, area, advocate })),
    rows: [...others, ...out.filter(({ from, to }) => from !== to)],
    advocates: some(2, () => ({ pod: podId(), member: pick(members)?.id ?? "nobody" })),
  };
}

apply("follows the model through groups that make no sense", async () => {
  const reasons = new Set<string | undefined>();
  await fc.assert(
    fc.asyncProperty(seeds, async (shape) => {
      const community = randomCommunity(shape);
      const random = new Random(shape.seed);
      const test = await planted(community);
      const changes = Array.from({ length: 25 }, (_, number) =>
        changesOfGroup(anyGroup(community, random), number).map((change) => withReasons(change, [])),
      ).flat();
      for (const outcome of await inStep(test, "run-1", changes)) reasons.add(reasonOf(outcome));
      await test.store.close();
    }),
    // Deterministic, because the test also checks which reasons occur.
    { numRuns: 40, seed: 7 },
  );
  const all = [
    "gone",
    "moved-since",
    "pinned",
    "advocate",
    "locked",
    "pod-gone",
    "pod-exists",
    "joined-since",
    "size",
    "not-volunteer",
    "has-advocate",
  ];
  assert.equal(
    all.filter((reason) => !reasons.has(reason)),
    [],
    "every reason occurred",
  );
});

apply("refuses a run that was never begun, and a group of more rows than a step may have", async () => {
  const { store } = await testStore();
  const missing = await store.applyGroup("no-run", 0, [], {}, AT).catch((error) => error);
  assert.is(missing.code, "not-found");
  const rows = Array.from({ length: 201 }, (_, n) => ({
    kind: "seat" as const,
    group: 0,
    member: `m${n}`,
    to: "1",
    reasons: [],
  }));
  await assertRejects(store.applyGroup("no-run", 0, rows, {}, AT), /201 rows/);
  await store.close();
});

async function assertRejects(promise: Promise<unknown>, pattern: RegExp): Promise<void> {
  const error = await promise.then(
    () => undefined,
    (thrown: Error) => thrown,
  );
  assert.match(error?.message ?? "", pattern);
}

apply.run();
