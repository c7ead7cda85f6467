/** Proof of the caller: the admin key, or a link signed with it. */
import { createHmac, timingSafeEqual } from "node:crypto";
import { PodsError } from "../core/errors.ts";
import type { AppContext } from "./context.ts";
import { splitSuffix } from "./negotiate.ts";

/** How long a signed link is valid. */
export const SIGNED_LINK_MS = 7 * 24 * 60 * 60 * 1000;

/** `undefined` while `pods-admin-key` holds `-`: then nobody can prove that they are a maintainer, and no link is valid. */
export type AdminKey = string | undefined;

/** Throws 401 unless the call carries `Authorization: Bearer <pods-admin-key>`. */
export function proveMaintainer(c: AppContext, adminKey: AdminKey): void {
  if (!isMaintainer(c, adminKey)) {
    throw new PodsError("unauthorized", "This needs the header Authorization: Bearer <pods-admin-key>.");
  }
}

export function isMaintainer(c: AppContext, adminKey: AdminKey): boolean {
  const [scheme, given] = (c.req.header("authorization") ?? "").split(/ +/);
  return !!adminKey && scheme?.toLowerCase() === "bearer" && sameText(given ?? "", adminKey);
}

export interface SignedLink {
  /** The function that serves the page. */
  readonly function: string;
  /** The path inside the function, without a suffix: `/plans/9f2c…`. */
  readonly path: string;
  /** The person who may open the page and give commands there: a login, or `maintainer`. */
  readonly actor: string;
  /** Milliseconds since 1970. */
  readonly expires: number;
}

/** The path of a private page below `publicUrl`: `/rebalance/plans/9f2c…?key=…`. */
export function signLink(link: SignedLink, adminKey: string): string {
  const expires = Math.floor(link.expires / 1000);
  const mac = macOf({ ...link, expires }, adminKey);
  const key = Buffer.from(`${expires}.${link.actor}.${mac}`).toString("base64url");
  return `/${link.function}${link.path}?key=${key}`;
}

/**
 * The actor and the expiry of the request's signed link; `undefined` if it has none. Throws 401 for a link that has expired,
 * is for another page, or is not ours. `now` in milliseconds since 1970.
 */
export function verifyLink(
  c: AppContext,
  adminKey: AdminKey,
  now: number,
): Pick<SignedLink, "actor" | "expires"> | undefined {
  const key = c.req.query("key");
  if (key === undefined) return undefined;
  const [, expires = "", actor = "", mac = ""] =
    /^(\d{1,12})\.([\w-]{1,64})\.([\w-]{43})$/.exec(Buffer.from(key, "base64url").toString()) ?? [];
  const link = { function: c.get("function"), path: splitSuffix(c.req.path).name, actor, expires: Number(expires) };
  if (!adminKey || !sameText(mac, macOf(link, adminKey))) {
    throw new PodsError("unauthorized", "This link does not open this page. Ask a maintainer for a new one.");
  }
  if (now >= link.expires * 1000) {
    throw new PodsError("unauthorized", "This link has expired. Ask a maintainer for a new one.");
  }
  return { actor, expires: link.expires * 1000 };
}

/** A MAC over all parts of the link, as JSON so that no part can run into the next; `expires` in seconds. */
function macOf(link: SignedLink, adminKey: string): string {
  const message = JSON.stringify(["pods-link/1", link.function, link.path, link.actor, link.expires]);
  return createHmac("sha256", adminKey).update(message).digest("base64url");
}

/** Takes the same time for every wrong text, even one of another length. */
function sameText(given: string, secret: string): boolean {
  const own = Buffer.from(secret);
  const other = Buffer.from(given);
  const comparable = other.length === own.length ? other : Buffer.alloc(own.length);
  return timingSafeEqual(own, comparable) && comparable === other;
}
