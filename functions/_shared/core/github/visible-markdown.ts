/**
 * The lines of a comment that readers see as plain text: not code, quotations, tables, formulas, HTML or what only links need;
 * and where a text is code. Blocks begin and end as they do on GitHub; where that depends on more than a line and its
 * neighbours, too much is hidden rather than too little.
 */
import { CODE_AND_HTML, NO_PLAIN_TEXT, spansOf } from "./markdown-spans.ts";

/** A block without plain text. `ends` tells whether a line is its last one. */
interface Block {
  readonly kind: "fence" | "quotation" | "html";
  readonly ends: (line: string) => boolean;
}

/** The visible lines, in order. Takes time linear in the length of the text. */
export function visibleLines(text: string): string[] {
  const seen: string[] = [];
  let paragraph: string[] = [];
  let block: Block | undefined;
  let enclosing: string | undefined;
  let inList = false;
  const closeParagraph = () => {
    seen.push(...outsideSpans(beforeTable(paragraph)));
    paragraph = [];
  };

  for (const line of text.split(/\r\n|\n|\r/)) {
    // A quotation continues with any line that could continue its paragraph, until a block of another kind begins.
    const goesOn = block && !(block.kind === "quotation" && blockAt(line, inList, true));
    if (block?.kind !== "fence") enclosing = enclosingAfter(line, enclosing);
    if (!goesOn) {
      if (LIST_ITEM.test(line)) inList = true;
      else if (/^\S/.test(line) && paragraph.length === 0) inList = false;
      block = blockAt(line, inList, paragraph.length > 0);
      if (block || isBlank(line)) closeParagraph();
      else if (!enclosing) paragraph.push(line);
      if (block?.kind !== "html") continue;
    }
    if (block?.ends(line)) block = undefined;
  }
  closeParagraph();
  return seen;
}

interface Code {
  /** [from, to) of fences, indented lines and spans. */
  readonly ranges: readonly (readonly [from: number, to: number])[];
  /** A fence goes on to the end. */
  readonly isOpen: boolean;
}

/** Where a text is set as code. Takes time linear in its length. */
export function codeIn(text: string): Code {
  const ranges: (readonly [number, number])[] = [];
  let paragraph: [from: number, to: number] | undefined;
  let block: Block | undefined;
  let inList = false;
  const closeParagraph = () => {
    const [from, to] = paragraph ?? [0, 0];
    const spans = spansOf(text.slice(from, to), CODE_AND_HTML).filter(([start]) => text[from + start] === "`");
    ranges.push(...spans.map(([start, end]) => [from + start, from + end] as const));
    paragraph = undefined;
  };

  for (const { 0: whole, 1: line = "", index } of text.matchAll(/([^\r\n]*)(?:\r\n|\n|\r|$)/g)) {
    const end = index + whole.length;
    const goesOn = block && !(block.kind === "quotation" && blockAt(line, inList, true));
    if (!goesOn) {
      if (LIST_ITEM.test(line)) inList = true;
      else if (/^\S/.test(line) && !paragraph) inList = false;
      block = blockAt(line, inList, paragraph !== undefined);
      if (block || isBlank(line)) closeParagraph();
      else if (!paragraph && !inList && INDENT_OF_CODE.test(line)) ranges.push([index, end]);
      else paragraph = [paragraph?.[0] ?? index, end];
    }
    if (block?.kind === "fence") ranges.push([index, end]);
    if (block?.kind === "quotation") paragraph = [paragraph?.[0] ?? index, end];
    if ((goesOn || block?.kind === "html") && block?.ends(line)) {
      block = undefined;
      closeParagraph();
    }
  }
  closeParagraph();
  return { ranges, isOpen: block?.kind === "fence" };
}

const isBlank = (line: string): boolean => line.trim() === "";

/** Those of the items that a line begins, or what indents it to one. */
const MARKERS = /^\s*(?:(?:[-*+]|\d{1,9}[.)])\s+)*/;
const LIST_ITEM = /^\s*(?:[-*+]|\d{1,9}[.)])(?:\s|$)/;
/** A fence may follow the marker of a list item. A backtick after the fence makes it inline code. */
const FENCE = /^(\s*)(?:(?:[-*+]|\d{1,9}[.)])\s+)*(?:(`{3,})[^`]*|(~{3,}).*)$/;
const INDENT_OF_CODE = /^(?: {0,3}\t| {4})/;

