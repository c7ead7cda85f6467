import * as assert from "uvu/assert";
import type { App } from "#shared/openfaas/app.ts";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import { weeklyDigest } from "../../functions/weekly-digest/handler.ts";
import {
  AS_MAINTAINER,
  CSV,
  changingSettings,
  command,
  csvOf,
  get,
  HTML,
  JSON_ONLY,
  NOW,
  post,
  rebalancing,
  settingsWith,
  storeAt,
  type TestCommunity,
  testCommunity,
  tick,
} from "../support/community.ts";
import { communitySuite } from "../support/community-suite.ts";
import { openDoors, replyTo, standing } from "../support/doors.ts";
import { violations } from "../support/invariants.ts";
import { seatCrossed, seatFile } from "../support/seated.ts";

const WITHOUT_HULL = settingsWith(`
  sail: { title: Sails }
  galley: { title: Galley }
meetings: { weekly: { weekday: Thursday, time: "17:00", timezone: UTC } }
`);

/**
 * Narwhal, of seven, looks after the hull, and one more person waits for it; then the settings lose the hull. `seatsWen` is a
 * plan of before.
 */
const test = communitySuite("areas that are removed", async () => {
  const community = await testCommunity();
  const change = changingSettings(community);
  const people = joinPod(community);
  const directory = pods(community);
  await seatFile(community, `login,areas,ability,advocate\n${csvOf(7, "hull", ",experienced,yes")}`);
  await command(directory, { do: "lock", pod: "narwhal" });
  assert.is((await command(people, { login: "wen", areas: ["hull"] })).body.outcome, "waiting");
  await command(directory, { do: "unlock", pod: "narwhal" });
  const planner = rebalance(community);
  const { body: plan } = await command(planner, { do: "plan" });
  assert.is(plan.counts.seat, 1);
  change(WITHOUT_HULL);
  return { community, people, directory, planner, seatsWen: plan.id };
});

const crewOf = async (directory: App) => (await get(directory, "/narwhal", JSON_ONLY)).body.members.length;

/** The people in all pods, by the area of the pod. */
async function seatedIn({ store }: TestCommunity): Promise<Record<string, string[]>> {
  const seated: Record<string, string[]> = {};
  for (const { area, seats } of await store.pods()) {
    const profiles = await store.profiles(seats.map(({ pseudonym }) => pseudonym));
    seated[area] = [...(seated[area] ?? []), ...[...profiles.values()].map(({ login }) => login)].sort();
  }
  return seated;
}

test("plans tell of them, and readers of one state share the reading of all pods", async ({
  community,
  people,
  seatsWen,
}) => {
  let reads = 0;
  const readAll = () => {
    reads++;
    return community.store.pods();
  };
  const planner = rebalance({ ...community, store: { ...community.store, pods: readAll } });
  const told = async () => (await get(planner, `/plans/${seatsWen}.json`)).body.lostAreas;
  const first = await told();
  assert.match(first.join(), "Narwhal (7 people) looks after it");
  assert.equal(await told(), first);
  assert.is(reads, 1);
  await command(people, { do: "leave", login: "ada-1" });
  assert.match((await told()).join(), "Narwhal (6 people) looks after it");
  assert.is(reads, 2, "another state");
});

test("nobody gets a seat in a pod of theirs", async ({ community, people, directory }) => {
  assert.is((await command(people, { login: "bob", areas: ["hull"] })).status, 422);
  const wished = await command(people, { login: "bob", areas: ["sail"], pod: "narwhal" });
  assert.equal([wished.body.outcome, wished.body.area], ["waiting", "sail"]);
  assert.match(wished.body.detail, "hull is no longer an area here, so Narwhal takes nobody new. No Sails pod");
  const { status, body } = await command(people, { login: "cid", pod: "narwhal" });
  assert.equal([status, body.outcome, body.errors[0].pointer], [422, "area-gone", "/pod"]);
  assert.is(
    body.detail,
    'hull is no longer an area here, so the pod "narwhal" takes nobody new. Name at least one area in "areas", or another pod in "pod".',
  );
  await command(people, { do: "pause", login: "ada-1", until: "2026-12-24" });
  const back = await command(people, { do: "back", login: "ada-1" });
  assert.is(back.body.outcome, "waiting");
  assert.match(back.body.detail, "hull is no longer an area here, so nobody gets a seat for it.");
  assert.is(await crewOf(directory), 6);
  assert.equal(await violations(community.url, community.id), []);
});

