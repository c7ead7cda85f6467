/** Columns of check boxes, one for each area: "Hull" or "Areas [Hull]", where people tick those that they want. */
import { areaIn } from "#shared/core/places.ts";
import type { Settings } from "#shared/core/settings.ts";
import { isPlainAnswer } from "./answers.ts";

export interface Box {
  readonly area: string;
  /** What is asked of it; "" where the name is only that of the area. */
  readonly question: string;
}

export type BoxAt = readonly (Box | undefined)[];

const PARTS = [/^(.*)\[([^\]]+)\]\s*$/s, /^(.*?)(?:[(:/._]|\s[-–—]\s)([^()[\]]+)\)?\s*$/s];

/** By place. */
export const boxesAmong = (names: readonly string[], settings: Pick<Settings, "areas">): BoxAt =>
  names.map((name) => {
    const whole = areaIn(name, settings);
    if (whole !== undefined) return { area: whole, question: "" };
    for (const pattern of PARTS) {
      const [, question = "", named = ""] = pattern.exec(name) ?? [];
      const area = areaIn(named, settings);
      if (area !== undefined && question.trim() !== "") return { area, question };
    }
    return undefined;
  });

interface Boxes {
  readonly boxes: BoxAt;
  /** What a yes stands for, by place. */
  readonly yes: readonly (string | undefined)[];
}

/** Whether the cells of a row in the boxes that are used can be ticks. */
export const fitsBoxes = (cells: readonly unknown[], { boxes, yes }: Boxes, settings: Pick<Settings, "areas">) =>
  boxes.every((box, at) => !box || yes[at] !== box.area || fitsBox(cells[at], box, settings));

/** Some forms repeat the name of the box. A rank such as 2 is no tick. */
const fitsBox = (cell: unknown, { area }: Box, settings: Pick<Settings, "areas">): boolean =>
  isNothing(cell) || isPlainAnswer(cell) || (typeof cell === "string" && areaIn(cell, settings) === area);

const isNothing = (cell: unknown): boolean =>
  cell === undefined || cell === null || (typeof cell === "string" && cell.trim() === "");
