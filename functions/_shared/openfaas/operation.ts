/** The operation of a request: its Idempotency-Key makes a command happen once, however often it is sent. */
import { createHash, randomUUID } from "node:crypto";
import { PodsError } from "../core/errors.ts";
import type { Pseudonym } from "../core/member.ts";
import type { Operation } from "../core/ports.ts";
import type { AppContext } from "./context.ts";

/** Printable ASCII. */
const KEY = /^[\x21-\x7e]{1,200}$/;

/**
 * `n` numbers the effects of one request. `at` is ms since 1970.
 * Throws PodsError "malformed" for a key that cannot be one.
 */
export function operationOf(c: AppContext, at: number, n = 0): Operation {
  const key = c.req.header("idempotency-key");
  if (key === undefined) return { id: "", at };
  if (!KEY.test(key))
    throw new PodsError("malformed", "An Idempotency-Key is 1 to 200 printable characters without spaces.");
  return { id: `${c.get("function")}/${key}/${n}`, fingerprint: fingerprintOf(c.get("body")), at };
}

const fingerprintOf = (body: Uint8Array): string => createHash("sha256").update(body).digest("base64url");

/** 48 random bits: enough to avoid collisions, short enough to be stored everywhere. */
export function newPseudonym(): Pseudonym {
  // The first twelve digits of a UUID are random. Node caches random data for UUIDs, so this takes a twentieth of the time.
  const id = randomUUID();
  return id.slice(0, 8) + id.slice(9, 13);
}
