/** The rows of plans and runs, in pages: a plan of 100,000 rows is written and read in pieces. */
import { createHash } from "node:crypto";
import { setImmediate as pause } from "node:timers/promises";
import type { Change } from "../core/plan/plan.ts";
import type { Command } from "./carrier.ts";
import type { Client } from "./client.ts";

const ROWS = 500;
/** Pages written or read in one go: a few milliseconds of JSON. */
const AT_ONCE = 4;
/** What is begun and never finished goes away by itself. */
const UNFINISHED_KEPT_S = 3_600;

/** Which pages: two who write other rows to one key at once do not mix them. */
export interface Pages {
  /** From the rows themselves. */
  readonly text: string;
  readonly count: number;
}

/** Writes the rows, some pages at a time; done again it ends the same. */
export async function writePages(client: Client, key: string, changes: readonly Change[]): Promise<Pages> {
  const count = Math.ceil(changes.length / ROWS);
  const page = (number: number) => JSON.stringify(changes.slice(number * ROWS, (number + 1) * ROWS));
  const hash = createHash("sha256");
  for (let number = 0; number < count; number++) {
    hash.update(page(number));
    await pause();
  }
  const text = hash.digest("base64url").slice(0, 8);
  for (let from = 0; from < count; from += AT_ONCE) {
    const numbers = Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, index) => from + index);
    const commands = numbers.map((number): Command => ["HSET", key, field(text, number), page(number)]);
    await client.read(...commands, ["EXPIRE", key, UNFINISHED_KEPT_S, "NX"]);
  }
  return { text, count };
}

const field = (text: string, page: number): string => `rows:${text}:${page}`;

/** All rows. */
export function readPages(client: Client, key: string, pages: Pages): Promise<Change[]> {
  return readRows(client, key, pages, 0, pages.count * ROWS);
}

/** Some rows, read from the pages that hold them. */
export async function readRows(
  client: Client,
  key: string,
  { text, count }: Pages,
  first: number,
  limit: number,
): Promise<Change[]> {
  const changes: Change[] = [];
  const begin = Math.floor(first / ROWS);
  const end = Math.min(count, Math.ceil((first + limit) / ROWS));
  for (let from = begin; from < end; from += AT_ONCE) {
    const fields = Array.from({ length: Math.min(AT_ONCE, end - from) }, (_, index) => field(text, from + index));
    const [pages] = await client.read(["HMGET", key, ...fields]);
    for (const rows of pages as (string | null)[]) changes.push(...(JSON.parse(rows ?? "[]") as Change[]));
  }
  const before = first - begin * ROWS;
  return changes.slice(before, before + limit);
}
