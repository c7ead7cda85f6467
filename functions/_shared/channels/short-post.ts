/** A digest as a short post: the headline, the week and the link, then as much of the rest as there is room for. */
import { momentInWords } from "../core/digest/dates.ts";
import type { Section } from "../core/digest/lines.ts";
import { type Medium, renderLine } from "../core/digest/medium.ts";
import type { Story } from "../core/digest/story.ts";
import { isAbsolute } from "../core/digest/url.ts";
import { cut, ZERO_WIDTH_SPACE } from "./text.ts";

/** Plain text with nothing that a network turns into mentions, hashtags or links. */
export const inert = (text: string): string =>
  text
    .replaceAll("@", `@${ZERO_WIDTH_SPACE}`)
    .replace(/(?<![\p{L}\p{N}_])[#＃]/gu, `$&${ZERO_WIDTH_SPACE}`)
    .replace(/:\/\/|\b(?:magnet|xmpp):/gi, (sign) => sign.replace(":", `:${ZERO_WIDTH_SPACE}`));

/** A medium without markup. */
export const plainText = (text: Medium["text"]): Medium => ({
  text,
  strong: (words) => words,
  link: (words) => words,
  time: momentInWords,
});

interface Shape {
  readonly medium: Medium;
  /** In code units; it is cut more where what is always kept has no room. */
  readonly headlineMax: number;
  fits(text: string): boolean;
}

interface ShortPost {
  readonly text: string;
  /** The last paragraph; without a public address there is none. */
  readonly link?: string;
}

/**
 * The headline, the week, what is always kept and the link, then as much of the rest as there is room for: what fits of one
 * part after the other.
 */
export function shortPost(
  { headline, when, lead, sections, url }: Story,
  { medium, headlineMax, fits }: Shape,
): ShortPost {
  const link = isAbsolute(url) ? [url] : [];
  const parts = [{ lines: [medium.text(lead)], order: [0], kept: 0 }, ...sections.map((one) => partOf(one, medium))];
  const textWith = (counts: readonly number[], max: number) => {
    const head = `${cut(medium.text(headline), max)}\n${when}`;
    const paragraphs = parts.flatMap((part, i) => (counts[i] ? paragraphOf(part, counts[i]) : []));
    return [head, ...paragraphs, ...link].join("\n\n");
  };
  const kept = parts.map(({ kept }) => kept);
  const most = [headlineMax, HEADLINE_MIN].find((max) => fits(textWith(kept, max)));
  const taken = most === undefined ? parts.map(() => 0) : kept;
  const max = most ?? headlineMax;
  for (const [i, { lines }] of parts.entries()) {
    while (taken[i]! < lines.length) {
      const longer = taken.with(i, taken[i]! + 1);
      if (!fits(textWith(longer, max))) break;
      taken[i] = longer[i]!;
    }
  }
  return { text: textWith(taken, max), ...(link[0] !== undefined && { link: link[0] }) };
}

/** What a headline keeps where there is little room. */
const HEADLINE_MIN = 50;

interface Part {
  readonly title?: string;
  readonly lines: readonly string[];
  /** The places of the lines, those that are needed most first. */
  readonly order: readonly number[];
  /** How many of them are always kept. */
  readonly kept: number;
}

/** Of the entries that are never left out a short post keeps the first. */
function partOf({ title, entries }: Section, medium: Medium): Part {
  const lines = entries.map(({ line }) => `• ${renderLine(line, medium)}`);
  const first = entries.findIndex(({ isKept }) => isKept);
  const others = lines.flatMap((_, place) => (place === first ? [] : place));
  return { title, lines, order: first < 0 ? others : [first, ...others], kept: first < 0 ? 0 : 1 };
}

/** A title alone says nothing, so it comes with the first line. */
function paragraphOf({ title, lines, order }: Part, count: number): string {
  const shown = new Set(order.slice(0, count));
  return [...(title === undefined ? [] : [title]), ...lines.filter((_, place) => shown.has(place))].join("\n");
}
