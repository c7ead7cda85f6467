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
import { world } from "../support/doors.ts";

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
  const at = await world();
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

test.run();
