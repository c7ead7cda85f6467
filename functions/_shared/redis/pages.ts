/** The rows of plans and runs, in pages: a plan of 100,000 rows is written and read in pieces. */
import { createHash } from "node:crypto";
import type { Change } from "../core/rebalance/plan.ts";
import type { Client, Command } from "./client.ts";

const ROWS = 500;
const AT_ONCE = 20;
/** What is begun and never finished goes away by itself. */
const UNFINISHED_KEPT_S = 3_600;

/** Which pages: two who write other rows to one key at once do not mix them. */
export interface Pages {
  /** From the rows themselves. */
  readonly text: string;
  readonly count: number;
}

/** Writes the rows; done again it ends the same. */
export async function writePages(client: Client, key: string, changes: readonly Change[]): Promise<Pages> {
  const count = Math.ceil(changes.length / ROWS);
  const pages = Array.from({ length: count }, (_, page) =>
    JSON.stringify(changes.slice(page * ROWS, (page + 1) * ROWS)),
  );
  const hash = createHash("sha256");
  for (const page of pages) hash.update(page);
  const text = hash.digest("base64url").slice(0, 8);
  for (let from = 0; from < count; from += AT_ONCE) {
    const commands = pages
      .slice(from, from + AT_ONCE)
      .map((rows, index): Command => ["HSET", key, field(text, from + index), rows]);
    await client.read(...commands, ["EXPIRE", key, UNFINISHED_KEPT_S, "NX"]);
  }
  return { text, count };
}

const field = (text: string, page: number): string => `rows:${text}:${page}`;

export async function readPages(client: Client, key: string, { text, count }: Pages): Promise<Change[]> {
  const changes: Change[] = [];
  for (let from = 0; from < count; from += AT_ONCE) {
    const length = Math.min(AT_ONCE, count - from);
    const fields = Array.from({ length }, (_, index) => field(text, from + index));
    const [pages] = await client.read(["HMGET", key, ...fields]);
    for (const rows of pages as (string | null)[]) changes.push(...(JSON.parse(rows ?? "[]") as Change[]));
  }
  return changes;
}
