/** The page of somebody whom a plan would move tells what became of the step: it announces none that cannot be made. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import { command, csvOf, get, HTML, JSON_ONLY } from "../support/community.ts";
import { user } from "../support/github/deliver-as-github.ts";
import { closeDelivery, says } from "../support/github/delivery.ts";
import { type OpenDelivery, openWithPlan, openWithThread } from "../support/github/notices.ts";
import { seatFile } from "../support/seated.ts";

const test = suite("a step that people were asked about");
test.after(closeDelivery);

const pageOf = async ({ community }: OpenDelivery, login: string): Promise<string> =>
  (await get(pods(community), `/people/${login}`, HTML)).body;

/** Asks about a plan of three swaps, and names somebody who would change places with the first of the adas. */
async function asked() {
  const delivery = await openWithPlan();
  const { community, plan } = delivery;
  await command(rebalance(community), { do: "ask", plan: plan.id });
  const { group } = plan.changes.find(({ login }: { login: string }) => login === "ada-1");
  const [other] = plan.changes
    .filter((one: { group: number; login?: string }) => one.group === group && one.login?.startsWith("bob"))
    .map(({ login }: { login: string }) => login);
  assert.ok(other);
  assert.match(await pageOf(delivery, "ada-1"), "To stay, comment /pod stay on GitHub before it is applied.");
  return { ...delivery, other };
}

const CANNOT =
  "A plan of 22 November 2026 would move ada-1 from Narwhal to Orca, but as things stand this step of it cannot be made: ";

test("is not announced while somebody else in it no longer wants that area, and is again when they do", async () => {
  const delivery = await asked();
  const { send, other } = delivery;
  const wishes = (line: string) => send(says(line, user(300 + Number(other.at(-1)), other), 99));
  await wishes("/pod join sail anywhere=no");
  const page = await pageOf(delivery, "ada-1");
  assert.match(page, `<p>${CANNOT}somebody in it no longer wants that area.</p>`);
  assert.not.match(page, "To stay");
  await wishes("/pod join hull");
  assert.match(await pageOf(delivery, "ada-1"), "To stay, comment");
});

test("is not announced once the settings have lost an area of it, and the person reads that theirs is gone", async () => {
  const delivery = await asked();
  const { community } = delivery;
  const settings = community.settings();
  const { sail: _, ...areas } = settings.areas;
  Object.assign(settings, { areas });
  const page = await pageOf(delivery, "ada-1");
  assert.match(page, `<p>${CANNOT}the settings no longer name the area of a pod in it.</p>`);
  assert.match(page, "<p>sail is no longer an area here, so nobody gets a seat for it.</p>");
  const { wished } = (await get(pods(community), "/people/ada-1", JSON_ONLY)).body;
  assert.equal(wished, [
    { area: "sail", missing: 0, detail: "sail is no longer an area here, so nobody gets a seat for it." },
  ]);
});

test("is not announced while a pod in it is locked, or somebody has left", async () => {
  const delivery = await asked();
  const { community, send, other } = delivery;
  await command(pods(community), { do: "lock", pod: "orca" });
  assert.match(await pageOf(delivery, "ada-1"), `${CANNOT}a pod in it was locked.`);
  await command(pods(community), { do: "unlock", pod: "orca" });
  await send(says("/pod leave", user(300 + Number(other.at(-1)), other), 99));
  assert.match(await pageOf(delivery, "ada-1"), `${CANNOT}somebody in it has left.`);
});

test("is not announced while it would leave too few in a pod, and is again when somebody has joined", async () => {
  const delivery = await openWithThread();
  const { community, send } = delivery;
  await seatFile(community, `login,areas\n${csvOf(6, "hull")}\n${csvOf(6, "sail", "", "bob")}`);
  await command(joinPod(community), { do: "areas", login: "ada-1", areas: ["sail"] });
  const { body: plan } = await command(rebalance(community), { do: "plan" });
  await command(rebalance(community), { do: "ask", plan: plan.id });
  const stay = "To stay, comment /pod stay on GitHub before it is applied.";
  assert.match(await pageOf(delivery, "ada-1"), stay);
  await command(joinPod(community), { do: "leave", login: "ada-6" });
  const page = await pageOf(delivery, "ada-1");
  assert.match(page, "this step of it cannot be made: this step would leave a pod outside five to nine people.</p>");
  assert.not.match(page, stay);
  await send(says("/pod join hull", user(400, "nora"), 99));
  assert.match(await pageOf(delivery, "ada-1"), stay);
});

test("that a person gains nothing by any more is announced without a reason, and with what it depends on", async () => {
  const delivery = await openWithThread();
  const { community } = delivery;
  await seatFile(community, `login,areas\n${csvOf(6, "hull")}\n${csvOf(6, "sail", "", "bob")}`);
  await command(joinPod(community), { do: "areas", login: "ada-1", areas: ["sail"] });
  const { body: plan } = await command(rebalance(community), { do: "plan" });
  await command(rebalance(community), { do: "ask", plan: plan.id });
  assert.match(
    await pageOf(delivery, "ada-1"),
    /from (Narwhal to Orca|Orca to Narwhal)\. Why: [^.]*Sails is their first choice/,
  );
  await command(joinPod(community), { do: "areas", login: "ada-1", areas: ["hull", "sail"] });
  const page = await pageOf(delivery, "ada-1");
  assert.match(page, /to (Narwhal|Orca), if that still makes the seating better\. To stay/);
  assert.not.match(page, "second choice");
  const { body } = await command(rebalance(community), { do: "ask", plan: plan.id });
  assert.is(body.outcome, "already-asked");
});

test("of which somebody has left says nothing of them, where it falls with another", async () => {
  const { community, plan, send, other } = await asked();
  await send(says("/pod leave", user(300 + Number(other.at(-1)), other), 99));
  const app = rebalance(community);
  const { body } = await command(app, { do: "apply", plan: plan.id, except: ["ada-1"] });
  const step = body.dropped.find(({ people }: { people: string[] }) => people.includes("ada-1"));
  assert.is(step?.detail, "ada-1 stays in Narwhal.");
});

test("that is discarded with its plan is told as one of which nothing became", async () => {
  const delivery = await asked();
  await command(rebalance(delivery.community), { do: "discard", plan: delivery.plan.id });
  assert.match(
    await pageOf(delivery, "ada-1"),
    "A plan of 22 November 2026 would have moved ada-1 from Narwhal to Orca, but nothing became of it.",
  );
});

test.run();
