/** The rows of a file of JSON objects, one a line. */
import { PodsError } from "#shared/core/errors.ts";
import { lazily } from "#shared/core/lazily.ts";
import { cellReaders } from "./areas-in-cell.ts";
import { boxesAmong, fitsBoxes } from "./check-boxes.ts";
import { IMPORT_COLUMNS, type ImportColumn } from "./column-names.ts";
import { type Columns, columnsOf } from "./columns.ts";
import { filledLines, isBlank } from "./csv-records.ts";
import { rowParser } from "./import-row.ts";
import { LazyLine, type Reading } from "./lazy-line.ts";
import type { Facts, RowFile } from "./row-file.ts";
import { loginOf, rowIn, valuesOf } from "./row-values.ts";
import {
  type Answers,
  answersIn,
  NOTHING_UNREAD,
  remarksOnText,
  remarksOnUse,
  UNUSED_MAX,
  unreadIn,
} from "./unread-cells.ts";

/** Each object has its own names, so those that are not used are known when all are read. */
export function ndjsonFile(text: string, settings: Facts): RowFile {
  if (isBlank(text))
    throw new PodsError("invalid", 'The file is empty. Each line is an object, such as {"login":"ada"}.');
  const columnsIn = keptColumns(settings);
  const unused = lazily(() => unusedIn(text, columnsIn, answers));
  const answers = lazily(() => answersIn(file.lines(), settings));
  const file: RowFile = {
    get ignored() {
      return unused().ignored;
    },
    get lacking() {
      return IMPORT_COLUMNS.filter((column) => !unused().used.has(column));
    },
    get remarks() {
      const onAnswers = answers().remarks;
      const remarks = [...unused().remarks, ...remarksOnText(file.lines(), onAnswers, settings), ...onAnswers];
      return remarks.map(([detail, line]) => ({ line, detail }));
    },
    *lines() {
      const reading = objectReading(columnsIn, settings, answers);
      for (const { place, content } of filledLines(text)) yield new LazyLine(place.line, content, reading);
    },
  };
  return file;
}

function objectReading(
  columnsIn: (object: object) => Columns,
  settings: Facts,
  answers: () => Answers,
): Reading<string> {
  const parse = rowParser(settings);
  const readers = cellReaders(settings);
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
      return found ? unreadIn(found.columns, found.cells, readers) : NOTHING_UNREAD;
    },
    answers,
  };
}

function unusedIn(text: string, columnsIn: (object: object) => Columns, answers: () => Answers) {
  const ignored = new Set<string>();
  const used = new Set<ImportColumn | undefined>();
  const remarks = new Map<string, number>();
  for (const { place, content } of filledLines(text)) {
    const columns = columnsIn(objectIn(content) ?? {});
    for (const column of columns.columns) used.add(column);
    for (const { name } of columns.unused) if (ignored.size < UNUSED_MAX) ignored.add(name);
    for (const remark of remarksOnUse(columns.against, answers().remarks))
      if (remarks.size < UNUSED_MAX && !remarks.has(remark)) remarks.set(remark, place.line);
  }
  return { ignored: [...ignored], used, remarks };
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
