/**
 * Proof before body: a route that takes a body judges the head first, and keeps no byte of a body that it will refuse.
 * Under our template the body arrives while we read it. The official templates have read it before they call us; then only
 * the order of the answers is the same.
 */
import type { MiddlewareHandler } from "hono";
import { PodsError } from "../core/errors.ts";
import { openBodyBudget } from "./body-budget.ts";
import type { AppContext, AppEnv } from "./context.ts";
import { EventRequest } from "./event-request.ts";
import { refuseUnknown } from "./query-of.ts";

/** Enough for every command. */
export const BODY_BYTES_MAX = 1024 * 1024;
/** A caller that sends more slowly is not waited for. After 8 s the watchdog ends the request with an answer of its own. */
const BODY_MS = 7_000;

interface Options {
  /** The most that this request may send. */
  readonly bytesMax?: number | ((c: AppContext) => number);
  /** An empty body is a tick, which needs no proof. The first byte needs it. */
  readonly tick?: boolean;
  /** The parameters that its address takes. */
  readonly query?: readonly string[];
  readonly bodyMs?: number;
}

/** One budget a process, whatever the route. */
const budget = openBodyBudget();

/**
 * The middleware of a route that takes a body, which is then in `c.get("body")`. `prove` throws unless the head has a proof
 * of the right form. 401 and 403 come from it; 413 for more than `bytesMax`, as stated or as counted; 415 for a compressed
 * body; 422 for a parameter that is not in `query`; 408 for a body that takes too long; 503 when too much is in flight.
 */
export const takesBody =
  (
    prove: (c: AppContext) => void,
    { bytesMax = BODY_BYTES_MAX, tick = false, query = [], bodyMs = BODY_MS }: Options = {},
  ): MiddlewareHandler<AppEnv> =>
  async (c, next) => {
    if (!tick) prove(c);
    refuseUnknown(c, query);
    if ((c.req.header("content-encoding") ?? "identity") !== "identity") {
      throw new PodsError("unsupported-type", "Send the body as it is, without Content-Encoding.");
    }
    const max = typeof bytesMax === "function" ? bytesMax(c) : bytesMax;
    if (Number(c.req.header("content-length")) > max) throw tooLarge(max);

    const share = budget.share();
    const chunks: Uint8Array[] = [];
    let size = 0;
    const keep = (chunk: Uint8Array) => {
      if (tick && size === 0) prove(c);
      size += chunk.byteLength;
      if (size > max) throw tooLarge(max);
      share.add(chunk.byteLength);
      chunks.push(chunk);
    };
    try {
      const deadline = c.get("deadline");
      deadline.extend(Number.POSITIVE_INFINITY);
      await receive(c, keep, bodyMs);
      deadline.restart();
      keepIn(c, chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks.splice(0)));
      await next();
    } finally {
      share.release();
    }
  };

const tooLarge = (max: number) =>
  new PodsError("too-large", `The body is over the limit of ${max} bytes. Send it in smaller parts.`);

/** Passes the body to `take` as it arrives. */
async function receive(c: AppContext, take: (chunk: Uint8Array) => void, ms: number): Promise<void> {
  const request = c.req.raw as Request | EventRequest;
  if (request instanceof EventRequest) return request.receive(take, ms);
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) take(chunk);
}

/** Also where `c.req.text()` and its like look for it. */
function keepIn(c: AppContext, bytes: Uint8Array): void {
  c.set("body", bytes);
  const request = c.req.raw as Request | EventRequest;
  if (request instanceof EventRequest) request.bodyBytes = bytes;
  else if (request.body !== null)
    c.req.raw = new Request(request.url, {
      method: request.method,
      headers: request.headers,
      body: Buffer.from(bytes),
    });
}
