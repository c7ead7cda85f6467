/** People who joined their pod a short while ago are left alone by plans. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import {
  closeStores,
  command,
  get,
  HTML,
  JSON_ONLY,
  NOW,
  rebalancing,
  type TestCommunity,
  testCommunity,
} from "../support/community.ts";

const test = suite("people who have not settled");

const DAY_MS = 86_400_000;
const WEEKS = (settleWeeks: string) => rebalancing("maxMovesPercent: 60").replace("settleWeeks: 0", settleWeeks);

/** A pod of nine and one of five; three of the nine still want their area, and two others more. */
async function seatUnevenly(community: TestCommunity): Promise<void> {
  const people = joinPod(community);
  const ask = async (count: number, name: string, body: object) => {
    for (let n = 1; n <= count; n++) await command(people, { login: `${name}-${n}`, ability: "experienced", ...body });
  };
  await ask(9, "ada", { areas: ["hull"] });
  await ask(5, "bob", { areas: ["sail"] });
  await ask(3, "ada", { areas: ["sail", "galley", "hull"] });
}

/** A community in which a plan has people to move, so many days after its people took their seats. */
async function plannedAfter(days: number, settleWeeks = "settleWeeks: 8") {
  const community = await testCommunity(WEEKS(settleWeeks));
  await seatUnevenly(community);
  const app = rebalance({ ...community, now: () => NOW + days * DAY_MS });
  return { app, ...(await command(app, { do: "plan" })) };
}

const STAY = "14 people joined their pod less than eight weeks before this plan, and stay where they are.";

test("stay where they are for eight weeks, and the plan says how many they are", async () => {
  const { app, body: plan } = await plannedAfter(55);
  assert.equal([plan.counts.move, plan.settling], [0, 14]);
  assert.match((await get(app, `/plans/${plan.id}`, HTML)).body, STAY);
  assert.is((await get(app, `/plans/${plan.id}`, JSON_ONLY)).body.settling, 14, "a count is public");
});

test("may be moved after eight weeks, and no sentence speaks of it then", async () => {
  const { app, body: plan } = await plannedAfter(56);
  assert.is(plan.settling, 0);
  assert.ok(plan.counts.move > 0);
  assert.not.match((await get(app, `/plans/${plan.id}`, HTML)).body, "joined their pod");
});

test("move at their own wish at any time", async () => {
  const community = await testCommunity(WEEKS("settleWeeks: 8"));
  await seatUnevenly(community);
  await command(joinPod(community), { do: "areas", login: "ada-1", areas: ["sail"] });
  const { body: plan } = await command(rebalance(community), { do: "plan" });
  const moves = plan.changes.filter(({ kind }: { kind: string }) => kind === "move");
  assert.equal(
    moves.map(({ login }: { login: string }) => login),
    ["ada-1"],
  );
  assert.is(plan.settling, 13);
});

test("are those of the time that the settings name", async () => {
  assert.ok((await plannedAfter(0, "settleWeeks: 0")).body.counts.move > 0);
  const { app, body: plan } = await plannedAfter(6, "settleWeeks: 1");
  assert.is(plan.counts.move, 0);
  assert.match((await get(app, `/plans/${plan.id}`, HTML)).body, "less than a week before this plan");
  assert.ok((await plannedAfter(7, "settleWeeks: 1")).body.counts.move > 0);
});

test("change no plan by the hour: the same seating gives the same plan", async () => {
  const community = await testCommunity(WEEKS("settleWeeks: 8"));
  await seatUnevenly(community);
  const at = (ms: number) => command(rebalance({ ...community, now: () => NOW + ms }), { do: "plan" });
  const hours = await Promise.all([0, 3_600_000, 11 * 3_600_000].map(at));
  assert.is(new Set(hours.map(({ body }) => body.id)).size, 1);
  const later = await at(30 * DAY_MS);
  assert.is(later.body.id, hours[0]?.body.id, "nobody has settled by then, so that plan is the same, too");
  assert.not.equal((await at(60 * DAY_MS)).body.id, later.body.id);
});

test.after(closeStores);
test.run();
