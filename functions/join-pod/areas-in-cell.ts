/** Whether a cell of a column that is not used reads as areas, and as nothing else. */
import { readerOfAreas } from "#shared/core/places.ts";
import type { Settings } from "#shared/core/settings.ts";
import { remembered } from "./remembered.ts";

export type CellReader = (cell: unknown) => boolean;

/** A longer text is prose. */
const LIST_LENGTH_MAX = 200;

export function namesAreas(settings: Pick<Settings, "areas">): CellReader {
  const areasOf = readerOfAreas(settings);
  const isList = remembered((text) => {
    const read = areasOf(text);
    return "areas" in read && read.areas.length > 0;
  });
  return (cell) => {
    const parts: readonly unknown[] = Array.isArray(cell) ? cell : [cell];
    return (
      parts.length > 0 &&
      parts.every((part) => typeof part === "string" && part.length <= LIST_LENGTH_MAX && isList(part))
    );
  };
}
