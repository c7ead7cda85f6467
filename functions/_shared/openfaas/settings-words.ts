/** Sentences about mistakes in the settings: what each takes. */
import { slipOf } from "../core/github/edit-distance.ts";
import { SETTINGS_WORDS } from "./settings-words.beside.ts";

/** `takes an IANA time zone, such as "timezone: Europe/London"`; empty for a place that is no setting. */
export function takesInWords(path: readonly PropertyKey[]): string {
  const words = SETTINGS_WORDS[placeInTable(path)];
  return words ? `takes ${words[0]}, such as ${quoted(words[1])}` : "";
}

/** `does not know rebalanse; did you mean rebalance?` */
export function unknownInWords(path: readonly PropertyKey[], unknown: string): string {
  const depth = path.length + 1;
  const before = path.length === 0 ? "" : `${placeInTable(path)}.`;
  const known = Object.keys(SETTINGS_WORDS)
    .filter((key) => key.startsWith(before) && key.split(".").length === depth && !key.endsWith("*"))
    .map((key) => key.slice(before.length));
  const meant = slipOf(unknown, known);
  return `does not know ${unknown}; ${meant === undefined ? `it takes ${known.join(", ")}` : `did you mean ${meant}?`}`;
}

/** The key of the table for a place in the settings. */
function placeInTable(path: readonly PropertyKey[]): string {
  let key = "";
  for (const step of path) {
    const [exact, any] = [String(step), "*"].map((name) => (key === "" ? name : `${key}.${name}`));
    key = Object.hasOwn(SETTINGS_WORDS, exact!) ? exact! : any!;
  }
  return key;
}

const quoted = (example: string): string => (example.includes('"') ? `'${example}'` : `"${example}"`);
