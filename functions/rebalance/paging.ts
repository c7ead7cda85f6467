/** A long list, page by page: a plan for a large community has a hundred thousand rows. */
import type { AppContext } from "#shared/openfaas/app.ts";
import { queryOf } from "#shared/openfaas/query-of.ts";
import { RowsQuery } from "#shared/openfaas/rows-query.ts";

export interface Page {
  /** The first row, from 0. */
  readonly from: number;
  readonly limit: number;
}

export const FIRST_PAGE: Page = pageIn(RowsQuery.parse({}));

/** `?limit=&cursor=` of data, beside `others`. Throws PodsError "invalid", with a pointer. */
export const pageAsked = (c: AppContext, others: readonly string[]): Page =>
  pageIn(queryOf(c, RowsQuery, { format: "json", others }));

function pageIn({ limit, cursor }: { readonly limit: number; readonly cursor: string }): Page {
  return { from: Number(cursor), limit };
}

/** `next` is the cursor of the next page, `null` on the last. */
export function pageOf<T>(all: readonly T[], { from, limit }: Page): { items: T[]; next: string | null } {
  const end = from + limit;
  return { items: all.slice(from, end), next: end < all.length ? String(end) : null };
}