const IS_GONE = "Narwhal** took nobody new on 22 November 2026, as the settings no longer named its area, hull.";

test("people who ask for such a pod in a comment read why they get no seat there", async () => {
  const at = await openDoors();
  at.loseArea("hull");
  const nowhere = await replyTo(at, "nora", "join narwhal");
  assert.match(nowhere, `${IS_GONE} Name an area, or a pod, such as \`/pod join sail\`.`);
  assert.match(await replyTo(at, "wen", "accept Narwhal"), `${IS_GONE} On that day **Orca** (Galley) had an open seat`);
  const seated = await replyTo(at, "ian", "join galley, narwhal");
  assert.match(seated, `You took your seat on 22 November 2026. **${IS_GONE}`);
});

test("people who ask for such an area in a comment read that it is gone, and what is open instead", async () => {
  const at = await openDoors();
  at.loseArea("hull");
  const seated = await standing(at);
  const gone =
    "On 22 November 2026 the settings no longer named the area hull, so nothing has changed. The areas are `sail`, `galley`. `/pod join` and the name of one asks for a seat. On that day **Orca** (Galley) had open seats.";
  for (const line of ["join hull", "join the HULL, please", "join galley hull", "accept hull", "who hull"])
    assert.is(await replyTo(at, "wen", line), gone, line);
  assert.is(await replyTo(at, "nora", "join hull"), gone);
  assert.equal(await standing(at), seated);
  assert.match(await replyTo(at, "nora", "join keel"), "I do not understand `keel` there.");
  // No pod looks after the sails, but wen waits for them; and then nothing is open.
  at.loseArea("sail");
  await at.store.lock(2, true, { id: "", at: NOW });
  assert.match(
    await replyTo(at, "nora", "join sail"),
    /no longer named the area sail, so nothing has changed\. The areas are `galley`\. .* asks for a seat\.$/,
  );
});

test("nobody is asked to look after such a pod", async ({ community, people, directory }) => {
  for (let n = 1; n <= 7; n++) await command(people, { do: "step-down", login: `ada-${n}` });
  for (let n = 1; n <= 5; n++) await command(people, { login: `bob-${n}`, areas: ["sail"] });
  const digest = weeklyDigest({ ...community, now: () => NOW + 86_400_000 });
  const { week } = (await tick(digest)).body;
  const { advocates } = (await get(digest, `/${week}.json`)).body;
  assert.equal(namesOf(advocates.items), ["Orca"]);
  assert.equal(namesOf((await get(directory, "/agenda.json")).body.vacant), ["Orca"]);
  const { todo } = (await get(directory, "/narwhal/advocate", { ...AS_MAINTAINER, ...JSON_ONLY })).body;
  assert.not.ok(todo.some(({ kind }: { kind: string }) => kind === "advocate"));
  for (const path of ["/narwhal", "/narwhal/advocate", "/?q=narwhal", "/directory.txt?q=narwhal"]) {
    const { status, body } = await get(directory, path, { ...AS_MAINTAINER, ...HTML });
    assert.is(status, 200, path);
    assert.match(body, "Narwhal");
    assert.not.match(body, /needs an advocate|looking for an advocate|\/pod advocate/i, path);
  }
  assert.match((await get(directory, "/orca", HTML)).body, "Needs an advocate");
  assert.match((await get(directory, "/directory.txt?q=orca")).body, "needs an advocate");
});

test("nobody is told to unlock a short pod of such an area, which nobody could join", async ({ people, directory }) => {
  await command(directory, { do: "lock", pod: "narwhal" });
  for (let n = 1; n <= 4; n++) await command(people, { do: "leave", login: `ada-${n}` });
  const { faults } = (await get(directory, "/status.json", JSON_ONLY)).body;
  assert.match(faults.join("\n"), "The settings no longer name the area hull: Narwhal (3 people)");
  assert.not.match(faults.join("\n"), "unlock");
});

