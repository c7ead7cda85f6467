/** The rows of an import, one by one. A row that cannot be read comes with the reason; the others go on. */
import { PodsError } from "#shared/core/errors.ts";
import { lazily } from "#shared/core/lazily.ts";
import { loginIn } from "#shared/core/logins.ts";
import { AREAS_PER_MEMBER_MAX } from "#shared/core/member.ts";
import {
  answersUnread,
  areasUnread,
  columnsNamed,
  githubNumber,
  mayBeCut,
  negatedColumn,
  noRows,
  noWish,
} from "#shared/core/messages/join.ts";
import { count } from "#shared/core/number-words.ts";
import { areaIn } from "#shared/core/places.ts";
import type { Settings } from "#shared/core/settings.ts";
import { answerIn, beginsAsAnswer, isTick, saysNoSeat } from "./answers.ts";
import { type CellReader, namesAreas } from "./areas-in-cell.ts";
import { boxesAmong, fitsBoxes, refusesAll } from "./check-boxes.ts";
import type { ImportColumn } from "./column-names.ts";
import { type Columns, columnsOf } from "./columns.ts";
import { columnsAfter, type Header, headerOf, namesAfter, quoteFault } from "./csv-header.ts";
import { filledLines, isBlank, type Place, recordAt } from "./csv-records.ts";
import { filled } from "./filled.ts";
import { type ImportRow, rowParser } from "./import-row.ts";

/** A row, or the fault in it, with its first line in the file, counted from 1. */
export interface Line {
  readonly line: number;
  /** In lower case, or "": rows with the same are about one person. */
  readonly login: string;
  readonly row: ImportRow | string;
  /** The columns of the header that the row ends before, or that it may have been cut off at. */
  readonly missing: readonly ImportColumn[];
  /** The column of its last cell, if the file ends there and may have been cut off. */
  readonly cutIn: ImportColumn | undefined;
  /** What stands in columns that were not used, and may be about areas all the same. */
  readonly unread: Unread;
  /** Whether nothing in the file may have said of this person that other areas do not suit them. */
  readonly isOpenByDefault: boolean;
  /** Whether a column that was not used otherwise says that they want no seat. */
  readonly isClosed: boolean;
  /** Whether the row before it has a broken quote, so that this may be the rest of a cell. */
  readonly isDoubtful: boolean;
}

export interface Detail {
  readonly line: number;
  readonly detail: string;
}

export interface RowFile {
  /** The names of columns that are not used. */
  readonly ignored: readonly string[];
  /** Sentences about columns that are not used. */
  readonly remarks: readonly Detail[];
  readonly lines: () => Iterable<Line>;
}

type Facts = Pick<Settings, "areas" | "github" | "consent">;

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

/** Throws PodsError "invalid" when it is not clear what the columns are. */
export function csvFile(text: string, settings: Facts): RowFile {
  const header = headerOf(text, settings);
  const lines = (): Iterable<Line> => csvLines(text, header, settings, answers);
  const mayTell = header.unused.length > 0 || header.columns.includes("anywhere");
  const answers = lazily(() => (mayTell ? answersIn(lines(), settings) : NO_ANSWERS));
  return {
    ignored: header.unused.map(({ name }) => name),
    get remarks() {
      const { against, unused, columns } = header;
      const onAreas = remarksOnAreas(lines(), columns.includes("areas") ? 0 : unused.length, settings);
      const [first] = lines();
      const onRows = first ? [] : [noRows(OTHER_ENDS.test(header.names.join()))];
      const onAnswers = answers().remarks;
      const remarks = [...remarksOnUse(against, onAnswers), ...onAreas.keys(), ...onAnswers.keys(), ...onRows];
      return remarks.map((detail) => ({ line: header.line, detail }));
    },
    lines,
  };
}

/** What ends lines elsewhere, and `\\n` in two letters. */
const OTHER_ENDS = /[\v\f\x1e\u0085\u2028\u2029]|\\n/;

/** One remark on a column is enough. */
const remarksOnUse = (columns: Columns["against"], answers: Remarks): string[] =>
  columns
    .filter(({ name }) => !answers.has(answersUnread(name)))
    .map(({ name, column, against }) => (against === "no" ? negatedColumn : noWish)(name, column));

