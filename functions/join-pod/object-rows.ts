/** The rows of a file of JSON objects, one a line. */
import { PodsError } from "#shared/core/errors.ts";
import { lazily } from "#shared/core/lazily.ts";
import { boxesAmong, fitsBoxes } from "./check-boxes.ts";
import { IMPORT_COLUMNS, type ImportColumn } from "./column-names.ts";
import { ignoredOf, mayLimit, remarksOn, UNUSED_MAX } from "./column-remarks.ts";
import { type Columns, columnsOf } from "./columns.ts";
import { filledLines, isBlank } from "./csv-records.ts";
import { rowParser } from "./import-row.ts";
import { LazyLine, type Reading } from "./lazy-line.ts";
import type { Facts, RowFile } from "./row-file.ts";
import { loginOf, rowIn, valuesOf } from "./row-values.ts";
import { holdsTicks, NOTHING_UNREAD, unreadIn } from "./unread-cells.ts";

/** Each object has its own names, so those that are not used are known when all are read. */
export function ndjsonFile(text: string, settings: Facts): RowFile {
  if (isBlank(text))
    throw new PodsError("invalid", 'The file is empty. Each line is an object, such as {"login":"ada"}.');
  const columnsIn = keptColumns(settings);
  const named = lazily(() => namedIn(text, columnsIn));
  const isOpen = lazily(() => !named().mayLimit && !(named().used.has("anywhere") && holdsTicks(file.lines())));
  const file: RowFile = {
    get ignored() {
      return [...named().ignored];
    },
    get lacking() {
      return IMPORT_COLUMNS.filter((column) => !named().used.has(column));
    },
    get remarks() {
      const remarks = remarksOn(named().headers, file.lines(), settings);
      return [...remarks].map(([detail, line]) => ({ line, detail }));
    },
    *lines() {
      const reading = objectReading(columnsIn, settings, isOpen);
      for (const { place, content } of filledLines(text)) yield new LazyLine(place.line, content, reading);
    },
  };
  return file;
}

function objectReading(
  columnsIn: (object: object) => Columns,
  settings: Facts,
  isOpen: () => boolean,
): Reading<string> {
  const parse = rowParser(settings);
  const read = (content: string) => {
    const object = objectIn(content);
    return object && { columns: columnsIn(object), cells: Object.values(object) };
  };
  return {
    loginOf(content) {
      const found = read(content);
      return found ? loginOf(valuesOf(found.columns, found.cells).login, settings) : "";
    },
    rowOf(content) {
      const found = read(content);
      if (!found) return "is not a valid JSON object; each line is one";
      return found.columns.fault ?? rowIn(found.columns, found.cells, parse);
    },
    unreadIn(content) {
      const found = read(content);
      return found ? unreadIn(found.columns, found.cells) : NOTHING_UNREAD;
    },
    isOpen,
  };
}

/** All columns of the objects; `headers`: where each that is not used comes first. */
function namedIn(text: string, columnsIn: (object: object) => Columns) {
  const ignored = new Set<string>();
  const used = new Set<ImportColumn | undefined>();
  const known = new Set<string>();
  const headers: (readonly [line: number, unused: Columns["unused"]])[] = [];
  let limits = false;
  for (const { place, content } of filledLines(text)) {
    const columns = columnsIn(objectIn(content) ?? {});
    for (const column of columns.columns) used.add(column);
    for (const name of ignoredOf(columns.unused)) if (ignored.size < UNUSED_MAX) ignored.add(name);
    limits ||= columns.unused.some(mayLimit);
    const others = known.size < UNUSED_MAX ? columns.unused.filter(({ name }) => !known.has(name)) : [];
    if (others.length > 0) headers.push([place.line, others]);
    for (const { name } of others) known.add(name);
  }
  return { ignored, used, headers, mayLimit: limits };
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
function keptColumns(settings: Facts): (object: object) => Columns {
  let last: { readonly key: string; readonly ticks: Columns; readonly others: Columns } | undefined;
  return (object) => {
    const names = Object.keys(object);
    const key = names.join("\n");
    if (last?.key !== key) {
      const boxes = boxesAmong(names, settings);
      last = { key, ticks: columnsOf(names, boxes), others: columnsOf(names, boxes, false) };
    }
    return fitsBoxes(Object.values(object), last.ticks, settings) ? last.ticks : last.others;
  };
}
