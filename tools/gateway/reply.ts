import type { IncomingMessage, ServerResponse } from "node:http";
import { Refused } from "./refused.ts";

/** Deployments and secrets are small. */
const BODY_BYTES_MAX = 1 << 20;

/** OpenFaaS answers its own errors in plain text, and faas-cli prints them as they are. */
export function sendText(outgoing: ServerResponse, status: number, text: string): void {
  outgoing.writeHead(status, { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" });
  outgoing.end(`${text}\n`);
}

export function sendJson(outgoing: ServerResponse, status: number, value: unknown): void {
  outgoing.writeHead(status, { "Content-Type": "application/json", "Cache-Control": "no-store" });
  outgoing.end(JSON.stringify(value));
}

/** The body as JSON. Throws `Refused` if it is too large or not JSON. */
export async function readJson(incoming: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_BYTES_MAX) throw new Refused(413, `the body is larger than ${BODY_BYTES_MAX} bytes`);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    throw new Refused(400, "the body is not JSON");
  }
}
