/** The rows of an import, one a line: a line that cannot be read is a row of its own with a reason, and stops nothing. */
import Papa from "papaparse";
import { PodsError } from "#shared/core/errors.ts";
import type { Settings } from "#shared/core/settings.ts";
import { IMPORT_COLUMNS, type ImportRow, parseRow } from "./import-row.ts";

/** A line of the file, counted from 1, and the row on it or what is wrong with it. */
export interface Line {
  readonly line: number;
  readonly row: ImportRow | string;
}

type Areas = Pick<Settings, "areas">;

/** Throws PodsError "invalid" when the first line does not name the columns. */
export function* csvRows(text: string, settings: Areas): Generator<Line> {
  let columns: string[] | undefined;
  for (const { line, content } of linesOf(text)) {
    if (!columns) {
      columns = columnsOf(content);
      continue;
    }
    const cells = cellsOf(content);
    yield { line, row: typeof cells === "string" ? cells : toRow(columns, cells, settings) };
  }
  if (!columns)
    throw new PodsError("invalid", `The file is empty. Its first line names the columns: ${IMPORT_COLUMNS.join(",")}.`);
}

export function* ndjsonRows(text: string, settings: Areas): Generator<Line> {
  for (const { line, content } of linesOf(text)) {
    let value: unknown;
    try {
      value = JSON.parse(content);
    } catch {
      yield { line, row: "is not valid JSON; each line is one object" };
      continue;
    }
    yield { line, row: parseRow(value, settings) };
  }
}

/** Lines that hold something. A byte order mark, as spreadsheets write it, is left off. */
function* linesOf(text: string): Generator<{ line: number; content: string }> {
  let line = 0;
  let start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (start < text.length) {
    const end = text.indexOf("\n", start);
    const content = text.slice(start, end < 0 ? undefined : end).trim();
    line++;
    if (content) yield { line, content };
    if (end < 0) return;
    start = end + 1;
  }
}

function columnsOf(header: string): string[] {
  const cells = cellsOf(header);
  const columns = typeof cells === "string" ? [] : cells.map((cell) => cell.trim().toLowerCase());
  if (columns.includes("login")) return columns;
  throw new PodsError(
    "invalid",
    `The first line must name the columns between commas, "login" among them: ${IMPORT_COLUMNS.join(",")}.`,
  );
}

/**
 * The cells, or what is wrong. No cell of ours spans lines, so each line is read by itself: read as one text, a quote
 * that is never closed would swallow everybody after it. Without a quote there is nothing to interpret.
 */
function cellsOf(content: string): string[] | string {
  if (!content.includes('"')) return content.split(",");
  const { data, errors } = Papa.parse<string[]>(content, { delimiter: "," });
  return errors.length > 0 ? "has a quote that is not closed, or one in the middle of a cell" : (data[0] ?? []);
}

function toRow(columns: readonly string[], cells: readonly string[], settings: Areas): ImportRow | string {
  if (cells.length > columns.length) return `has ${cells.length} cells for ${columns.length} columns`;
  return parseRow(Object.fromEntries(columns.map((column, index) => [column, cells[index]?.trim() ?? ""])), settings);
}
