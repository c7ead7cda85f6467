/**
 * Takes the logins of forgotten people out of what others wrote: titles, names of pods and repositories, addresses. Stored
 * values are JSON, so one table says for each of their fields what becomes of a text that holds such a name.
 */
import { defaultName, numberOf } from "./pod-names.ts";

/** Tells whether a word, in lower case, is the login of somebody who was forgotten. */
export type IsName = (word: string) => boolean;

const WORD = /[A-Za-z0-9](?:[\w-]*[A-Za-z0-9])?/g;

/** The words that could be logins, in lower case. */
export const loginsIn = (text: string): string[] => (text.match(WORD) ?? []).map((word) => word.toLowerCase());

export const withoutNamesInProse = (text: string, isName: IsName): string =>
  text.replace(WORD, (word) => (isName(word.toLowerCase()) ? "…" : word));

/** The owner in `owner/name` and in `https://github.com/owner/name`. */
export const ownerOf = (text: string): string =>
  (/^(?:https?:\/\/[^/]*\/)?([^/]*)/.exec(text)?.[1] ?? "").toLowerCase();

/** Outcomes whose `detail` quotes what somebody wrote; others hold words of ours. */
const QUOTING: readonly unknown[] = ["unusable", "unusable-date", "unknown"];

/**
 * `absent` is what an address becomes that names somebody: `null`, or `undefined` where the field is left out. A broken
 * text loses its names, too: somebody who asks to be forgotten does not wait until it is mended.
 */
export function withoutNames(json: string, isName: IsName, absent: null | undefined = undefined): string {
  try {
    return withoutNamesInFields(json, isName, absent);
  } catch (error) {
    if (error instanceof SyntaxError) return withoutNamesInProse(json, isName);
    throw error;
  }
}

function withoutNamesInFields(json: string, isName: IsName, absent: null | undefined): string {
  const isNamed = (text: string) => loginsIn(text).some(isName);
  const value = JSON.parse(json, function (this: Record<string, unknown>, field: string, text: unknown) {
    if (typeof text !== "string") return text;
    switch (field) {
      case "title":
      case "labels":
      case "reason":
        return withoutNamesInProse(text, isName);
      case "detail":
        return QUOTING.includes(this.outcome) ? withoutNamesInProse(text, isName) : text;
      case "url":
        return isName(ownerOf(text)) ? absent : text;
      case "fullName":
        return isNamed(text) ? undefined : text;
      case "link":
        return isNamed(text) ? absent : text;
      case "meeting":
        return withoutNames(text, isName);
      case "name":
        if (text.includes("/")) return isName(ownerOf(text)) ? undefined : text;
        return isNamed(text) ? nameOfPod(this.slug) : text;
      default:
        return text;
    }
  });
  return JSON.stringify(value);
}

/** Where the slug stands beside the name, as in a digest; elsewhere a pod without a name has its default one anyway. */
const nameOfPod = (slug: unknown): string | undefined => {
  const number = typeof slug === "string" ? numberOf(slug) : undefined;
  return number === undefined ? undefined : defaultName(number);
};
