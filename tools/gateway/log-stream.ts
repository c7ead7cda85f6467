import type { ServerResponse } from "node:http";
import type { Functions } from "./functions.ts";
import type { LogLine } from "./logs.ts";
import { Refused } from "./refused.ts";

/** Detects clients that went away silently. JSON decoders skip it. */
const HEARTBEAT_MS = 15_000;

/** Answers `/system/logs?name=&tail=&since=&follow=` with one JSON object per line, as faas-cli reads it. */
export function streamLogs(
  outgoing: ServerResponse,
  query: URLSearchParams,
  namespace: string,
  functions: Functions,
): void {
  const name = query.get("name") ?? "";
  const logs = functions.find(name)?.worker?.logs;
  if (!logs) throw new Refused(404, `no such function: ${name}`);

  const tail = Number(query.get("tail") ?? 0);
  const since = Date.parse(query.get("since") ?? "") || 0;
  const write = ({ at, text }: LogLine) => {
    const message = { name, namespace, instance: `${name}-local`, timestamp: new Date(at).toISOString(), text };
    outgoing.write(`${JSON.stringify(message)}\n`);
  };
  outgoing.writeHead(200, { "Content-Type": "application/x-ndjson", "Cache-Control": "no-store" });
  const lines = logs.lines().filter(({ at }) => at >= since);
  for (const line of tail > 0 ? lines.slice(-tail) : lines) write(line);
  if (!["1", "true"].includes(query.get("follow") ?? "")) {
    outgoing.end();
    return;
  }
  outgoing.flushHeaders();
  const unfollow = logs.follow(write);
  const heartbeat = setInterval(() => outgoing.write("\n"), HEARTBEAT_MS).unref();
  outgoing.once("close", () => {
    unfollow();
    clearInterval(heartbeat);
  });
}
