/** The life of plans and runs: applied again, cut off, undone, without some people, page by page, in the making. */
import { setImmediate } from "node:timers/promises";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { type Deps, rebalance } from "../../functions/rebalance/handler.ts";
import { large } from "../bench/scale/community.ts";
import {
  AS_MAINTAINER,
  CSV,
  closeStores,
  command,
  csvOf,
  get,
  NOW,
  post,
  rebalancing,
  type TestCommunity,
  testCommunity,
  tick,
} from "../support/community.ts";
import { failingStore } from "../support/failing-store.ts";
import { belowFunction, signedLink } from "../support/links.ts";
import { crossedCommunity, savePlan, seatFile, seatTwoSwaps, TWO_SWAPS } from "../support/seated.ts";

const JSON_WANTED = { Accept: "application/json" };
const PROVEN = { ...JSON_WANTED, ...AS_MAINTAINER };

async function seatsOf({ store }: TestCommunity): Promise<Map<string, string | null>> {
  const { community } = await store.snapshot();
  return new Map(community.members.map(({ id, pod }) => [id, pod] as const).sort());
}

/** Runs stop after so many calls to the store. */
const dyingAfter = (community: TestCommunity, calls: number): Deps => ({
  ...community,
  store: failingStore(community.store, calls, "after").store,
});

const runs = suite("a run");

runs("of a plan that comes again after it was undone is a new run, and moves people again", async () => {
  const community = await crossedCommunity();
  const app = rebalance(community);
  const before = await seatsOf(community);
  const { body: plan } = await command(app, { do: "plan" });
  const { body: first } = await command(app, { do: "apply", plan: plan.id });
  const after = await seatsOf(community);
  await command(app, { do: "undo", run: first.run });
  assert.equal(await seatsOf(community), before);

  const { body: again } = await command(app, { do: "plan" });
  assert.is(again.id, plan.id, "the same seating, the same plan");
  const { body: second } = await command(app, { do: "apply", plan: again.id });
  assert.not.equal(second.run, first.run);
  assert.equal(await seatsOf(community), after);
});

runs("shows the pods it formed under their current names", async () => {
  const community = await testCommunity();
  for (const area of ["hull", "sail", "galley"]) {
    for (const n of [1, 2, 3])
      await command(joinPod(community), { login: `${area}-${n}`, areas: [area], anywhere: true });
  }
  const app = rebalance(community);
  const { body: plan } = await command(app, { do: "plan" });
  assert.is(plan.counts.form, 1);
  const formed = plan.changes.find(({ kind }: { kind: string }) => kind === "form");
  assert.equal(formed.reasons.slice(0, 1), ["nine people were waiting"], "not all of them for its area");
  assert.match(formed.reasons[1], "first choice of three people");
  const { body: done } = await command(app, { do: "apply", plan: plan.id });
  const [pod] = await community.store.pods();
  const { body: run } = await get(app, `/runs/${done.run}`, PROVEN);
  const form = run.changes.find(({ kind }: { kind: string }) => kind === "form");
  assert.is(form.pod, pod?.slug);
  assert.ok(run.changes.filter(({ to }: { to?: string }) => to === pod?.slug).length >= 5);
});

runs("that was cut off can be undone: it ends with what it did", async () => {
  const community = await crossedCommunity();
  const before = await seatsOf(community);
  const { body: plan } = await command(rebalance(community), { do: "plan" });
  assert.ok(plan.groups > 1);
  // Its key, plan, run, the snapshot, startRun, and the first of the groups.
  assert.is((await command(rebalance(dyingAfter(community, 6)), { do: "apply", plan: plan.id })).status, 500);
  assert.not.equal(await seatsOf(community), before);

  const app = rebalance(community);
  const run = (await get(app, "/runs", JSON_WANTED)).body.items[0].id;
  assert.is((await command(app, { do: "undo", run })).status, 200);
  assert.equal(await seatsOf(community), before);
  // The process that carried it out may still be alive.
  const late = plan.changes.filter(({ group }: { group: number }) => group === plan.groups - 1);
  const outcome = await community.store.applyGroup(run, plan.groups - 1, late, {}, 0);
  assert.equal(outcome, { group: plan.groups - 1, outcome: "skipped", reason: "run-ended" });
  assert.equal(await seatsOf(community), before);
});

