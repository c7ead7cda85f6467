/** One HTTP request, one call of the handler, one reply. */
import { randomUUID } from "node:crypto";
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { parse as parseQuery } from "node:querystring";
import { log } from "./log.ts";
import { sendProblem } from "./problem.ts";

interface Event {
  /** The raw bytes; the stream of them for a handler that asks for it. */
  readonly body: Buffer | IncomingMessage;
  readonly headers: IncomingMessage["headers"];
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string | string[] | undefined>>;
}

export interface Handler {
  // biome-ignore lint/suspicious/noExplicitAny: the contract is untyped; each handler declares the parts it uses
  (event: any, context: any, callback: Callback): unknown;
  start?(): Promise<void>;
  /** It reads bodies itself, and so decides before the first byte whether it wants them. It has limits of its own. */
  readonly streamsBody?: boolean;
}
type Callback = (error: unknown, result?: unknown) => void;

export interface Limits {
  readonly bodyBytesMax: number;
  /** Later the watchdog gives up, and its own answer is empty. `Infinity` without such a limit. */
  readonly answerWithinMs: number;
}

export async function answer(
  handler: Handler,
  request: IncomingMessage,
  response: ServerResponse,
  { bodyBytesMax, answerWithinMs }: Limits,
): Promise<void> {
  const exchange = { request, response, answerBy: performance.now() + answerWithinMs };
  const context = new Context(exchange);
  try {
    const body = hasBody(request) ? await bodyFor(handler, request, bodyBytesMax) : NO_BODY;
    if (body === undefined) return refuse(exchange, 413, `The body is over the limit of ${bodyBytesMax} bytes.`);
    const callback: Callback = (error, result) => (error ? context.fail(error) : context.succeed(result));
    const result = await handler(eventOf(request, body), context, callback);
    if (!context.replied) context.succeed(result);
  } catch (error) {
    context.fail(error);
  }
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** By the clock of `performance`. */
  readonly answerBy: number;
}

const ONE_WRITE_BYTES = 64 * 1024;
const NO_BODY = Buffer.alloc(0);
const NO_QUERY = Object.freeze({});

function eventOf({ url = "/", headers, method = "GET" }: IncomingMessage, body: Event["body"]): Event {
  const mark = url.indexOf("?");
  return {
    body,
    headers,
    method,
    path: mark < 0 ? url : url.slice(0, mark),
    query: mark < 0 ? NO_QUERY : parseQuery(url.slice(mark + 1)),
  };
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers["transfer-encoding"] !== undefined || Number(headers["content-length"]) > 0;

const bodyFor = (handler: Handler, request: IncomingMessage, max: number) =>
  handler.streamsBody ? request : readBody(request, max);

/** How long the rest of a body that the handler did not want delays its answer at most. */
const DROP_MS = 4_000;

/**
 * Goes on once the whole request was read, or has taken too long. The rest of the body is dropped unread: if we answered at
 * once and closed the connection, the watchdog and callers that are still sending would never see the answer.
 */
function whenRead({ request, answerBy }: Exchange, then: () => void): void {
  if (request.complete || !hasBody(request)) {
    then();
    return;
  }
  let end = setTimeout(answerNow, Math.min(DROP_MS, answerBy - performance.now()));
  request.on("end", answerNow).on("close", answerNow).resume();

  function answerNow() {
    clearTimeout(end);
    request.off("end", answerNow).off("close", answerNow);
    then();
    if (request.complete || request.destroyed) return;
    end = setTimeout(() => request.destroy(), DROP_MS);
    request.on("close", () => clearTimeout(end));
  }
}

/**
 * The whole body, or `undefined` when it is over `max` bytes. The bytes are counted, because the watchdog forwards every
 * body chunked and without its length. The rest of a body that is too large is read and dropped: if we stopped reading,
 * the watchdog would answer 500 instead of our 413.
 */
function readBody(request: IncomingMessage, max: number): Promise<Buffer | undefined> {
  // When the caller disconnects midway, the promise stays pending: there is nobody left to answer.
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= max) chunks.push(chunk);
      else chunks.length = 0;
    });
    request.on("end", () => resolve(size > max ? undefined : chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
  });
}

/** The node18 template's context, with one difference: a second reply is dropped instead of ending the process. */
class Context {
  replied = false;
  readonly #exchange: Exchange;
  #status = 200;
  #headers: OutgoingHttpHeaders = {};

  constructor(exchange: Exchange) {
    this.#exchange = exchange;
  }

  status(code?: number): this | number {
    if (code === undefined) return this.#status;
    this.#status = code;
    return this;
  }

  headers(values?: OutgoingHttpHeaders): this | OutgoingHttpHeaders {
    if (values === undefined) return this.#headers;
    this.#headers = values;
    return this;
  }

  succeed(result?: unknown): void {
    if (this.#isSecond()) return;
    const [body, type] = encode(result);
    const { response } = this.#exchange;
    if (type !== undefined) response.setHeader("Content-Type", type);
    for (const name in this.#headers) {
      const value = this.#headers[name];
      if (value !== undefined) response.setHeader(name, value);
    }
    response.statusCode = this.#status;
    this.replied = true;
    whenRead(this.#exchange, () => end(response, body));
  }

  /** The error goes to the log only. The caller learns that something went wrong, and no internals. */
  fail(error: unknown): void {
    if (this.#isSecond(error)) return;
    this.replied = true;
    const status = this.#status === 200 ? 500 : this.#status;
    refuse(this.#exchange, status, "Something went wrong. The log has the reason.", error);
  }

  #isSecond(error?: unknown): boolean {
    if (this.replied) log("warn", "The handler replied twice; the second reply was dropped", error);
    return this.replied;
  }
}

function end(response: ServerResponse, body: string | Buffer | undefined): void {
  // Node sends a string together with the head in one write, but a Buffer in a second one. latin1 keeps every byte.
  if (Buffer.isBuffer(body) && body.length <= ONE_WRITE_BYTES) response.end(body.toString("latin1"), "latin1");
  else response.end(body);
}

function encode(result: unknown): [body: string | Buffer | undefined, type: string | undefined] {
  if (result === undefined || result === null) return [undefined, undefined];
  if (Buffer.isBuffer(result)) return [result, undefined];
  if (typeof result === "object") return [JSON.stringify(result), "application/json"];
  return [String(result), "text/plain; charset=utf-8"];
}

/** Logs an error of the server's own, and answers with it. Its call id is the gateway's, if that is a short plain word. */
function refuse(exchange: Exchange, status: number, detail: string, error?: unknown) {
  const { request, response } = exchange;
  const { "x-call-id": given } = request.headers;
  const callId = typeof given === "string" && /^[\w.:-]{1,100}$/.test(given) ? given : randomUUID();
  log(status < 500 ? "info" : "error", detail, error, { callId, status });
  whenRead(exchange, () => sendProblem(response, request.headers, { status, detail, callId }));
}
