/** What a seating did is said truly: nothing, or something that can be taken back, or that never can. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Store } from "#shared/core/ports.ts";
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
  post,
  SETTINGS,
  type TestCommunity,
  testCommunity,
  tick,
} from "../support/community.ts";
import { closeDelivery } from "../support/github/delivery.ts";
import { noticeComments, openWithThread, WITH_THREAD } from "../support/github/notices.ts";
import { signedLink } from "../support/links.ts";
import { seatFile } from "../support/seated.ts";

const DAY_MS = 86_400_000;

const nothing = suite("a seating that changes nothing");

nothing("leaves no run and is no change of seats, however many ticks come, and is the day's", async () => {
  const community = await testCommunity();
  await seatFile(community, `login,areas\n${csvOf(6, "hull")}`);
  const [before] = (await get(rebalance(community), "/runs", JSON_ONLY)).body.items;
  const app = rebalance(community);
  const ticks = await Promise.all(Array.from({ length: 50 }, () => tick(app)));
  for (const { body } of ticks) assert.equal([body.outcome, body.seating, body.run], ["done", undefined, undefined]);
  assert.is((await tick(app)).body.outcome, "nothing-due");
  const { items } = (await get(app, "/runs", JSON_ONLY)).body;
  assert.equal(items, [before]);
  const status = (await get(pods(community), "/status", HTML)).body;
  assert.match(status, `/rebalance/runs/${before.id}"`);

  // The day's seating is done; the next day has one of its own.
  await post(joinPod(community), `login,areas\nlate,hull`, { ...AS_MAINTAINER, "Content-Type": "text/csv" });
  assert.is((await tick(app)).body.outcome, "nothing-due");
  const next = await tick(rebalance({ ...community, now: () => community.now() + DAY_MS }));
  assert.is(next.body.seating.counts.seat, 1);
});

nothing("is said to be none where people left meanwhile", async () => {
  const community = await testCommunity();
  await seatFile(community, `login,areas\n${csvOf(6, "hull")}`);
  await post(joinPod(community), `login,areas\nlate,hull`, { ...AS_MAINTAINER, "Content-Type": "text/csv" });
  const late = interrupted(community, async () => command(joinPod(community), { do: "leave", login: "late" }));
  const { status, body } = await command(rebalance(late), { do: "seat" });
  assert.equal([status, body.outcome, body.counts.seat], [200, "nothing-seated", 0]);
  assert.is(
    body.detail,
    "This seating gave nobody a seat: people or pods had changed before it was made, perhaps by another seating. `skipped` says why; if people still wait, send it again.",
  );
  assert.equal(body.skipped, [{ group: 0, reason: "gone", detail: "somebody in it has left: late" }]);
  const { body: open } = await get(rebalance(community), `/runs/${body.run}`, JSON_ONLY);
  assert.is(open.skipped[0].detail, "somebody in it has left", "without proof nobody is named");
  const page = (await get(rebalance(community), signedLink(`/runs/${body.run}`), HTML)).body;
  assert.match(page, '<h2>Skipped</h2><ul class="groups"><li><p class="call">Somebody in it has left: late.</p>');
});

nothing("is not what happened where a pod closes, which its answer says", async () => {
  const community = await testCommunity();
  await seatFile(community, `login,areas\n${csvOf(5, "hull")}`);
  await command(joinPod(community), { do: "leave", login: "ada-5" });
  const { body } = await command(rebalance(community), { do: "seat" });
  assert.equal([body.outcome, body.counts.close, body.counts.wait], ["unseated", 1, 4]);
  assert.is(body.detail, "Narwhal closed: 4 people wait again. The run cannot be undone.");
});

nothing("is said of those who find no other seat where a pod closes", async () => {
  const community = await testCommunity();
  await seatFile(community, `login,areas,anywhere\n${csvOf(5, "hull", ",no")}`);
  await post(joinPod(community), `login,areas,anywhere\n${csvOf(5, "sail", ",no", "bob")}`, {
    ...AS_MAINTAINER,
    "Content-Type": "text/csv",
  });
  await command(joinPod(community), { do: "leave", login: "ada-5" });
  const { body } = await command(rebalance(community), { do: "seat" });
  assert.equal([body.outcome, body.counts.seat, body.counts.wait], ["seated", 5, 4]);
  assert.match(
    body.detail,
    "Narwhal closed: 4 people wait again. Everybody else for whom there is a place has a seat. The run ",
  );
});

/** Something happens before the first step of a run. */
function interrupted(community: TestCommunity, meanwhile: () => Promise<unknown>): TestCommunity {
  let happened = false;
  const applyGroup: Store["applyGroup"] = async (...args) => {
    if (!happened) await meanwhile();
    happened = true;
    return community.store.applyGroup(...args);
  };
  return { ...community, store: { ...community.store, applyGroup } };
}