runs("whose undo was cut off leaves people alone who took their seat themselves before it goes on", async () => {
  const community = await testCommunity(rebalancing("maxMovesPercent: 60"));
  await seatFile(community, `login,areas\n${csvOf(7, "hull")}`);
  await post(joinPod(community), "login,areas\nlate,hull", CSV);
  const app = rebalance(community);
  const { body: seated } = await command(app, { do: "seat" });
  // The run, its undo, the snapshot, and startRun.
  assert.is((await command(rebalance(dyingAfter(community, 5)), { do: "undo", run: seated.run })).status, 500);
  assert.is((await get(app, `/runs/undo-${seated.run}`, JSON_WANTED)).body.finished, false);
  for (const word of [{ do: "leave" }, { areas: ["hull"] }])
    await command(joinPod(community), { ...word, login: "late" });
  const { body } = await command(app, { do: "undo", run: seated.run });
  assert.equal([body.outcome, body.stays?.length], ["nothing-to-undo", 1]);
  assert.is((await community.store.find({ login: "late" }))?.standing.state, "seated");
});

runs("that is undone remembers the people who stay, on every call", async () => {
  const community = await crossedCommunity();
  const app = rebalance(community);
  const { body: plan } = await command(app, { do: "plan" });
  const { body: applied } = await command(app, { do: "apply", plan: plan.id });
  const [mover] = plan.changes.filter(({ kind }: { kind: string }) => kind === "move");
  await command(app, { do: "plan" });
  const onPage = async () => (await get(app, signedLink(`/runs/${applied.run}`), { Accept: "text/html" })).body;
  const people = plan.changes.filter(({ kind }: { kind: string }) => kind === "move").length;
  assert.match(await onPage(), `An undo takes all ${people} people back to where they were before.`);
  await community.store.pin({ login: mover.login }, true, { id: "", at: 0 });
  const before = await onPage();

  const { body: undone } = await command(app, { do: "undo", run: applied.run });
  const stayer = undone.stays.find(({ login }: { login: string }) => login === mover.login);
  assert.is(stayer.detail, "pinned to their seat since then");
  assert.match(
    undone.detail,
    /^The run is undone, except that \d+ (person stays|people stay) where they are: see `stays`\.$/,
  );
  const back = people - undone.stays.length;
  assert.match(before, `An undo takes ${back} of ${people} people back to where they were before.`);
  assert.match(before, "1 person stays: pinned to their seat since then.");
  const shown = await get(app, `/runs/${undone.run}`, PROVEN);
  assert.equal(shown.body.stays, undone.stays);
  assert.match(shown.body.stays[0].detail, /\w+/);
  assert.is((await get(app, `/runs/${undone.run}`, JSON_WANTED)).body.stays, undefined, "names need proof");
  const page = { Accept: "text/html" };
  assert.match((await get(app, `/runs/${undone.run}`, { ...page, ...AS_MAINTAINER })).body, `<li>${mover.login}:`);
  assert.not.match((await get(app, `/runs/${undone.run}`, page)).body, mover.login);
  const again = await command(app, { do: "undo", run: applied.run });
  assert.is(again.status, 409);
  assert.match(again.body.detail, undone.run);
});

runs("of which nothing can be taken back says why, stays as it is, and is undone once that is possible", async () => {
  const community = await testCommunity();
  const rows = [csvOf(6, "hull", ",no"), csvOf(6, "sail", ",no", "bob")];
  await seatFile(community, ["login,areas,anywhere", ...rows].join("\n"));
  for (const n of [1, 2]) await command(joinPod(community), { do: "areas", login: `ada-${n}`, areas: ["sail"] });
  const app = rebalance(community);
  const { body: plan } = await command(app, { do: "plan" });
  const movers = plan.changes.filter(({ kind }: { kind: string }) => kind === "move");
  assert.is(movers.length, 1, "five stay in Narwhal");
  const { body: applied } = await command(app, { do: "apply", plan: plan.id });
  const after = await seatsOf(community);

  const refused = await command(app, { do: "undo", run: applied.run });
  assert.equal([refused.status, refused.body.outcome], [409, "nothing-to-undo"]);
  const why = "the pod before is in an area that they do not name, and they are not open to any area";
  assert.is(refused.body.detail, `Nothing of this run can be taken back. 1 person stays: ${why}.`);
  assert.is(applied.detail, `The plan is applied. ${refused.body.detail}`, "it does not promise what it refuses");
  assert.equal(
    refused.body.stays.map(({ login, detail }: { login: string; detail: string }) => [login, detail]),
    [[movers[0].login, why]],
  );
  assert.equal(await seatsOf(community), after);
  const page = await get(app, `/runs/${applied.run}`, PROVEN);
  assert.is(page.body.undone, false);
  const onPage = async () => (await get(app, signedLink(`/runs/${applied.run}`), { Accept: "text/html" })).body;
  assert.ok((await onPage()).includes(refused.body.detail), "the page says so, too");
  assert.not.match(await onPage(), "Undo this run");

  await command(joinPod(community), { do: "areas", login: movers[0].login, areas: ["sail", "hull"] });
  for (const words of ["An undo takes the person back to where they were before.", "Undo this run"])
    assert.match(await onPage(), words);
  const { status, body } = await command(app, { do: "undo", run: applied.run });
  assert.equal([status, body.outcome, body.detail, body.applied], [200, "undone", "The run is undone.", 1]);
});

