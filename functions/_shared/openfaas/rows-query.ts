/** Pages of a long list: what `rebalance` reads, and the OpenAPI document shows. */
import * as z from "zod";

const ROWS = 1_000;
const ROWS_MAX = 10_000;

const Cursor = z.string().regex(/^\d{1,15}$/, 'is not a cursor; take the one that "next" holds');

export const RowsQuery = z.object({
  limit: z.coerce.number().int().min(1).max(ROWS_MAX).default(ROWS).describe("Rows on a page"),
  cursor: Cursor.default("0").describe("`next` of the page before"),
});
