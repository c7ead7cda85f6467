/** The digest as plain text: for a terminal, a mail, or a post to paste. Addresses stand below each part, by their numbers. */

import { footnote } from "../messages/digest.ts";
import { oneLine } from "../people-text.ts";
import { momentInWords } from "./dates.ts";
import { bodyOf, type Medium } from "./medium.ts";
import { sparkline } from "./sparkline.ts";
import type { Story } from "./story.ts";
import { isAbsolute } from "./url.ts";

const WIDTH = 78;

/** The numbers of addresses, each of which is listed once, in the part where it comes first. */
class Addresses {
  private readonly numbers = new Map<string, number>();
  private listed = 0;

  /** `words [3]`; only words for an address that leads nowhere outside our pages. */
  mark(words: string, url: string): string {
    if (!isAbsolute(url)) return words;
    const number = this.numbers.get(url) ?? this.numbers.size + 1;
    this.numbers.set(url, number);
    return `${words} [${number}]`;
  }

  /** Those that were not listed before. */
  list(): string[] {
    const added = [...this.numbers].slice(this.listed);
    this.listed = this.numbers.size;
    return added.map(([url, number]) => `[${number}] ${url}`);
  }
}

export function renderText({ headline, when, lead, trend, sections, url, links }: Story): string {
  const addresses = new Addresses();
  const medium: Medium = {
    text: (text) => text,
    strong: (markup) => markup,
    link: (markup, url) => addresses.mark(markup, url),
    time: momentInWords,
  };
  const chart = trend.length > 0 ? [`People week by week: ${sparkline(trend)}`] : [];
  const body = sections.flatMap((section) => {
    const { list, words } = bodyOf(section, medium, url);
    const title = [section.title, "-".repeat([...section.title].length)];
    return ["", ...title, ...list.flatMap(item), ...words.flatMap((text) => wrap(text)), ...addresses.list()];
  });
  const head = [
    ...wrap(headline),
    "=".repeat(Math.min(WIDTH, [...headline].length)),
    when,
    "",
    ...wrap(lead),
    ...chart,
  ];
  const foot = links.filter(({ link }) => isAbsolute(link)).map(({ text, link }) => `${text}: ${link}`);
  return `${[...head, ...body, "", ...foot, "", footnote, url].join("\n")}\n`;
}

const item = (text: string): string[] => wrap(text, WIDTH - 2).map((row, i) => (i === 0 ? `* ${row}` : `  ${row}`));

/** Rows of at most `width` characters, broken between words; a longer word stays whole. */
function wrap(text: string, width = WIDTH): string[] {
  const rows: string[] = [];
  let row = "";
  for (const word of oneLine(text, 4000).split(" ")) {
    if (row !== "" && row.length + word.length >= width) {
      rows.push(row);
      row = word;
    } else row = row === "" ? word : `${row} ${word}`;
  }
  return [...rows, row];
}
