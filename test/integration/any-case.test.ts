/** Words of closed lists, in JSON and in queries: capitals do not matter there, as in comments. */
import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { weeklyDigest } from "../../functions/weekly-digest/handler.ts";
import { CSV, command, csvOf, get, post, testCommunity } from "../support/community.ts";
import { communitySuite } from "../support/community-suite.ts";
import { said, user } from "../support/github/deliver-as-github.ts";
import { openWebhook } from "../support/github/webhook.ts";
import { joinAll } from "../support/store.ts";

const test = communitySuite("words in any case", async () => ({ community: await testCommunity() }));

test("a command, an ability and a mode", async ({ community }) => {
  const join = joinPod(community);
  const { status } = await command(join, {
    do: "JOIN",
    login: "ada",
    areas: ["hull"],
    ability: "Experienced",
    mode: "Pod",
  });
  assert.is(status, 202);
  assert.is((await community.store.find({ login: "ada" }))!.profile.ability, "experienced");
  assert.is((await command(join, { do: "Leave", login: "ada" })).status, 200);
  const { body } = await command(join, { do: "Vanish", login: "ada" });
  assert.match(body.errors[0].detail, "leave");
});

test("a day of the week, and a week", async ({ community }) => {
  await joinAll(community.store, 5, "hull");
  const meeting = { do: "meeting", pod: "narwhal", weekday: "thursday", time: "17:00", timezone: "europe/london" };
  assert.is((await command(pods(community), meeting)).body.outcome, "changed");
  assert.is((await community.store.pods())[0]!.meeting?.weekday, "Thursday");
  const wrong = await command(pods(community), { ...meeting, weekday: "thu" });
  assert.equal([wrong.status, wrong.body.errors[0].pointer], [422, "/weekday"]);
  assert.is((await command(weeklyDigest(community), { do: "preview", week: "2026-w47" })).status, 200);
});

test("a time zone, which is kept as it is listed", async ({ community }) => {
  const join = joinPod(community);
  await command(join, { login: "ada", areas: ["hull"], timezone: "europe/berlin" });
  await post(join, "login,areas,timezone\nbob,hull,EUROPE/KYIV\n", CSV);
  await openWebhook(community).send(said("/pod join hull tz=america/new_york", user(3, "cid")));
  const kept = ["ada", "bob", "cid"].map(async (login) => (await community.store.find({ login }))!.profile.timezone);
  assert.equal(await Promise.all(kept), ["Europe/Berlin", "Europe/Kyiv", "America/New_York"]);
  const html = await get(join, "/matches?area=hull&timezone=asia/kolkata", { Accept: "text/html" });
  assert.match(html.body, 'value="Asia/Kolkata" selected');
  const meeting = { do: "meeting", pod: "narwhal", weekday: "Thursday", time: "17:00", timezone: "europe/london" };
  await joinAll(community.store, 5, "hull");
  await command(pods(community), meeting);
  assert.is((await community.store.pods())[0]!.meeting?.timezone, "Europe/London");
});

test("the words of a query", async ({ community }) => {
  assert.is((await get(joinPod(community), "/matches?area=hull&ability=NEWCOMER&anywhere=Yes")).status, 200);
  assert.is((await get(pods(community), "/?open=TRUE")).status, 200);
  const { body } = await post(joinPod(community), `login,areas\n${csvOf(2, "hull", ",")}\n`, CSV, "/?dryRun=True");
  assert.is(body.dryRun, true);
});

test.run();
