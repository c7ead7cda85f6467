/** A chat on this machine: takes what is posted to its webhooks as Slack and Discord do, keeps it, and can be made to fail. */
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

export interface Receipt {
  readonly path: string;
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into messages of every shape
  readonly body: any;
}

/** How the chat answers next: with a status, not at all, or by hanging up once it has read the message. */
export type Mood =
  | { readonly status: number; readonly body?: string; readonly headers?: Record<string, string> }
  | "silent"
  | "hang-up";

export interface Chat {
  /** Addresses as the secret `pods-chat` holds them. */
  readonly slack: string;
  readonly discord: string;
  /** Everything that arrived, in the order it did, however it was answered. */
  readonly receipts: readonly Receipt[];
  /** For the next message only. */
  next(mood: Mood): void;
  stop(): Promise<void>;
}

export async function startChat(): Promise<Chat> {
  const receipts: Receipt[] = [];
  const moods: Mood[] = [];
  const server = createServer(async (request, response) => {
    const body = await read(request);
    receipts.push({ path: request.url ?? "", type: request.headers["content-type"] ?? "", body: JSON.parse(body) });
    const mood = moods.shift() ?? usual(request.url ?? "", receipts.length);
    if (mood === "silent") return;
    if (mood === "hang-up") return void request.socket.destroy();
    response.writeHead(mood.status, mood.headers).end(mood.body ?? "");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    slack: `http://127.0.0.1:${port}/services/T0/B0/secret`,
    discord: `http://127.0.0.1:${port}/api/webhooks/1/secret`,
    receipts,
    next: (mood) => void moods.push(mood),
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** Slack says ok; Discord tells the message's id to who waits for it. */
function usual(path: string, count: number): Exclude<Mood, string> {
  if (path.startsWith("/services/")) return { status: 200, body: "ok" };
  if (!path.includes("wait=true")) return { status: 204 };
  return { status: 200, body: JSON.stringify({ id: String(1000 + count) }) };
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