const namesOf = (pods: readonly { readonly name: string }[]): string[] => pods.map(({ name }) => name);

test("its advocate and people who ask who is in it read that its area is gone", async ({ directory }) => {
  const { todo: todos } = (await get(directory, "/narwhal/advocate", { ...AS_MAINTAINER, ...JSON_ONLY })).body;
  assert.equal(
    todos.slice(0, 1).map(({ kind, title }: Record<string, string>) => [kind, title]),
    [["area-gone", "hull is no longer an area of Ships"]],
  );
  const at = await openDoors();
  at.loseArea("hull");
  assert.match(await replyTo(at, "nora", "who narwhal"), IS_GONE);
  assert.not.match(await replyTo(at, "nora", "who orca"), "took nobody new");
});

test("an answer with a seat elsewhere says so, and of a locked pod that it is closed", async () => {
  const at = await openDoors();
  const join = (login: string, pod: string, areas: readonly string[]) =>
    command(at.apps["join-pod"], { login, areas, pod }).then(({ body }) => [body.pod.slug, body.detail]);
  await at.store.lock(1, true, { id: "", at: NOW });
  assert.equal(await join("nora", "narwhal", ["galley", "hull"]), ["orca", "Narwhal is closed to new people for now."]);
  assert.match(
    await replyTo(at, "pia", "join galley, narwhal"),
    "Narwhal** was closed to new people on 22 November 2026.",
  );
  at.loseArea("hull");
  assert.match(await replyTo(at, "al", "join galley, narwhal"), IS_GONE);
  assert.equal(await join("tom", "narwhal", ["galley"]), [
    "orca",
    "hull is no longer an area here, so Narwhal takes nobody new.",
  ]);
});

test("a file that names such a pod hears of it, and people who sit there are no fault", async ({ people }) => {
  const rows = "login,areas,pod,mode\nbob,sail,Narwhal,pod\nada-1,,Narwhal,pod\ncid,,narwhal,offer\n";
  for (const path of ["/?dryRun=true", "/"]) {
    const { body } = await post(people, rows, CSV, path);
    assert.equal(body.rejected, []);
    assert.equal(body.remarks, [
      {
        line: 2,
        detail: "the settings no longer name the area of Narwhal, so it takes nobody new, and the areas decide",
      },
      {
        line: 4,
        detail: "the settings no longer name the area of narwhal, so it takes nobody new, and the areas decide",
      },
    ]);
  }
});

test("neither a seating nor a plan moves anybody there", async ({
  community,
  people,
  directory,
  planner,
  seatsWen,
}) => {
  await command(planner, { do: "apply", plan: seatsWen });
  assert.is(await crewOf(directory), 7);
  for (let n = 1; n <= 4; n++) await command(people, { login: `bob-${n}`, areas: ["sail"] });
  await tick(planner);
  const { body: plan } = await command(planner, { do: "plan" });
  await command(planner, { do: "apply", plan: plan.id });
  const { hull = [] } = await seatedIn(community);
  assert.ok(hull.length > 0 && hull.every((login) => login.startsWith("ada-")), hull.join());
  assert.equal(await violations(community.url, community.id), []);
});

test("people who name another area move there, and the pod closes", async ({
  community,
  people,
  directory,
  planner,
}) => {
  for (let n = 1; n <= 7; n++) await command(people, { login: `ada-${n}`, areas: ["galley"] });
  assert.is(await crewOf(directory), 7, "until a plan moves them");
  const { body: plan } = await command(planner, { do: "plan" });
  const closes = plan.changes.filter(({ kind }: { kind: string }) => kind === "close");
  assert.equal(
    closes.map(({ pod, reasons }: { pod: string; reasons: string[] }) => [pod, reasons]),
    [["narwhal", ["hull is no longer an area here"]]],
  );
  assert.equal([plan.before.choices, plan.before.inLostAreas], [[0, 0, 0, 0], 7]);
  assert.equal([plan.after.choices, plan.after.inLostAreas], [[7, 0, 0, 0], undefined]);
  const page = (await get(planner, `/plans/${plan.id}`, { ...HTML, ...AS_MAINTAINER })).body;
  assert.match(page, /People in an area that is gone<\/th><td class="n">7<\/td><td class="n better">0/);
  assert.match(page, /An area they did not name<\/th><td class="n">0 %<\/td><td class="n">0 %/);
  assert.match(page, "hull is no longer an area here");
  assert.is((await command(planner, { do: "apply", plan: plan.id })).status, 200);
  const seated = await seatedIn(community);
  assert.equal(seated.hull, undefined);
  assert.is(seated.galley?.filter((login) => login.startsWith("ada-")).length, 7);
  // Wen waits for it still, and nobody sits there.
  const { lostAreas } = (await get(planner, `/plans/${plan.id}.json`)).body;
  assert.equal(lostAreas, [
    "The settings no longer name the area hull: 1 person waits for it in vain. If another area takes it over, write was: [hull] there. Otherwise its people name another area with /pod join.",
  ]);
  assert.equal(await violations(community.url, community.id), []);
});

