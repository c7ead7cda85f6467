/** Who is calling: the admin key, or a link signed with it. GitHub's signature is `github/`'s. */
import { createHmac, timingSafeEqual } from "node:crypto";
import { PodsError } from "../core/errors.ts";
import type { AppContext } from "./context.ts";
import { splitSuffix } from "./negotiate.ts";

/** How long a signed link opens its page. */
export const SIGNED_LINK_MS = 7 * 24 * 60 * 60 * 1000;

/** `undefined` while `pods-admin-key` holds `-`: then nothing proves a maintainer, and no link is good. */
export type AdminKey = string | undefined;

/** Passes when the call carries `Authorization: Bearer <pods-admin-key>`; else 401, whatever was wrong with it. */
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
  /** The function whose page it is. */
  readonly function: string;
  /** Inside the function, without a suffix: `/plans/9f2c…`. */
  readonly path: string;
  /** Who may open it and command from it: a login, or `maintainer`. */
  readonly actor: string;
  /** Milliseconds since 1970. */
  readonly expires: number;
}

/** The address of a private page below `publicUrl`: `/rebalance/plans/9f2c…?key=…`. */
export function signLink(link: SignedLink, adminKey: string): string {
  const expires = Math.floor(link.expires / 1000);
  const mac = macOf({ ...link, expires }, adminKey);
  const key = Buffer.from(`${expires}.${link.actor}.${mac}`).toString("base64url");
  return `/${link.function}${link.path}?key=${key}`;
}

/**
 * Whose signed link this request came by, and until when it is good; `undefined` when it came by none.
 * 401 for a link that is out of date, for another page, or not ours. `now` in milliseconds since 1970.
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

/** Over all that the link says, in a form where no part can run into the next; `expires` in seconds. */
function macOf(link: SignedLink, adminKey: string): string {
  const message = JSON.stringify(["pods-link/1", link.function, link.path, link.actor, link.expires]);
  return createHmac("sha256", adminKey).update(message).digest("base64url");
}

/** Takes the same time whatever is wrong, the length too. */
function sameText(given: string, secret: string): boolean {
  const own = Buffer.from(secret);
  const other = Buffer.from(given);
  const comparable = other.length === own.length ? other : Buffer.alloc(own.length);
  return timingSafeEqual(own, comparable) && comparable === other;
}
