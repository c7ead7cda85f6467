/** A title in plain text. Titles in feeds are often HTML, and feeds do not always say so. */

import { TITLE_LENGTH_MAX } from "#shared/core/digest/lookups.ts";
import { oneLine } from "#shared/core/people-text.ts";

/** Others may be part of what somebody writes about, as `<T>`; shown anywhere, they are text. */
const TAGS =
  /<\/?(?:a|abbr|b|br|cite|code|del|div|em|font|h[1-6]|i|iframe|img|ins|kbd|mark|p|q|s|script|small|span|strong|style|sub|sup|svg|tt|u|var|wbr)(?:\s[^<>]*)?\/?>/gi;

const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  hellip: "…",
  ndash: "–",
  mdash: "—",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
};

export function inText(title: string, isHtml: boolean): string {
  const text = isHtml ? title.replace(TAGS, "").replace(/&(#x?[\da-f]{1,6}|[a-z]{2,6});/gi, characterOf) : title;
  return oneLine(text, TITLE_LENGTH_MAX);
}

function characterOf(reference: string, name: string): string {
  if (!name.startsWith("#")) return NAMED[name] ?? reference;
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return code > 0 && code <= 0x10_ffff ? String.fromCodePoint(code) : "";
}