const forGood = suite("a seating that can never be taken back");

/** A pod of four closes: its people sit in the other. */
async function closing(yaml = SETTINGS) {
  const delivery = await openWithThread(yaml);
  const { community } = delivery;
  await seatFile(community, `login,areas\n${csvOf(6, "hull|sail")}`);
  await seatFile(community, `login,areas\n${csvOf(5, "sail", "", "bob")}`);
  for (const login of ["ada-5", "ada-6"]) await command(joinPod(community), { do: "leave", login });
  const app = rebalance(community);
  const { body } = await command(app, { do: "seat" });
  assert.equal([body.counts.move, body.counts.close], [4, 1]);
  return { delivery, app, body };
}

forGood("is promised to be by neither its notice nor its page nor its answer", async () => {
  const { delivery, app, body } = await closing(WITH_THREAD);
  for (let n = 0; n < 3; n++) await delivery.run();
  const notice = noticeComments(delivery, 7).at(-1) ?? "";
  assert.match(notice, "ada-1");
  assert.not.match(notice, "take the change back");
  const moved = "Narwhal closed: 4 people moved to other pods. Everybody for whom there is a place has a seat. The run";
  assert.is(body.detail, `${moved} cannot be undone.`);
  const why = "Nothing of this run can be taken back: fewer than five people could go back to a pod that it closed.";
  for (const path of [signedLink(`/runs/${body.run}`), `/runs/${body.run}`]) {
    const { status, body: page } = await get(app, path, HTML);
    assert.is(status, 200, page);
    assert.not.match(page, /Undo this run|faas-cli/);
    assert.ok(page.includes(why), page);
  }
  const refused = await command(app, { do: "undo", run: body.run });
  assert.is(refused.body.outcome, "nothing-to-undo");
});

forGood("gives a closed pod as the cause of its own people's moves only", async () => {
  const community = await testCommunity();
  const [people, app] = [joinPod(community), rebalance(community)];
  const crews = [csvOf(12, "hull"), csvOf(6, "sail|hull", "", "bob"), csvOf(6, "galley", "", "cleo")];
  await post(people, `login,areas\n${crews.join("\n")}\n`, CSV);
  await command(app, { do: "seat" });
  await post(people, "login,areas,anywhere\ncleo-1,hull,no\ndora,galley,no\n", CSV);
  for (const login of ["bob-5", "bob-6"]) await command(people, { do: "leave", login });
  const { body } = await command(app, { do: "seat" });
  assert.equal([body.counts.move, body.counts.close], [5, 1]);
  assert.match(body.detail, /^\w+ closed\. 5 people moved to other pods\. /);
});

forGood("is told from one of which a part can be", async () => {
  const { app, body } = await closing();
  const community = await testCommunity();
  await seatFile(community, `login,areas\n${csvOf(6, "hull")}`);
  await post(joinPod(community), `login,areas\nlate,hull`, { ...AS_MAINTAINER, "Content-Type": "text/csv" });
  const other = rebalance(community);
  const { body: seated } = await command(other, { do: "seat" });
  assert.match(seated.detail, "The run can be undone: its page says how many people that takes back.");
  assert.match((await get(other, signedLink(`/runs/${seated.run}`), HTML)).body, "Undo this run");
  assert.not.match((await get(app, signedLink(`/runs/${body.run}`), HTML)).body, "Undo this run");
});

nothing.after(closeStores);
forGood.after(closeDelivery);
forGood.after(closeStores);
for (const one of [nothing, forGood]) one.run();
