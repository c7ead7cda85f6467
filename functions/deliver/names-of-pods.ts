/**
 * The names of pods in a notice, and how to take out of them the login of somebody after whom a pod was named. All other
 * words are ours, and people have logins like `seat`, too.
 */
import { type IsName, loginsIn, withoutNamesInProse } from "#shared/core/names-in-text.ts";

/** Where pods are named: in bold, in the command that takes a seat, and in reasons, where nothing marks a name. */
const NAMING = /\*\*(?:\\.|[^*\\\n])*\*\*|(?<=`\/pod accept )[^`\n]*|(?<=\bWhy: ).*/g;
/** Addresses hold no words of people. */
const ADDRESS = /(\]\([^)\n]*\))/;

/** A login may hold a `_`, before which a comment has a backslash, except in code. */
const plain = (text: string): string => text.replaceAll("\\_", "_");

/** The words in names of pods that could be logins, in lower case. */
export const loginsOfPods = (comment: string): string[] =>
  (comment.match(NAMING) ?? []).flatMap((text) => loginsIn(plain(text)));

export function withoutNamesOfPods(comment: string, isName: IsName): string {
  const cleanPart = (text: string): string => {
    const clean = withoutNamesInProse(plain(text), isName);
    return plain(text) === text ? clean : clean.replaceAll("_", "\\_");
  };
  const clean = (text: string): string =>
    text
      .split(ADDRESS)
      .map((part, at) => (at % 2 === 1 ? part : cleanPart(part)))
      .join("");
  return comment.replace(NAMING, clean);
}
