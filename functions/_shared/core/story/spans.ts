/** Spans that several sections are made of. */

import type { Line, Span } from "../digest/lines.ts";
import type { Capped, Item, PodRef } from "../digest/model.ts";
import type { Places } from "../digest/places.ts";
import * as say from "../messages/digest.ts";
import { FORMER_MEMBER } from "../messages/join.ts";
import type { PersonView } from "../views.ts";

export const nameOf = ({ login }: PersonView): string => login ?? FORMER_MEMBER;
export const named = (person: PersonView): Span => ({ strong: nameOf(person) });
export const podSpan = ({ slug, name }: PodRef, places: Places): Span => ({
  link: places.pod(slug),
  text: name,
  strong: true,
});
export const linked = (text: string, link: string | null): Span => (link === null ? text : { link, text });

/** `Move to containerd 2 (faasd#405)`, with a link on the title; `faasd#405 (reverted in faasd#407)` */
export function quoted({ title, url, ref, revertedIn }: Item): Span[] {
  const notes = [...(title === ref ? [] : [[ref]]), ...reverted(revertedIn)];
  return [linked(title, url), ...(notes.length > 0 ? inBrackets(notes) : [])];
}

/** ` (faasd#405)`, with a link; nothing for what was not said on GitHub. */
export const saidIn = ({ ref, url, revertedIn }: Item): Span[] =>
  ref === "" ? [] : inBrackets([[linked(ref, url)], ...reverted(revertedIn)]);

const reverted = (by: Item["revertedIn"]): Line[] => (by ? [[say.revertedIn, linked(by.ref, by.url)]] : []);

const inBrackets = (parts: readonly Line[]): Span[] => [
  " (",
  ...parts.flatMap((part, at) => [...(at > 0 ? [", "] : []), ...part]),
  ")",
];

/** The offer to people whose first pull request was merged: in the threads of people with a seat the bot says nothing. */
export const swag = ({ swag }: Places): Span[] => (swag === null ? [] : [" ", { link: swag, text: say.swag }, "."]);

/** `a`, `a and b`, `a, b and c` */
export const listed = (parts: readonly Line[]): Span[] =>
  parts.flatMap((part, i) => [...(i === 0 ? [] : [i === parts.length - 1 ? " and " : ", "]), ...part]);

/** A list that ends with the rest as a link to the page that shows it: `a, b and 3 more`. */
export const listedUpTo = <T>({ items, more }: Capped<T>, at: string | null, lineOf: (item: T) => Line): Span[] =>
  listed([...items.map(lineOf), ...(more > 0 ? [[linked(say.more(more), at)]] : [])]);

/** The page that lists the rest; `null` if it is nobody but people who are not named. */
export const listOf = ({ more, unnamed = 0 }: Capped<unknown>, at: string): string | null =>
  more > unnamed ? at : null;

/** What a section says of those it has no room for. */
export const beyond = (count: number, at: string | null) => (count > 0 ? { more: { count, at } } : {});

/** Groups in the order of their first members. */
export function grouped<T>(items: readonly T[], keyOf: (item: T) => string): [T, ...T[]][] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return [...groups.values()];
}
