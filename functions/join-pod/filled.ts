/** What a cell says, if anything. */
import type { ImportColumn } from "./column-names.ts";

const NOTHING = /^(|no|none|nobody|no ?one|nothing|n\/a|n\.a\.|[-\u2013\u2014]+)$/i;

export const saysNothing = (text: string): boolean => NOTHING.test(text.trim());

/** To these questions a no is an answer. */
const YES_OR_NO: ReadonlySet<ImportColumn> = new Set(["advocate", "anywhere", "introduce"]);

/** The value of a cell; `undefined` where people left it empty, in whatever words. Whom "none" of the others suits says no. */
export function filled(column: ImportColumn, cell: unknown): unknown {
  if (typeof cell !== "string") return cell ?? undefined;
  const text = cell.trim();
  if (!saysNothing(text)) return text;
  const isNo = column === "anywhere" ? text !== "" : YES_OR_NO.has(column) && /^no$/i.test(text);
  return isNo ? "no" : undefined;
}
