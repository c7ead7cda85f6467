/** A plan is made in a worker thread of the bundle, however the function is run; others are answered, and it can be ended. */
import { readFileSync, writeFileSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { churned } from "../bench/rebalance/made.ts";
import { eventually } from "../support/eventually.ts";
import { numbered, plant } from "../support/plant.ts";
import { PROOF, post, testCommunity } from "../support/platform/community.ts";
import {
  type RunningFunction,
  stopFunctions,
  TIMEOUTS,
  underOfficialTemplate,
  type Way,
  waysToRun,
} from "../support/platform/function-process.ts";

const test = suite("a plan's thread");
test.after.each(stopFunctions);

const PEOPLE = 5_000;

const community = await testCommunity(["rebalance"]);
const people = churned(PEOPLE);
const areas = people.areas.map((area) => `  ${area}: { repositories: [whales/${area}] }`).join("\n");
const settings = readFileSync(community.settings, "utf8").replace(/^areas: .*$/m, `areas:\n${areas}`);
writeFileSync(community.settings, settings);
await plant(community.url, community.id, numbered(people));

const start = (way: Way): Promise<RunningFunction> =>
  way.start({
    bundle: community.bundles.get("rebalance") ?? "",
    env: { ...community.env, ...TIMEOUTS, healthcheck_interval: "300ms" },
  });

async function planning({ url }: RunningFunction): Promise<boolean> {
  const response = await fetch(url, { headers: { Accept: "application/json" } });
  return ((await response.json()) as { planning?: unknown }).planning !== undefined;
}

/** Until others see that the plan is being made. */
async function untilPlanning(running: RunningFunction, plan: Promise<unknown>): Promise<void> {
  let isOver = false;
  const end = () => {
    isOver = true;
  };
  void plan.then(end, end);
  await eventually(async () => {
    assert.not.ok(isOver, "the plan was made before anybody saw that");
    return planning(running);
  });
}

const own = waysToRun("a plan in a worker thread, and its end on SIGTERM");

for (const way of [...own, ...["node18", "node20", "node22"].map(underOfficialTemplate)]) {
  test(`${way.name}: others are answered while a plan is made in a thread`, async () => {
    const running = await start(way);
    const order: string[] = [];
    const plan = post(running.url, { do: "plan" }, PROOF).then((response) => {
      order.push("plan");
      return response;
    });
    for (let n = 1; n <= 3; n++) {
      assert.ok((await fetch(`${running.url}/runs`)).ok);
      order.push(`others ${n}`);
    }
    const response = await plan;
    assert.is(response.status, 200, running.output());
    assert.equal(order, ["others 1", "others 2", "others 3", "plan"]);
    assert.not.match(running.output(), "No planning thread can be started");
    await running.stop();
  });
}

for (const way of own) {
  test(`${way.name}: SIGTERM lets a plan be made and answered, then ends the process`, async () => {
    const running = await start(way);
    const plan = post(running.url, { do: "plan" }, PROOF);
    await untilPlanning(running, plan);
    running.child.kill("SIGTERM");
    assert.is((await plan).status, 200);
    assert.is(await running.ended(), 0);
  });
}

test("the thread does not keep a process whose watchdog is gone", async () => {
  const [way] = own;
  assert.ok(way);
  const running = await way.start({
    bundle: community.bundles.get("rebalance") ?? "",
    env: { ...community.env, suppress_lock: "true" },
  });
  const plan = post(running.url, { do: "plan" }, PROOF).catch(() => undefined);
  await untilPlanning(running, plan);
  running.child.stdin?.end();
  assert.is(await running.ended(), 0);
  assert.is(await plan, undefined, "nobody was there to answer");
});

test.run();
