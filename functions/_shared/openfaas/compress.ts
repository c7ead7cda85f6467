/** Compresses answers for callers that accept it. */
import { CACHE } from "./cache.ts";
import type { EventHeaders } from "./event-headers.ts";
import { rangeOf } from "./negotiate.ts";

/** A shorter answer fits into one packet anyway. */
const BYTES_MIN = 1_400;

/**
 * Returns the body to send, and sets the headers that go with it. Only what anybody may keep and see is compressed: from the
 * length of a page that holds a secret beside words of the address, the secret could be guessed (BREACH). The tags of our
 * versions are weak, so both forms share one, and a 304 is right for either.
 */
export function compressed(
  accept: unknown,
  headers: Pick<EventHeaders, "get" | "set" | "append">,
  body: Buffer | undefined,
): Buffer | undefined | Promise<Buffer> {
  const policy = headers.get("Cache-Control");
  if (policy === null || !(policy.startsWith("public") || policy === CACHE.badge)) return body;
  headers.append("Vary", "Accept-Encoding");
  const isShort = body === undefined || body.length < BYTES_MIN;
  if (isShort || headers.get("Content-Type") === "image/png" || !acceptsGzip(accept)) return body;
  headers.set("Content-Encoding", "gzip");
  return gzip(body);
}

function acceptsGzip(header: unknown): boolean {
  if (typeof header !== "string") return false;
  const ranges = header.split(",").map(rangeOf);
  const weight = (name: string) => ranges.find(({ type }) => type === name)?.q;
  const q = weight("gzip") ?? weight("*") ?? 0;
  return q > 0 && q >= (weight("identity") ?? 0);
}

/** Kept as long as the bytes are: a page that the response cache holds is compressed once. */
const kept = new WeakMap<Buffer, Promise<Buffer>>();

function gzip(body: Buffer): Promise<Buffer> {
  const known = kept.get(body);
  if (known !== undefined) return known;
  // Loaded when it is first needed: it would slow down every start.
  const made = import("node:zlib").then(
    ({ gzip }) =>
      new Promise<Buffer>((resolve, reject) => gzip(body, (error, bytes) => (error ? reject(error) : resolve(bytes)))),
  );
  kept.set(body, made);
  return made;
}