runs("whose undo makes people wait says before and after it that the next seating gives them seats", async () => {
  for (const [every, then] of [
    ["daily", "the next seating, at the latest tomorrow, gives seats to all whom it can."],
    ["off", "the next seating, which a maintainer makes, gives seats to all whom it can."],
  ]) {
    const community = await testCommunity(rebalancing(`seat: ${every}`));
    await post(joinPod(community), `login,areas\n${csvOf(6, "hull")}`, CSV);
    const app = rebalance(community);
    const { body: founded } = await command(app, { do: "seat" });
    const page = await get(app, signedLink(`/runs/${founded.run}`), { Accept: "text/html" });
    const again = `6 people wait again: ${then}`;
    assert.match(page.body, `An undo takes all 6 people back to where they were before. ${again}`);
    const { body } = await command(app, { do: "undo", run: founded.run });
    assert.is(body.detail, `The run is undone. ${again}`);
    const undo = await get(app, signedLink(`/runs/${body.run}`), { Accept: "text/html" });
    assert.match(
      undo.body,
      "6 people went back to the waiting list: the seating that followed, or follows, gives seats",
    );
  }
});

runs("shows what its undo would do, found out once for a state, and does not wait for it for long", async () => {
  const community = await crossedCommunity();
  const made = rebalance(community);
  const { body: plan } = await command(made, { do: "plan" });
  const { body: done } = await command(made, { do: "apply", plan: plan.id });
  let calls = 0;
  let hold = Promise.resolve();
  const planner: Deps["planner"] = {
    ...community.planner,
    undo: async (input, during) => {
      calls++;
      await hold;
      return community.planner.undo(input, during);
    },
  };
  const page = async (app: ReturnType<typeof rebalance>) =>
    (await get(app, signedLink(`/runs/${done.run}`), { Accept: "text/html" })).body;

  const patient = rebalance({ ...community, planner, outlookWithinMs: 600_000 });
  for (const body of await Promise.all([page(patient), page(patient), page(patient)]))
    assert.match(body, /takes all? /);
  await page(patient);
  assert.is(calls, 1, "one for all readers");
  await command(joinPod(community), { login: "eve", areas: ["hull"] });
  assert.match(await page(patient), /An undo takes/);
  assert.is(calls, 2, "another state");

  let release = () => {};
  hold = new Promise((resolve) => {
    release = resolve;
  });
  const hasty = rebalance({ ...community, planner, outlookWithinMs: 10 });
  for (let times = 0; times < 2; times++)
    assert.match(await page(hasty), "It takes back those who can still return to where they were");
  assert.is(calls, 3, "it goes on behind the page");
  release();
  let shown = "";
  for (let times = 0; !shown.includes("An undo takes") && times < 1_000; times++) shown = await page(hasty);
  assert.match(shown, /An undo takes/);
  assert.is(calls, 3);
});

runs("that changed nothing has nothing to take back", async () => {
  const community = await testCommunity();
  const app = rebalance(community);
  // As earlier versions left one of every day.
  const run = "seat-2026-11-21";
  await community.store.startRun({ id: run, kind: "seating", of: "", startedAt: NOW, changes: [] });
  await community.store.finishRun(run, true, { id: "", at: NOW });
  const refused = await command(app, { do: "undo", run });
  assert.is(refused.status, 409);
  assert.is(refused.body.detail, "There is nothing to take back: this run gave nobody another seat.");
  const page = await get(app, signedLink(`/runs/${run}`), { Accept: "text/html" });
  assert.not.match(page.body, "Undo this run");
});

