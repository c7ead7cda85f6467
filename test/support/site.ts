/** Functions as behind a gateway, at `/function/<name>/…` on one local address, inside the test's process. */
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { App } from "#shared/openfaas/app.ts";
import { answer, type Handler } from "../../template/node18-ts/answer.ts";

export interface Site {
  /** e.g. http://127.0.0.1:41234 */
  readonly origin: string;
  close(): Promise<void>;
}

export async function serve(functions: Readonly<Record<string, App>>): Promise<Site> {
  const server = createServer(async (incoming, outgoing) => {
    const [, name = "", rest = ""] = /^\/function\/([a-z-]+)(.*)$/.exec(incoming.url ?? "") ?? [];
    const app = functions[name];
    const response = app
      ? await app.request(rest.startsWith("/") ? rest : `/${rest}`, await requestOf(incoming))
      : new Response(null, { status: 404 });
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  });
  return listening(server);
}

/** One handler under the template's own server. */
export const serveHandler = (handler: Handler, bodyBytesMax = 1000): Promise<Site> => {
  const limits = { bodyBytesMax, answerWithinMs: Number.POSITIVE_INFINITY };
  return listening(createServer((request, response) => void answer(handler, request, response, limits)));
};

async function listening(server: Server): Promise<Site> {
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  server.unref(); // a test that fails before it closes the site ends all the same
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

async function requestOf(incoming: IncomingMessage): Promise<RequestInit> {
  const { method = "GET", headers } = incoming;
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const body = chunks.length > 0 ? { body: Buffer.concat(chunks) } : {};
  return { method, headers: headers as Record<string, string>, ...body };
}
