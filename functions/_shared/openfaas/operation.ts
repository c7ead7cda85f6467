/** The operation of a request: its Idempotency-Key makes a command happen once, however often it is sent. */
import { createHash, randomUUID } from "node:crypto";
import { PodsError } from "../core/errors.ts";
import type { Pseudonym } from "../core/member.ts";
import type { Operation } from "../core/ports.ts";
import type { Settings } from "../core/settings.ts";
import { saidAt } from "../core/spoken.ts";
import type { AppContext } from "./context.ts";

/** Printable ASCII. */
const KEY = /^[\x21-\x7e]{1,200}$/;

/**
 * `n` numbers the effects of one request. `at` is ms since 1970.
 * Throws PodsError "malformed" for a key that cannot be one.
 */
export function operationOf(c: AppContext, at: number, n = 0): Operation {
  const key = c.req.header("idempotency-key");
  const said = saidAt({ at, id: 0, place: 0 });
  if (key === undefined) return { id: "", at, said };
  if (!KEY.test(key))
    throw new PodsError("malformed", "An Idempotency-Key is 1 to 200 printable characters without spaces.");
  return { id: `${c.get("function")}/${key}/${n}`, fingerprint: fingerprintOf(c.get("body")), at, said };
}

/** A hash of a body or of words. */
export const fingerprintOf = (body: Uint8Array | string): string =>
  createHash("sha256").update(body).digest("base64url");

/** The context of a command that the holder of the admin key gives as JSON. */
export function maintainerContext<S>(c: AppContext, runtime: CommandRuntime<S>) {
  const at = runtime.now();
  return {
    store: runtime.store,
    settings: runtime.settings(),
    actor: { kind: "admin-key" },
    operation: (effect = 0) => operationOf(c, at, effect),
    newPseudonym: runtime.newPseudonym ?? newPseudonym,
  } as const;
}

interface CommandRuntime<S> {
  readonly store: S;
  readonly settings: () => Settings;
  readonly now: () => number;
  readonly newPseudonym?: () => Pseudonym;
}

/** 48 random bits: enough to avoid collisions, short enough to be stored everywhere. */
export function newPseudonym(): Pseudonym {
  // The first twelve digits of a UUID are random. Node caches random data for UUIDs, so this takes a twentieth of the time.
  const id = randomUUID();
  return id.slice(0, 8) + id.slice(9, 13);
}
