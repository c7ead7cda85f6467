/** Request bodies: counted while they are read, then decoded and checked. Each fault has its own answer. */
import { isUtf8 } from "node:buffer";
import type * as z from "zod";
import { PodsError } from "../core/errors.ts";
import type { AppContext } from "./context.ts";
import { EventRequest, textOf } from "./event-request.ts";
import { invalid } from "./faults.ts";

/** `faas-cli invoke` sends text/plain by default, and the official templates send it for an empty body. */
const JSON_TYPES = new Set(["application/json", "text/plain", ""]);

/** The raw body; 413 as soon as it exceeds `max` bytes, regardless of its Content-Length. */
export async function readBytes(c: AppContext, max: number): Promise<Uint8Array> {
  const request = c.req.raw as Request | EventRequest;
  if (request instanceof EventRequest) return checked(request.bodyBytes, max);
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > max) throw tooLarge(max);
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  c.req.raw = new Request(request.url, { method: request.method, headers: request.headers, body: bytes });
  return bytes;
}

/**
 * The body as JSON that satisfies `schema`. 415 for another type, 400 for anything but a JSON object in UTF-8, 422 with a
 * JSON pointer for each fault. `defaults` are values for keys that may be left out.
 */
export function readJson<T extends z.ZodType>(c: AppContext, schema: T, defaults: object = {}): z.output<T> {
  const type = mediaType(c);
  if (!JSON_TYPES.has(type) && !type.endsWith("+json")) {
    throw new PodsError("unsupported-type", `Send application/json; this is ${type}.`);
  }
  const parsed = schema.safeParse({ ...defaults, ...parseObject(decode(c.get("body"))) });
  if (parsed.success) return parsed.data;
  throw invalid(parsed.error.issues);
}

/** The content type without parameters, in lower case; "" if there is none. */
export function mediaType(c: AppContext): string {
  return (c.req.header("content-type") ?? "").split(";")[0]!.trim().toLowerCase();
}

/** A tick, as the cron-connector sends it: an empty POST. */
export const isTick = (c: AppContext): boolean => c.req.method === "POST" && c.get("body").byteLength === 0;

/** Strict UTF-8: a wrong byte is an error, not a replacement character in somebody's name. */
export function decode(bytes: Uint8Array): string {
  if (!isUtf8(bytes)) throw new PodsError("malformed", "The body is not valid UTF-8.");
  return textOf(bytes);
}

function checked(bytes: Uint8Array, max: number): Uint8Array {
  if (bytes.byteLength > max) throw tooLarge(max);
  return bytes;
}

const tooLarge = (max: number) =>
  new PodsError("too-large", `The body is over the limit of ${max} bytes. Send it in smaller parts.`);

function parseObject(text: string): object {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new PodsError("malformed", `The body is not valid JSON: ${(cause as Error).message}.`, { cause });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new PodsError("malformed", 'The body must be a JSON object, such as {"login":"ada"}.');
  }
  return value;
}
