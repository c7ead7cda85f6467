import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import {
  CSV,
  changingSettings,
  command,
  csvOf,
  get,
  JSON_ONLY,
  post,
  settingsWith,
  storeAt,
  testCommunity,
  tick,
} from "../support/community.ts";
import { communitySuite } from "../support/community-suite.ts";
import { seatFile } from "../support/seated.ts";

const RENAMED = settingsWith(`
  keel: { title: The Keel, was: [hull] }
  sail: { title: Sails }
`);
/** The keel lost the id of before, and something else got it. */
const REUSED = settingsWith(`
  keel: { title: The Keel }
  hull: { title: Hull }
  sail: { title: Sails }
`);
const AFFIRMED = REUSED.replace("title: Hull", "title: Hull, was: [hull]");

const WHY =
  "The id hull has passed to another area: it became keel. Name it in was of keel, and give another area another id, or " +
  "write was: [hull] at hull if it is that area after all. Until then nobody is seated or moved, as pods would change areas unasked.";

/** Five people of the hull, which is called keel from then on; somebody has asked for a seat since. */
const test = communitySuite("the id of an area that another area takes", async () => {
  const community = await testCommunity();
  const change = changingSettings(community);
  const made = { people: joinPod(community), directory: pods(community), planner: rebalance(community) };
  await seatFile(community, `login,areas\n${csvOf(5, "hull")}`);
  change(RENAMED);
  assert.is((await command(made.people, { login: "wen", areas: ["sail"] })).status, 202);
  return { community, change, ...made };
});

test("seats nobody, moves nobody and makes no plan until that is mended", async (given) => {
  const { community, change, people, planner, directory } = given;
  const lastImport = async () => (await get(directory, "/status", JSON_ONLY)).body.lastImport.id;
  const before = await lastImport();
  change(REUSED);
  const refused = [
    await command(people, { login: "bob", areas: ["hull"] }),
    await command(people, { do: "areas", login: "wen", areas: ["hull"] }),
    await post(people, "login,areas\nbob,hull\n", CSV),
    await post(people, "login,areas\nbob,hull\n", CSV, "/?dryRun=true"),
    await command(planner, { do: "plan" }),
    await command(planner, { do: "seat" }),
    await tick(planner),
  ];
  for (const { status, body } of refused) assert.equal([status, body.detail], [503, WHY]);
  assert.is(await lastImport(), before, "the file that was refused hides no id that an undo needs");
  assert.ok(community.lines.some((line) => line.includes("has passed to another area")));
  assert.is((await command(people, { do: "leave", login: "ada-5" })).status, 200);
  change(RENAMED);
  assert.is((await command(people, { login: "bob", areas: ["keel"] })).body.pod.slug, "narwhal");
  assert.is((await command(planner, { do: "plan" })).status, 200);
});

test("stands on the status page, and the functions are not ready, as long as these settings are in force", async (given) => {
  const { change, directory, planner } = given;
  const said = async () => [
    (await get(directory, "/status", JSON_ONLY)).body.redis.refusal,
    (await get(directory, "/ready")).status,
  ];
  assert.is((await tick(planner)).status, 200);
  change(REUSED);
  assert.is((await tick(planner)).status, 503, "though nothing is due any more");
  assert.equal(await said(), [WHY, 503]);
  change(RENAMED);
  assert.equal(await said(), [undefined, 200]);
  change(REUSED);
  assert.equal(await said(), [WHY, 503]);
});

test("ends no process that has no rows of a kind to list when the settings change", async ({ community, change }) => {
  const operation = { id: "", at: community.now() };
  change(REUSED);
  assert.equal(await community.store.listIndependent([], operation), []);
  const rows = [{ subject: { login: "bob", proposed: "pbob" }, profile: { areas: ["hull"] } }];
  const refused = await community.store.enlist(rows, operation).catch((error: Error) => error.message);
  assert.is(refused, WHY);
});

test("is no fault for replicas that have the settings of before", async ({ community, change, people }) => {
  const older = community.settings();
  const store = storeAt(community.url, community.id, () => older.areas);
  const beside = { ...community, settings: () => older, store };
  change(REUSED);
  assert.is((await command(people, { login: "bob", areas: ["sail"] })).status, 503);
  assert.is((await command(joinPod(beside), { login: "bob", areas: ["keel"] })).body.pod.slug, "narwhal");
  assert.is((await get(pods(beside), "/ready")).status, 200);
});

test("is allowed where somebody says that it is the area of before", async ({ change, people, directory }) => {
  change(AFFIRMED);
  const { body } = await command(people, { login: "bob", areas: ["hull"] });
  assert.equal([body.outcome, body.pod.slug, body.pod.area], ["seated", "narwhal", "hull"]);
  change(REUSED);
  assert.is((await command(people, { login: "cid", areas: ["hull"] })).body.outcome, "seated");
  assert.is((await get(directory, "/narwhal", JSON_ONLY)).body.area, "hull");
});

test.run();
