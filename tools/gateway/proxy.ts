import { randomUUID } from "node:crypto";
import { type IncomingMessage, request, type ServerResponse } from "node:http";
import { sendText } from "./reply.ts";

/** Headers about one connection, not about the message (RFC 9110, 7.6.1). */
const HOP_BY_HOP = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** The same as the real gateway's; the functions' limits are far below. */
const UPSTREAM_TIMEOUT_MS = 60_000;

/** Streams a call to the function on `port`, and its answer back. `path` is the rest of the address. */
export function forward(incoming: IncomingMessage, outgoing: ServerResponse, port: number, path: string): void {
  const started = Date.now();
  const callId = header(incoming, "x-call-id") ?? randomUUID();
  const own = { "X-Call-Id": callId, "X-Start-Time": `${started}000000` };

  const upstream = request({
    host: "127.0.0.1",
    port,
    path,
    method: incoming.method,
    headers: requestHeaders(incoming, port, own),
    agent: false,
    timeout: UPSTREAM_TIMEOUT_MS,
  });
  upstream.on("response", (answer) => {
    const took = (Date.now() - started) / 1000;
    outgoing.writeHead(answer.statusCode ?? 502, [
      ...endToEnd(answer.rawHeaders, Object.keys(own)),
      ...Object.entries({ ...own, "X-Duration-Seconds": took.toFixed(6) }).flat(),
    ]);
    answer.pipe(outgoing);
    answer.on("error", () => outgoing.destroy());
  });
  upstream.on("timeout", () => upstream.destroy(new Error(`no answer in ${UPSTREAM_TIMEOUT_MS / 1000} s`)));
  upstream.on("error", (error) => {
    // A function may answer before it has read the whole request. Its answer must not be lost.
    incoming.unpipe(upstream).resume();
    if (!outgoing.headersSent) sendText(outgoing, 502, `The function did not answer: ${error.message}`);
  });
  outgoing.on("close", () => upstream.destroy());
  incoming.pipe(upstream);
}

function requestHeaders(incoming: IncomingMessage, port: number, own: Record<string, string>): string[] {
  const { remoteAddress, remotePort } = incoming.socket;
  const added: Record<string, string> = {
    ...own,
    Host: `127.0.0.1:${port}`,
    Connection: "close",
    "X-Forwarded-Host": header(incoming, "x-forwarded-host") ?? incoming.headers.host ?? "",
    "X-Forwarded-For": header(incoming, "x-forwarded-for") ?? `${remoteAddress}:${remotePort}`,
  };
  const chunked = incoming.headers["transfer-encoding"] !== undefined;
  if (chunked) added["Transfer-Encoding"] = "chunked";
  else if (incoming.headers["content-length"] === undefined) added["Content-Length"] = "0";
  return [...endToEnd(incoming.rawHeaders, Object.keys(added)), ...Object.entries(added).flat()];
}

/** Names and values alternate, as in Node's `rawHeaders`; without the connection's headers and without `replaced`. */
function endToEnd(rawHeaders: readonly string[], replaced: readonly string[]): string[] {
  const dropped = new Set(replaced.map((name) => name.toLowerCase()));
  const kept: string[] = [];
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const [name = "", value = ""] = rawHeaders.slice(i, i + 2);
    const lower = name.toLowerCase();
    if (!HOP_BY_HOP.has(lower) && !dropped.has(lower)) kept.push(name, value);
  }
  return kept;
}

function header(message: IncomingMessage, name: string): string | undefined {
  const value = message.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
