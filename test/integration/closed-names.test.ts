/** A pod that nobody is in any more is called by the name it had last, wherever it is told of, until that name is forgotten. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import { weeklyDigest } from "../../functions/weekly-digest/handler.ts";
import { AS_MAINTAINER, CSV, command, csvOf, get, HTML, post } from "../support/community.ts";
import { hull, user } from "../support/github/deliver-as-github.ts";
import { answersIn, closeDelivery, says } from "../support/github/delivery.ts";
import { noticeComments, openWithThread } from "../support/github/notices.ts";
import { creditsIn, opened, sailor } from "../support/github/releasing.ts";
import { violations } from "../support/invariants.ts";
import { seatFile } from "../support/seated.ts";

const test = suite("the name of a pod that closed");
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
    notice: noticeComments(delivery, 7).at(-1) ?? "",
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

/** Narwhal, which is called `name`, has merged a pull request; then its people, who asked about it in thread 6, have left. */
async function empty(name: string) {
  const delivery = await opened();
  const { community, send, merge, publish, run, pass } = delivery;
  await command(pods(community), { do: "rename", pod: "narwhal", name });
  await merge(5);
  await publish("v1.0.0");
  await merge(7);
  for (const number of [6, 8]) delivery.server.thread(hull, number);
  await send(says("/pod who", sailor(0), 6));
  for (let n = 0; n < 5; n++) await send(says("/pod leave", sailor(n), 99));
  await send(says("/pod accept narwhal", user(60, "late"), 8));
  pass();
  const release = await publish("v1.1.0");
  for (let n = 0; n < 3; n++) await run();
  const digest = async () =>
    (await command(weeklyDigest(community), { do: "preview", week: "2026-W45" })).body.markdown as string;
  const told = async () => ({
    members: answersIn(delivery, 6),
    refusal: answersIn(delivery, 8),
    credits: creditsIn(release),
    digest: await digest(),
  });
  return { ...delivery, told };
}

test("stands in answers, credits and digests after its last member has left", async () => {
  const { told } = await empty("Tinkers");
  for (const [where, text] of Object.entries(await told())) {
    assert.match(text, "Tinkers", where);
    assert.not.match(text, "Narwhal", where);
  }
});

test("leaves answers, credits and digests with the login in it that is forgotten", async () => {
  const { community, run, told } = await empty("Friends of zoe");
  for (const [where, text] of Object.entries(await told())) assert.match(text, "zoe", where);
  await command(joinPod(community), { login: "zoe", areas: ["hull"] });
  await command(joinPod(community), { do: "forget", login: "zoe" });
  for (let n = 0; n < 3; n++) await run();
  for (const [where, text] of Object.entries(await told())) {
    assert.match(text, "Narwhal", where);
    assert.not.match(text, "zoe", where);
  }
});

test.run();