/** Remarks, each with the first line that it is about. */
type Remarks = ReadonlyMap<string, number>;

/** What the cells of the whole file say of those who may be open to any area. */
interface Answers {
  /** About columns of yes and no that were not used, whatever they asked. */
  readonly remarks: Remarks;
  /** The column "anywhere" holds ticks and nothing else, so that an empty cell is a box that was not ticked. */
  readonly isBox: boolean;
}

const NO_ANSWERS: Answers = { remarks: new Map(), isBox: false };

/** About columns that name areas and were not used; at most so many. */
function remarksOnAreas(lines: Iterable<Line>, max: number, { consent }: Facts): Remarks {
  const remarks = new Map<string, number>();
  if (consent === "offer" || max === 0) return remarks;
  for (const { line, unread } of lines) {
    for (const remark of unread.areasIn.map(areasUnread)) if (!remarks.has(remark)) remarks.set(remark, line);
    if (remarks.size >= max) break;
  }
  return remarks;
}

/** A column asks for yes or no where at least every other cell says so. A 1 among other numbers is no yes. */
function answersIn(lines: Iterable<Line>, { consent }: Facts): Answers {
  if (consent === "offer") return NO_ANSWERS;
  const columns = new Map<string, { line: number; answers: number; others: number }>();
  let isBox: boolean | undefined;
  for (const { line, unread } of lines) {
    if (unread.anywhere !== undefined) isBox = isBox !== false && isTick(unread.anywhere);
    for (const { name, says } of unread.cells) {
      const column = columns.get(name) ?? { line, answers: 0, others: 0 };
      columns.set(name, column);
      if (says === "number") column.others = Number.POSITIVE_INFINITY;
      else if (says === "answer") column.answers++;
      else column.others++;
    }
  }
  const asked = [...columns].filter(([, { answers, others }]) => answers > 0 && answers >= others);
  return {
    remarks: new Map(asked.slice(0, UNUSED_MAX).map(([name, { line }]) => [answersUnread(name), line])),
    isBox: isBox === true,
  };
}

/** What the cells of columns that were not used may mean. */
interface Unread {
  /** The names of those that name an area, in the cell or in their own name. */
  readonly areasIn: readonly string[];
  /** Those with a filled cell, whatever was read as areas. */
  readonly cells: readonly { readonly name: string; readonly says: "answer" | "number" | "other" }[];
  /** Somebody says no to areas by their names, and yes to none. */
  readonly refuses: boolean;
  /** Somebody says that they want no seat. */
  readonly saysNoSeat: boolean;
  /** The filled cell of the column "anywhere", which was used. */
  readonly anywhere: unknown;
}

const NOTHING_UNREAD: Unread = { areasIn: [], cells: [], refuses: false, saysNoSeat: false, anywhere: undefined };

function unreadIn(columns: Columns, cells: readonly unknown[], namesArea: CellReader): Unread {
  const mayTell = columns.unused.length + columns.closing.length > 0 || columns.hasBoxes;
  if (!mayTell && !columns.columns.includes("anywhere")) return NOTHING_UNREAD;
  const filledIn = columns.unused.filter(
    ({ at, asksHowFlexible }) =>
      filled("anywhere", cells[at]) !== undefined || (asksHowFlexible && !isBlank(String(cells[at] ?? ""))),
  );
  const ofAreas = columns.columns.includes("areas")
    ? []
    : filledIn.filter(
        ({ at, name, isOfAnotherMatter }) =>
          columns.boxes[at] !== undefined || namesArea(name) || (!isOfAnotherMatter && namesArea(cells[at])),
      );
  return {
    areasIn: ofAreas.map(({ name }) => name),
    cells: filledIn
      .filter((column) => !column.isOfAnotherMatter && !ofAreas.includes(column))
      .map(({ at, name, asksHowFlexible }) => ({ name, says: asksHowFlexible ? "answer" : sayingOf(cells[at]) })),
    refuses: columns.hasBoxes && refusesAll(cells, columns),
    saysNoSeat:
      columns.closing.some(({ at, by }) => answerOf(cells[at]) === by) ||
      filledIn.some(({ at, isOfAnotherMatter }) => !isOfAnotherMatter && !columns.boxes[at] && saysNoSeat(cells[at])),
    anywhere: filled("anywhere", cells[columns.columns.indexOf("anywhere")]),
  };
}

