/** Reads large keys in pieces, so that no command blocks Redis for long. */

import type { Client } from "./client.ts";
import type { RedisCommand } from "./pipeline.ts";

const PIECE = 1_000;
/** Commands of one piece each that share a round trip. */
const AT_ONCE = 8;

/** Every field and value of a hash. A field that changes meanwhile may be missed or come twice. */
export async function* scanHash(client: Client, key: string): AsyncGenerator<[field: string, value: string]> {
  let cursor = "0";
  do {
    const [reply] = await client.read(["HSCAN", key, cursor, "COUNT", PIECE]);
    const [next, flat] = reply as [string, string[]];
    for (let at = 0; at < flat.length; at += 2) yield [flat[at] as string, flat[at + 1] as string];
    cursor = next;
  } while (cursor !== "0");
}

/** The values of many fields of a hash, in order. */
export async function readFields(
  client: Client,
  key: string,
  fields: readonly (string | number)[],
): Promise<(string | null)[]> {
  const values: (string | null)[] = [];
  for (let from = 0; from < fields.length; from += PIECE * AT_ONCE) {
    const commands: RedisCommand[] = [];
    for (let at = from; at < Math.min(fields.length, from + PIECE * AT_ONCE); at += PIECE) {
      commands.push(["HMGET", key, ...fields.slice(at, at + PIECE)]);
    }
    for (const part of await client.read(...commands)) values.push(...(part as (string | null)[]));
  }
  return values;
}

/** All members of a sorted set of equal scores that begin with a prefix, in order. */
export async function rangeOfPrefix(client: Client, key: string, prefix: string): Promise<string[]> {
  const members: string[] = [];
  // Sorts after everything that can follow a prefix.
  const end = `(${prefix}~`;
  let start = `[${prefix}`;
  for (;;) {
    const [reply] = await client.read(["ZRANGEBYLEX", key, start, end, "LIMIT", 0, PIECE]);
    const piece = reply as string[];
    members.push(...piece);
    if (piece.length < PIECE) return members;
    start = `(${piece.at(-1)}`;
  }
}
