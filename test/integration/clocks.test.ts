/** GitHub and every replica of a function have a clock of their own: where they differ, people still do what they say last. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { command } from "../support/community.ts";
import { bob, hull, said, user } from "../support/github/deliver-as-github.ts";
import { closeDelivery, openDelivery, seatFive } from "../support/github/delivery.ts";

const test = suite("clocks that differ");
test.after(closeDelivery);

const NOON = Date.parse("2026-11-22T12:00:00Z");
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const zed = user(77, "zed");

async function open() {
  const delivery = await openDelivery();
  delivery.server.thread(hull, 5, { author: bob });
  await seatFive(delivery.send);
  const { store, community, send } = delivery;
  /** A command by JSON to a replica with this time. */
  const tell = (fields: object, at: number) =>
    command(joinPod({ ...community, now: () => at }), { login: "zed", ...fields });
  /** A comment that GitHub received at this time. */
  const comment = (words: string, at: number, by = zed) => {
    const { event, payload } = said(words, by);
    const time = new Date(at).toISOString();
    const about = payload as { comment: object };
    return send({ event, payload: { ...about, comment: { ...about.comment, created_at: time, updated_at: time } } });
  };
  const find = () => store.find({ login: "zed" });
  const stateOf = async () => (await find())?.standing.state;
  return { ...delivery, tell, comment, find, stateOf };
}

const WAYS_OUT = [
  ["leave", "alumni"],
  ["pause", "paused"],
  ["independent", "independent"],
  ["forget", undefined],
] as const;

for (const [word, state] of WAYS_OUT)
  test(`a command to ${word} holds though the function's clock has gone back since`, async () => {
    const { tell, stateOf } = await open();
    await tell({ areas: ["hull"] }, NOON);
    for (const back of [SECOND, 10 * MINUTE]) {
      assert.is((await tell({ do: word }, NOON - back)).status, 200);
      assert.is(await stateOf(), state);
      // And they come back by a clock that is right, or not.
      assert.is((await tell({ areas: ["hull"] }, NOON - 2 * back)).body.outcome, "seated");
    }
  });

test("somebody who wants no seat elsewhere, or no role any more, is heard in spite of a clock", async () => {
  const { tell, find } = await open();
  await tell({ areas: ["sail"], anywhere: true, advocate: true }, NOON);
  await tell({ do: "step-down" }, NOON - SECOND);
  await tell({ do: "decline" }, NOON - SECOND);
  const { volunteer = false, anywhere = false } = (await find())!.profile;
  assert.equal([volunteer, anywhere], [false, false]);
});

for (const [word, state] of [...WAYS_OUT.slice(0, 3), ["forget me", undefined]] as const)
  test(`\`/pod ${word}\` holds though a function's clock is some minutes fast`, async () => {
    const { tell, comment, stateOf } = await open();
    await tell({ areas: ["hull"] }, NOON + 2 * MINUTE - 1);
    await comment(`/pod ${word}`, NOON);
    assert.is(await stateOf(), state);
  });

test("a comment holds that was written in the second of a command, as GitHub tells whole seconds", async () => {
  const { tell, comment, find } = await open();
  await tell({ areas: ["sail"] }, NOON - MINUTE);
  await tell({ do: "leave" }, NOON + 500);
  await comment("/pod join sail", NOON);
  assert.equal((await find())?.profile.areas, ["sail"]);
  assert.is((await find())?.standing.state, "waiting");
});

test("a comment that is older, and comes late, changes nothing", async () => {
  const { tell, comment, stateOf } = await open();
  await tell({ areas: ["hull"] }, NOON + 2 * MINUTE);
  await comment("/pod leave", NOON);
  assert.is(await stateOf(), "seated", "a way out, from before the clocks can differ");
  await tell({ do: "leave" }, NOON + 3 * MINUTE);
  await comment("/pod join hull", NOON + 3 * MINUTE - SECOND);
  assert.is(await stateOf(), "alumni", "a way in");
  await comment("/pod join hull", NOON + 4 * MINUTE);
  await comment("/pod leave", NOON + 4 * MINUTE - SECOND);
  assert.is(await stateOf(), "seated", "two comments have one clock");
});

for (const when of ["before", "after"])
  test(`an older comment does not count ${when} a command to a replica whose clock is slow`, async () => {
    const { tell, comment, stateOf } = await open();
    await comment("/pod join hull", NOON);
    if (when === "before") await comment("/pod leave", NOON - MINUTE);
    await tell({ areas: ["hull"] }, NOON - 2 * MINUTE);
    if (when === "after") await comment("/pod leave", NOON - MINUTE);
    assert.is(await stateOf(), "seated");
  });

test("nor does an older comment after it about a pod, or a seat in it", async () => {
  const { tell, comment, find, community, store } = await open();
  await tell({ areas: ["hull"], advocate: true }, NOON - 3 * MINUTE);
  const slow = pods({ ...community, now: () => NOON - 2 * MINUTE });
  await comment("/pod rename Herring", NOON);
  await comment("/pod pin @zed", NOON);
  assert.is((await command(slow, { do: "rename", pod: "narwhal", name: "Sprat" })).status, 200);
  assert.is((await command(slow, { do: "unpin", login: "zed" })).status, 200);
  await comment("/pod rename Herring", NOON - MINUTE);
  await comment("/pod pin @zed", NOON - MINUTE);
  assert.is((await store.pod(1))?.name, "Sprat");
  assert.is((await find())?.standing.pinned, false);
});

test("a comment after another counts though a function's clock is fast", async () => {
  const { tell, comment, stateOf } = await open();
  await tell({ areas: ["hull"] }, NOON + MINUTE);
  await comment("/pod leave", NOON);
  await comment("/pod join hull", NOON + SECOND);
  assert.is(await stateOf(), "seated");
});

test.run();