runs("are a page, two clicks from the status page, and one from the plan that was applied", async () => {
  const community = await crossedCommunity();
  const app = rebalance(community);
  const { body: plan } = await command(app, { do: "plan" });
  const { body: done } = await command(app, { do: "apply", plan: plan.id });
  const PAGE = { Accept: "text/html" };
  const status = await get(pods(community), "/status", PAGE);
  assert.match(status.body, `href="/function/rebalance/runs/${done.run}"`);
  assert.match(status.body, 'href="/function/rebalance/runs"');
  const list = await get(app, "/runs", PAGE);
  assert.match(list.body, `href="/function/rebalance/runs/${done.run}">Plan applied<`);
  const shown = (await get(app, `/runs/${done.run}`, PAGE)).body.replaceAll("&quot;", '"');
  assert.match(shown, `{"do":"undo","run":"${done.run}"}`);
  assert.match((await get(app, `/plans/${plan.id}`, PAGE)).body, `href="/function/rebalance/runs/${done.run}"`);

  // A maintainer's link to the plan opens its run, and so does a link of the run's own: there is the button.
  const led = /href="([^"]+)">See the run/.exec((await get(app, signedLink(`/plans/${plan.id}`), PAGE)).body)?.[1];
  const own = await command(app, { do: "link", run: done.run });
  for (const link of [led ?? "", own.body.url]) {
    const run = await get(app, belowFunction(link), PAGE);
    assert.match(run.body, "Undo this run");
  }
  const { body: undone } = await command(app, { do: "undo", run: done.run });
  const links = /href="([^"]+)">See the run that undid it/;
  const undoing = links.exec((await get(app, belowFunction(led ?? ""), PAGE)).body)?.[1] ?? "";
  assert.match(undoing, `/rebalance/runs/${undone.run}?key=`);
  assert.match((await get(app, belowFunction(undoing), PAGE)).body, "<h1>Changes undone</h1>");
  assert.match((await get(app, belowFunction(led ?? ""), PAGE)).body, /href="#undo">what undid it<[\s\S]*id="undo"/);
});

const except = suite("a plan without some people");

except("says before and after how much that costs, and which groups are dropped", async () => {
  const community = await crossedCommunity();
  const app = rebalance(community);
  const { body: plan } = await command(app, { do: "plan" });
  const [mover] = plan.changes.filter(({ kind }: { kind: string }) => kind === "move");
  const before = await seatsOf(community);

  const preview = await get(app, `/plans/${plan.id}?except=${mover.login}`, PROVEN);
  assert.is(preview.status, 200);
  assert.ok(preview.body.cost > 0, `${preview.body.cost}`);
  assert.is(preview.body.dropped[0].group, mover.group);
  assert.equal(preview.body.dropped[0].people, [mover.login]);
  assert.match(preview.body.dropped[0].detail, `${mover.login} stays`);
  assert.equal(await seatsOf(community), before);

  const applied = await command(app, { do: "apply", plan: plan.id, except: [mover.login] });
  assert.equal([applied.body.cost, applied.body.dropped], [preview.body.cost, preview.body.dropped]);
  const page = await get(app, `/runs/${applied.body.run}`, { Accept: "text/html", ...AS_MAINTAINER });
  for (const { detail } of preview.body.dropped) assert.match(page.body, `: ${detail}</li>`);
  const dropped = new Set(preview.body.dropped.map(({ group }: { group: number }) => group));
  assert.is(applied.body.applied, plan.groups - dropped.size);
  const { community: now } = await community.store.snapshot();
  const pseudonym = (await community.store.find({ login: mover.login }))?.pseudonym ?? "";
  assert.is(now.members.find(({ id }) => id === pseudonym)?.pod, before.get(pseudonym));
  const { body: next } = await command(app, { do: "plan" });
  // A fresh plan does not count the points of moves that were made already.
  assert.is(next.before.points, plan.after.points + applied.body.cost - 3 * applied.body.counts.move);
});