/** HTML that ends only with its own closing mark. */
const HTML_UNTIL: readonly (readonly [begins: RegExp, ends: RegExp])[] = [
  [/^ {0,3}<(?:pre|script|style|textarea)(?=[\s>]|$)/i, /<\/(?:pre|script|style|textarea)>/i],
  [/^ {0,3}<!--/, /-->/],
  [/^ {0,3}<\?/, /\?>/],
  [/^ {0,3}<![a-z]/i, />/],
  [/^ {0,3}<!\[CDATA\[/, /\]\]>/],
];
/** HTML that ends with a blank line: an element of a page's structure, or any tag alone on its line. */
const STRUCTURE =
  "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|" +
  "fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|" +
  "menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|" +
  "track|ul";
const HTML_BLOCK = new RegExp(`^ {0,3}</?(?:${STRUCTURE})(?=[\\s/>]|$)`, "i");
const HTML_TAG_ALONE = /^ {0,3}<\/?[a-z][a-z0-9-]*(?=[\s/>])(?:[^<>"']|"[^"]*"|'[^']*')*>\s*$/i;

/** The block without plain text that begins with this line, if one does. */
function blockAt(line: string, inList: boolean, inParagraph: boolean): Block | undefined {
  const content = inList ? line.replace(MARKERS, "") : line;
  const html = HTML_UNTIL.find(([begins]) => begins.test(content));
  if (html) return { kind: "html", ends: (next) => html[1].test(next) };
  if (/^\s*>/.test(content)) return { kind: "quotation", ends: isBlank };
  const [, indent = "", backticks, tildes] = FENCE.exec(line) ?? [];
  const fence = backticks ?? tildes;
  if (fence && (inList || !INDENT_OF_CODE.test(indent))) {
    const closing = new RegExp(`^${inList ? "\\s*" : " {0,3}"}${fence[0]}{${fence.length},}\\s*$`);
    return { kind: "fence", ends: (next) => closing.test(next) };
  }
  if (HTML_BLOCK.test(content) || (!inParagraph && HTML_TAG_ALONE.test(content)))
    return { kind: "html", ends: isBlank };
  return undefined;
}

/** Elements whose content is folded, quoted or set as code, across blank lines too. */
const ENCLOSING =
  /<(\/?)(details|blockquote|q|pre|code|samp|tt|table|template|svg|math|picture|video|rp)(?=[\s/>]|$)/gi;

/** The enclosing element that is open after this line. */
function enclosingAfter(line: string, before: string | undefined): string | undefined {
  let open = before;
  for (const [, slash, name = ""] of withoutCode(line).matchAll(ENCLOSING)) {
    if (!slash) open ??= name.toLowerCase();
    else if (open === name.toLowerCase()) open = undefined;
  }
  return open;
}

function withoutCode(line: string): string {
  if (!line.includes("`")) return line;
  let rest = "";
  let end = 0;
  for (const [from, to] of spansOf(line, CODE_AND_HTML).filter(([start]) => line[start] === "`")) {
    rest += line.slice(end, from);
    end = to;
  }
  return rest + line.slice(end);
}

/** The line below the head of a table; the rest of the paragraph are rows. */
const isBelowHead = (line: string): boolean => /^[|:\s-]+$/.test(line) && line.includes("|") && line.includes("-");

function beforeTable(lines: readonly string[]): readonly string[] {
  const at = lines.findIndex((line, index) => index > 0 && isBelowHead(line));
  return at < 0 ? lines : lines.slice(0, at - 1);
}

/** The lines of a paragraph that do not begin inside a span from an earlier line. */
function outsideSpans(lines: readonly string[]): string[] {
  const spans = spansOf(lines.join("\n"), NO_PLAIN_TEXT);
  let start = 0;
  let next = 0;
  return lines.filter((line) => {
    const at = start + line.search(/\S/);
    start += line.length + 1;
    // Lines and spans advance together: searching all spans for every line would be quadratic.
    while (next < spans.length && spans[next]![1] <= at) next++;
    const span = spans[next];
    return span === undefined || span[0] >= at;
  });
}
