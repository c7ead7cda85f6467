/** The digest as plain text: for a terminal, a mail, or a post to paste. */

import { footnote } from "../messages/digest.ts";
import { oneLine } from "../people-text.ts";
import { momentInWords } from "./dates.ts";
import { bodyOf, type Medium } from "./medium.ts";
import { sparkline } from "./sparkline.ts";
import type { Story } from "./story.ts";

const WIDTH = 78;

const TEXT: Medium = {
  text: (text) => text,
  strong: (markup) => markup,
  link: (markup) => markup,
  time: momentInWords,
};

export function renderText({ headline, when, lead, trend, sections, url }: Story): string {
  const chart = trend.length > 0 ? [`People week by week: ${sparkline(trend)}`] : [];
  const body = sections.flatMap((section) => {
    const { list, words } = bodyOf(section, TEXT, url);
    const title = [section.title, "-".repeat([...section.title].length)];
    return ["", ...title, ...list.flatMap(item), ...words.flatMap((text) => wrap(text))];
  });
  const head = [
    ...wrap(headline),
    "=".repeat(Math.min(WIDTH, [...headline].length)),
    when,
    "",
    ...wrap(lead),
    ...chart,
  ];
  return `${[...head, ...body, "", footnote, url].join("\n")}\n`;
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
