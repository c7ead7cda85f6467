/** Reading what is large, in pieces: no single command keeps Redis from its other callers for long. */
import type { Command } from "./carrier.ts";
import type { Client } from "./client.ts";

const PIECE = 1_000;
/** Commands of such a piece that share a round trip. */
const AT_ONCE = 8;

/** Every field and value of a hash. One that is changed meanwhile may be missed or come twice. */
export async function* scanHash(client: Client, key: string): AsyncGenerator<[field: string, value: string]> {
  let cursor = "0";
  do {
    const [reply] = await client.read(["HSCAN", key, cursor, "COUNT", PIECE]);
    const [next, flat] = reply as [string, string[]];
    for (let at = 0; at < flat.length; at += 2) yield [flat[at] as string, flat[at + 1] as string];
    cursor = next;
  } while (cursor !== "0");
}

/** The values of many fields of a hash, in the order of the fields. */
export async function readFields(
  client: Client,
  key: string,
  fields: readonly (string | number)[],
): Promise<(string | null)[]> {
  const values: (string | null)[] = [];
  for (let from = 0; from < fields.length; from += PIECE * AT_ONCE) {
    const commands: Command[] = [];
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
  // Behind everything that can follow a prefix.
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
