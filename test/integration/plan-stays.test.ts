/** People who ask to stay: for as long as that holds, and a plan's page says what would be applied now. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { PodsError } from "#shared/core/errors.ts";
import type { Planner } from "#shared/core/ports.ts";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import {
  AS_MAINTAINER,
  CSV,
  closeStores,
  command,
  csvOf,
  get,
  HTML,
  JSON_ONLY,
  NOW,
  post,
  type Reply,
  rebalancing,
  type TestCommunity,
  testCommunity,
  tick,
} from "../support/community.ts";
import { closeDelivery } from "../support/github/delivery.ts";
import { mentioned, noticeComments, openWithPlan } from "../support/github/notices.ts";
import { crossedCommunity, seatFile } from "../support/seated.ts";

/** Sunday; what people say holds until Monday. */
const TWO_DAYS_MS = 2 * 86_400_000;
const WEEK_MS = 7 * 86_400_000;
const ADAS = ["ada-1", "ada-2", "ada-3"];

const later = <One extends Pick<TestCommunity, "now">>(community: One, ms: number): One => ({
  ...community,
  now: () => community.now() + ms,
});

const stay = (community: TestCommunity, login: string) => command(joinPod(community), { do: "stay", login });

const UNCHECKED =
  "This is the plan as it was made: what changed since then could not be checked. Steps that no longer fit are left out when it is applied.";

const over = suite("a wish to stay that is over");

over("holds no longer against the same plan that is made anew", async () => {
  const community = await crossedCommunity();
  const { body: plan } = await command(rebalance(community), { do: "plan" });
  for (const login of ADAS) assert.is((await stay(community, login)).body.outcome, "staying");
  assert.is((await command(rebalance(community), { do: "apply", plan: plan.id })).body.outcome, "nothing-left");
  const app = rebalance(later(community, TWO_DAYS_MS));
  const { body: again } = await command(app, { do: "plan" });
  assert.equal([again.id, again.createdAt], [plan.id, new Date(NOW + TWO_DAYS_MS).toISOString()]);
  assert.is((await command(app, { do: "apply", plan: plan.id })).body.counts.move, 6);
});

over("lets the next week's plan be applied by itself, once, for any number of ticks", async () => {
  const community = await crossedCommunity("autoApply: true, maxMovesPercent: 60");
  for (const login of [...ADAS, "bob-1", "bob-2", "bob-3"]) await stay(community, login);
  const { body: first } = await tick(rebalance(community));
  assert.equal([first.plan.counts.move, first.run], [0, undefined]);
  const next = later(community, WEEK_MS);
  const ticks = await Promise.all(Array.from({ length: 4 }, () => tick(rebalance(next))));
  const [plan, ...others] = new Set(ticks.flatMap(({ body }) => (body.plan ? [body.plan.id] : [])));
  assert.equal(others, []);
  const applied = (await community.store.runs()).filter(({ kind }) => kind === "plan");
  assert.equal(
    applied.map(({ of }) => of),
    [plan],
  );
  const { body: done } = await get(rebalance(next), `/plans/${plan}`, JSON_ONLY);
  assert.equal([done.status, done.counts.move], ["applied", 6]);
});

over("lets people be asked about the plan again, and those who had said it before they were asked", async () => {
  const delivery = await openWithPlan();
  const { community, store, run, plan } = delivery;
  const ask = async (at: typeof community) => (await command(rebalance(at), { do: "ask", plan: plan.id })).body.outcome;
  const planAgain = (at: typeof community) => command(rebalance(at), { do: "plan" });
  const questions = () => noticeComments(delivery, 7).map(mentioned);
  await stay(community, "ada-1");
  await planAgain(community);
  assert.is(await ask(community), "asking");
  for (let n = 0; n < 3; n++) await run();
  const [first = []] = questions();
  assert.not.ok(first.includes("ada-1"));
  assert.ok(first.length > 0);
  // The same plan a little later: the questions stand.
  await planAgain(community);
  assert.is(await ask(community), "already-asked");
  const page = async (login: string) => (await get(pods(community), `/people/${login}`, HTML)).body;
  const [asked = ""] = first;
  assert.match(await page(asked), "A plan of 22 November");

  const revision = (await store.version()).split(".")[0];
  const after = later(community, TWO_DAYS_MS);
  assert.is((await planAgain(after)).body.id, plan.id);
  assert.is((await store.version()).split(".")[0], revision, "nothing else has happened");
  assert.not.match(await page(asked), "A plan of", "nobody is asked at the moment");
  assert.is(await ask(after), "asking");
  assert.match(await page("ada-1"), "A plan of 24 November");
  for (let n = 0; n < 3; n++) await run({ now: after.now });
  assert.is(questions().length, 2);
  assert.ok(questions()[1]?.includes("ada-1"));
});