except(
  "shows without a script what a choice drops, and the run names the same people for the same reasons",
  async () => {
    const community = await crossedCommunity();
    const app = rebalance(community);
    const { body: plan } = await command(app, { do: "plan" });
    const step = plan.changes.filter(({ group }: { group: number }) => group === 0);
    assert.is(step.length, 2, "a swap of two people");
    const [chosen, other] = step.map(({ login }: { login: string }) => login);
    const path = `/plans/${plan.id}`;
    const signed = signedLink(path);
    const page = await get(app, `${signed}&except=${chosen}&except=`, { Accept: "text/html" });
    assert.is(page.status, 200);
    const detail = `${chosen} stays in ${names[step[0].from]}. Therefore ${other} stays in ${names[step[1].from]}.`;
    assert.match(page.body, `<li>Step 1: ${detail}</li>`);
    assert.match(page.body, `value="${chosen}" form="apply" checked>`);
    assert.match(page.body, `${plan.groups - 1} step`);
    assert.match(page.body, `With your choice: ${plan.counts.move - 2} people move. `);
    assert.match(page.body, "<h2>What changes with your choice</h2>");
    assert.not.match((await get(app, `${path}?except=${chosen}`, { Accept: "text/html" })).body, chosen);

    const form = { "Content-Type": "application/x-www-form-urlencoded", Accept: "text/html" };
    const applied = await post(app, `do=apply&except=${chosen}&key=of-the-form`, form, signed);
    const run = (applied.headers.get("location") ?? "").replace("/function/rebalance", "");
    assert.match((await get(app, run, { Accept: "text/html" })).body, `: ${detail}</li>`);
    const after = await get(app, signed, { Accept: "text/html" });
    assert.match(after.body, /<li class="step out">.*Step 1<.*Left out/, "the applied plan shows what was left out");
  },
);
const names: Readonly<Record<string, string>> = { narwhal: "Narwhal", orca: "Orca" };

except("drops the steps that save points only together with theirs; before and after say the same", async () => {
  const community = await testCommunity();
  const app = rebalance(community);
  await seatTwoSwaps(community);
  await savePlan(community, "hours", TWO_SWAPS);
  const whole = await get(app, "/plans/hours?except=", PROVEN);
  assert.equal([whole.body.applied, whole.body.dropped], [2, []]);

  const before = await seatsOf(community);
  const preview = await get(app, "/plans/hours?except=bob-2", PROVEN);
  assert.is(preview.body.applied, 0);
  const detail = "ada-1 stays in Narwhal and bob-1 stays in Orca: this step saves points only together with steps that";
  assert.match(preview.body.dropped[1].detail, `${detail} are not made.`);
  assert.equal([preview.body.dropped[1].group, preview.body.dropped[1].reason], [0, "needs-others"]);
  const page = await get(app, `${signedLink("/plans/hours")}&except=bob-2`, { Accept: "text/html" });
  assert.match(
    page.body,
    "1 more step is left out, as it saves points only together with steps that are not made: step 1.",
  );
  assert.not.match(page.body, 'value="apply"');

  const refused = await command(app, { do: "apply", plan: "hours", except: ["bob-2"] });
  assert.equal([refused.status, refused.body.outcome], [409, "nothing-left"]);
  assert.match(refused.body.detail, "Nothing is left of this plan");
  assert.match(refused.body.detail, 'Leave out fewer people, or send {"do":"plan"} for one');
  const { cost, dropped, unfit } = preview.body;
  assert.equal([refused.body.cost, refused.body.dropped, refused.body.unfit], [cost, dropped, unfit]);
  assert.equal(dropped[0].people, ["bob-2"]);
  assert.equal(await seatsOf(community), before);
  assert.is((await command(app, { do: "apply", plan: "hours" })).body.applied, 2, "the plan still waits");
});

except("says why nothing is left where somebody was forgotten, and does not say who", async () => {
  const community = await crossedCommunity();
  const app = rebalance(community);
  await savePlan(community, "swaps", [
    [
      ["ada-1", "2"],
      ["bob-1", "1"],
    ],
    [
      ["ada-2", "2"],
      ["bob-2", "1"],
    ],
  ]);
  await command(joinPod(community), { do: "forget", login: "bob-2" });
  const refused = await command(app, { do: "apply", plan: "swaps", except: ["bob-1"] });
  assert.equal([refused.status, refused.body.outcome], [409, "nothing-left"]);
  assert.match(
    refused.body.detail,
    "No step of it is made, as somebody in it is to stay, or somebody in it has left: `dropped` and `unfit` say which, step by step.",
  );
  assert.not.match(JSON.stringify(refused.body), "bob-2");
});

