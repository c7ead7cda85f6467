/** The settings limit how many people a plan moves who still name the area of their pod. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import {
  AS_MAINTAINER,
  CSV,
  changingSettings,
  closeStores,
  command,
  csvOf,
  get,
  HTML,
  post,
  rebalancing,
  SETTINGS,
  testCommunity,
  tick,
} from "../support/community.ts";
import { seatFile } from "../support/seated.ts";

const test = suite("the limit of moves");
test.after(closeStores);

/** Three of twelve people each way would rather sit in the other pod. */
async function crossed(settings: string) {
  const community = await testCommunity(rebalancing(settings));
  await seatFile(community, `login,areas\n${csvOf(6, "hull")}`);
  await seatFile(community, `login,areas\n${csvOf(6, "sail", "", "bob")}`);
  await post(
    joinPod(community),
    `login,areas\n${csvOf(3, "sail|galley|hull")}\n${csvOf(3, "hull|galley|sail", "", "bob")}`,
    CSV,
  );
  return community;
}

for (const [percent, moved] of [
  [0, 2],
  [30, 3],
  [34, 4],
  [60, 6],
]) {
  test(`of ${percent} % lets a plan move ${moved} of twelve people`, async () => {
    const { body } = await command(rebalance(await crossed(`maxMovesPercent: ${percent}`)), { do: "plan" });
    assert.is(body.changes.filter(({ kind }: { kind: string }) => kind === "move").length, moved);
  });
}

test("that is lower than the week's plan by now keeps it from being applied by itself", async () => {
  const appliedWithin = async (percent: number) => {
    const community = await crossed("maxMovesPercent: 60");
    const change = changingSettings(community);
    const planner = rebalance(community);
    const { plan } = (await tick(planner)).body;
    assert.is(plan.counts.move, 6);
    change(rebalancing(`maxMovesPercent: ${percent}, autoApply: true`));
    const { outcome } = (await tick(planner)).body;
    return [outcome, (await get(planner, `/plans/${plan.id}.json`)).body.status];
  };
  assert.equal(await appliedWithin(50), ["done", "applied"]);
  assert.equal(await appliedWithin(49), ["nothing-due", "waiting"]);
});

test("names itself where a plan changes nothing and with more moves people who wait would get seats", async () => {
  const yaml = SETTINGS.replace(
    "galley: { title: Galley, repositories: [ships/galley] }",
    "docs: { title: Docs, repositories: [ships/docs] }",
  );
  const community = await testCommunity(rebalancing("maxMovesPercent: 5", yaml));
  const change = changingSettings(community);
  const second = { hull: "docs", sail: "hull", docs: "sail" };
  const rows = Object.entries(second).map(([area, other]) => csvOf(9, `${area}|${other}`, ",contributor", area));
  await seatFile(community, `login,areas,ability\n${rows.join("\n")}`);
  const [join, planner] = [joinPod(community), rebalance(community)];
  for (const [at, area] of ["sail", "docs", "sail", "hull", "docs"].entries())
    await command(join, { login: `w${at}`, areas: [area], ability: "contributor" });
  const { body: held } = await command(planner, { do: "plan" });
  assert.equal([held.changes, held.overLimit.moves], [[], 2]);
  const says =
    /The limit of moves holds this plan back: the setting rebalance\.maxMovesPercent allows 2 moves now, and with more of them \w+ of the people who wait get seats\./;
  assert.match(held.overLimit.detail, says);
  assert.match((await get(planner, "/", HTML)).body, says);
  assert.match((await get(planner, "/", { ...AS_MAINTAINER, ...HTML })).body, says);
  assert.match((await command(planner, { do: "apply", plan: held.id })).body.overLimit.detail, says);
  change(rebalancing("maxMovesPercent: 12", yaml));
  const { body: free } = await command(planner, { do: "plan" });
  assert.ok(free.counts.seat > 0);
  assert.is(free.overLimit, undefined);
});

test.run();