const around = suite("a plan that is made after somebody asked to stay");

around("is the best with them in place, as if they were pinned, and says what it does", async () => {
  const [community, other] = [await crossedCommunity(), await crossedCommunity()];
  const app = rebalance(community);
  await stay(community, "ada-1");
  await command(pods(other), { do: "pin", login: "ada-1" });
  const { body: plan } = await command(app, { do: "plan" });
  const { body: pinned } = await command(rebalance(other), { do: "plan" });
  assert.is(logins(plan).includes("ada-1"), false);
  assert.equal([plan.counts, plan.after], [pinned.counts, pinned.after]);
  assert.is(plan.counts.move, 5, "the third of the others moves alone");
  const again = await command(app, { do: "plan" });
  assert.equal([again.body.id, again.body.changes], [plan.id, plan.changes]);

  const { json, page } = await pagesOf(community, plan.id);
  assert.equal([json.body.remaining, json.body.unchecked], [undefined, undefined]);
  assert.not.match(page, "As of now");
  const { body: applied } = await command(app, { do: "apply", plan: plan.id });
  assert.equal([applied.counts, applied.dropped, applied.skipped], [plan.counts, [], []]);
  const { body: next } = await command(app, { do: "plan" });
  assert.is(next.before.points, plan.after.points - 3 * plan.counts.move);
});

around("is made without them again once their wish is over", async () => {
  const community = await crossedCommunity();
  const { body: before } = await command(rebalance(community), { do: "plan" });
  await stay(community, "ada-1");
  assert.is.not((await command(rebalance(community), { do: "plan" })).body.id, before.id);
  const { body: after } = await command(rebalance(later(community, TWO_DAYS_MS)), { do: "plan" });
  assert.equal([after.id, after.changes], [before.id, before.changes]);
});

around("moves them not even to mend a pod: the daily seating does", async () => {
  const community = await testCommunity(rebalancing("maxMovesPercent: 60"));
  await seatFile(community, `login,areas\n${csvOf(6, "hull|sail")}`);
  await seatFile(community, `login,areas\n${csvOf(5, "sail", "", "bob")}`);
  const app = rebalance(community);
  for (const login of ["ada-5", "ada-6"]) await command(joinPod(community), { do: "leave", login });
  const { body: whole } = await command(app, { do: "plan" });
  assert.ok(logins(whole).includes("ada-1"), "the pod of four closes");
  await stay(community, "ada-1");
  const { body: plan } = await command(app, { do: "plan" });
  assert.equal(plan.changes, []);
  assert.equal(plan.after, plan.before);
  const { body: seated } = await command(app, { do: "seat" });
  assert.equal([seated.outcome, seated.counts.move], ["seated", 4]);
});

around("appoints them all the same", async () => {
  const community = await crossedCommunity();
  const app = rebalance(community);
  await stay(community, "ada-6");
  await command(joinPod(community), { do: "advocate", login: "ada-6" });
  const { body: made } = await command(app, { do: "plan" });
  const [kept, ada] = await Promise.all([community.store.plan(made.id), community.store.find({ login: "ada-6" })]);
  assert.ok(kept && ada);
  const role = { kind: "advocate", group: kept.groups, member: ada.pseudonym, reasons: [] } as const;
  const changes = [...kept.changes, { ...role, pod: String(ada.standing.pod) }];
  await community.store.savePlan({ ...kept, id: "with-a-role", groups: kept.groups + 1, changes });
  const { json, page } = await pagesOf(community, "with-a-role");
  assert.is(json.body.dropped, undefined);
  assert.not.match(page, /asked to stay|checked>/);
  const { body: applied } = await command(app, { do: "apply", plan: "with-a-role" });
  assert.equal([applied.applied, applied.dropped], [kept.groups + 1, []]);
});

around("is named by the refusal of a plan of which nothing is left", async () => {
  const community = await crossedCommunity();
  const app = rebalance(community);
  const { body: plan } = await command(app, { do: "plan" });
  const apply = async (more = {}) => (await command(app, { do: "apply", plan: plan.id, ...more })).body;
  const ended = "Nobody was moved, and the plan still waits.";
  const others = await apply({ except: ADAS });
  assert.match(others.detail, `${ended} Leave out fewer people, or send {"do":"plan"} for one`);
  for (const login of ADAS) await stay(community, login);
  const { outcome, detail } = await apply();
  assert.is(outcome, "nothing-left");
  assert.match(detail, `${ended} Send {"do":"plan"} for one that leaves people in place who asked to stay.`);
  assert.is((await apply({ except: ["bob-1"] })).detail, detail, "nothing is left without that choice either");
});

const shown = suite("the page of a plan that waits");

