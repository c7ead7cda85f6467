/** Whoever waits for an answer gets it first, however much else is due. Time is counted, not waited for. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { GitHub } from "#shared/github/client.ts";
import { tick } from "../support/community.ts";
import { bob, clock, hull, issue, user } from "../support/github/deliver-as-github.ts";
import { closeDelivery, openDelivery, opens, people, says, seatFive } from "../support/github/delivery.ts";

const test = suite("the order of sending");

const TICK_MS = 10_000;
/** As slow as GitHub wants us to be. */
const READ_MS = 500;
const WRITE_MS = 3_000;
const WRITES = ["create", "update", "remove", "close", "react"];

/** A community of which the cron-connector calls `deliver` every ten seconds, with a GitHub that takes its time. */
async function openBusy() {
  const delivery = await openDelivery();
  let passed = 0;
  const slow = (github: GitHub): GitHub =>
    new Proxy(github, {
      get(target, name, receiver) {
        const method = Reflect.get(target, name, receiver);
        if (typeof method !== "function") return method;
        return (...args: unknown[]) => {
          passed += WRITES.includes(String(name)) ? WRITE_MS : READ_MS;
          return method.apply(target, args);
        };
      },
    });
  const app = delivery.app({ now: () => clock() + passed, github: () => slow(delivery.github) });
  return {
    ...delivery,
    time: () => passed,
    tick: () => tick(app),
    async nextTick() {
      passed = (Math.floor(passed / TICK_MS) + 1) * TICK_MS;
      await delivery.hurry();
      // All others were due before it.
      for (const set of ["urgent", "due"]) await delivery.redis.zadd(delivery.key(set), "XX", "2", "answers:70#5");
      await tick(app);
    },
  };
}

for (const [what, count] of [
  ["500 other errands are due", 500],
  ["a person has labelled 24 issues", 24],
] as const)
  test(`a command is answered within 20 s of its delivery while ${what}`, async () => {
    const { server, send, run, nextTick, time } = await openBusy();
    await seatFive(send);
    server.thread(hull, 99, { author: bob });
    await run();
    for (let number = 1000; number < 1000 + count; number++) {
      const author = user(number);
      server.thread(hull, number, { author });
      const labeled = { action: "labeled", repository: hull, sender: bob, issue: issue(number, author) };
      await send(count === 24 ? { event: "issues", payload: labeled } : opens(number, author));
    }
    for (let i = 0; i < 3; i++) await nextTick();
    server.thread(hull, 5, { author: bob });
    await send(says("/pod who narwhal", bob, 5));
    const from = time();
    const writesBefore = server.asked.filter((one) => one === "issues/create-comment").length;
    const isAnswered = () => server.comments(hull, 5).some(({ body }) => body.includes("@bob"));
    for (let ticks = 0; !isAnswered() && ticks < 10; ticks++) await nextTick();
    assert.ok(isAnswered());
    assert.ok(time() - from <= 20_000, `${time() - from} ms`);
    const writes = server.asked.filter((one) => one === "issues/create-comment").length - writesBefore;
    assert.is(writes, 1, "nothing else was written before it");
    for (let ticks = 0; ticks < 12; ticks++) await nextTick();
    assert.ok(
      server.asked.filter((one) => one === "issues/create-comment").length > writesBefore + 10,
      "the others have their turn",
    );
    assert.equal(server.violations, []);
  });

test("a command is answered between those of a crowd in another thread, which then goes on", async () => {
  const { server, send, nextTick, tick } = await openBusy();
  for (const number of [5, 6]) server.thread(hull, number, { author: bob });
  for (const one of people(30)) await send(says("/pod help", one, 6));
  await send(says("/pod help", bob, 5));
  const answered = (number: number) =>
    server.comments(hull, number).flatMap(({ body }) => body.match(/^@[\w-]+: /gm) ?? []).length;
  await nextTick();
  for (let ticks = 0; answered(5) === 0 && ticks < 10; ticks++) await tick();
  assert.equal([answered(5), answered(6)], [1, 10]);
  for (let ticks = 0; answered(6) < 30 && ticks < 30; ticks++) await nextTick();
  assert.equal([answered(5), answered(6)], [1, 30]);
});

test("a tick that comes while another one runs makes it go on", async () => {
  const { server, send, hurry, app, github } = await openDelivery();
  let passed = 0;
  const slow = (github: GitHub): GitHub => ({
    ...github,
    async create(place, body) {
      const made = await github.create(place, body);
      passed += TICK_MS;
      void tick(one);
      return made;
    },
  });
  const one: ReturnType<typeof app> = app({ now: () => clock() + passed, github: () => slow(github) });
  for (const number of [5, 6, 7]) {
    server.thread(hull, number, { author: bob });
    await send(says("/pod help", bob, number));
  }
  await hurry();
  assert.is((await tick(one)).body.sent, 3);
});

test.after(closeDelivery);
test.run();
