/** Reads large keys in pieces, so that no command blocks Redis for long. */

import type { Client } from "./client.ts";
import type { RedisCommand } from "./pipeline.ts";

const PIECE = 1_000;
/** Of most fields Redis only looks at the name. */
const PIECE_TO_MATCH = 2_000;
/** Commands of one piece each that share a round trip. */
const AT_ONCE = 8;

interface Wanted {
  /** Fields like a pattern of Redis. */
  readonly like?: string;
  readonly holds?: (value: string) => boolean;
}

/**
 * Every field and value of a hash, or the wanted ones. A field that changes meanwhile may be missed or come twice. Values that
 * are not wanted cost little: the next piece is under way while this one is looked through.
 */
export async function* scanHash(
  client: Client,
  key: string,
  { like, holds = () => true }: Wanted = {},
): AsyncGenerator<[field: string, value: string]> {
  const how = like === undefined ? ["COUNT", PIECE] : ["MATCH", like, "COUNT", PIECE_TO_MATCH];
  const read = (cursor: string) => client.read(["HSCAN", key, cursor, ...how]);
  let coming: ReturnType<typeof read> | undefined = read("0");
  while (coming !== undefined) {
    const [reply] = await coming;
    const [next, flat] = reply as [string, string[]];
    coming = next === "0" ? undefined : read(next);
    // A failure is thrown when the piece is awaited; whoever needs no more never learns of it.
    coming?.catch(() => {});
    for (let at = 0; at < flat.length; at += 2) {
      const value = flat[at + 1] as string;
      if (holds(value)) yield [flat[at] as string, value];
    }
  }
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
