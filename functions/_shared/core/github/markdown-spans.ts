/** The parts of a paragraph that are no plain text, as [from, to). An opening mark that is never closed begins none. */

/** Code, tags and other HTML. A mark behind a backslash is plain text. */
export const CODE_AND_HTML =
  /\\[!-/:-@[-`{-~]|`+|<!--|<!\[CDATA\[|<[?]|<![a-z]|<[/a-z](?:[^<>"']|"[^"]*"|'[^']*')*>|<[/a-z][^<>]*>/gi;

/**
 * The same, formulas, texts of images, and what readers do not see of links: addresses, titles and labels. Footnotes, too: they
 * are shown elsewhere, or not at all.
 */
export const NO_PLAIN_TEXT = new RegExp(
  [
    // Of a definition: `[label]: address "title"`.
    /^ {0,3}(?:(?:[-*+]|\d{1,9}[.)])[^\S\n]+)*\[(?!\^)(?:[^[\]\\]|\\.)+\]:\s*ADDRESS(?:\s+TITLE)?[^\S\n]*$/,
    /^ {0,3}\[\^[^[\]\s]+\]:.*/,
    CODE_AND_HTML,
    /\$\$|(?<![\w$])\$(?=[^\s$])/,
    /!\[(?:[^[\]\\]|\\.|\[[^[\]]*\])*\](?=[([])/,
    /\]\(\s*(?:ADDRESS(?:\s+TITLE)?\s*)?\)/,
    /\]\[[^[\]]*\]/,
  ]
    .map(({ source }) => source)
    .join("|")
    .replaceAll("ADDRESS", /(?:<[^<>\n]*>|[^\s<()][^\s()]*(?:\([^\s()]*\)[^\s()]*)*)/.source)
    .replaceAll("TITLE", /(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\))/.source),
  "gims",
);

/** What ends a span whose opening mark is not all of it. */
const ENDS: ReadonlyMap<string, RegExp> = new Map([
  ["<!--", /-->/g],
  ["<![CDATA[", /\]\]>/g],
  ["<?", /\?>/g],
  ["$$", /\$\$/g],
  ["$", /(?<=[^\s\\])\$(?![\w$])/g],
]);
const END_OF_DECLARATION = />/g;

/** `marks`: what begins a span, or is a whole one. */
export function spansOf(text: string, marks: RegExp): [from: number, to: number][] {
  const spans: [number, number][] = [];
  /** Marks that nothing closes any more: searching for each again would be quadratic. */
  const unclosed = new Set<string>();
  const mark = new RegExp(marks);
  for (let match = mark.exec(text); match; match = mark.exec(text)) {
    const [opening] = match;
    if (opening.startsWith("\\") || unclosed.has(opening)) continue;
    const to = spanEnd(opening, text, mark.lastIndex);
    if (to === undefined) {
      unclosed.add(opening);
      continue;
    }
    spans.push([match.index, to]);
    mark.lastIndex = to;
  }
  return spans;
}

function spanEnd(opening: string, text: string, from: number): number | undefined {
  if (opening.startsWith("`")) return closingTicks(text, from, opening.length);
  const isDeclaration = opening.length === 3 && opening.startsWith("<!");
  const end = isDeclaration ? END_OF_DECLARATION : ENDS.get(opening.toUpperCase());
  if (!end) return from;
  end.lastIndex = from;
  return end.test(text) ? end.lastIndex : undefined;
}

/** Where the closing run of exactly `length` backticks ends; `undefined` when there is none. */
function closingTicks(text: string, from: number, length: number): number | undefined {
  const run = /`+/g;
  run.lastIndex = from;
  for (let match = run.exec(text); match; match = run.exec(text)) {
    if (match[0].length === length) return run.lastIndex;
  }
  return undefined;
}
