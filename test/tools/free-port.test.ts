import { once } from "node:events";
import { createServer } from "node:net";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { freePort } from "../../tools/free-port.ts";

const test = suite("a free port");

/** Where outgoing connections begin on Linux; other systems begin higher. */
const OUTGOING_FROM = 32_768;

test("is another one each time, and none that an outgoing connection may get while its server is away", async () => {
  const ports: number[] = [];
  for (let n = 0; n < 30; n++) ports.push(await freePort());
  assert.is(new Set(ports).size, 30);
  assert.ok(
    ports.every((port) => port > 1_023 && port < OUTGOING_FROM),
    ports.join(),
  );
});

test("is none at which somebody listens", async () => {
  const next = (await freePort()) + 1;
  const server = createServer().listen(next, "127.0.0.1");
  // Where another process has it, somebody listens as well.
  await once(server, "listening").catch(() => {});
  assert.is.not(await freePort(), next);
  server.close();
});

test.run();
