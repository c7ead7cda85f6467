/** The part of a release's notes that is ours. Everything outside it belongs to people: not one byte of it ever changes. */

import { codeIn } from "#shared/core/github/visible-markdown.ts";

export const START = "<!-- pods:credits:start -->";
export const END = "<!-- pods:credits:end -->";

/** People may have spaced it in another way. */
const MARKER = /<!--\s*pods:credits:(start|end)\s*-->/g;

export type Region =
  | { readonly state: "absent" }
  /** With its markers: from, up to and without `to`. */
  | { readonly state: "present"; readonly from: number; readonly to: number }
  /** We cannot tell where it begins and ends. */
  | { readonly state: "broken"; readonly fault: string };

export function findRegion(notes: string): Region {
  const { ranges, isOpen } = codeIn(notes);
  // In code they are only spoken of.
  const isCode = (at: number) => ranges.some(([from, to]) => at >= from && at < to);
  const markers = [...notes.matchAll(MARKER)].filter(({ index }) => !isCode(index));
  const [first, second] = markers;
  if (!first) return isOpen ? broken("end in code that is not closed") : { state: "absent" };
  if (markers.length > 2) return broken("hold the markers of our credits more than once");
  if (!second)
    return broken(`hold the ${first[1]} of our credits without the ${first[1] === "start" ? "end" : "start"}`);
  if (first[1] === second[1]) return broken(`hold the ${first[1]} of our credits twice`);
  if (first[1] === "end") return broken("hold the end of our credits before the start");
  return { state: "present", from: first.index, to: second.index + second[0].length };
}

const broken = (fault: string): Region => ({ state: "broken", fault });

/** The notes with our region as `text`, which holds the markers; appended if there is none. Lines end as in the notes. */
export function withRegion(notes: string, region: Exclude<Region, { state: "broken" }>, text: string): string {
  const lineEnd = notes.includes("\r\n") ? "\r\n" : "\n";
  const ours = text.replace(/\r?\n/g, () => lineEnd);
  if (region.state === "present") return notes.slice(0, region.from) + ours + notes.slice(region.to);
  if (notes === "") return ours;
  return notes + lineEnd + (notes.endsWith("\n") ? "" : lineEnd) + ours;
}

/** The text of our region, however its lines end. */
export const regionText = (notes: string, { from, to }: Extract<Region, { state: "present" }>): string =>
  notes.slice(from, to).replace(/\r\n/g, "\n");
