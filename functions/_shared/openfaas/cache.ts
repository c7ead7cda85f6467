/** How long an answer may be kept, and the answer to "has it changed?" before anything is rendered. */
import { createHash } from "node:crypto";
import type { AppContext } from "./context.ts";

export const CACHE = {
  /** Public facts. */
  public: "public, max-age=60, stale-while-revalidate=600",
  /** Badges: GitHub's image proxy keeps whatever it is allowed to keep, for days. */
  badge: "no-cache",
  /** An address that holds a hash of what it serves. */
  immutable: "public, max-age=31536000, immutable",
  /** Opened by a signed link or a key. */
  private: "private, no-store",
  /** Writes, errors, and whatever does not say. */
  write: "no-store",
} as const;

/**
 * Marks the answer with a version and a policy. Gives the 304 to return when the reader has that version already,
 * and `undefined` when it must be rendered. The version has to name everything the body depends on:
 * the state's revision, the format, the query.
 */
export function notModified(c: AppContext, version: string, policy: string = CACHE.public): Response | undefined {
  const etag = `W/"${/^[\w.:-]{1,80}$/.test(version) ? version : hashOf(version)}"`;
  c.header("ETag", etag);
  c.header("Cache-Control", policy);
  return matches(c.req.header("if-none-match"), etag) ? c.body(null, 304) : undefined;
}

/** A whole answer whose version is what it says; the 304 when the reader has it already. */
export function versioned(c: AppContext, body: string, headers: Readonly<Record<string, string>>): Response {
  return notModified(c, hashOf(body)) ?? c.body(body, 200, headers);
}

/** A version for what has no counter: a hash of the body itself. */
export const hashOf = (body: string | Uint8Array): string =>
  createHash("sha256").update(body).digest("base64url").slice(0, 22);

/** A page for one person: kept nowhere, told to nobody, found by no search engine. */
export function markPrivate(c: AppContext): void {
  c.header("Cache-Control", CACHE.private);
  c.header("Referrer-Policy", "no-referrer");
  c.header("X-Robots-Tag", "noindex");
}

function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  const bare = (tag: string) => tag.trim().replace(/^W\//, "");
  return header.trim() === "*" || header.split(",").some((tag) => bare(tag) === bare(etag));
}
