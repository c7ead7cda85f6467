/** The rows of plans and runs, in pages, since a plan may have 100,000 rows. */
import { createHash } from "node:crypto";
import { setImmediate as pause } from "node:timers/promises";
import { oneOf, wordsOf } from "../core/one-of.ts";
import type { Change, Reason } from "../core/plan/plan.ts";
import type { Client } from "./client.ts";
import type { RedisCommand } from "./pipeline.ts";
import type { StoredAreas } from "./stored-areas.ts";

const ROWS = 500;
/** Pages written or read at once: a few milliseconds of JSON. */
const AT_ONCE = 4;
/** Pages of a plan or run that is never finished expire. */
const UNFINISHED_KEPT_S = 3_600;

/** The pages of one set of rows, so that two writers of different rows under one key do not mix them. */
export interface Pages {
  /** A hash of the rows. */
  readonly text: string;
  readonly count: number;
  /** The group of the first row of each page, since rows are in the order of their groups. */
  readonly groups: readonly number[];
}

/** Writes the rows, some pages at a time. Idempotent. */
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
    const commands = numbers.map((number): RedisCommand => ["HSET", key, field(text, number), page(number)]);
    await client.read(...commands, ["EXPIRE", key, UNFINISHED_KEPT_S, "NX"]);
  }
  return { text, count, groups: changes.flatMap(({ group }, row) => (row % ROWS === 0 ? [group] : [])) };
}

const field = (text: string, page: number): string => `rows:${text}:${page}`;

/** All rows. */
export function readPages(client: Client, key: string, pages: Pages): Promise<Change[]> {
  return readRows(client, key, pages, 0, pages.count * ROWS);
}

/** The rows of one group; only the pages that may hold them are read. */
export async function readGroup(client: Client, key: string, pages: Pages, group: number): Promise<Change[]> {
  const after = pages.groups.findIndex((first) => first > group);
  const end = after < 0 ? pages.count : after;
  const begin = Math.max(
    0,
    pages.groups.findLastIndex((first) => first < group),
  );
  const rows = await readRows(client, key, pages, begin * ROWS, (end - begin) * ROWS);
  return rows.filter((change) => change.group === group);
}

/** A page of a person reads no more. */
const PAGES_BEFORE_MAX = 2;

/** The rows of the groups before one; `undefined` where there are too many to look at. */
export async function readGroupsBefore(
  client: Client,
  key: string,
  pages: Pages,
  group: number,
): Promise<Change[] | undefined> {
  const count = pages.groups.filter((first) => first < group).length;
  if (count > PAGES_BEFORE_MAX) return undefined;
  const rows = await readRows(client, key, pages, 0, count * ROWS);
  return rows.filter((change) => change.group < group);
}

/** Some rows; only the pages that hold them are read. */
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
    for (const rows of pages as (string | null)[]) changes.push(...parseChanges(rows ?? "[]", client.areas));
  }
  const before = first - begin * ROWS;
  return changes.slice(before, before + limit);
}

const CHANGE_KINDS = wordsOf<Change["kind"]>({
  seat: true,
  move: true,
  form: true,
  close: true,
  advocate: true,
  wait: true,
});

function parseChanges(json: string, stored: StoredAreas): Change[] {
  return (JSON.parse(json) as Change[]).map((change) => {
    oneOf(CHANGE_KINDS, change.kind, "The kind of a change");
    const reasons = change.reasons.map((reason) => withAreaNow(reason, stored));
    return { ...withAreaNow(change, stored), reasons };
  });
}

/** The area may have another id by now. */
const withAreaNow = <One extends Change | Reason>(one: One, stored: StoredAreas): One =>
  "area" in one && one.area !== undefined ? { ...one, area: stored.idNow(one.area) } : one;
