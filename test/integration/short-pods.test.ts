/** Pods with fewer than five people: their pages, and those of their people, say what the next seating does. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import {
  AS_MAINTAINER,
  closeStores,
  command,
  get,
  HTML,
  JSON_ONLY,
  rebalancing,
  testCommunity,
} from "../support/community.ts";
import { openDoors } from "../support/doors.ts";

const test = suite("a short pod");
test.after(closeStores);

/** Narwhal, of the hull, loses one of its five people. */
async function open(yaml?: string) {
  const community = await testCommunity(yaml);
  const [people, directory, planner] = [joinPod(community), pods(community), rebalance(community)];
  for (let n = 1; n <= 5; n++) await command(people, { login: `ada-${n}`, areas: ["hull"] });
  const page = async (path: string) => (await get(directory, path, HTML)).body as string;
  const json = async (path: string) => (await get(directory, path, JSON_ONLY)).body;
  assert.not.match(await page("/narwhal"), "at least five");
  assert.equal([(await json("/narwhal")).short, (await json("/people/ada-2")).pod.short], [undefined, undefined]);
  await command(people, { do: "leave", login: "ada-1" });
  return { people, directory, planner, page, json };
}

const PLACES = ["/narwhal", "/people/ada-2"];
const MENDS =
  "fills it, merges it with another or closes it. If it closes, its people get other seats, or wait for some.";

test("reads what the next seating does, and so do its people and its advocate", async () => {
  const { directory, page, json, planner } = await open();
  const detail = `Narwhal has four people, and a pod has at least five: the next seating, at the latest tomorrow, ${MENDS}`;
  for (const path of PLACES) assert.match(await page(path), detail);
  const short = { missing: 1, detail };
  assert.equal([(await json("/narwhal")).short, (await json("/people/ada-2")).pod.short], [short, short]);
  const { todo } = (await get(directory, "/narwhal/advocate", { ...AS_MAINTAINER, ...JSON_ONLY })).body;
  assert.match(todo.find(({ kind }: { kind: string }) => kind === "short").detail, detail);
  await command(planner, { do: "seat" });
  assert.is((await get(directory, "/narwhal", JSON_ONLY)).status, 404, "nobody else asks for the hull");
  assert.not.match(await page("/people/ada-2"), "at least five");
});

test("waits for a maintainer where no seating comes by itself", async () => {
  const { page } = await open(rebalancing("seat: off"));
  const detail = `the next seating that a maintainer makes, or the next plan that is applied, ${MENDS}`;
  for (const path of PLACES) assert.match(await page(path), detail);
});

test("closes where the settings no longer name its area, whoever waits for it", async () => {
  const at = await openDoors();
  const page = async (path: string) => (await get(at.apps.pods, path, HTML)).body as string;
  const { members } = (await get(at.apps.pods, "/narwhal", JSON_ONLY)).body;
  at.loseArea("hull");
  for (const { login } of members.slice(4)) await command(at.apps["join-pod"], { do: "leave", login });
  const detail =
    "Narwhal has four people, and a pod has at least five: the next seating, at the latest tomorrow, closes it.";
  for (const path of ["/narwhal", `/people/${members[0].login}`]) assert.match(await page(path), detail);
  await command(at.apps.rebalance, { do: "seat" });
  assert.is((await get(at.apps.pods, "/narwhal", JSON_ONLY)).status, 404);
});

/** Narwhal has so few people, and is locked if that is said; everybody who comes then waits. */
async function shortBy(count: number, locked: boolean, yaml?: string) {
  const at = await open(yaml);
  const waits = async (login: string, more: object = {}) =>
    (await command(at.people, { login, areas: ["hull"], ...more })).body;
  // Nobody waits with an open seat, but those who came while there was none.
  await command(at.directory, { do: "lock", pod: "narwhal" });
  for (let n = 2; n <= count; n++) await command(at.people, { do: "leave", login: `ada-${n}` });
  const first = await waits("bea");
  if (!locked) await command(at.directory, { do: "unlock", pod: "narwhal" });
  const place = async (login: string) => (await at.json(`/people/${login}`)).waiting[0];
  const state = async (login: string) => (await at.json(`/people/${login}`)).state;
  return { ...at, waits, first, place, state };
}

const SEATS = "the next seating, at the latest tomorrow, gives seats to all whom it can.";

test("seats who waits for its area in spite of its lock, and they read so", async () => {
  for (const locked of [true, false]) {
    const { first, place, state, planner } = await shortBy(1, locked);
    const detail = `A pod of Hull has fewer than five people, and enough wait to fill it: ${SEATS}`;
    assert.equal([first.missing, first.detail], [0, detail]);
    assert.equal(await place("bea"), { area: "hull", position: 1, of: 1, missing: 0, detail });
    await command(planner, { do: "seat" });
    assert.is(await state("bea"), "seated", String(locked));
  }
});

test("is filled when as many come as its page says, and not before", async () => {
  for (const locked of [true, false]) {
    const { first, waits, place, state, planner, directory } = await shortBy(3, locked);
    const detail =
      "A pod of Hull has fewer than five people. It is filled, or a new one forms, when 2 more people ask for Hull, at the latest with the first seating after that.";
    assert.equal([first.missing, first.detail], [2, detail]);
    assert.is((await place("bea")).detail, detail);
    await command(directory, { do: "lock", pod: "narwhal" });
    assert.is((await waits("cleo")).missing, 1);
    await command(planner, { do: "seat" });
    assert.equal([await state("bea"), await state("cleo")], ["waiting", "waiting"]);
    assert.is((await place("bea")).missing, 1, "the people of the pod that closed wait with them");
    await waits("dora");
    assert.equal([await state("bea"), await state("ada-5")], ["seated", "seated"]);
  }
});

test("counts the people of another one of its area that closes for it", async () => {
  const { people, directory, planner, place, state } = await shortBy(3, true);
  // Bea waits. Five more come, and sit in a second pod; three leave that again.
  for (let n = 1; n <= 4; n++) await command(people, { login: `eve-${n}`, areas: ["hull"] });
  await command(directory, { do: "lock", pod: "orca" });
  for (const login of ["bea", "eve-1", "eve-2"]) await command(people, { do: "leave", login });
  await command(people, { login: "flo", areas: ["hull"] });
  assert.is((await place("flo")).missing, 0);
  await command(planner, { do: "seat" });
  assert.is(await state("flo"), "seated");
});

test("is enough for people whom any area suits", async () => {
  const { people, json, planner, state } = await shortBy(1, true);
  await command(people, { do: "leave", login: "bea" });
  await command(people, { login: "gil", areas: ["sail"], anywhere: true });
  assert.match((await json("/people/gil")).elsewhere.detail, SEATS);
  await command(planner, { do: "seat" });
  assert.is(await state("gil"), "seated");
});

test.run();
