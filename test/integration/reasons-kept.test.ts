/** The reasons of a day hold in notices and on pages, whatever is renamed or wished for later. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import { CSV, command, csvOf, get, HTML, post } from "../support/community.ts";
import { user } from "../support/github/deliver-as-github.ts";
import { closeDelivery, says } from "../support/github/delivery.ts";
import {
  mentioned,
  noticeComments,
  type OpenDelivery,
  openWithPlan,
  openWithThread,
} from "../support/github/notices.ts";

const test = suite("the reasons of a day");
test.after(closeDelivery);

const pageOf = async ({ community }: OpenDelivery, login: string): Promise<string> =>
  (await get(pods(community), `/people/${login}`, HTML)).body;

async function read(delivery: OpenDelivery, login: string): Promise<string[]> {
  for (let n = 0; n < 3; n++) await delivery.run();
  const lines = noticeComments(delivery, 7).flatMap((text) => text.split("\n"));
  return lines.filter((line) => mentioned(line).includes(login));
}

/** The areas with a new id for the sails, or without the galley. */
function change({ community }: OpenDelivery, how: "rename the sails" | "drop the galley"): void {
  const settings = community.settings();
  const { sail, galley, ...areas } = settings.areas;
  assert.ok(sail && galley);
  const rig = { ...sail, title: "Rig", was: ["sail"] };
  Object.assign(settings, { areas: how === "rename the sails" ? { ...areas, rig, galley } : { ...areas, sail } });
}

test("survive that their area is renamed while the plan waits", async () => {
  const delivery = await openWithPlan();
  const { community, plan } = delivery;
  change(delivery, "rename the sails");
  await command(rebalance(community), { do: "ask", plan: plan.id });
  assert.match((await read(delivery, "ada-1")).join(), /\(Rig\)\. Why: Rig is your first choice/);
  assert.match(
    await pageOf(delivery, "ada-1"),
    "would move ada-1 from Narwhal to Orca. Why: Rig is their first choice",
  );
  await command(rebalance(community), { do: "apply", plan: plan.id });
  const [, moved = ""] = await read(delivery, "ada-1");
  assert.match(moved, "you moved from **Narwhal** (Hull) to **Orca** (Rig). Why: Rig is your first choice");
  assert.match(
    await pageOf(delivery, "ada-1"),
    "Moved from Narwhal to Orca on 22 November 2026. Why: Rig is their first choice",
  );
});

test("survive that the person wants something else by then", async () => {
  const delivery = await openWithPlan();
  const { community, plan, send } = delivery;
  await command(rebalance(community), { do: "apply", plan: plan.id });
  await send(says("/pod join galley", user(300, "ada-1"), 99));
  assert.match((await read(delivery, "ada-1")).join(), "to **Orca** (Sails). Why: Sails was your first choice");
  assert.match((await read(delivery, "ada-2")).join(), "Sails is your first choice");
  assert.match(
    await pageOf(delivery, "ada-1"),
    "Moved from Narwhal to Orca on 22 November 2026. Why: Sails was their first choice",
  );
});

test("of a seat elsewhere name the area that is gone", async () => {
  const delivery = await openWithThread();
  const { community } = delivery;
  await post(joinPod(community), `login,areas\n${csvOf(3, "hull")}\n${csvOf(4, "galley", "", "bob")}\n`, CSV);
  change(delivery, "drop the galley");
  await command(rebalance(community), { do: "seat" });
  assert.match((await read(delivery, "bob-1")).join(), /Why: galley is no longer an area here[;.]/);
  assert.not.match((await read(delivery, "ada-1")).join(), "galley");
  assert.match(await pageOf(delivery, "bob-1"), /on 22 November 2026\. Why: galley is no longer an area here; /);
});

test.run();
