/** The arguments about its operation that every change takes. */
import * as crypto from "node:crypto";
import { COALESCE_MS } from "../core/errand-times.ts";
import { type Errand, errandId, GITHUB, urgencyOf } from "../core/outbox.ts";
import type { Operation } from "../core/ports.ts";
import type { Args, Members } from "./library.ts";

/** A client may put anything into its key, even a name, at any length, so only a hash is stored. */
export const hashed = (text: string): string => sha256(text).slice(0, 22);

/** `crypto.hash` (Node 20.12) takes a third of the time, and every change needs a hash. */
const sha256 = (text: string): string =>
  crypto.hash?.("sha256", text, "base64url") ?? crypto.createHash("sha256").update(text).digest("base64url");

export interface OperationCall {
  readonly args: Args;
  readonly members: Members;
}

export function operationCall({ id, fingerprint = "", at, said = "", by, errands = [] }: Operation): OperationCall {
  const operation = id === "" ? "" : hashed(id);
  return {
    args: {
      operation,
      fingerprint: fingerprint && hashed(fingerprint),
      at,
      said,
      by: by ?? "",
      errands: errandLines(errands, at),
    },
    members: operation === "" ? {} : { operation },
  };
}

/** In place of such an id: the verb says what would happen, and writes nothing. No id of an import is like it. */
export const DRY_MARK = "?";

/** A short id of an import, stored with each person it changed. */
export const markOf = (operation: Operation): string => hashed(operation.id).slice(0, 8);

/**
 * Whether an errand may be sent again: comments, issues and release notes are updated in place, but a digest in a chat or
 * an introduction would appear twice.
 */
function repeats(errand: Errand): boolean {
  switch (errand.kind) {
    case "answers":
    case "reaction":
    case "reply":
    case "thread":
    case "label":
    case "files":
    case "co-authors":
    case "release":
    case "notice-names":
      return true;
    case "digest":
      return errand.destination === GITHUB;
    case "closed-pod":
    case "formed-pod":
    case "pods-digest":
    case "pod-digest":
    case "introduction":
    case "notice":
    case "offer-notice":
    case "decision-notice":
    case "run-notice":
    case "ask-notice":
      return false;
    default:
      return errand satisfies never;
  }
}

/** One line for each errand: id, delay, whether it repeats, its urgency, the errand with the time since which it waits. */
export function errandLines(errands: readonly Errand[], since: number): string {
  return errands
    .map((errand) => {
      const delay = errand.kind === "thread" || errand.kind === "answers" ? COALESCE_MS : 0;
      const kind = repeats(errand) ? "repeats" : "once";
      return [errandId(errand), delay, kind, urgencyOf(errand), JSON.stringify({ ...errand, since })].join("\t");
    })
    .join("\n");
}
