/** Records of a file that are no rows about a person. */
import type { Header } from "./csv-header.ts";
import { isBlank, type Place } from "./csv-records.ts";
import type { ImportRow } from "./import-row.ts";

/** A longer cell is rather a part of the file between two quotes. */
const CELL_LINES_MAX = 100;

/** Why a row is none that spans these lines: one of its cells is too long, or cannot be understood. */
export function enclosed(
  cells: readonly string[],
  { columns }: Header,
  line: number,
  last: number,
  rowOf: (cells: readonly string[]) => ImportRow | string,
): string | undefined {
  if (last === line) return undefined;
  const isLong = last - line >= CELL_LINES_MAX;
  const at = cells.findIndex((cell, at) => (isLong || columns[at] !== undefined) && cell.trim().includes("\n"));
  const row = at >= 0 ? rowOf(cells) : undefined;
  if (!isLong && typeof row !== "string") return undefined;
  const lines = `the quotes around cell ${at + 1} enclose the lines ${line} to ${last}, so these are one row`;
  return isLong
    ? `${lines}, and no cell may have more than ${CELL_LINES_MAX} lines; shorten it, or mend the quotes`
    : `${lines}: ${row}`;
}

const TOTALS = /^(grand )?(totals?|sum|count)$/i;

/** Why a record is no row: it repeats the header, or is the last and counts the rows before it. */
export function noRow(
  cells: readonly string[],
  { names, columns }: Header,
  before: number,
  text: string,
  next: Place,
): string | undefined {
  if (names.every((name, at) => told(name) === told(cells[at] ?? ""))) return "repeats the header, so it is no row";
  const login = (cells[columns.indexOf("login")] ?? "").trim();
  const isTotal = TOTALS.test(login) || login === String(before);
  if (!isTotal || !isBlank(text.slice(next.start))) return undefined;
  const others = cells.filter((_, at) => columns[at] !== "login");
  if (!others.every((cell) => /^[\d.,\s]*$/.test(cell))) return undefined;
  return `login: "${login}" seems to be no account but the total of the rows before it; write "@${login}" if it is one`;
}

const told = (cell: string): string => cell.trim().toLowerCase();
