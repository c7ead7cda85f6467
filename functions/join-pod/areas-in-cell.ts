/** What a cell in a column that is not used, or the name of one, may say of areas. */
import { placesIn } from "#shared/core/places.ts";
import { shortAnswerIn } from "./answers.ts";
import { setsLimit, type TextOfAreas } from "./matters.ts";
import { remembered } from "./remembered.ts";
import type { Facts } from "./row-file.ts";

type CellReader = (cell: unknown) => boolean;

export interface CellReaders {
  /** Whether it has the name of an area among its words. */
  readonly namesArea: CellReader;
  /** Whether its text may be about other areas than those that somebody wants. */
  readonly says: Readonly<Record<TextOfAreas, CellReader>>;
}

const SIGNS = /[^\p{L}\p{N}]+/gu;
/** A longer text is prose. */
const LENGTH_MAX = 200;

export function cellReaders(settings: Facts): CellReaders {
  const hasArea = remembered((text) =>
    placesIn(text.replace(SIGNS, " "), settings).some(({ kind }) => kind === "area"),
  );
  const hasLimit = remembered((text) => shortAnswerIn(text) === undefined && setsLimit(text));
  const partIs = (cell: unknown, is: (part: string) => boolean): boolean =>
    [cell].flat().some((part) => typeof part === "string" && is(part));
  const namesArea: CellReader = (cell) => partIs(cell, (part) => part.length <= LENGTH_MAX && hasArea(part));
  const nothing: CellReader = () => false;
  const says = {
    any: (cell: unknown) => !isNumber(cell),
    limiting: (cell: unknown) => namesArea(cell) || partIs(cell, hasLimit),
    none: nothing,
  };
  // Where nothing is assumed, nothing takes it back.
  return { namesArea, says: settings.consent === "offer" ? { any: nothing, limiting: nothing, none: nothing } : says };
}

export const isNumber = (cell: unknown): boolean => /^\s*-?\d+([.,]\d+)?\s*$/.test(String(cell));
