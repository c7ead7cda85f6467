/** The records of a CSV text. Lines are counted as the file has them, whichever signs end them. */
import Papa from "papaparse";

/** Where a line begins. */
export interface Place {
  readonly start: number;
  /** Counted from 1. */
  readonly line: number;
}

export interface CsvRecord {
  readonly cells: readonly string[];
  /** The cell, counted from 1, in which a quote is not closed or stands in the middle; 0 if there is none. */
  readonly badCell: number;
  /** Behind its last line; with a bad cell, behind its first. */
  readonly next: Place;
}

const LINE_END = /\r\n?|\n/g;

/** The line that begins there. */
function lineAt(text: string, { start, line }: Place): { readonly content: string; readonly next: Place } {
  LINE_END.lastIndex = start;
  const end = LINE_END.exec(text);
  const next = { start: end ? LINE_END.lastIndex : text.length, line: line + 1 };
  return { content: text.slice(start, end?.index), next };
}

export const isBlank = (text: string): boolean => text.trim() === "";

/** The lines that are not blank. */
export function* filledLines(text: string): Generator<{ place: Place; content: string }, undefined> {
  for (let place: Place = { start: 0, line: 1 }; place.start < text.length; ) {
    const { content, next } = lineAt(text, place);
    if (!isBlank(content)) yield { place, content };
    place = next;
  }
}

/** The record that begins there. Most lines hold no quote, and need no parser. */
export function recordAt(text: string, place: Place, delimiter: string): CsvRecord {
  const first = lineAt(text, place);
  if (!first.content.includes('"')) return { cells: first.content.split(delimiter), badCell: 0, next: first.next };
  let whole = first.content;
  let parsed = parse(whole, delimiter);
  const { badCell } = parsed;
  let { next } = first;
  while (parsed.isOpen && next.start < text.length) {
    const line = lineAt(text, next);
    next = line.next;
    whole += `\n${line.content}`;
    // Quotes come in pairs, so only a line with an odd one can close the cell.
    if (line.content.split('"').length % 2 === 0) parsed = parse(whole, delimiter);
  }
  return parsed.badCell > 0
    ? { cells: parsed.cells, badCell, next: first.next }
    : { cells: parsed.cells, badCell: 0, next };
}

interface Parsed {
  readonly cells: readonly string[];
  /** 0 if there is none. */
  readonly badCell: number;
  /** Whether another line may close its last cell. */
  readonly isOpen: boolean;
}

function parse(content: string, delimiter: string): Parsed {
  const asWritten = parseExactly(content, delimiter);
  if (!content.includes(' "')) return asWritten;
  // Blanks before a quote are no part of a cell.
  const trimmed = content.replace(/(^|[^\w"]) +(?=")/g, (blanks, before) =>
    before === "" || before === delimiter ? before : blanks,
  );
  const parsed = parseExactly(trimmed, delimiter);
  return parsed.badCell === 0 || parsed.isOpen ? parsed : asWritten;
}

function parseExactly(content: string, delimiter: string): Parsed {
  // `Papa.parse` would make a stream of each text.
  const { data, errors }: Papa.ParseResult<string[]> = new Papa.Parser({ delimiter, newline: "\n" }).parse(
    content,
    0,
    false,
  );
  const cells = data[0] ?? [];
  const isWhole = errors.length === 0 && data.length === 1;
  return {
    cells,
    badCell: isWhole ? 0 : cells.length,
    isOpen: errors.length > 0 && errors.every(({ code }) => code === "MissingQuotes"),
  };
}
