/** Finds the commands in a comment: visible lines that begin with `/pod`. */
import { hidesText } from "../people-text.ts";
import { visibleLines } from "./visible-markdown.ts";

/** More than anybody may give in an hour; further ones are not carried out. */
export const LINES_MAX = 101;
/** Longer commands are not carried out. */
export const COMMAND_LENGTH_MAX = 300;
/** GitHub's own limit for a comment. */
const TEXT_LENGTH_MAX = 65_536;

/** At most three spaces before it: a line indented by four is code. */
const COMMAND = /^ {0,3}\/pod(?:\s+(.*))?$/i;

/**
 * The words after `/pod`, one string per command, single-spaced; "" for a bare `/pod`. The one after `LINES_MAX` stands for
 * all others.
 */
export function commandLines(text: string): string[] {
  const lines = visibleLines(text.slice(0, TEXT_LENGTH_MAX)).flatMap((line) => {
    const match = COMMAND.exec(line);
    // A line with invisible characters may do something other than it seems to say, so it is ignored.
    return match && !hidesText(line) ? [(match[1] ?? "").trim().replace(/\s+/g, " ")] : [];
  });
  return lines.slice(0, LINES_MAX + 1);
}

/** Whether a text says nothing but commands. */
export const isOnlyCommands = (text: string): boolean =>
  text.split(/\r\n|\n|\r/).every((line) => line.trim() === "" || COMMAND.test(line)) && commandLines(text).length > 0;