except("names the pod that a step without others would leave too small, before and after", async () => {
  const community = await crossedCommunity();
  const app = rebalance(community);
  // Both pods have six people; the last step needs the one before it.
  await savePlan(community, "chain", [[["ada-1", "2"]], [["bob-1", "1"]], [["ada-2", "2"]]]);
  const said = "ada-2 stays in Narwhal: without the steps that are left out, Narwhal would have four people.";
  const preview = await get(app, "/plans/chain?except=bob-1", PROVEN);
  assert.is(preview.body.dropped[1].detail, said);
  const applied = await command(app, { do: "apply", plan: "chain", except: ["bob-1"] });
  const page = await get(app, `/runs/${applied.body.run}`, { Accept: "text/html", ...AS_MAINTAINER });
  assert.match(page.body, `: ${said}</li>`);
});

except("costs nothing when nobody is left out", async () => {
  const app = rebalance(await crossedCommunity());
  const { body: plan } = await command(app, { do: "plan" });
  const { body: applied } = await command(app, { do: "apply", plan: plan.id });
  assert.equal([applied.cost, applied.dropped], [0, []]);
});

except("is shown only to maintainers, only for known people, and only while the plan waits", async () => {
  const app = rebalance(await crossedCommunity());
  const { body: plan } = await command(app, { do: "plan" });
  const path = `/plans/${plan.id}?except=ada-1`;
  assert.is((await get(app, path, JSON_WANTED)).body.dropped, undefined);
  assert.is((await get(app, `/plans/${plan.id}?except=nobody-here`, PROVEN)).status, 422);
  assert.is((await get(app, `/plans/${plan.id}?except=ada-1,%20bob-1,`, PROVEN)).status, 200);
  assert.equal((await get(app, `/plans/${plan.id}?except=`, PROVEN)).body.dropped, []);
  await command(app, { do: "discard", plan: plan.id });
  assert.is((await get(app, path, PROVEN)).status, 409);
});

except("that was cut off goes on with the same people, and with nobody else left out", async () => {
  const community = await crossedCommunity();
  const { body: plan } = await command(rebalance(community), { do: "plan" });
  const movers = plan.changes.filter(({ kind }: { kind: string }) => kind === "move");
  await command(rebalance(dyingAfter(community, 6)), { do: "apply", plan: plan.id });
  const app = rebalance(community);
  const last = movers.at(-1).login;
  const other = await command(app, { do: "apply", plan: plan.id, except: [last] });
  assert.is(other.status, 409);
  assert.equal(other.body.errors, [{ pointer: "/except/0", detail: `${last} is in this run.` }]);
  assert.is((await command(app, { do: "apply", plan: plan.id })).status, 200);
  // Applied groups stay applied; now the others are refused because people were moved.
  const moved = await command(app, { do: "apply", plan: plan.id, except: [movers.at(-1).login] });
  assert.is(moved.status, 409);
});

except("that was cut off moves nobody who asked to stay since", async () => {
  const community = await crossedCommunity();
  const { body: plan } = await command(rebalance(community), { do: "plan" });
  const movers = plan.changes.filter(({ kind }: { kind: string }) => kind === "move");
  await command(rebalance(dyingAfter(community, 6)), { do: "apply", plan: plan.id });
  const last = movers.at(-1).login;
  const seat = async () => (await community.store.find({ login: last }))?.standing.pod;
  const before = await seat();
  assert.is((await command(joinPod(community), { do: "stay", login: last })).body.outcome, "staying");
  const app = rebalance(community);
  const refused = await command(app, { do: "apply", plan: plan.id });
  assert.is(refused.status, 409);
  assert.equal(refused.body.errors, [{ pointer: "/plan", detail: `${last} asked to stay, and is in this run.` }]);
  assert.is(await seat(), before);
  assert.is((await command(app, { do: "undo", run: `${plan.id}-${plan.revision}` })).status, 200);
  assert.is(await seat(), before);
});

const long = suite("a plan that takes long");

