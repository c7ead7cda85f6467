/** A long list, page by page: a plan for a large community has a hundred thousand rows. */
import { PodsError } from "#shared/core/errors.ts";

const LIMIT = 1000;
const LIMIT_MAX = 10_000;

export interface Page {
  /** The first row, from 0. */
  readonly from: number;
  readonly limit: number;
}

export const FIRST_PAGE: Page = { from: 0, limit: LIMIT };

/** `?limit=&cursor=`. Throws PodsError "invalid". */
export function pageAsked(query: { limit?: string; cursor?: string }): Page {
  return {
    from: numberIn(query.cursor, 0, 0, Number.MAX_SAFE_INTEGER, "cursor"),
    limit: numberIn(query.limit, LIMIT, 1, LIMIT_MAX, "limit"),
  };
}

/** `next` is the cursor of the next page, `null` on the last. */
export function pageOf<T>(all: readonly T[], { from, limit }: Page): { items: T[]; next: string | null } {
  const end = from + limit;
  return { items: all.slice(from, end), next: end < all.length ? String(end) : null };
}

function numberIn(text: string | undefined, fallback: number, min: number, max: number, name: string): number {
  if (text === undefined) return fallback;
  const number = Number(text);
  if (/^\d{1,16}$/.test(text) && number >= min && number <= max) return number;
  throw new PodsError("invalid", `${name} is a number from ${min} to ${max}.`);
}
