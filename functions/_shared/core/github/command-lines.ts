/** Finds what a comment says to us: the lines in plain sight that begin with `/pod`. */
import { visibleLines } from "./visible-markdown.ts";

/** More commands than these in one text are left alone. */
export const COMMANDS_PER_TEXT_MAX = 3;
const LINE_LENGTH_MAX = 300;
/** GitHub's own limit for a comment. */
const TEXT_LENGTH_MAX = 65_536;

/** Indented by four it would be code. */
const COMMAND = /^ {0,3}\/pod(?:\s+(.*))?$/i;

/** Invisible characters make a line read differently from what it would do, so such a line does nothing. */
const INVISIBLE = /[\p{Cf}\p{Zl}\p{Zp}]|(?!\t)\p{Cc}/u;

/** What follows `/pod`, line by line, spaces made single, repeats and too many left out; "" for a bare `/pod`. */
export const commandLines = (text: string): string[] => allLines(text).slice(0, COMMANDS_PER_TEXT_MAX);

function allLines(text: string): string[] {
  const lines = visibleLines(text.slice(0, TEXT_LENGTH_MAX)).flatMap((line) => {
    const match = line.length <= LINE_LENGTH_MAX && !INVISIBLE.test(line) ? COMMAND.exec(line) : null;
    return match ? [(match[1] ?? "").trim().replace(/\s+/g, " ")] : [];
  });
  return [...new Set(lines)];
}

/** The commands of `text` that were not in the text it was edited from. */
export function addedLines(text: string, before: string): string[] {
  const old = new Set(allLines(before).map((line) => line.toLowerCase()));
  const added = allLines(text).filter((line) => !old.has(line.toLowerCase()));
  return added.slice(0, COMMANDS_PER_TEXT_MAX);
}
