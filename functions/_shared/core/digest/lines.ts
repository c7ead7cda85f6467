/** What a digest consists of in every medium: sections of lines, lines of spans. A span holds plain text as people wrote it. */
import type { PersonView } from "../views.ts";

export type Span =
  | string
  | { readonly strong: string }
  | { readonly link: string; readonly text: string; readonly strong?: true }
  /** ms; shown in the reader's own time by media that can do so, by others in the zone. */
  | { readonly time: number; readonly zone: string };
export type Line = readonly Span[];

export interface Entry {
  readonly line: Line;
  /** Drawn beside the line where there is room; the line is complete without them. */
  readonly faces?: readonly PersonView[];
  readonly tag?: string;
  /** No medium leaves it out, however little room there is. */
  readonly isKept?: true;
}

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly entries: readonly Entry[];
  /** How many more there are beyond the entries, and the page that shows them, if one does. */
  readonly more?: { readonly count: number; readonly at: string | null };
  /** Shown instead of the entries when there are none. */
  readonly empty: Line;
  /** Below the entries. */
  readonly note?: Line;
}
