/** Proof of the caller: the admin key, or a link signed with it. */
import { createHmac, timingSafeEqual } from "node:crypto";
import { PodsError } from "../core/errors.ts";
import { oneOf } from "../core/one-of.ts";
import type { AppContext } from "./context.ts";
import { splitSuffix } from "./negotiate.ts";

/** How long a signed link is valid. */
export const SIGNED_LINK_MS = 7 * 24 * 60 * 60 * 1000;

/** `undefined` while `pods-admin-key` holds `-`: then nobody can prove that they are a maintainer, and no link is valid. */
export type AdminKey = string | undefined;

const KEY_NEEDED = "This needs the header Authorization: Bearer <pods-admin-key>.";
/** The same of a key that is near the right one, and while no key is right. */
const KEY_WRONG =
  "The key in the header Authorization is not that of this community. Maintainers find it in the secret pods-admin-key.";

/** Throws 401 unless the call carries `Authorization: Bearer <pods-admin-key>`; `needed` is said to whoever sends no key. */
export function proveMaintainer(c: AppContext, adminKey: AdminKey, needed = KEY_NEEDED): void {
  if (!isMaintainer(c, adminKey)) throw new PodsError("unauthorized", givesKey(c) ? KEY_WRONG : needed);
}

/** Whether the call carries a key, be it the right one or not. */
export const givesKey = (c: AppContext): boolean => /^bearer /i.test(c.req.header("authorization") ?? "");

export function isMaintainer(c: AppContext, adminKey: AdminKey): boolean {
  const [scheme, given] = (c.req.header("authorization") ?? "").split(/ +/);
  return !!adminKey && scheme?.toLowerCase() === "bearer" && sameText(given ?? "", adminKey);
}

/** What a link may let its actor do on its page: see the names there, and give these commands. */
export const LINK_RIGHTS = ["read", "ask", "apply", "discard", "undo"] as const;
export type LinkRight = (typeof LINK_RIGHTS)[number];

const LINK_ACTORS = ["admin-key", "member", "login"] as const;

/**
 * For whom a link was made: the holder of the admin key; a member, by their pseudonym, so that no address holds a name and
 * the link ends when its member is forgotten; or a maintainer who is no member, by their login.
 */
interface LinkActor {
  readonly kind: (typeof LINK_ACTORS)[number];
  /** A pseudonym or a login; "" for the holder of the admin key. */
  readonly name: string;
}

export interface SignedLink {
  /** The function that serves the page. */
  readonly function: string;
  /** The path inside the function, without a suffix: `/plans/9f2c…`. */
  readonly path: string;
  readonly actor: LinkActor;
  readonly rights: readonly LinkRight[];
  /** Milliseconds since 1970. */
  readonly expires: number;
}

/** The page that measures connection, which plans' pages lead to as well. */
export const CONNECTION_PAGE = {
  function: "weekly-digest",
  path: "/connection",
  rights: ["read"],
} as const satisfies Partial<SignedLink>;

/** What a link proves on the page it was made for. */
export type LinkProof = Omit<SignedLink, "function" | "path">;

/** The path of a private page below `publicUrl`: `/rebalance/plans/9f2c…?key=…`. */
export function signLink({ function: name, path, actor, rights, expires }: SignedLink, adminKey: string): string {
  const parts = [String(Math.floor(expires / 1000)), actor.kind, actor.name, rights.join("+")];
  const mac = macOf([name, path, ...parts], adminKey);
  return `/${name}${path}?key=${Buffer.from([...parts, mac].join(".")).toString("base64url")}`;
}

/**
 * What the request's signed link proves; `undefined` if it has none. Throws 401 for a link that has expired, is for another
 * page, or is not ours. `now` in milliseconds since 1970.
 */
export function verifyLink(c: AppContext, adminKey: AdminKey, now: number): LinkProof | undefined {
  const key = c.req.query("key");
  if (key === undefined) return undefined;
  const [expires = "", kind = "", name = "", rights = "", mac = ""] = Buffer.from(key, "base64url")
    .toString()
    .split(".");
  const page = [c.get("function"), splitSuffix(c.req.path).name];
  if (!adminKey || !sameText(mac, macOf([...page, expires, kind, name, rights], adminKey))) {
    throw new PodsError("unauthorized", "This link does not open this page. Ask a maintainer for a new one.");
  }
  if (now >= Number(expires) * 1000) {
    throw new PodsError("unauthorized", "This link has expired. Ask a maintainer for a new one.");
  }
  return {
    actor: { kind: oneOf(LINK_ACTORS, kind, "The kind of a link's actor"), name },
    rights: rights === "" ? [] : rights.split("+").map((right) => oneOf(LINK_RIGHTS, right, "A link's right")),
    expires: Number(expires) * 1000,
  };
}

/** A MAC over all parts of a link, as JSON so that no part can run into the next. */
const macOf = (parts: readonly string[], adminKey: string): string =>
  createHmac("sha256", adminKey)
    .update(JSON.stringify(["pods-link/2", ...parts]))
    .digest("base64url");

/** Takes the same time for every wrong text, even one of another length. */
function sameText(given: string, secret: string): boolean {
  const own = Buffer.from(secret);
  const other = Buffer.from(given);
  const comparable = other.length === own.length ? other : Buffer.alloc(own.length);
  return timingSafeEqual(own, comparable) && comparable === other;
}
