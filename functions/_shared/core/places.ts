/** Areas and pods by the names that people see and write: `/pod join The Night Watch, docs`. */
import { withoutRepeats } from "./member.ts";
import { hidesText } from "./people-text.ts";
import { numberOf } from "./pod-names.ts";

interface Areas {
  readonly areas: Readonly<Record<string, { readonly title?: string | undefined; readonly was: readonly string[] }>>;
}

export interface NamedPod {
  readonly slug: string;
  readonly name: string;
}

export type Place =
  | { readonly kind: "area"; readonly id: string }
  | { readonly kind: "pod"; readonly slug: string }
  /** A word that names nothing, and what it was written in: "some" in "some-name". */
  | { readonly kind: "word"; readonly word: string; readonly written: string };

/** Two names are read alike if they differ only in these, or in case. */
const INVISIBLE = /[\p{Cf}\p{Variation_Selector}]/gu;
const SEPARATOR = String.raw`[\s\p{Cc},;/"“”„«»'‘’\x60<>@|=*~\\_\-]`;
const BETWEEN = new RegExp(`${SEPARATOR}+`, "gu");
/** What ends a sentence is no part of a name: `/pod join docs.` */
const END = new RegExp(`(?<![.!])[.!]+(?=${SEPARATOR}|$)`, "gu");

/** Between parts of a text that people see as one: a hyphen stands in names. */
const BETWEEN_PARTS = /[\s\p{Cc},;/|]+/u;

const speltOut = (text: string): string => text.normalize("NFKC").replace(END, " ").replace(BETWEEN, " ").trim();
const wordsOf = (text: string): string => speltOut(text.normalize("NFKC").replace(INVISIBLE, ""));
const wordsIn = (text: string): string[] => wordsOf(text).split(" ").filter(Boolean);
/** "İ" becomes "i" and a dot above it otherwise, which nobody writes. */
const inSmallLetters = (text: string): string => text.toLowerCase().replaceAll("i\u0307", "i");
/** The same for names that are read alike. */
export const nameKeyOf = (text: string): string => inSmallLetters(wordsOf(text));

/** What a text names, in its order; the longest name counts. A pod that is not among `pods` is known by its slug alone. */
export const placesIn = (text: string, settings: Areas, pods: readonly NamedPod[] = []): Place[] =>
  readerOfPlaces(settings, pods)(text);

export const areasTitled = (title: string, { areas }: Areas): string[] =>
  Object.keys(areas).filter((id) => nameKeyOf(areas[id]?.title ?? id) === nameKeyOf(title));

/** A slug such as `narwhal-2` has so many words. */
const SLUG_WORDS = 2;

/** The same for many texts. */
export function readerOfPlaces({ areas }: Areas, pods: readonly NamedPod[] = []): (text: string) => Place[] {
  const ids = Object.keys(areas);
  const titles = ids.map((id) => nameKeyOf(areas[id]?.title ?? id));
  const isShared = (title: string) => titles.indexOf(title) < titles.lastIndexOf(title);
  const areaBy = new Map([
    // The title of several areas names none of them.
    ...ids.flatMap((id, at) => (isShared(titles[at]!) ? [] : [[titles[at]!, id] as const])),
    ...ids.flatMap((id) => (areas[id]?.was ?? []).map((former) => [nameKeyOf(former), id] as const)),
    ...ids.map((id) => [nameKeyOf(id), id] as const),
  ]);
  const slugBy = new Map(pods.map(({ slug, name }) => [nameKeyOf(name), slug]));
  const longest = Math.max(SLUG_WORDS, ...[...areaBy.keys(), ...slugBy.keys()].map((key) => key.split(" ").length));
  const placeOf = (key: string): Place | undefined => {
    const id = areaBy.get(key);
    if (id !== undefined) return { kind: "area", id };
    const address = key.replaceAll(" ", "-");
    const slug = numberOf(address) === undefined ? slugBy.get(key) : address;
    return slug === undefined ? undefined : { kind: "pod", slug };
  };

  return (text) => {
    const words = text.split(BETWEEN_PARTS).flatMap((part) => {
      const written = part.replace(END, "");
      return wordsIn(part).map((word) => ({ word, written }));
    });
    const places: Place[] = [];
    // A cell may hold hundreds of thousands of words, so none is taken off the front.
    for (let at = 0; at < words.length; ) {
      let length = Math.min(words.length - at, longest);
      let place: Place | undefined;
      for (; length > 0 && !place; length--) place = placeOf(keyOfWords(words.slice(at, at + length)));
      places.push(place ?? { kind: "word", ...words[at]! });
      at += place ? length + 1 : 1;
    }
    return places;
  };
}

const keyOfWords = (words: readonly { readonly word: string }[]): string =>
  inSmallLetters(words.map(({ word }) => word).join(" "));

/** The areas that a text names, the most wanted first, or its first part that names none. */
export type AreasRead = { readonly areas: readonly string[] } | { readonly unknown: string };

/** Reads lists of areas: by id or title, between `|`, `;`, `,`, `/` or "and". */
export function readerOfAreas(settings: Areas): (text: string) => AreasRead {
  const placesOf = readerOfPlaces(settings);
  return (text) => {
    const places = placesOf(text).filter(isNoFiller);
    const areas = places.flatMap((place) => (place.kind === "area" ? [place.id] : []));
    if (areas.length === places.length) return { areas: withoutRepeats(areas) };
    const unread = text
      .split(/[|;,\n]/)
      .find((part) => placesOf(part).some((place) => place.kind !== "area" && isNoFiller(place)));
    return { unknown: (unread ?? text).trim() };
  };
}

/** The one area that a text names, if it names nothing else. */
export function areaIn(text: string, settings: Areas): string | undefined {
  const [place, ...others] = placesIn(text, settings).filter(isNoFiller);
  return place?.kind === "area" && others.length === 0 ? place.id : undefined;
}

/** Words between names, which say nothing: `/pod join the CLI and docs, please`. */
const FILLERS = ["and", "or", "&", "the", "pod", "please"];
export const isFiller = (word: string): boolean => FILLERS.includes(word.toLowerCase().replace(/[!.?]+$/, ""));
export const isNoFiller = (place: Place): boolean => place.kind !== "word" || !isFiller(place.word);

/** Words of `/pod join` that stand for themselves, or for nothing. */
const OWN_WORDS = ["advocate", "anywhere", "introduce"];
const isOwnWord = (word: string): boolean => OWN_WORDS.includes(word.toLowerCase()) || isFiller(word);

/** Whether a pod can bear a name: written in a command it leads to this pod, and to nothing else. */
export function isNameFree(name: string, slug: string, settings: Areas, others: readonly NamedPod[]): boolean {
  const places = placesIn(name, settings, others);
  const [only] = places;
  if (places.length === 1 && only?.kind === "pod") return only.slug === slug;
  return places.some((place) => place.kind === "word" && !isOwnWord(place.word));
}

/** A comment's line has room for this many characters, and for options. */
const WORDS_LENGTH_MAX = 100;

/** How a command names a pod: as people see it, where that is read as this pod. */
export function podInCommand({ slug, name }: NamedPod, settings: Areas): string {
  // A family whose joiners are gone looks like four people.
  const spelt = speltOut(name);
  const words = hidesText(spelt) ? wordsOf(name) : spelt;
  return words.length <= WORDS_LENGTH_MAX && isNameFree(name, slug, settings, []) ? words : `pod=${slug}`;
}
