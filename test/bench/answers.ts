/** `npm run bench -- answers`: how long a command waits for its answer while 500 other errands are due, with GitHub's pacing. */
import { setTimeout as pause } from "node:timers/promises";
import { tick } from "../support/community.ts";
import { bob, clock, hull } from "../support/github/deliver-as-github.ts";
import { closeDelivery, openDelivery, opens, says, seatFive } from "../support/github/delivery.ts";

const ERRANDS = 500;
const COMMANDS = 6;
const TICK_MS = 10_000;
/** Commands come at different moments between two ticks. */
const APART_MS = 1_700;
const LOOK_MS = 50;

const { server, send, hurry, app } = await openDelivery({ paced: true });
await seatFive(send);
server.thread(hull, 99, { author: bob });
for (let number = 1_000; number < 1_000 + ERRANDS; number++) {
  server.thread(hull, number, { author: bob });
  await send(opens(number));
}
await hurry();
const [began, since] = [clock(), performance.now()];
const busy = app({ now: () => began + performance.now() - since });
const ticks = setInterval(() => void tick(busy), TICK_MS);
await tick(busy);
for (let n = 0; n < COMMANDS; n++) {
  server.thread(hull, n + 1, { author: bob });
  await pause(APART_MS * n);
  const from = performance.now();
  await send(says("/pod who narwhal", bob, n + 1));
  while (!server.comments(hull, n + 1).some(({ body }) => body.includes("@bob"))) await pause(LOOK_MS);
  console.log(`command ${n + 1}: answered after ${((performance.now() - from) / 1000).toFixed(1)} s`);
}
clearInterval(ticks);
await closeDelivery();
process.exit();
