/** The rows of an import, one by one. A row that cannot be read comes with the reason; the others go on. */
import { PodsError } from "#shared/core/errors.ts";
import { count } from "#shared/core/number-words.ts";
import { oneLine } from "#shared/core/people-text.ts";
import type { Settings } from "#shared/core/settings.ts";
import { type Columns, columnsOf, IMPORT_COLUMNS, type ImportColumn, NAME_LENGTH_MAX } from "./columns.ts";
import { lineAt, type Place, recordAt } from "./csv-records.ts";
import { type ImportRow, rowParser } from "./import-row.ts";

/** A row, or the fault in it, with its first line in the file, counted from 1. */
export interface Line {
  readonly line: number;
  readonly row: ImportRow | string;
}

export interface RowFile {
  /** The names of columns that are not used. */
  readonly ignored: readonly string[];
  lines(): Iterable<Line>;
}

type Facts = Pick<Settings, "areas" | "github">;

export type RowReader = (text: string, settings: Facts) => RowFile;

/** The reader of an import; `undefined` for a command. Throws PodsError "unsupported-type" for rows in another type. */
export function rowReader(type: string): RowReader | undefined {
  const rows = ROW_READERS.get(type);
  if (rows || !/csv|ndjson|jsonl/.test(type)) return rows;
  const types = [...ROW_READERS.keys()].join(" or ");
  throw new PodsError("unsupported-type", `Send an import as ${types}; this is ${type}.`);
}

const ROW_READERS: ReadonlyMap<string, RowReader> = new Map([
  ["text/csv", csvFile],
  ["application/x-ndjson", ndjsonFile],
]);

const isBlank = (text: string): boolean => text.trim() === "";

/** Throws PodsError "invalid" when it is not clear what the columns are. */
export function csvFile(text: string, settings: Facts): RowFile {
  const header = headerOf(text);
  return { ignored: header.ignored, lines: () => csvLines(text, header, rowParser(settings)) };
}

type Parse = ReturnType<typeof rowParser>;

interface Header extends Columns {
  readonly names: readonly string[];
  readonly delimiter: string;
  /** Where the rows begin. */
  readonly rows: Place;
}

const DELIMITERS = [",", ";", "\t", "|"];

function headerOf(text: string): Header {
  const lines = filledLines(text);
  let first = lines.next().value;
  // A line for Excel.
  const [, said] = /^"?sep=(.)"?\s*$/i.exec(first?.content ?? "") ?? [];
  if (said !== undefined) first = lines.next().value;
  if (!first) {
    throw new PodsError("invalid", `The file is empty. Its first line names the columns: ${IMPORT_COLUMNS.join(",")}.`);
  }
  const { place } = first;
  const headers = (said === undefined ? DELIMITERS : [said]).map((delimiter) => headerWith(text, place, delimiter));
  const header = headers.reduce((best, other) => (isClearer(other, best) ? other : best));
  if (header.fault !== undefined) throw new PodsError("invalid", `Line ${place.line}: ${header.fault}`);
  if (header.columns.includes("login")) return header;
  const names = header.names.map((name) => `"${oneLine(name, NAME_LENGTH_MAX)}"`).join(", ");
  throw new PodsError(
    "invalid",
    `Line ${place.line} must name the columns, "login" among them, such as ${IMPORT_COLUMNS.join(",")}. It reads ${names}.`,
  );
}

/** The lines that are not blank. */
function* filledLines(text: string): Generator<{ place: Place; content: string }, undefined> {
  for (let place: Place = { start: 0, line: 1 }; place.start < text.length; ) {
    const { content, next } = lineAt(text, place);
    if (!isBlank(content)) yield { place, content };
    place = next;
  }
}

function headerWith(text: string, place: Place, delimiter: string): Header {
  const { cells, badCell, next } = recordAt(text, place, delimiter);
  const columns = columnsOf(cells);
  return { ...columns, ...(badCell > 0 && { fault: quoteFault(badCell) }), names: cells, delimiter, rows: next };
}

const isClearer = (one: Header, other: Header): boolean =>
  one.known === other.known ? one.fault === undefined && other.fault !== undefined : one.known > other.known;

const quoteFault = (cell: number): string => `cell ${cell} has a quote that is not closed, or one in its middle`;

