/** Whether the name of a column that is not used, or a cell there, has the name of an area among its words. */
import { placesIn } from "#shared/core/places.ts";
import type { Settings } from "#shared/core/settings.ts";
import { remembered } from "./remembered.ts";

export type CellReader = (cell: unknown) => boolean;

const SIGNS = /[^\p{L}\p{N}]+/gu;
/** A longer text is prose. */
const LENGTH_MAX = 200;

export function namesAreas(settings: Pick<Settings, "areas">): CellReader {
  const hasArea = remembered((text) =>
    placesIn(text.replace(SIGNS, " "), settings).some(({ kind }) => kind === "area"),
  );
  return (cell) => {
    const parts: readonly unknown[] = Array.isArray(cell) ? cell : [cell];
    return parts.some((part) => typeof part === "string" && part.length <= LENGTH_MAX && hasArea(part));
  };
}
