/** The header of a CSV file: its delimiter, what its columns are, and which of them a row does not reach. */
import { PodsError } from "#shared/core/errors.ts";
import { oneLine } from "#shared/core/people-text.ts";
import type { Settings } from "#shared/core/settings.ts";
import { boxesAmong, fitsBoxes } from "./check-boxes.ts";
import { IMPORT_COLUMNS, type ImportColumn } from "./column-names.ts";
import { type Columns, columnsOf, NAME_LENGTH_MAX } from "./columns.ts";
import { filledLines, isBlank, type Place, recordAt } from "./csv-records.ts";

export interface Header extends Columns {
  readonly names: readonly string[];
  readonly delimiter: string;
  readonly line: number;
  /** Where the rows begin. */
  readonly rows: Place;
}

const DELIMITERS = [",", ";", "\t", "|"];
const NO_CELL = /^[\s,;|]+$/;

/** Throws PodsError "invalid" when it is not clear what the columns are. */
export function headerOf(text: string, settings: Pick<Settings, "areas">): Header {
  const lines = filledLines(text);
  // Spreadsheets keep the empty rows above a table: `,,,`.
  const nextLine = () => {
    let line = lines.next().value;
    while (line && NO_CELL.test(line.content)) line = lines.next().value;
    return line;
  };
  let first = nextLine();
  // A line for Excel.
  const [, said] = /^"?sep=(.)"?\s*$/i.exec(first?.content ?? "") ?? [];
  if (said !== undefined) first = nextLine();
  if (!first) {
    throw new PodsError("invalid", `The file is empty. Its first line names the columns: ${IMPORT_COLUMNS.join(",")}.`);
  }
  const { place } = first;
  const headers = (said === undefined ? DELIMITERS : [said]).map((delimiter) =>
    headerWith(text, place, delimiter, settings),
  );
  const clearest = headers.reduce((best, other) => (isClearer(other, best, text) ? other : best));
  const header = holdsTicks(clearest, text, settings) ? clearest : { ...clearest, ...withoutBoxes(clearest) };
  if (header.fault !== undefined) throw new PodsError("invalid", `Line ${place.line}: ${header.fault}`);
  if (header.columns.includes("login")) return header;
  const names = header.names.map((name) => `"${oneLine(name, NAME_LENGTH_MAX)}"`).join(", ");
  throw new PodsError(
    "invalid",
    `Line ${place.line} must name the columns, "login" among them, such as ${IMPORT_COLUMNS.join(",")}. It reads ${names}: call the one with logins of GitHub "login", and name the others in English, or by these words.`,
  );
}

function headerWith(text: string, place: Place, delimiter: string, settings: Pick<Settings, "areas">): Header {
  const { cells, badCell, next } = recordAt(text, place, delimiter);
  const columns = columnsOf(cells, boxesAmong(cells, settings));
  return {
    ...columns,
    ...(badCell > 0 && { fault: quoteFault(badCell) }),
    names: cells,
    delimiter,
    line: place.line,
    rows: next,
  };
}

/** Whether all that stands in its check boxes can be a tick. */
function holdsTicks(header: Header, text: string, settings: Pick<Settings, "areas">): boolean {
  if (!header.hasBoxes) return true;
  for (let place = header.rows; place.start < text.length; ) {
    const { cells, badCell, next } = recordAt(text, place, header.delimiter);
    place = next;
    if (badCell === 0 && !fitsBoxes(cells, header, settings)) return false;
  }
  return true;
}

/** A quote that is not closed stays the first fault. */
const withoutBoxes = ({ names, boxes, fault }: Header): Columns => ({
  ...columnsOf(names, boxes, false),
  ...(fault !== undefined && { fault }),
});

function isClearer(one: Header, other: Header, text: string): boolean {
  if (one.known !== other.known) return one.known > other.known;
  if ((one.fault === undefined) !== (other.fault === undefined)) return one.fault === undefined;
  return fits(one, text) && !fits(other, text);
}

/** Whether it parts the first row into as many cells, and more than one. */
function fits({ names, rows, delimiter }: Header, text: string): boolean {
  let row = recordAt(text, rows, delimiter);
  while (row.cells.every(isBlank) && row.next.start < text.length) row = recordAt(text, row.next, delimiter);
  return names.length > 1 && row.cells.length === names.length;
}

export const quoteFault = (cell: number): string => `cell ${cell} has a quote that is not closed, or one in its middle`;

/** The columns behind the last cell of a row. */
export const columnsAfter = ({ length }: readonly string[], { columns }: Header): readonly ImportColumn[] =>
  length < columns.length ? columns.slice(length).filter((column) => column !== undefined) : NONE;

const NONE: readonly never[] = [];

/** The names of all columns behind the last cell of a row. A column without a name is none. */
export const namesAfter = ({ length }: readonly string[], { names }: Header): readonly string[] =>
  names.slice(length).flatMap((name) => (isBlank(name) ? [] : [oneLine(name, NAME_LENGTH_MAX)]));
