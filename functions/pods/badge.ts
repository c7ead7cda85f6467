/** A pod's badge for a README, drawn here: no third party in the way. */
import { charactersOf } from "#shared/core/people-text.ts";
import type { PodView } from "#shared/core/views.ts";
import { isWide } from "./wide-letter.ts";

const LABEL = "pod";
const COLOURS = { open: "#b23a0e", full: "#0b6169", empty: "#5a666b" } as const;

interface Badge {
  readonly message: string;
  readonly colour: string;
}

export const nobodyNow = (pod: string): string => `${pod}, nobody now`;

function badgeOf({ name, members, openSeats }: PodView): Badge {
  if (members.length === 0) return { message: nobodyNow(name), colour: COLOURS.empty };
  return openSeats > 0
    ? { message: `${name}, ${openSeats} open`, colour: COLOURS.open }
    : { message: name, colour: COLOURS.full };
}

/** For shields.io's endpoint badge, which asks for exactly these words. */
export function badgeJson(pod: PodView): { schemaVersion: 1; label: string; message: string; color: string } {
  const { message, colour } = badgeOf(pod);
  return { schemaVersion: 1, label: LABEL, message, color: colour };
}

export function badgeSvg(pod: PodView): string {
  const { message, colour } = badgeOf(pod);
  const [left, right] = [widthOf(LABEL) + 12, widthOf(message) + 12];
  const text = (words: string, x: number, width: number) =>
    `<text x="${x + 6}" y="14" textLength="${width - 12}" lengthAdjust="spacingAndGlyphs">${escaped(words)}</text>`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${escaped(`${LABEL}: ${message}`)}">` +
    `<title>${escaped(`${LABEL}: ${message}`)}</title><clipPath id="r"><rect width="${left + right}" height="20" rx="4"/></clipPath>` +
    `<g clip-path="url(#r)"><rect width="${left}" height="20" fill="#444f54"/><rect x="${left}" width="${right}" height="20" fill="${colour}"/></g>` +
    `<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">${text(LABEL, 0, left)}${text(message, left, right)}</g></svg>`
  );
}

/** Close to Verdana at 11 px; `textLength` fits the text to the computed width in any font. */
export function widthOf(text: string): number {
  let width = 0;
  for (const letter of charactersOf(text)) width += widthOfLetter(letter);
  return Math.ceil(width);
}

/** Wide as well: East Asian punctuation, and signs that a variation selector makes an emoji. */
const WIDE_SIGN = /[\u{3000}-\u{303f}]|\u{fe0f}/u;

function widthOfLetter(letter: string): number {
  if (isWide(letter) || WIDE_SIGN.test(letter)) return 11;
  if (/[ijlI.,:;'|!]/.test(letter)) return 4;
  if (/[mwMW@]/.test(letter)) return 10;
  return /[A-Z]/.test(letter) ? 7.6 : 6.7;
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => ESCAPES[letter] ?? letter);
