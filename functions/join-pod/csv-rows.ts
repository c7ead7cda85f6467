/** The rows of a file in CSV, one by one. A row that cannot be read comes with the reason; the others go on. */
import { lazily } from "#shared/core/lazily.ts";
import { columnsNamed, noRows } from "#shared/core/messages/join.ts";
import { count } from "#shared/core/number-words.ts";
import { IMPORT_COLUMNS } from "./column-names.ts";
import { ignoredOf, mayLimit, remarksOn } from "./column-remarks.ts";
import { columnsAfter, type Header, headerOf, namesAfter, quoteFault } from "./csv-header.ts";
import { isBlank, type Place, recordAt } from "./csv-records.ts";
import { isWhole, type LastCell, lastOf, remarkingOnCut } from "./cut-cell.ts";
import { type ImportRow, rowParser } from "./import-row.ts";
import { faulty, LazyLine, type Reading } from "./lazy-line.ts";
import { enclosed, noRow } from "./no-row.ts";
import type { Facts, Line, RowFile } from "./row-file.ts";
import { loginOf, type Parse, rowIn } from "./row-values.ts";
import { holdsTicks, unreadIn } from "./unread-cells.ts";

/** Throws PodsError "invalid" when it is not clear what the columns are. */
export function csvFile(text: string, settings: Facts): RowFile {
  const header = headerOf(text, settings);
  const { unused, columns } = header;
  const lines = (): Iterable<Line> => csvLines(text, header, settings, isOpen);
  const isOpen = lazily(() => !unused.some(mayLimit) && !(columns.includes("anywhere") && holdsTicks(lines())));
  const mayTell = unused.length > 0 || columns.includes("pod") || columns.includes("mode");
  return {
    ignored: ignoredOf(unused),
    lacking: IMPORT_COLUMNS.filter((column) => !columns.includes(column)),
    get remarks() {
      const [first] = lines();
      const onRows = first ? [] : [noRows(OTHER_ENDS.test(header.names.join()))];
      const onColumns = remarksOn([[header.line, unused]], mayTell ? lines() : [], settings);
      return [...onColumns.keys(), ...onRows].map((detail) => ({ line: header.line, detail }));
    },
    lines,
  };
}

/** What ends lines elsewhere, and `\\n` in two letters. */
const OTHER_ENDS = /[\v\f\x1e\u0085\u2028\u2029]|\\n/;

const DOUBTFUL = "follows a quote that is not closed and has one cell only, so it may be no row; mend the quote";

const cutOff = (names: readonly string[]): string =>
  `the file ends in this row, before ${columnsNamed(names)} and without a line break, so it may be cut off; send the whole file, or end the row with a line break`;

/**
 * A row with a quote that is not closed is its first line, so that it swallows no other row. A text between two quotes
 * belongs to one row, or to none: it may be somebody's answer, which names nobody else.
 */
function* csvLines(text: string, header: Header, settings: Facts, isOpen: () => boolean): Generator<Line> {
  const parse = rowParser(settings);
  const loginAt = header.columns.indexOf("login");
  const rowOf = (cells: readonly string[]) => parseCells(cells, header, parse);
  const reading: Reading<readonly string[]> = {
    loginOf: (cells) => loginOf(cells[loginAt], settings),
    rowOf,
    unreadIn: (cells) => unreadIn(header, cells),
    isOpen,
  };
  const endsInRow = !/[\r\n]/.test(text.at(-1) ?? "");
  // From a broken quote until a row is read: words of the cell must not be taken for logins.
  let isDoubtful = false;
  let before = 0;
  for (let place: Place = header.rows; place.start < text.length; ) {
    const { line } = place;
    const { cells, badCell, next } = recordAt(text, place, header.delimiter);
    place = next;
    if (badCell === 0 && cells.every(isBlank)) continue;
    const fault =
      badCell === 0
        ? (noRow(cells, header, before, text, next) ?? enclosed(cells, header, line, next.line - 1, rowOf))
        : undefined;
    const isCutOff = endsInRow && next.start === text.length;
    before++;
    if (badCell > 0) {
      isDoubtful = true;
      yield faulty(line, quoteFault(badCell));
    } else if (fault !== undefined) {
      yield faulty(line, fault);
    } else if (isDoubtful && cells.length < Math.min(2, header.names.length)) {
      yield faulty(line, DOUBTFUL);
    } else if (isCutOff && namesAfter(cells, header).length > 0) {
      yield faulty(line, cutOff(namesAfter(cells, header)));
    } else {
      const wasDoubtful = isDoubtful;
      if (isDoubtful) isDoubtful = typeof rowOf(cells) === "string";
      const last = isCutOff ? lastOf(cells, header, text) : undefined;
      const missing = last?.cell === "" ? [last.column] : columnsAfter(cells, header);
      const cutIn = last && !isWhole(last, settings) ? last.column : undefined;
      yield new LazyLine(line, cells, last ? beforeCut(reading, last) : reading, missing, cutIn, wasDoubtful);
    }
  }
}

const beforeCut = <Content>(reading: Reading<Content>, last: LastCell): Reading<Content> => ({
  ...reading,
  rowOf: (content) => remarkingOnCut(reading.rowOf(content), last),
});

function parseCells(cells: readonly string[], header: Header, parse: Parse): ImportRow | string {
  const { columns } = header;
  if (!cells.slice(columns.length).every(isBlank))
    return `has ${count(cells.length, "cell")} for ${count(columns.length, "column")}`;
  return rowIn(header, cells, parse);
}
