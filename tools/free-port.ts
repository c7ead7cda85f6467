import { once } from "node:events";
import { createServer } from "node:net";

/** Below those that systems give to outgoing connections, so that none takes a port while its server is away. */
const FIRST = 10_000;
const COUNT = 22_000;
/** Processes that start one after the other look at ports far apart. */
const APART = 101;

let next = process.pid * APART;

/**
 * A port of 127.0.0.1 that was free a moment ago, another one at each call. Another process may take it first, so be ready to
 * try again.
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < COUNT; tries++) {
    const port = FIRST + (next++ % COUNT);
    if (await isFree(port)) return port;
  }
  throw new Error("no free TCP port on 127.0.0.1");
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch {
    return false;
  }
  server.close();
  await once(server, "close");
  return true;
}
