/**
 * Keyed hashes of people who asked to be forgotten. They recognise somebody in an old import or a late delivery; without
 * the key, which is not in Redis, nobody can find out who they were.
 */
import { createHmac } from "node:crypto";
import type { Identity } from "../core/member.ts";

export interface IdentityHashes {
  /** What recognises a person: the number, once it is known, since somebody else may have taken the login. */
  recognising(who: Identity): string;
  /** What is kept of somebody who is forgotten, and dropped when they come back by themselves. */
  kept(who: Identity): string;
  /** A word that may be the login of somebody who is forgotten. */
  name(word: string): string;
  number(id: number): string;
  /** Tells the key from another one. */
  fingerprint(): string;
}

const LENGTH = 22;
/** Hashes to remember: the same people and repositories come again and again, and a hash takes longer than its call. */
const REMEMBERED_MAX = 1_000;

/** Without a key, which not every function has, the first use throws. */
export function identityHashes(key: (() => string) | undefined): IdentityHashes {
  const remembered = new Map<string, string>();
  let madeWith: string | undefined;
  const hash = (text: string): string => {
    if (key === undefined) throw new Error("This function was not given the secret pods-identity-key.");
    const secret = key();
    if (secret !== madeWith || remembered.size === REMEMBERED_MAX) remembered.clear();
    madeWith = secret;
    const found =
      remembered.get(text) ?? createHmac("sha256", secret).update(text).digest("base64url").slice(0, LENGTH);
    remembered.set(text, found);
    return found;
  };
  const name = (word: string) => hash(`login:${word.toLowerCase()}`);
  /** Of somebody who was never seen with a number. */
  const nameOnly = (login: string) => hash(`only:${login.toLowerCase()}`);
  const number = (id: number) => hash(`id:${id}`);
  return {
    name,
    number,
    fingerprint: () => hash("key"),
    recognising: ({ login, id }) => (id === undefined ? name(login) : `${number(id)},${nameOnly(login)}`),
    kept: ({ login, id }) => `${name(login)},${id === undefined ? nameOnly(login) : number(id)}`,
  };
}
