/** When and where people said something: what they say about themselves counts in the order in which they said it. */

/** A text on GitHub that commands stand in. `opening`: the first text of an issue or a pull request. */
export interface Source {
  readonly kind: "comment" | "review" | "review-comment" | "opening";
  /** GitHub's number for it. */
  readonly id: number;
}

interface Spoken {
  /** ms since 1970, by GitHub's clock, or by ours for what was not said on GitHub. */
  readonly at: number;
  /** The number of the text; 0 for what was not said on GitHub. */
  readonly id: number;
  /** The place of the command in the text, from 0. */
  readonly place: number;
}

/** A time that compares as a text. */
export type Said = string;

/** Digits to base 36: enough until the year 2059, for GitHub's numbers a thousandfold, and for 1,296 commands. */
const WIDTHS = { at: 8, id: 9, place: 2 } as const;

export const saidAt = (spoken: Spoken): Said =>
  (["at", "id", "place"] as const)
    .map((part) => Math.trunc(spoken[part]).toString(36).padStart(WIDTHS[part], "0"))
    .join("");

/** When it was said, ms. */
export const timeOf = (said: Said): number => Number.parseInt(said.slice(0, WIDTHS.at), 36);

/** When the words behind an operation were said, ms: for what was not said on GitHub, when they arrived. */
export const spokenAt = ({ said, at }: { readonly said?: Said; readonly at: number }): number =>
  said === undefined ? at : timeOf(said);
