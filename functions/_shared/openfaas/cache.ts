/** Cache policies, and the 304 before anything is rendered. */
import { createHash } from "node:crypto";
import type { AppContext } from "./context.ts";

export const CACHE = {
  /** Public facts. */
  public: "public, max-age=60, stale-while-revalidate=600",
  /** Badges: GitHub's image proxy caches everything it may, for days. */
  badge: "no-cache",
  /** A URL that holds a hash of its content. */
  immutable: "public, max-age=31536000, immutable",
  /** Files that change with a release, under a name that stays. */
  day: "public, max-age=86400",
  /** Opened by a signed link or a key. */
  private: "private, no-store",
  /** Writes, errors, and the default. */
  write: "no-store",
} as const;

/**
 * Sets ETag and cache policy. Returns a 304 if the reader already has this version, and `undefined` if the answer has to
 * be rendered. The version must cover everything the body depends on: the store's version, the format, the query.
 */
export function notModified(c: AppContext, version: string, policy: string = CACHE.public): Response | undefined {
  const etag = `W/"${/^[\w.:-]{1,80}$/.test(version) ? version : hashOf(version)}"`;
  c.header("ETag", etag);
  c.header("Cache-Control", policy);
  return matches(c.req.header("if-none-match"), etag) ? c.body(null, 304) : undefined;
}

/**
 * An answer whose version is a hash of its body and its headers, since a 304 leaves in force those that came with the body;
 * a 304 if the reader already has it.
 */
export function versioned(c: AppContext, body: string, headers: Readonly<Record<string, string>>): Response {
  return notModified(c, hashOf(`${JSON.stringify(headers)}\n${body}`)) ?? c.body(body, 200, headers);
}

/** A version for data without a counter: a hash of the body. */
export const hashOf = (body: string | Uint8Array): string =>
  createHash("sha256").update(body).digest("base64url").slice(0, 22);

/** For a page for one person: never cached, never sent as a referrer, never indexed. */
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
