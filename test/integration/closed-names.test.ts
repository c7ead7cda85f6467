/** A pod that a plan closed is called by the name it had last, wherever the closing is told of, until that name is forgotten. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import { AS_MAINTAINER, CSV, command, csvOf, get, HTML, post } from "../support/community.ts";
import { closeDelivery } from "../support/github/delivery.ts";
import { noticesIn, openWithThread } from "../support/github/notices.ts";
import { violations } from "../support/invariants.ts";
import { seatFile } from "../support/seated.ts";

const test = suite("the name of a pod that a plan closed");
test.after(closeDelivery);

/** Narwhal, which is called `name`, has closed: its people wanted an area of another pod. */
async function close(name: string) {
  const delivery = await openWithThread();
  const { community, run } = delivery;
  const [people, planner, directory] = [joinPod(community), rebalance(community), pods(community)];
  await seatFile(community, `login,areas,ability\n${csvOf(6, "hull", ",experienced")}`);
  await seatFile(community, `login,areas,ability\n${csvOf(7, "sail", ",experienced", "bob")}`);
  assert.is((await command(directory, { do: "rename", pod: "narwhal", name })).status, 200);
  await post(people, `login,areas\n${csvOf(6, "sail")}`, CSV);
  const { body: plan } = await command(planner, { do: "plan" });
  const applied = (await command(planner, { do: "apply", plan: plan.id })).body;
  for (let n = 0; n < 3; n++) await run();
  const [moved = ""] = plan.changes.flatMap(({ kind, login }: { kind: string; login?: string }) =>
    kind === "move" && login !== undefined ? [login] : [],
  );
  const page = async (app: Parameters<typeof get>[0], path: string) =>
    (await get(app, path, { ...AS_MAINTAINER, ...HTML })).body;
  const told = async () => ({
    plan: await page(planner, `/plans/${plan.id}`),
    run: await page(planner, `/runs/${applied.run}`),
    person: await page(directory, `/people/${moved}`),
    notice: noticesIn(delivery, 7).at(-1) ?? "",
  });
  return { ...delivery, people, told };
}

test("stands on the pages of the plan, the run and the people, and in the notice", async () => {
  const { community, told } = await close("Tinkers");
  for (const [where, text] of Object.entries(await told())) {
    assert.match(text, "Tinkers", where);
    assert.not.match(text, "Narwhal", where);
  }
  assert.equal(await violations(community.url, community.id), []);
});

test("is the first one once the login in it is forgotten", async () => {
  const { people, run, told } = await close("Friends of zoe");
  await command(people, { login: "zoe", areas: ["galley"] });
  await command(people, { do: "forget", login: "zoe" });
  for (let n = 0; n < 3; n++) await run();
  for (const [where, text] of Object.entries(await told())) assert.not.match(text, "zoe", where);
  assert.match((await told()).person, "Narwhal");
});

test.run();
