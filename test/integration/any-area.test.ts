/** People who wait and whom any area suits read what the next seating does for them, and are counted wherever they count. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import {
  CSV,
  changingSettings,
  closeStores,
  command,
  csvOf,
  get,
  HTML,
  JSON_ONLY,
  post,
  rebalancing,
  settingsWith,
  storeAt,
  type TestCommunity,
  testCommunity,
} from "../support/community.ts";
import { joinAll } from "../support/store.ts";

const test = suite("people whom any area suits");
test.after(closeStores);

const SOON = "the next seating, at the latest tomorrow, gives seats to all whom it can.";
const IN_ANY = "finds a seat in any pod with room, or in a new pod once five people wait who agree to one area.";

/** The pages of a replica that has kept nothing in memory. */
const fresh = (community: TestCommunity) =>
  pods({ ...community, store: storeAt(community.url, community.id, () => community.settings().areas) });
const page = async (community: TestCommunity, path: string): Promise<string> =>
  (await get(fresh(community), path, HTML)).body;
const facts = async (community: TestCommunity, login: string) =>
  (await get(fresh(community), `/people/${login}`, JSON_ONLY)).body;
const asks = ({ community }: { community: TestCommunity }, login: string, areas: string[], anywhere = false) =>
  command(joinPod(community), { login, ...(areas.length > 0 && { areas }), ...(anywhere && { anywhere }) });
const seat = (community: TestCommunity) => command(rebalance(community), { do: "seat" });
const isSeated = async ({ store }: TestCommunity, login: string) =>
  (await store.find({ login }))?.standing.state === "seated";

test("read that enough people for a pod elsewhere wait, and get a seat in it", async () => {
  const community = await testCommunity();
  const only = await asks({ community }, "ann", ["sail"], true);
  assert.match(
    only.body.detail,
    `A new one forms when 4 more people ask for Sails, at the latest with the first seating after that. Any other area suits them, too: the next seating ${IN_ANY}`,
  );
  assert.is(
    (await facts(community, "ann")).elsewhere.detail,
    `Any other area suits them, too: the next seating ${IN_ANY}`,
  );
  for (let n = 1; n <= 4; n++) await asks({ community }, `cook-${n}`, ["galley"]);
  const soon = `Any area suits them, and enough people for a new pod wait: ${SOON}`;
  assert.match(await page(community, "/people/ann"), `<p>${soon}</p>`);
  const { waiting, elsewhere } = await facts(community, "ann");
  assert.equal([waiting[0].missing, elsewhere], [4, { detail: soon }]);
  assert.match(await page(community, "/people/cook-1"), `Enough people for a new one wait: ${SOON}`);
  await seat(community);
  assert.ok(await isSeated(community, "ann"));
});

test("are shared by two areas: nobody there reads that enough people for their pod wait", async () => {
  const community = await testCommunity();
  for (let n = 1; n <= 4; n++) {
    await asks({ community }, `cook-${n}`, ["galley"]);
    await asks({ community }, `hand-${n}`, ["sail"]);
  }
  await asks({ community }, "ann", ["hull"], true);
  const contested = `Enough people for a new one wait, but some of them may get seats in another area: ${SOON}`;
  for (const login of ["cook-1", "hand-1"]) {
    assert.match(await page(community, `/people/${login}`), contested);
    assert.is((await facts(community, login)).waiting[0].missing, 0);
  }
  await asks({ community }, "bea", ["hull"], true);
  assert.match(await page(community, "/people/cook-1"), `Enough people for a new one wait: ${SOON}`);
  assert.is((await seat(community)).body.counts.form, 2);
});

test("read that a seat is open elsewhere, and get it", async () => {
  const community = await testCommunity(rebalancing("seat: off"));
  await joinAll(community.store, 9, "hull");
  await asks({ community }, "gil", ["galley"], true);
  await asks({ community }, "amy", [], true);
  const outlook = async (login: string) => {
    const { waiting, elsewhere } = await facts(community, login);
    return [waiting[0].detail, elsewhere?.detail].filter(Boolean).join(" ");
  };
  assert.match(await outlook("gil"), "when 3 more people ask for Galley");
  assert.match(await outlook("gil"), IN_ANY);
  await command(joinPod(community), { do: "leave", login: "sailor-hull-1" });
  const open =
    "Any area suits them, and a seat is open: the next seating, which a maintainer makes, gives seats to all whom it can.";
  assert.match(await outlook("gil"), open);
  assert.is(await outlook("amy"), open);
  await seat(community);
  assert.ok(await isSeated(community, "gil"));
});

test("need name no other area when theirs is gone, and do not wait in vain", async () => {
  const community = await testCommunity();
  const change = changingSettings(community);
  await post(joinPod(community), `login,areas,anywhere\n${csvOf(6, "galley", ",yes")}\nzoe,galley,no\n`, CSV);
  change(settingsWith("\n  hull: { title: Hull }\n  sail: { title: Sails }\n"));
  const gone = "galley is no longer an area here, so nobody gets a seat for it.";
  const shown = await page(community, "/people/ada-1");
  assert.match(shown, `<p>${gone}</p>\n<p>Any area suits them, and enough people for a new pod wait: ${SOON}</p>`);
  assert.not.match(shown, "Name another area");
  assert.match(await page(community, "/people/zoe"), `${gone} Name another area to get one.`);
  const { faults } = (await get(fresh(community), "/status.json", JSON_ONLY)).body;
  assert.match(
    faults.join("\n"),
    "the area galley: 1 person waits for it in vain; 6 people who wait named it, and can get a seat elsewhere. If",
  );
  await seat(community);
  assert.ok(await isSeated(community, "ada-1"));
  assert.not.ok(await isSeated(community, "zoe"));
});

test("are counted in the directory and on the page of areas, so that these add up", async () => {
  const community = await testCommunity();
  for (let n = 1; n <= 4; n++) await asks({ community }, `cook-${n}`, ["galley"]);
  assert.not.match(await page(community, "/"), "any area suits");
  await asks({ community }, "ann", ["sail"], true);
  assert.match(
    await page(community, "/"),
    "5 people wait for a seat; any area suits 1 of them, who counts for every area. A pod forms with the next seating",
  );
  const { items } = (await get(fresh(community), "/areas", JSON_ONLY)).body;
  const counts = ({ id, waiting, waitingAnywhere }: Record<string, unknown>) => [id, waiting, waitingAnywhere];
  assert.equal(items.map(counts), [
    ["hull", 0, 1],
    ["sail", 1, 0],
    ["galley", 4, 1],
  ]);
  const shown = await page(community, "/areas");
  assert.match(shown, "0 pods, 1 person waiting whom any area suits");
  assert.match(shown, "0 pods, 1 person waiting<");
  assert.match(shown, "0 pods, 4 people waiting and 1 more whom any area suits");
});

test.run();