/** A plan of before that is read and applied after the settings lost the area. */
async function planBefore(yaml: string, prepare: (at: TestCommunity) => Promise<unknown>, without: string) {
  const community = await testCommunity(yaml);
  const change = changingSettings(community);
  await prepare(community);
  const planner = rebalance(community);
  const { body: plan } = await command(planner, { do: "plan" });
  change(without);
  const path = `/plans/${plan.id}`;
  const { body: json } = await get(planner, path, { ...JSON_ONLY, ...AS_MAINTAINER });
  const { body: page } = await get(planner, path, { ...HTML, ...AS_MAINTAINER });
  return { community, planner, plan, json, page };
}

test("the page of a plan of before shows what is left of it, and why the rest no longer fits", async () => {
  const yaml = rebalancing("maxMovesPercent: 60");
  const without = yaml.replace(/ {2}hull:.*\n/, "");
  const { planner, plan, json, page } = await planBefore(yaml, seatCrossed, without);
  const gone = plan.changes.filter(({ to }: { to?: string }) => to === "narwhal");
  const detail = "the settings no longer name the area of a pod in it: Narwhal";
  const steps = new Set(gone.map(({ group }: { group: number }) => group));
  assert.equal(
    json.unfit,
    [...steps].map((group) => ({ group, reason: "area-gone", people: [], detail })),
  );
  assert.is(json.applied, plan.groups - steps.size);
  assert.match(page, "As of now");
  assert.match(page, `No longer fits: ${detail}.`);
  const { body } = await command(planner, { do: "apply", plan: plan.id });
  assert.equal(body.unfit, json.unfit);
  assert.is(body.outcome, "nothing-fits");
});

test("no pod is formed for such an area, whoever agreed to any", async () => {
  const yaml = rebalancing("maxMovesPercent: 60");
  const without = yaml.replace(/ {2}galley:.*\n/, "");
  const { planner, plan, json } = await planBefore(
    yaml,
    (community) => post(joinPod(community), `login,areas,anywhere\n${csvOf(6, "galley", ",yes")}`, CSV),
    without,
  );
  assert.is(plan.counts.form, 1);
  const detail = "the settings no longer name the area of a pod in it: a new galley pod";
  assert.equal(json.unfit, [{ group: 0, reason: "area-gone", people: [], detail }]);
  const { body } = await command(planner, { do: "apply", plan: plan.id });
  assert.equal([body.outcome, body.unfit], ["nothing-fits", json.unfit]);
});

test("nobody is promised a move to an area that is gone", async ({ community }) => {
  await seatFile(community, `login,areas\n${csvOf(5, "sail", "", "bob")}`);
  // Another replica, which remembers nothing of open seats.
  const store = storeAt(community.url, community.id, () => community.settings().areas);
  const { body } = await command(joinPod({ ...community, store }), { login: "wen", anywhere: true });
  assert.equal([body.outcome, body.pod?.area, body.detail], ["seated", "sail", undefined]);
});

test("people may leave, and ask for another area", async ({ people, directory }) => {
  for (const n of [1, 2, 3, 4, 5]) {
    await command(people, { do: "leave", login: `ada-${n}` });
    await command(people, { login: `ada-${n}`, areas: ["sail"] });
  }
  assert.is((await get(directory, "/orca", JSON_ONLY)).body.area, "sail");
  assert.is(await crewOf(directory), 2);
});