const sayingOf = (cell: unknown): Unread["cells"][number]["says"] =>
  beginsAsAnswer(cell) ? "answer" : /^\s*-?\d+([.,]\d+)?\s*$/.test(String(cell)) ? "number" : "other";

type Parse = ReturnType<typeof rowParser>;

const loginOf = (said: unknown, { github }: Facts): string =>
  typeof said === "string" ? loginIn(said, github).toLowerCase() : "";

const DOUBTFUL = "follows a quote that is not closed and has one cell only, so it may be no row; mend the quote";

const cutOff = (names: readonly string[]): string =>
  `the file ends in this row, before ${columnsNamed(names)} and without a line break, so it may be cut off; send the whole file, or end the row with a line break`;

const NONE: readonly never[] = [];

/**
 * A row with a quote that is not closed is its first line, so that it swallows no other row. A text between two quotes
 * belongs to one row, or to none: it may be somebody's answer, which names nobody else.
 */
function* csvLines(text: string, header: Header, settings: Facts, answers: () => Answers): Generator<Line> {
  const parse = rowParser(settings);
  const namesArea = namesAreas(settings);
  const loginAt = header.columns.indexOf("login");
  const rowOf = (cells: readonly string[]) => parseCells(cells, header, parse);
  const reading: Reading<readonly string[]> = {
    loginOf: (cells) => loginOf(cells[loginAt], settings),
    rowOf,
    unreadIn: (cells) => unreadIn(header, cells, namesArea),
    answers,
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

/** What was not closed by a quote, and so may be the beginning of a longer cell. */
interface LastCell {
  readonly column: ImportColumn;
  readonly cell: string;
  /** Cells of this column hold several areas. */
  readonly isOfLists: boolean;
}

function lastOf(cells: readonly string[], header: Header, text: string): LastCell | undefined {
  const at = cells.length - 1;
  const column = header.columns[at];
  if (column === undefined || text.endsWith('"')) return undefined;
  return { column, cell: cells[at]!.trim(), isOfLists: column === "areas" && hasLists(at, header, text) };
}

const BETWEEN_AREAS = /[|;,]/;

function hasLists(at: number, { rows, delimiter }: Header, text: string): boolean {
  for (let place = rows; place.start < text.length; ) {
    const { cells, next } = recordAt(text, place, delimiter);
    if (BETWEEN_AREAS.test(cells[at] ?? "")) return true;
    place = next;
  }
  return false;
}

/** A cut login is somebody else's. */
const OF_LOGINS: readonly ImportColumn[] = ["login", "with"];

/** Whether the cell of a row that can be read is no beginning of another word. */
function isWhole({ column, cell, isOfLists }: LastCell, settings: Facts): boolean {
  if (column === "timezone") return isWholeZone(cell);
  if (column === "areas") return isWholeArea(cell, settings) && !(isOfLists && mayNameMore(cell));
  return !OF_LOGINS.includes(column) && cell !== "";
}

/** A list may go on with another area. */
const mayNameMore = (cell: string): boolean => cell.split(BETWEEN_AREAS).length < AREAS_PER_MEMBER_MAX;

/** The last of several areas, but not "CLI" where "CLI tools" is another one. */
function isWholeArea(cell: string, settings: Facts): boolean {
  const last = cell.split(BETWEEN_AREAS).at(-1)!.trim().toLowerCase();
  const others = Object.entries(settings.areas).filter(([id]) => id !== areaIn(last, settings));
  const names = others.flatMap(([id, { title, was }]) => [id, title ?? "", ...was]);
  return last !== "" && !names.some((name) => name.toLowerCase().startsWith(last));
}

/** `Europe/Berlin`, but not `America/Dawson`, as there is `America/Dawson_Creek`; nor `Etc/GMT+1` or `US/Indiana`. */
const isWholeZone = (zone: string): boolean =>
  /^(?!Etc|US)\w+\/[\w/]+$/i.test(zone) &&
  !Intl.supportedValuesOf("timeZone").some((other) => other !== zone && other.startsWith(zone));

/** A fault in the last cell may come from the cut. */
const remarkingOnCut = (row: ImportRow | string, { column }: LastCell): ImportRow | string =>
  typeof row === "string" && row.split("; ").some((fault) => fault.startsWith(`${column}: `))
    ? `${row}; ${mayBeCut(column)}`
    : row;

/** A longer cell is rather a part of the file between two quotes. */
const CELL_LINES_MAX = 100;

/** Why a row is none that spans these lines: one of its cells is too long, or cannot be understood. */
function enclosed(
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
function noRow(
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

function parseCells(cells: readonly string[], header: Header, parse: Parse): ImportRow | string {
  const { columns } = header;
  if (!cells.slice(columns.length).every(isBlank))
    return `has ${count(cells.length, "cell")} for ${count(columns.length, "column")}`;
  return rowIn(header, cells, parse);
}

function rowIn(columns: Columns, cells: readonly unknown[], parse: Parse): ImportRow | string {
  const id = String(cells[columns.numberedAt ?? -1] ?? "").trim();
  return /^\d+$/.test(id) ? githubNumber(id) : parse(valuesOf(columns, cells));
}

/** An empty cell counts as absent. Wishes in several columns become one list. */
function valuesOf(
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

const answerOf = (value: unknown): unknown => (typeof value === "string" ? answerIn(value) : value);

const faulty = (line: number, row: string): Line => ({
  line,
  login: "",
  row,
  missing: NONE,
  cutIn: undefined,
  unread: NOTHING_UNREAD,
  isOpenByDefault: false,
  isClosed: false,
  isDoubtful: false,
});

/** How the lines of a file are read. A file has one, so that a line is one object. */
interface Reading<Content> {
  readonly loginOf: (content: Content) => string;
  readonly rowOf: (content: Content) => ImportRow | string;
  readonly unreadIn: (content: Content) => Unread;
  readonly answers: () => Answers;
}

/** Read when it is looked at, and once: an import that goes on skips the lines that were done. */
class LazyLine<Content> implements Line {
  readonly line: number;
  readonly missing: Line["missing"];
  readonly cutIn: Line["cutIn"];
  readonly isDoubtful: boolean;
  readonly #content: Content;
  readonly #reading: Reading<Content>;
  #row: ImportRow | string | undefined;
  #unread: Unread | undefined;

  constructor(
    line: number,
    content: Content,
    reading: Reading<Content>,
    missing: Line["missing"] = NONE,
    cutIn?: Line["cutIn"],
    isDoubtful = false,
  ) {
    this.line = line;
    this.#content = content;
    this.#reading = reading;
    this.missing = missing;
    this.cutIn = cutIn;
    this.isDoubtful = isDoubtful;
  }

  get login() {
    return this.#reading.loginOf(this.#content);
  }

  get row() {
    this.#row ??= this.#reading.rowOf(this.#content);
    return this.#row;
  }

  get unread() {
    this.#unread ??= this.#reading.unreadIn(this.#content);
    return this.#unread;
  }

  get isClosed() {
    return this.unread.saysNoSeat;
  }

  get isOpenByDefault() {
    if (this.missing.includes("anywhere") || this.missing.includes("areas")) return false;
    const { areasIn, refuses } = this.unread;
    const { remarks, isBox } = this.#reading.answers();
    return areasIn.length === 0 && !refuses && remarks.size === 0 && !isBox;
  }
}

const UNUSED_MAX = 100;

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
    get remarks() {
      const onAreas = remarksOnAreas(file.lines(), UNUSED_MAX, settings);
      const remarks = [...unused().remarks, ...onAreas, ...answers().remarks];
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
  const namesArea = namesAreas(settings);
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
      return found ? unreadIn(found.columns, found.cells, namesArea) : NOTHING_UNREAD;
    },
    answers,
  };
}

function unusedIn(text: string, columnsIn: (object: object) => Columns, answers: () => Answers) {
  const ignored = new Set<string>();
  const remarks = new Map<string, number>();
  for (const { place, content } of filledLines(text)) {
    const columns = columnsIn(objectIn(content) ?? {});
    for (const { name } of columns.unused) if (ignored.size < UNUSED_MAX) ignored.add(name);
    for (const remark of remarksOnUse(columns.against, answers().remarks))
      if (remarks.size < UNUSED_MAX && !remarks.has(remark)) remarks.set(remark, place.line);
  }
  return { ignored: [...ignored], remarks };
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
