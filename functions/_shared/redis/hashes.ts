/** Keyed hashes of names and numbers, by which somebody forgotten is known should an old import bring them again. */
import { createHmac } from "node:crypto";
import type { Identity } from "../core/member.ts";
import type { Client } from "./client.ts";

export type Hashes = (who: Identity) => string;

/** The key lies in the state, made when it was initialised; it is read once, at the first need. */
export function hashing(client: Client): () => Promise<Hashes> {
  let key: string | undefined;
  return async () => {
    key ??= String((await client.read(["HGET", client.keys.fixed("meta"), "salt"]))[0]);
    const salt = key;
    const hash = (text: string) => createHmac("sha256", salt).update(text).digest("base64url").slice(0, 22);
    return ({ login, id }) =>
      [`login:${login.toLowerCase()}`, ...(id === undefined ? [] : [`id:${id}`])].map(hash).join(",");
  };
}
