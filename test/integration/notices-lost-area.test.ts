/** People of a pod whose area is gone, when a seating closes that pod: what they read, and what an undo says. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { rebalance } from "../../functions/rebalance/handler.ts";
import { command, tick } from "../support/community.ts";
import { user } from "../support/github/deliver-as-github.ts";
import { closeDelivery, people, says } from "../support/github/delivery.ts";
import { mentioned, noticeComments, openWithThread, WITHOUT_THREAD } from "../support/github/notices.ts";

const test = suite("a pod whose area is gone");
test.after(closeDelivery);

const WAITING = "you lost your seat in **Narwhal** (sail), and went on the waiting list";
const OPEN =
  "While you wait, on 22 November 2026 the **Orca** pod, which looks after Hull, had an open seat. `/pod accept Orca` takes it, unless somebody else was faster.";
const TAKE_BACK = "A maintainer can take the change back";

/** Narwhal, of five, looks after the sails, which the settings lose; then one of the five leaves, and a seating closes it. */
async function closed(also: Record<string, string> = {}, rowers = 0, yaml?: string) {
  const delivery = await openWithThread(yaml);
  const { community, send, run } = delivery;
  const five = people(5);
  for (const one of five) await send(says(`/pod join sail ${also[one.login] ?? ""}`, one, 99));
  for (let n = 0; n < rowers; n++) await send(says("/pod join hull", user(40 + n, `rower-${n}`), 99));
  const settings = community.settings();
  const { sail: _, ...areas } = settings.areas;
  Object.assign(settings, { areas });
  await send(says("/pod leave", five[4] ?? user(14, "sailor-4"), 99));
  const { body } = await command(rebalance(community), { do: "seat" });
  for (let n = 0; n < 3; n++) await run();
  const lines = noticeComments(delivery, 7).join("\n").split("\n");
  const read = (login: string) => lines.filter((line) => mentioned(line).includes(login)).join();
  const offers = () => noticeComments(delivery, 99).filter((text) => text.includes("while you wait"));
  return { ...delivery, seating: body.run as string, notice: lines.join("\n"), read, offers };
}

test("closes when it is short: its people read that no area of theirs is here, and what to do", async () => {
  const { community, seating, notice, read, offers, run, send, store } = await closed({}, 5);
  assert.match(
    notice,
    "**Narwhal** (sail) closed. Why: sail is no longer an area here; only four were left in Narwhal.",
  );
  for (const n of [0, 1, 2, 3]) {
    assert.is(
      read(`sailor-${n}`),
      `- @sailor-${n}: ${WAITING}. You name no area that is still here, so nobody can give you a seat: name another, such as \`/pod join hull\`. ${OPEN}`,
    );
  }
  assert.match(notice, "To say no: `/pod leave` takes you off the waiting list.");
  assert.not.match(notice, TAKE_BACK);
  await tick(rebalance(community));
  for (let n = 0; n < 3; n++) await run();
  assert.equal(offers(), [], "one event, one notice");
  const undone = await command(rebalance(community), { do: "undo", run: seating });
  assert.equal([undone.status, undone.body.outcome], [409, "nothing-to-undo"]);
  assert.is(
    undone.body.detail,
    "Nothing of this run can be taken back. 4 people stay: the settings no longer name the area of the pod before.",
  );
  await send(says("/pod accept Orca", user(10, "sailor-0"), 99));
  assert.is((await store.find({ login: "sailor-0" }))?.standing.pod, 2);
});

test("closes: where no notice mentions them, its people are told of a seat elsewhere where they asked", async () => {
  const { offers } = await closed({}, 5, WITHOUT_THREAD);
  assert.equal(offers().flatMap(mentioned), ["sailor-0", "sailor-1", "sailor-2", "sailor-3"]);
});

test("closes: people who name an area that is still here wait for that one, and nobody can bring them back", async () => {
  const { community, seating, notice, read } = await closed({
    "sailor-0": "hull",
    "sailor-1": "anywhere",
    "sailor-2": "anywhere",
    "sailor-3": "anywhere",
  });
  for (const n of [0, 1, 2, 3])
    assert.is(
      read(`sailor-${n}`),
      `- @sailor-${n}: ${WAITING}. You need not ask again: the next seating gives seats to all whom it can.`,
    );
  assert.not.match(notice, TAKE_BACK);
  const { status, body } = await command(rebalance(community), { do: "undo", run: seating });
  assert.is(status, 409);
  assert.match(body.detail, "4 people stay: the settings no longer name the area of the pod before.");
});

test.run();
