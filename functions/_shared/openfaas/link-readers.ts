/** For whom signed links to maintainers' pages are made, and whether they still are who they were then. */
import { isNamed } from "../core/maintainers.ts";
import type { Directory } from "../core/ports.ts";
import type { Settings } from "../core/settings.ts";
import type { AppContext } from "./context.ts";
import { type AdminKey, givesKey, LINK_RIGHTS, type LinkProof, proveMaintainer, verifyLink } from "./proof.ts";

interface Source {
  readonly store: Pick<Directory, "find" | "profiles">;
  readonly settings: () => Pick<Settings, "maintainers">;
}

export type LinkReader = Pick<LinkProof, "actor" | "rights">;

/** The holder of the admin key. */
export const KEY_HOLDER: LinkReader = { actor: { kind: "admin-key", name: "" }, rights: LINK_RIGHTS };

interface Proving {
  readonly adminKey: () => AdminKey;
  /** ms */
  readonly now: () => number;
}

/**
 * The reader whom the head of a request proves, by the admin key or by a signed link; `undefined` without either. Throws 401
 * for a wrong key, and for a link that does not open this page.
 */
export function readerProven(c: AppContext, { adminKey, now }: Proving): LinkReader | undefined {
  if (!givesKey(c)) return verifyLink(c, adminKey(), now());
  proveMaintainer(c, adminKey());
  return KEY_HOLDER;
}

/** A maintainer, with all rights. `undefined` for everybody else: these pages show them no more than anybody may see. */
export async function maintainerNamed(login: string, { store, settings }: Source): Promise<LinkReader | undefined> {
  const member = await store.find({ login });
  if (!isNamed(member?.profile ?? { login }, settings().maintainers)) return undefined;
  const actor = member
    ? ({ kind: "member", name: member.pseudonym } as const)
    : ({ kind: "login", name: login } as const);
  return { actor, rights: LINK_RIGHTS };
}

/** Whether the person of a link is still known, and still a maintainer. */
export async function isStillTrue({ actor: { kind, name } }: LinkReader, { store, settings }: Source) {
  if (kind === "admin-key") return true;
  const person = kind === "login" ? { login: name } : (await store.profiles([name])).get(name);
  return person !== undefined && isNamed(person, settings().maintainers);
}

export const LINK_ENDED =
  "This link no longer works: the person it was made for is no maintainer now, or was forgotten. Ask a maintainer for a new one.";
