/** What people read who ask for a seat and have one, or leave and never had one. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { command } from "../support/community.ts";
import { ada, bob, hull, said, user } from "../support/github/deliver-as-github.ts";
import { closeDelivery, openDelivery, writtenIn } from "../support/github/delivery.ts";

const test = suite("people who have a seat, or had none");
test.after(closeDelivery);

const DAY = "22 November 2026";

/** Ada and four others sit in Narwhal (Hull), and five in Orca (Sails). A maintainer seated them, so no account is known. */
async function open() {
  const delivery = await openDelivery();
  const { community, server, send, run } = delivery;
  const join = joinPod(community);
  const sailors = (count: number, area: string) => Array.from({ length: count }, (_, n) => [`${area}-${n}`, area]);
  for (const [login, area] of [...sailors(4, "hull"), ["ada", "hull"], ...sailors(5, "sail")])
    await command(join, { login, areas: [area] });
  let number = 100;
  /** The answer to these words alone. */
  const reply = async (words: string, by = ada) => {
    number += 1;
    server.thread(hull, number, { author: bob });
    await send(said(words, by, number));
    await run();
    return writtenIn(delivery, number);
  };
  return { ...delivery, join, reply };
}

test("are told how to change to a pod that they name, and that works", async () => {
  const { join, reply, store } = await open();
  for (const words of ["/pod join orca", "/pod accept orca"]) {
    const text = await reply(words);
    assert.match(
      text,
      `You already had your seat in **Narwhal** on ${DAY}. On that day **Orca** (Sails) had an open seat: \`/pod leave\` and then \`/pod accept Orca\` takes it, unless somebody else was faster.`,
    );
    assert.not.match(text, "noted");
  }
  const { status, body } = await command(join, { login: "ada", pod: "orca" });
  assert.equal([status, body.outcome, body.pod.slug], [200, "already-seated", "narwhal"]);
  assert.is(
    body.detail,
    "They kept their seat in Narwhal. To get one in Orca at once, they first have to leave Narwhal.",
  );
  for (const words of ["/pod join narwhal", "/pod join"]) assert.not.match(await reply(words), "open seat");
  await reply("/pod leave");
  assert.match(await reply("/pod accept Orca"), "Welcome to the **Orca** pod!");
  assert.is((await store.find({ login: "ada" }))?.standing.pod, 2);
});

test("are told that a pod which they name has no seat for them", async () => {
  const { community, join, reply } = await open();
  await command(pods(community), { do: "lock", pod: "orca" });
  assert.match(
    await reply("/pod join orca"),
    `You already had your seat in **Narwhal** on ${DAY}. **Orca** was closed to new people on ${DAY}.`,
  );
  assert.is((await command(join, { login: "ada", pod: "orca" })).body.detail, "Orca is closed to new people for now.");
});

test("read that what they said was noted only where they said something", async () => {
  for (const [words, isNoted] of [
    ["/pod join", false],
    ["/pod back", false],
    ["/pod join hull", false],
    ["/pod join tz=Europe/Berlin", true],
    ["/pod join sail", true],
  ] as const) {
    const { reply } = await open();
    const text = await reply(words);
    assert.match(text, `You already had your seat in **Narwhal** on ${DAY}.`, words);
    assert.is(text.includes("You kept it, and I noted "), isNoted, words);
  }
});

test("who leave are thanked, and hear of a goodbye, only if they ever had a seat", async () => {
  const { join, reply } = await open();
  await command(join, { login: "ivy", areas: ["hull"], mode: "offer" });
  await command(join, { login: "wen", areas: ["galley"] });
  for (const [n, [login, answer]] of [
    ["ivy", `You said no to your invitation on ${DAY}. \`/pod join\` takes a seat whenever you like.`],
    ["wen", `You left on ${DAY}. \`/pod join\` brings you back.`],
  ].entries())
    assert.match(await reply("/pod leave", user(40 + n, login)), answer ?? "", login);
  const thanks = `You left on ${DAY}. Thank you for the time you gave; \`/pod join\` brings you back.`;
  assert.match(await reply("/pod leave"), thanks);
  const paused = user(42, "hull-1");
  await reply("/pod pause", paused);
  assert.match(await reply("/pod leave", paused), thanks);
});

test.run();