const DOUBTFUL = "follows a quote that is not closed and has one cell only, so it may be no row; mend the quote";

/** A row with a broken quote is its first line, so that it swallows no other row. */
function* csvLines(text: string, header: Header, parse: Parse): Generator<Line> {
  const rowOf = (cells: readonly string[]) => parseCells(cells, header, parse);
  // From a broken quote until a row is read: words of the cell must not be taken for logins.
  let isDoubtful = false;
  for (let place: Place = header.rows; place.start < text.length; ) {
    const { line } = place;
    const { cells, badCell: found, next } = recordAt(text, place, header.delimiter);
    const spans = next.line > line + 1;
    const badCell = found || (spans ? swallowingCell(cells, header, rowOf) : 0);
    place = badCell > 0 && spans ? lineAt(text, place).next : next;
    if (badCell === 0 && cells.every(isBlank)) continue;
    if (badCell > 0) {
      isDoubtful = true;
      yield { line, row: quoteFault(badCell) };
    } else if (isDoubtful && cells.length < Math.min(2, header.names.length)) {
      yield { line, row: DOUBTFUL };
    } else {
      if (isDoubtful) isDoubtful = typeof rowOf(cells) === "string";
      yield lazyLine(line, () => rowOf(cells));
    }
  }
}

/** The cell, counted from 1, that holds lines and cannot be understood: two quotes in different rows enclose these. */
function swallowingCell(
  cells: readonly string[],
  { columns }: Header,
  rowOf: (cells: readonly string[]) => ImportRow | string,
): number {
  const at = columns.findIndex((column, at) => column !== undefined && cells[at]?.trim().includes("\n"));
  return at >= 0 && typeof rowOf(cells) === "string" ? at + 1 : 0;
}

function parseCells(cells: readonly string[], { columns }: Header, parse: Parse): ImportRow | string {
  if (!cells.slice(columns.length).every(isBlank))
    return `has ${count(cells.length, "cell")} for ${count(columns.length, "column")}`;
  return parse(valuesOf(columns, cells));
}

/** An empty cell counts as absent. */
function valuesOf(columns: Columns["columns"], cells: readonly unknown[]): Partial<Record<ImportColumn, unknown>> {
  const values: Partial<Record<ImportColumn, unknown>> = {};
  for (const [at, cell] of cells.entries()) {
    const column = columns[at];
    const value = typeof cell === "string" ? cell.trim() : cell;
    if (column !== undefined && value !== "" && value !== null) values[column] = value;
  }
  return values;
}

/** Parsed when it is looked at: an import that goes on skips the lines that were done. */
const lazyLine = (line: number, parse: () => ImportRow | string): Line => ({
  line,
  get row() {
    return parse();
  },
});

const IGNORED_MAX = 100;

/** Each object has its own names, so those that are not used are known when all are read. */
export function ndjsonFile(text: string, settings: Facts): RowFile {
  if (isBlank(text))
    throw new PodsError("invalid", 'The file is empty. Each line is an object, such as {"login":"ada"}.');
  const columnsIn = keptColumns();
  return {
    get ignored() {
      const names = new Set<string>();
      for (const { content } of filledLines(text)) {
        const object = objectIn(content);
        for (const name of object ? columnsIn(object).ignored : []) if (names.size < IGNORED_MAX) names.add(name);
      }
      return [...names];
    },
    *lines() {
      const parse = rowParser(settings);
      for (const { place, content } of filledLines(text)) {
        yield lazyLine(place.line, () => {
          const object = objectIn(content);
          if (!object) return "is not a valid JSON object; each line is one";
          const { columns, fault } = columnsIn(object);
          return fault ?? parse(valuesOf(columns, Object.values(object)));
        });
      }
    },
  };
}

function objectIn(content: string): object | undefined {
  try {
    const value: unknown = JSON.parse(content);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The objects of a file usually have the same names. */
function keptColumns(): (object: object) => Columns {
  let last: { readonly key: string; readonly columns: Columns } | undefined;
  return (object) => {
    const names = Object.keys(object);
    const key = names.join("\n");
    if (last?.key !== key) last = { key, columns: columnsOf(names) };
    return last.columns;
  };
}
