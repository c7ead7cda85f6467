/** The last cell of a file that ends without a line break, where it may have been cut off. */
import { AREAS_PER_MEMBER_MAX } from "#shared/core/member.ts";
import { mayBeCut } from "#shared/core/messages/join.ts";
import { areaIn } from "#shared/core/places.ts";
import type { ImportColumn } from "./column-names.ts";
import type { Header } from "./csv-header.ts";
import { recordAt } from "./csv-records.ts";
import type { ImportRow } from "./import-row.ts";
import type { Facts } from "./row-file.ts";

/** What was not closed by a quote, and so may be the beginning of a longer cell. */
export interface LastCell {
  readonly column: ImportColumn;
  readonly cell: string;
  /** Cells of this column hold several areas. */
  readonly isOfLists: boolean;
}

export function lastOf(cells: readonly string[], header: Header, text: string): LastCell | undefined {
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
export function isWhole({ column, cell, isOfLists }: LastCell, settings: Facts): boolean {
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
export const remarkingOnCut = (row: ImportRow | string, { column }: LastCell): ImportRow | string =>
  typeof row === "string" && row.split("; ").some((fault) => fault.startsWith(`${column}: `))
    ? `${row}; ${mayBeCut(column)}`
    : row;