long("is answered with 202, goes on, and is found by a later tick", async () => {
  const community = await crossedCommunity();
  const app = rebalance({ ...community, answerWithinMs: 1 });
  const early = await tick(app);
  assert.is(early.status, 202);
  assert.is(early.body.outcome, "planning");
  let later = early;
  while (later.status === 202) later = await tick(app);
  assert.is(later.status, 200);
  assert.is((await get(app, "/", JSON_WANTED)).status, 200);
  assert.equal(await Promise.all(["seat/2026-11-22", "plan/2026-W47"].map(community.store.isDue)), [false, false]);
});

long("reports its progress in words to everybody", async () => {
  const community = await crossedCommunity();
  const app = rebalance(community);
  const { store } = community;
  await store.saveProgress({ step: "anneal", done: 0.4, at: community.now() });
  const words = "planning: improving, 40 % done";
  const first = await get(app, "/", JSON_WANTED);
  assert.is(first.status, 404);
  assert.match(first.body.detail, words);
  assert.is(first.body.planning.done, 0.4);
  assert.is((await get(pods(community), "/status.json")).body.planning, words);

  const { body: plan } = await command(app, { do: "plan" });
  assert.is((await get(app, "/", JSON_WANTED)).body.planning, undefined, "it is done");
  await store.saveProgress({ step: "anneal", done: 0.4, at: community.now() });
  const shown = await get(app, "/", JSON_WANTED);
  assert.equal([shown.body.id, shown.body.planning.detail], [plan.id, words]);
  assert.is(shown.headers.get("cache-control"), "no-store");
});

long("is read page by page, without the rest", async () => {
  const community = await crossedCommunity();
  const { store } = community;
  const app = rebalance(community);
  const { body: made } = await command(app, { do: "plan" });
  const [first] = (await store.plan(made.id))?.changes ?? [];
  const kept = await store.plan(made.id);
  assert.ok(first && kept);
  const changes = Array.from({ length: 2345 }, (_, group) => ({ ...first, group }));
  await store.savePlan({ ...kept, id: "long", changes });
  const groups: number[] = [];
  let pages = 0;
  for (let cursor: string | null = "0"; cursor !== null; pages++) {
    const { body } = await get(app, `/plans/long?limit=700&cursor=${cursor}`, PROVEN);
    groups.push(...body.changes.map(({ group }: { group: number }) => group));
    assert.is(body.counts[first.kind], 2345);
    cursor = body.next;
  }
  assert.is(pages, 4);
  assert.equal(groups, [...changes.keys()]);
  assert.equal((await get(app, "/plans/long?cursor=9999", PROVEN)).body.changes, []);
  for (const [query, pointer] of [
    ["limit=0", "/limit"],
    ["limit=10001", "/limit"],
    ["cursor=zzz", "/cursor"],
  ]) {
    const { status, body } = await get(app, `/plans/long?${query}`, PROVEN);
    assert.equal([status, body.errors?.[0].pointer], [422, pointer], query);
  }
  const page = await get(app, "/plans/long", { Accept: "text/html", ...AS_MAINTAINER });
  assert.match(page.body, "345 more");
  assert.match((await get(app, "/plans/long", { Accept: "text/html" })).body, /2,345 people/);
});

long("lets the function answer other calls meanwhile", async () => {
  const { app, close } = await large(2_000);
  await command(app, { do: "plan" });
  let planned = false;
  const plan = command(app, { do: "plan" }).finally(() => {
    planned = true;
  });
  let answered = 0;
  while (!planned) {
    assert.is((await get(app, "/", PROVEN)).body.changes.length > 0, true);
    if (!planned) answered++;
  }
  assert.is((await plan).status, 200);
  assert.ok(answered > 3, `${answered} answers while it planned`);
  await close();
});

long("and fails after its answer logs the failure, and the next one starts again", async () => {
  const community = await crossedCommunity();
  let fail = () => {};
  const gate = new Promise<never>((_, reject) => {
    fail = () => reject(new Error("the store went away"));
  });
  // It may go away before it is asked.
  gate.catch(() => {});
  const store = { ...community.store, snapshot: () => gate };
  const app = rebalance({ ...community, store, answerWithinMs: 1 });
  assert.is((await command(app, { do: "plan" })).status, 202);
  fail();
  const isLogged = () => community.lines.some((line) => line.includes("the store went away"));
  while (!isLogged()) await setImmediate();
  assert.is((await command(rebalance(community), { do: "plan" })).status, 200);
});

long.after(closeStores);

for (const one of [runs, except, long]) one.run();
