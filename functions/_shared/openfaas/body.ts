/** Bodies as JSON: decoded and checked. Each fault has its own answer. */
import { isUtf8 } from "node:buffer";
import type * as z from "zod";
import { PodsError } from "../core/errors.ts";
import type { AppContext } from "./context.ts";
import { textOf } from "./event-request.ts";
import { fitting } from "./faults.ts";

/** `faas-cli invoke` sends text/plain by default, and the official templates send it for an empty body. */
const JSON_TYPES = new Set(["application/json", "text/plain", ""]);

/**
 * The body as JSON that satisfies `schema`. 415 for another type, 400 for anything but a JSON object in UTF-8, 422 with a
 * JSON pointer for each fault. `takes` names the types in words. `prepare` may add to the object what may be left out, and read what may be written otherwise.
 */
export function readJson<T extends z.ZodType>(
  c: AppContext,
  schema: T,
  prepare: (body: object) => object = (body) => body,
  takes = "application/json",
): z.output<T> {
  const type = mediaType(c);
  if (!JSON_TYPES.has(type) && !type.endsWith("+json")) {
    throw new PodsError("unsupported-type", `Send ${takes}; this is ${type}.`);
  }
  return fitting(schema, prepare(parseObject(decode(c.get("body")))));
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

function parseObject(text: string): object {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new PodsError("malformed", `The body is not valid JSON: ${(cause as Error).message}.`, { cause });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new PodsError("malformed", 'The body must be a JSON object, with the command in "do".');
  }
  return value;
}
