/** What every changing script is told of the operation that it is. */
import * as crypto from "node:crypto";
import { COALESCE_MS, type Errand, errandId } from "../core/outbox.ts";
import type { Operation } from "../core/ports.ts";
import type { Args, Members } from "./scripts.ts";

/** A client may put anything into its key, a name too, and of any length: what is kept is a hash of it. */
export const hashed = (text: string): string => sha256(text).slice(0, 22);

/** In one call where Node has it (20.12): a third of the work, in every change there is. */
const sha256 = (text: string): string =>
  crypto.hash?.("sha256", text, "base64url") ?? crypto.createHash("sha256").update(text).digest("base64url");

export interface OperationCall {
  readonly args: Args;
  readonly members: Members;
}

export function operationCall({ id, fingerprint = "", at, errands = [] }: Operation): OperationCall {
  const operation = id === "" ? "" : hashed(id);
  return {
    args: { operation, fingerprint: fingerprint && hashed(fingerprint), at, errands: errandLines(errands) },
    members: operation === "" ? {} : { op: operation },
  };
}

/** Short name of an operation that many rows share, kept with each person it changed. */
export const markOf = (operation: Operation): string => hashed(operation.id).slice(0, 8);

/**
 * Whether an errand that was sent may be sent again: a thread's comment and a release's notes are brought up to date in
 * place; a digest or an introduction sent twice would be said twice.
 */
function repeats(errand: Errand): boolean {
  return errand.kind === "thread" || errand.kind === "release";
}

/** One line an errand: id, how long to wait, whether it repeats, the errand. */
export function errandLines(errands: readonly Errand[]): string {
  return errands
    .map((errand) => {
      const delay = errand.kind === "thread" ? COALESCE_MS : 0;
      return [errandId(errand), delay, repeats(errand) ? "repeats" : "once", JSON.stringify(errand)].join("\t");
    })
    .join("\n");
}
