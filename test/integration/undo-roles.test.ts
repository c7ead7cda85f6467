/** Who is the advocate of a pod after an undo. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import {
  CSV,
  closeStores,
  command,
  csvOf,
  post,
  rebalancing,
  type TestCommunity,
  testCommunity,
} from "../support/community.ts";
import { crossedCommunity, seatFile } from "../support/seated.ts";

const test = suite("the role of advocate after an undo");

const advocateOf = async ({ store }: TestCommunity, pod: number): Promise<string | undefined> => {
  const advocate = (await store.pod(pod))?.advocate;
  return advocate ? (await store.profiles([advocate])).get(advocate)?.login : undefined;
};

const podOf = async ({ store }: TestCommunity, login: string) => (await store.find({ login }))?.standing.pod;

const volunteers = async (community: TestCommunity, ...logins: readonly string[]) => {
  for (const login of logins) await command(joinPod(community), { do: "advocate", login });
};

const handOver = (community: TestCommunity, pod: string, login: string) =>
  command(pods(community), { do: "nominate", pod, login });

const madePlan = async (community: TestCommunity) => (await command(rebalance(community), { do: "plan" })).body.id;

const apply = async (community: TestCommunity, plan: string) =>
  (await command(rebalance(community), { do: "apply", plan })).body.run as string;

async function undo(community: TestCommunity, run: string) {
  const { body } = await command(rebalance(community), { do: "undo", run });
  assert.is(body.outcome, "undone", JSON.stringify(body));
  return body;
}

/** A plan moved ada-1 from Narwhal to Orca, which had no advocate, and gave them the role there. */
async function withNewAdvocate() {
  const community = await crossedCommunity();
  await volunteers(community, "ada-5", "ada-1");
  const run = await apply(community, await madePlan(community));
  assert.equal([await podOf(community, "ada-1"), await advocateOf(community, 2)], [2, "ada-1"]);
  return { community, run };
}

test("goes with the seat that the run gave, if the run gave the role as well", async () => {
  const { community, run } = await withNewAdvocate();
  assert.equal((await undo(community, run)).stays, []);
  assert.equal([await podOf(community, "ada-1"), await advocateOf(community, 1)], [1, "ada-5"]);
});

for (const [how, again] of [
  [
    "volunteered again after stepping down",
    async (community: TestCommunity) => {
      await command(joinPod(community), { do: "step-down", login: "ada-1" });
      await volunteers(community, "ada-1");
    },
  ],
  [
    "got it back after handing it over",
    async (community: TestCommunity) => {
      await volunteers(community, "bob-4");
      await handOver(community, "orca", "bob-4");
      await handOver(community, "orca", "ada-1");
    },
  ],
] as const) {
  test(`holds somebody in the seat that the run gave who ${how}`, async () => {
    const { community, run } = await withNewAdvocate();
    await again(community);
    assert.is(await advocateOf(community, 2), "ada-1");
    const { stays } = await undo(community, run);
    assert.equal(stays, [{ login: "ada-1", detail: "the advocate of their pod by now" }]);
    assert.equal([await podOf(community, "ada-1"), await advocateOf(community, 2)], [2, "ada-1"]);
  });
}

/** Narwhal has five people who would rather have the sails: a plan closes it. They may go back. */
async function withPodToClose() {
  const community = await testCommunity(rebalancing("maxMovesPercent: 60"));
  await seatFile(community, `login,areas,ability,anywhere\n${csvOf(5, "hull", ",experienced,yes")}`);
  await seatFile(community, `login,areas,ability\n${csvOf(12, "sail", ",experienced", "bob")}`);
  await volunteers(community, "ada-1", "ada-2");
  await post(joinPod(community), `login,areas\n${csvOf(5, "sail")}`, CSV);
  const plan = await madePlan(community);
  assert.is(await advocateOf(community, 1), "ada-1");
  return { community, plan };
}

for (const [name, change, advocate] of [
  ["who had it when the plan was made", async () => {}, "ada-1"],
  [
    "to whom it was handed over before the plan was applied",
    (community) => handOver(community, "narwhal", "ada-2"),
    "ada-2",
  ],
  [
    "to whom it fell before the plan was applied",
    async (community) => {
      await command(joinPod(community), { do: "step-down", login: "ada-1" });
      await volunteers(community, "ada-1");
    },
    "ada-2",
  ],
] as const satisfies readonly (readonly [string, (community: TestCommunity) => Promise<unknown>, string])[]) {
  test(`of a pod that forms again is that of the person ${name}`, async () => {
    const { community, plan } = await withPodToClose();
    await change(community);
    const run = await apply(community, plan);
    assert.is(await community.store.pod(1), undefined);
    await undo(community, run);
    assert.equal([await podOf(community, "ada-1"), await advocateOf(community, 1)], [1, advocate]);
  });
}

test.after(closeStores);
test.run();
