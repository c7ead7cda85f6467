/** The rows of an import, one per line. A line that cannot be read becomes a row with the reason; the others go on. */
import Papa from "papaparse";
import { PodsError } from "#shared/core/errors.ts";
import type { Settings } from "#shared/core/settings.ts";
import { IMPORT_COLUMNS, type ImportRow, parseRow } from "./import-row.ts";

/** A line of the file, counted from 1, with its row or the fault in it. */
export interface Line {
  readonly line: number;
  readonly row: ImportRow | string;
}

type Areas = Pick<Settings, "areas">;

export type RowReader = (text: string, settings: Areas) => Iterable<Line>;

/** The reader of an import; `undefined` for a command. Throws PodsError "unsupported-type" for rows in another type. */
export function rowReader(type: string): RowReader | undefined {
  const rows = ROW_READERS.get(type);
  if (rows || !/csv|ndjson|jsonl/.test(type)) return rows;
  const types = [...ROW_READERS.keys()].join(" or ");
  throw new PodsError("unsupported-type", `Send an import as ${types}; this is ${type}.`);
}

const ROW_READERS: ReadonlyMap<string, RowReader> = new Map([
  ["text/csv", csvRows],
  ["application/x-ndjson", ndjsonRows],
]);

/** Throws PodsError "invalid" when the first line does not name the columns. */
export function* csvRows(text: string, settings: Areas): Generator<Line> {
  let columns: string[] | undefined;
  for (const { line, content } of linesOf(text)) {
    if (!columns) {
      columns = columnsOf(content);
      continue;
    }
    const named = columns;
    yield lazyLine(line, () => toRow(named, cellsOf(content), settings));
  }
  if (!columns)
    throw new PodsError("invalid", `The file is empty. Its first line names the columns: ${IMPORT_COLUMNS.join(",")}.`);
}

export function* ndjsonRows(text: string, settings: Areas): Generator<Line> {
  for (const { line, content } of linesOf(text)) {
    yield lazyLine(line, () => fromJson(content, settings));
  }
}

function fromJson(content: string, settings: Areas): ImportRow | string {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    return "is not valid JSON; each line is one object";
  }
  return parseRow(value, settings);
}

/** Parsed when it is looked at: an import that goes on skips the lines that were done. */
const lazyLine = (line: number, parse: () => ImportRow | string): Line => ({
  line,
  get row() {
    return parse();
  },
});

/** The lines that are not empty, without the byte order mark that spreadsheets write. */
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
 * The cells, or the fault in them. No cell of an import spans lines, so each line is parsed by itself: otherwise an
 * unclosed quote would swallow every row after it. A line without a quote needs no parser.
 */
function cellsOf(content: string): string[] | string {
  if (!content.includes('"')) return content.split(",");
  const { data, errors } = Papa.parse<string[]>(content, { delimiter: "," });
  return errors.length > 0 ? "has a quote that is not closed, or one in the middle of a cell" : (data[0] ?? []);
}

function toRow(columns: readonly string[], cells: readonly string[] | string, settings: Areas): ImportRow | string {
  if (typeof cells === "string") return cells;
  if (cells.length > columns.length) return `has ${cells.length} cells for ${columns.length} columns`;
  return parseRow(Object.fromEntries(columns.map((column, index) => [column, cells[index]?.trim() ?? ""])), settings);
}
