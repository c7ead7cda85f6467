/** People who leave are thanked in the digest if they ask for it, and not otherwise: `/pod goodbye`. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { closeStores, command, get, NOW } from "../support/community.ts";
import { digestCommunity } from "../support/digest-community.ts";
import {
  type Delivery,
  deleted,
  edited,
  hull,
  pull,
  repository,
  said,
  user,
} from "../support/github/deliver-as-github.ts";

const test = suite("goodbye");
test.after(closeStores);

const DAY_MS = 86_400_000;
const WEEK = "2026-W47";
const sailor = (n: number) => user(100 + n, `sailor-${n}`);

/** A pod of six. */
async function openCommunity() {
  const at = await digestCommunity("goodbye");
  const { send, members, digests, store } = at;
  for (let n = 1; n <= 6; n++)
    await command(members, { do: "join", login: sailor(n).login, areas: ["hull"], ability: "experienced" });
  const outcome = async (delivery: Delivery) => {
    await send(delivery);
    return (await store.pendingAnswers("70#5")).at(-1)?.outcome;
  };
  const thanked = async (week = WEEK): Promise<(string | null)[]> => {
    const { farewells } = (await command(digests, { do: "preview", week })).body.digest;
    return (farewells?.items ?? []).map(({ person }: { person: { login: string | null } }) => person.login);
  };
  return { ...at, outcome, thanked };
}

const merged: Delivery = {
  event: "pull_request",
  payload: {
    action: "closed",
    repository: hull,
    sender: sailor(1),
    pull_request: pull(8, sailor(1), { merged: true, merged_at: new Date(NOW).toISOString(), state: "closed" }),
  },
};

test("somebody who left and asked for it is thanked once, with their pod and what they gave", async () => {
  const { send, outcome, thanked, digests, setTime } = await openCommunity();
  await send(merged);
  assert.is(await outcome(said("/pod leave", sailor(1))), "left");
  assert.equal(await thanked(), []);
  assert.is(await outcome(said("/pod goodbye", sailor(1))), "noted");
  assert.is(await outcome(said("/pod goodbye", sailor(1))), "already");
  assert.equal(await thanked(), ["sailor-1"]);
  setTime(NOW + 2 * DAY_MS);
  await command(digests, { do: "publish", week: WEEK });
  for (const suffix of ["", ".md", ".txt"]) {
    const text: string = (await get(digests, `/${WEEK}${suffix}`)).body;
    assert.match(text.replace(/\s+/g, " "), "Thank you for the code, and for the time since November 2026!");
  }
  assert.is(await outcome(said("/pod goodbye", sailor(1))), "noted");
  assert.equal(await thanked("2026-W48"), [], "the digest of the week before did it");
});

test("the digest says nothing of those who did not ask, who stayed, who came back or who asked long ago", async () => {
  const { send, outcome, thanked, members, setTime } = await openCommunity();
  await send(said("/pod leave", sailor(2)));
  await send(said("/pod goodbye", sailor(3)));
  await send(said("/pod leave", sailor(4)));
  await send(said("/pod goodbye", sailor(4)));
  assert.equal(await thanked(), ["sailor-4"]);
  await send(said("/pod join hull", sailor(4)));
  assert.equal(await thanked(), []);
  await send(said("/pod leave", sailor(4)));
  await send(said("/pod pause", sailor(4)));
  assert.equal(await thanked(), []);
  assert.is(await outcome(said("/pod goodbye", user(1, "stranger"))), "no-pod-to-leave");
  setTime(NOW + 42 * DAY_MS);
  await command(members, { do: "goodbye", login: "sailor-2" });
  assert.equal(await thanked("2026-W53"), []);
});

test("the wish is taken back with the comment", async () => {
  const { send, thanked } = await openCommunity();
  await send(said("/pod leave", sailor(1)));
  const wish = said("/pod goodbye", sailor(1));
  await send(wish);
  assert.equal(await thanked(), ["sailor-1"]);
  await send(deleted(wish, sailor(1)));
  assert.equal(await thanked(), []);
});

test("the wish can be taken back, by an edit or by being forgotten, also when it was published", async () => {
  const { send, thanked, members, digests, setTime } = await openCommunity();
  for (const n of [1, 2]) await send(said("/pod leave", sailor(n)));
  const wish = said("/pod goodbye", sailor(1));
  await send(wish);
  await send(said("/pod goodbye", sailor(2)));
  assert.equal(await thanked(), ["sailor-1", "sailor-2"]);
  await send(edited(wish, "Never mind."));
  assert.equal(await thanked(), ["sailor-2"]);
  setTime(NOW + 2 * DAY_MS);
  await command(digests, { do: "publish", week: WEEK });
  assert.match((await get(digests, `/${WEEK}.txt`)).body, "has left Narwhal");
  await command(members, { do: "forget", login: "sailor-2" });
  assert.not.match((await get(digests, `/${WEEK}.txt`)).body, "has left");
});

test("nothing is noted in a private repository, and none of its work is spoken of", async () => {
  const { send, store, thanked, digests } = await openCommunity();
  const secret = repository(71, "ships/secret", { private: true });
  await send(merged);
  await send(said("/pod leave", sailor(1)));
  await send(said("/pod goodbye", sailor(1), 5, { repository: secret }));
  assert.is((await store.pendingAnswers("71#5")).at(-1)?.outcome, "private-repository");
  assert.equal(await thanked(), []);
  await send(said("/pod goodbye", sailor(1)));
  const { markdown } = (await command(digests, { do: "preview", week: WEEK })).body;
  assert.match(markdown, "Thank you for the time since November 2026!");
});

test("leaving says how, and help lists it for people who left", async () => {
  const { send, store } = await openCommunity();
  await send(said("/pod leave", sailor(1)));
  await send(said("/pod help", sailor(1)));
  const help = (await store.pendingAnswers("70#5")).at(-1);
  assert.match(help?.detail ?? "", "goodbye");
});

test.run();