test("pages say so, and what to do", async ({ people, directory, planner }) => {
  await post(people, "login,areas,anywhere\nxan,,no\n", CSV);
  const { body } = await get(directory, "/status.json", JSON_ONLY);
  const words =
    "The settings no longer name the area hull: Narwhal (7 people) looks after it and takes nobody new; " +
    "1 person waits for it in vain. If another area takes it over, write was: [hull] there.";
  assert.ok(
    body.faults.some((fault: string) => fault.startsWith(words)),
    body.faults.join("\n"),
  );
  const { body: plan } = await command(planner, { do: "plan" });
  const { lostAreas } = (await get(planner, `/plans/${plan.id}.json`)).body;
  assert.match(lostAreas.join("\n"), words);
  assert.is(lostAreas.length, 1);
  assert.match((await get(planner, `/plans/${plan.id}`, HTML)).body, words);
  const page = (await get(directory, "/narwhal", HTML)).body;
  assert.match(page, "hull is no longer an area of Ships, so nobody new joins this pod.");
  assert.not.match(page, "area=hull");
  assert.match(page, "Its area is gone");
  assert.not.match(page, "No room right now");
  const { items } = (await get(directory, "/", JSON_ONLY)).body;
  assert.equal(
    items.map(({ slug, openSeats, areaGone }: Record<string, unknown>) => [slug, openSeats, areaGone]),
    [["narwhal", 0, true]],
  );
  const all = (await get(directory, "/", HTML)).body;
  assert.match(all, /1 pod closed to joins<\/h2>.*\n?.*Its area is gone/);
  assert.not.match(all, "Ask anyway");
  assert.match((await get(directory, "/directory.txt", {})).body, "area gone");
  assert.match(
    (await get(directory, "/people/ada-1", HTML)).body,
    "which looked after hull. That is no longer an area here",
  );
  assert.match((await get(directory, "/people/wen", HTML)).body, "hull is no longer an area here");
});

test("people of a pod of five read that a plan moves them only together, and how they get a seat at once", async () => {
  const community = await testCommunity();
  const [people, directory] = [joinPod(community), pods(community)];
  const change = changingSettings(community);
  await seatFile(community, `login,areas\n${csvOf(5, "hull")}`);
  await seatFile(community, `login,areas\n${csvOf(6, "sail", "", "bob")}`);
  change(WITHOUT_HULL);
  const { body } = await command(people, { login: "ada-1", areas: ["sail"] });
  const page = (await get(directory, "/people/ada-1", HTML)).body;
  for (const text of [body.detail, page]) {
    assert.match(text, "But Narwhal has only five people and takes nobody new");
    assert.not.match(text, "first somebody has to come to it");
  }
  await command(people, { do: "leave", login: "ada-1" });
  assert.is((await command(people, { login: "ada-1", areas: ["sail"] })).body.pod.slug, "orca");
});

test("a seating that closes the pod says so, and that nothing takes it back", async () => {
  // Pseudonyms decide between equals, so that in another order one person more would move.
  let left = 99;
  const newPseudonym = () => `x${String(left--).padStart(11, "0")}`;
  const community = Object.assign(await testCommunity(), { newPseudonym });
  const change = changingSettings(community);
  const planner = rebalance(community);
  const crews = [csvOf(6, "hull|sail", ",no"), csvOf(6, "sail", ",no", "bob"), csvOf(2, "hull", ",yes", "cleo")];
  await post(joinPod(community), `login,areas,anywhere,mode\n${crews.join("\n").replaceAll(/$/gm, ",pod")}`, CSV);
  await command(planner, { do: "seat" });
  change(WITHOUT_HULL);
  const { body } = await command(planner, { do: "seat" });
  console.log(JSON.stringify(body).slice(0, 900));
  assert.equal([body.counts.move, body.counts.close], [7, 1]);
  assert.match(body.detail, " closed: 7 people moved to other pods. ");
  assert.match(body.detail, "The run cannot be undone.");
  const gone = "Nothing of this run can be taken back: the settings no longer name the area of a pod that it closed.";
  assert.match((await get(planner, `/runs/${body.run}`, HTML)).body, gone);
});

test.run();