const PROVEN_JSON = { ...AS_MAINTAINER, ...JSON_ONLY };
const PROVEN_HTML = { ...AS_MAINTAINER, ...HTML };

const logins = ({ changes }: { changes: { login?: string }[] }): (string | undefined)[] =>
  changes.map(({ login }) => login);

/** The page without and with an empty choice, as JSON and as a page. */
async function pagesOf(community: TestCommunity, id: string): Promise<{ json: Reply; choice: Reply; page: string }> {
  const app = rebalance(community);
  const json = await get(app, `/plans/${id}`, PROVEN_JSON);
  const choice = await get(app, `/plans/${id}?except=`, PROVEN_JSON);
  return { json, choice, page: (await get(app, `/plans/${id}`, PROVEN_HTML)).body };
}

/** A planner that notes how often it was asked what would be applied. */
function counted(planner: Planner): { planner: Planner; previews: () => number } {
  let previews = 0;
  const preview: Planner["preview"] = (...input) => {
    previews++;
    return planner.preview(...input);
  };
  return { planner: { ...planner, preview }, previews: () => previews };
}

shown("shows what Apply would do now, where somebody in it asked to stay", async () => {
  const community = await crossedCommunity();
  const { body: plan } = await command(rebalance(community), { do: "plan" });
  await stay(community, "ada-1");
  const { json, choice, page } = await pagesOf(community, plan.id);
  assert.equal(json.body, choice.body);
  assert.equal([json.body.applied, json.body.remaining.counts.move], [2, 4]);
  assert.match(page, "<h2>What would be applied now</h2><p>2 steps of 3 would be applied.");
  assert.match(page, "As of now: 4 people move.");
  assert.match(page, "<h2>What changes as of now</h2>");
  assert.match(page, "ada-1 stays in Narwhal. Therefore");
  assert.match(page, 'value="apply"');
  const { body: applied } = await command(rebalance(community), { do: "apply", plan: plan.id });
  assert.equal(applied.counts, json.body.remaining.counts);
  assert.equal([applied.cost, applied.dropped], [json.body.cost, json.body.dropped]);
});

shown("of a community without pods speaks of people who go on waiting", async () => {
  const community = await testCommunity();
  await post(joinPod(community), `login,areas\n${csvOf(6, "hull")}`, CSV);
  const { body: plan } = await command(rebalance(community), { do: "plan" });
  const { page } = await pagesOf(community, plan.id);
  assert.match(page, "<b>Nobody sits in a pod yet.</b> Tick anyone who should go on waiting. Nothing happens until");
});

shown("promises an undo only where there can be one", async () => {
  const pageOf = async (community: TestCommunity) => {
    const { body } = await command(rebalance(community), { do: "plan" });
    return (await pagesOf(community, body.id)).page;
  };
  assert.match(
    await pageOf(await crossedCommunity()),
    'Nothing happens until you press <a href="#decide">Apply</a>, and the page of its run says how much of it an undo takes back.',
  );
  const community = await testCommunity();
  await seatFile(community, `login,areas\n${csvOf(6, "hull|sail")}`);
  await seatFile(community, `login,areas\n${csvOf(5, "sail", "", "bob")}`);
  for (const login of ["ada-5", "ada-6"]) await command(joinPod(community), { do: "leave", login });
  const page = await pageOf(community);
  assert.match(page, "only four were left in Narwhal");
  assert.match(page, 'Nothing happens until you press <a href="#decide">Apply</a>.</p>');
});

shown("counts its steps from 1, and JSON from 0, as the OpenAPI document says", async () => {
  const community = await crossedCommunity();
  const { body: plan } = await command(rebalance(community), { do: "plan" });
  assert.is(plan.changes[0].group, 0);
  assert.match((await pagesOf(community, plan.id)).page, "<h3>Step 1</h3>");
  const { body: document } = await get(pods(community), "/openapi.json");
  for (const path of ["/rebalance/plans/{id}", "/rebalance/runs/{id}"])
    assert.match(document.paths[path].get.summary, "`group` 0 is step 1 on the page");
});

shown("says that nothing is left, and offers no Apply", async () => {
  const community = await crossedCommunity();
  const { body: plan } = await command(rebalance(community), { do: "plan" });
  for (const login of ADAS) await stay(community, login);
  const { json, page } = await pagesOf(community, plan.id);
  assert.is(json.body.applied, 0);
  assert.match(page, "Nothing is left to apply: discard the plan.");
  assert.match(page, "As of now: nothing changes.");
  assert.not.match(page, /value="apply"|value="ask"|&quot;do&quot;:&quot;apply&quot;/);
  assert.match(page, 'value="discard"');
});

