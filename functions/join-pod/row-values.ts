/** What the cells of a row say, column by column. */
import { loginIn } from "#shared/core/logins.ts";
import { githubNumber } from "#shared/core/messages/join.ts";
import { answerOf } from "./answers.ts";
import type { ImportColumn } from "./column-names.ts";
import type { Columns } from "./columns.ts";
import { filled } from "./filled.ts";
import type { ImportRow, rowParser } from "./import-row.ts";
import type { Facts } from "./row-file.ts";

export type Parse = ReturnType<typeof rowParser>;

export const loginOf = (said: unknown, { github }: Facts): string =>
  typeof said === "string" ? loginIn(said, github).toLowerCase() : "";

export function rowIn(columns: Columns, cells: readonly unknown[], parse: Parse): ImportRow | string {
  const id = String(cells[columns.numberedAt ?? -1] ?? "").trim();
  return /^\d+$/.test(id) ? githubNumber(id) : parse(valuesOf(columns, cells));
}

/** An empty cell counts as absent. Wishes in several columns become one list. */
export function valuesOf(
  { columns, places, yes, no }: Columns,
  cells: readonly unknown[],
): Partial<Record<ImportColumn, unknown>> {
  const values: Partial<Record<ImportColumn, unknown>> = {};
  for (const at of places) {
    const column = columns[at]!;
    const value = standsFor(yes[at], no[at], filled(no[at] === undefined ? column : "anywhere", cells[at]));
    if (value !== undefined) values[column] = column in values ? [values[column], value].flat() : value;
  }
  return values;
}

/** A yes or a no stands for what the name of its column says. */
function standsFor(yes: string | undefined, no: string | undefined, value: unknown): unknown {
  if (yes === undefined && no === undefined) return value;
  const answer = answerOf(value);
  return typeof answer !== "boolean" ? value : answer ? yes : no;
}
