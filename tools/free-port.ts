import { once } from "node:events";
import { createServer } from "node:net";

/** A port of 127.0.0.1 that was free a moment ago. Another process may take it first, so be ready to try again. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no free TCP port on 127.0.0.1");
  return address.port;
}