shown("knows what people changed since it was made", async () => {
  const community = await crossedCommunity();
  const { body: plan } = await command(rebalance(community), { do: "plan" });
  const { group } = plan.changes.find(({ login }: { login: string }) => login === "ada-2");
  await command(joinPod(community), { do: "areas", login: "ada-2", areas: ["hull"], anywhere: false });
  const { json, choice, page } = await pagesOf(community, plan.id);
  assert.equal(json.body, choice.body);
  const detail = "somebody in it no longer wants that area: ada-2";
  assert.equal(json.body.unfit, [{ group, reason: "not-agreed", people: ["ada-2"], detail }]);
  assert.match(page, "1 step no longer fits and would be skipped.");
  assert.match(page, `No longer fits: ${detail}.`);
  const { body: applied } = await command(rebalance(community), { do: "apply", plan: plan.id });
  assert.equal(applied.counts, json.body.remaining.counts);
});

shown("names a pod that was locked since, and nobody in it", async () => {
  const community = await crossedCommunity();
  const { body: plan } = await command(rebalance(community), { do: "plan" });
  await command(pods(community), { do: "lock", pod: "narwhal" });
  const { json } = await pagesOf(community, plan.id);
  const detail = "a pod in it was locked: Narwhal";
  assert.equal(json.body.unfit[0], { group: 0, reason: "locked", people: [], detail });
});

shown("is the plan as it was made where all of it would be applied", async () => {
  const community = await crossedCommunity();
  const { body: plan } = await command(rebalance(community), { do: "plan" });
  await command(joinPod(community), { login: "guest", areas: ["galley"] });
  const { json, page } = await pagesOf(community, plan.id);
  assert.equal([json.body.applied, json.body.dropped, json.body.unfit], [3, [], []]);
  assert.not.match(page, /What would be applied now|[Aa]s of now/);
  assert.match(page, 'value="apply"');
});

shown("asks the planner only where something changed, of maintainers, and on the first page", async () => {
  const community = await crossedCommunity();
  const { planner, previews } = counted(community.planner);
  const app = rebalance({ ...community, planner });
  const { body: plan } = await command(app, { do: "plan" });
  const path = `/plans/${plan.id}`;
  await get(app, path, PROVEN_JSON);
  await get(app, path, PROVEN_HTML);
  assert.is(previews(), 0, "nothing changed");
  await stay(community, "ada-1");
  await get(app, path, HTML);
  await get(app, `${path}?cursor=2`, PROVEN_JSON);
  assert.is(previews(), 0);
  await community.store.saveProgress({ step: "anneal", done: 0.4, at: NOW });
  const busy = await get(app, path, PROVEN_HTML);
  assert.is(previews(), 0, "the planner is busy");
  assert.match(busy.body, `${UNCHECKED} Another plan is being made: load this again when it is ready.`);
  await community.store.saveProgress(null);
  const free = await get(app, path, PROVEN_HTML);
  assert.is(previews(), 1);
  assert.not.match(free.body, UNCHECKED);
  await command(app, { do: "discard", plan: plan.id });
  await get(app, path, PROVEN_HTML);
  assert.is(previews(), 1, "the plan is decided");
});

shown("can be read where the planner cannot say what would be applied", async () => {
  const community = await crossedCommunity();
  const { body: plan } = await command(rebalance(community), { do: "plan" });
  await stay(community, "ada-1");
  const preview = async () => {
    throw new PodsError("unavailable", "No thread can be started.");
  };
  const app = rebalance({ ...community, planner: { ...community.planner, preview } });
  const { status, body } = await get(app, `/plans/${plan.id}`, PROVEN_HTML);
  assert.is(status, 200);
  assert.match(body, "asked to stay");
  assert.match(body, `${UNCHECKED} No thread can be started.`);
  assert.is(
    (await get(app, `/plans/${plan.id}`, PROVEN_JSON)).body.unchecked,
    `${UNCHECKED} No thread can be started.`,
  );
  assert.is((await get(app, `/plans/${plan.id}?except=`, PROVEN_HTML)).status, 503);
});

shown("is to everybody the plan as it was made, which its page says", async () => {
  const community = await crossedCommunity();
  const app = rebalance(community);
  const { body: plan } = await command(app, { do: "plan" });
  await stay(community, "ada-1");
  const { body } = await get(app, `/plans/${plan.id}`, HTML);
  assert.match(body, `${plan.counts.move} people move`);
  assert.match(
    body,
    /These are the figures of <time[^>]*>[^<]*<\/time>, when the plan was made\. Steps that no longer fit are left out when/,
  );
  await command(app, { do: "discard", plan: plan.id });
  const { body: discarded } = await get(app, `/plans/${plan.id}`, HTML);
  assert.match(discarded, /These are the figures of <time[^>]*>[^<]*<\/time>, when the plan was made\. Names are/);
});

over.after(closeDelivery);
shown.after(closeStores);
for (const one of [over, around, shown]) one.run();
