/** The page of a plan that is made again after its run was undone: it shows nothing of that run. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import { AS_MAINTAINER, command, get, HTML } from "../support/community.ts";
import { closeDelivery } from "../support/github/delivery.ts";
import { openWithPlan } from "../support/github/notices.ts";

const test = suite("a plan that is made again");
test.after(closeDelivery);

test("shows nothing of its former run, which left somebody out and was undone", async () => {
  const { community, plan, run } = await openWithPlan();
  const app = rebalance(community);
  const page = async () => (await get(app, `/plans/${plan.id}`, { ...HTML, ...AS_MAINTAINER })).body;
  const swap = plan.changes.filter(({ kind }: { kind: string }) => kind === "move").at(-1);
  const { body: first } = await command(app, { do: "apply", plan: plan.id, except: [swap.login] });
  for (let n = 0; n < 3; n++) await run();
  const applied = await page();
  assert.match(applied, `/rebalance/runs/${first.run}`);
  assert.match(applied, "<h2>Told</h2>");
  assert.match(applied, "Left out</span></div>");
  assert.match(applied, "In the whole plan:");

  await command(app, { do: "undo", run: first.run });
  const { body: again } = await command(app, { do: "plan" });
  assert.equal([again.id, again.status], [plan.id, "waiting"]);
  const waiting = await page();
  assert.not.match(waiting, "<h2>Told</h2>");
  assert.not.match(waiting, "Left out</span></div>");
  assert.not.match(waiting, "In the whole plan:");

  const { body: second } = await command(app, { do: "apply", plan: plan.id });
  assert.is(second.counts.move, plan.counts.move);
  const whole = await page();
  assert.match(whole, `/rebalance/runs/${second.run}`);
  assert.not.match(whole, "Left out</span></div>");
});

test("marks the step of somebody who asked to stay since, though its former run left nobody out", async () => {
  const { community, plan } = await openWithPlan();
  const app = rebalance(community);
  const { body: first } = await command(app, { do: "apply", plan: plan.id });
  await command(app, { do: "undo", run: first.run });
  await command(app, { do: "plan" });
  const { group, login } = plan.changes.find(({ kind }: { kind: string }) => kind === "move");
  assert.is((await command(joinPod(community), { do: "stay", login })).body.outcome, "staying");
  const page = (await get(app, `/plans/${plan.id}`, { ...HTML, ...AS_MAINTAINER })).body;
  assert.match(page, new RegExp(`<li class="step out"><div class="head"><h3>Step ${group + 1}</h3>`));
  assert.match(page, "As of now:");
});

test.run();
