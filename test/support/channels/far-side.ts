/** The far side of each channel on this machine: takes messages as the real one does, and can be made to fail. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Channel } from "#shared/channels/channel.ts";
import type { Behaviour, Reply, Request } from "./behaviour.ts";
import { blueskyAt } from "./bluesky.ts";
import { mastodonAt } from "./mastodon.ts";
import { webhookAt } from "./webhook.ts";

/**
 * What becomes of the next message: refused with a status; taken, but the reply never comes or is cut off; or lost before it
 * was taken.
 */
type Mood =
  | { readonly status: number; readonly body?: string; readonly headers?: Record<string, string> }
  | "silent"
  | "hang-up"
  | "lost";

export interface FarSide extends Behaviour {
  readonly requests: readonly Request[];
  /** For the next request to post. */
  next(mood: Mood): void;
  /** For every request that looks something up, until it is called with nothing. */
  blind(mood?: Mood): void;
  stop(): Promise<void>;
}

/** A channel that can be looked up needs a server of its own here; any other is a webhook. */
const BEHAVIOURS: Readonly<Record<string, (address: string) => Behaviour>> = {
  bluesky: blueskyAt,
  mastodon: mastodonAt,
};

export async function startFarSide(channel: Channel): Promise<FarSide> {
  const requests: Request[] = [];
  const moods: Mood[] = [];
  let blindness: Mood | undefined;
  let behaviour: Behaviour | undefined;
  const server = createServer(async (incoming, response) => {
    const request = await read(incoming);
    requests.push(request);
    const mood = behaviour!.isPost(request) ? moods.shift() : blindness;
    if (typeof mood === "object") return send(response, { body: "", ...mood });
    if (mood === "lost") return void incoming.socket.destroy();
    const reply = behaviour!.answer(request);
    if (mood === "hang-up") return void incoming.socket.destroy();
    if (mood !== "silent") send(response, reply);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const open = BEHAVIOURS[channel.id];
  if (!open && channel.promise === "exactly-once") {
    throw new Error(`test/support/channels has no server for ${channel.id}, which promises exactly-once.`);
  }
  behaviour = open ? open(address) : webhookAt(address, channel);
  return Object.assign(behaviour, {
    requests,
    next: (mood: Mood) => void moods.push(mood),
    blind: (mood?: Mood) => {
      blindness = mood;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  });
}

const send = (response: ServerResponse, { status, headers, body }: Reply): void =>
  void response.writeHead(status, headers).end(body);

async function read(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const { method = "", headers, url = "/" } = incoming;
  return { method, url: new URL(url, "http://far.side"), headers, body: Buffer.concat(chunks).toString() };
}
