/**
 * Loads an HTTP server over keep-alive connections, each with one request at a time. It uses bare sockets, because it
 * shares the machine's cores with the server under test and must cost little itself.
 */
import { connect } from "node:net";

export interface Load {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** The number of answers by status. */
  readonly statuses: Readonly<Record<number, number>>;
}

interface Options {
  readonly port: number;
  readonly connections: number;
  readonly durationMs: number;
  /** The bytes of the next request. */
  readonly next: () => Buffer;
}

export async function load({ port, connections, durationMs, next }: Options): Promise<Load> {
  const latencies: number[] = [];
  const statuses: Record<number, number> = {};
  const start = performance.now();
  const end = start + durationMs;
  const one = () =>
    converse(port, end, next, (status, ms) => {
      latencies.push(ms);
      statuses[status] = (statuses[status] ?? 0) + 1;
    });
  await Promise.all(Array.from({ length: connections }, one));
  const seconds = (performance.now() - start) / 1000;
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.floor(latencies.length * share)] ?? Number.NaN;
  return { perSecond: latencies.length / seconds, p50Ms: at(0.5), p99Ms: at(0.99), statuses };
}

function converse(
  port: number,
  end: number,
  next: () => Buffer,
  tell: (status: number, ms: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    socket.setNoDelay(true);
    let sent = 0;
    let received = Buffer.alloc(0);
    const send = () => {
      if (performance.now() >= end) {
        socket.end();
        return resolve();
      }
      const request = next();
      sent = performance.now();
      socket.write(request);
    };
    socket.on("connect", send);
    socket.on("data", (chunk) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
      const status = statusOfWhole(received);
      if (status === undefined) return;
      received = Buffer.alloc(0);
      tell(status, performance.now() - sent);
      send();
    });
    socket.on("error", reject);
    socket.on("close", () => reject(new Error("the server closed the connection")));
  });
}

const BODILESS = new Set([204, 304]);

/** The status of a complete response; `undefined` while it is incomplete. */
function statusOfWhole(bytes: Buffer): number | undefined {
  const head = bytes.indexOf("\r\n\r\n");
  if (head < 0) return undefined;
  const text = bytes.toString("latin1", 0, head).toLowerCase();
  const status = Number(text.slice(9, 12));
  if (BODILESS.has(status)) return status;
  const length = /\ncontent-length: *(\d+)/.exec(text)?.[1];
  if (length !== undefined) return bytes.length >= head + 4 + Number(length) ? status : undefined;
  return bytes.toString("latin1", bytes.length - 5) === "0\r\n\r\n" ? status : undefined;
}

/** A request as bytes. */
export function request(method: string, path: string, headers: Readonly<Record<string, string>>, body = ""): Buffer {
  const all = {
    Host: "127.0.0.1",
    ...headers,
    ...(method === "GET" ? {} : { "Content-Length": Buffer.byteLength(body) }),
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n${body}`);
}
