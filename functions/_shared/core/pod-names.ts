/**
 * Default names: a group of whales is a pod. The number of a pod decides its slug, so two pods cannot race for a name and
 * nothing has to be stored.
 */
import { capital } from "./capital.ts";
import { WHALES } from "./whales.static.ts";

/** Pod 1 is `narwhal`; once all names are used they start again with `narwhal-2`. `number` counts from 1. */
export function slugOf(number: number): string {
  const round = Math.floor((number - 1) / WHALES.length) + 1;
  const name = WHALES[(number - 1) % WHALES.length]!;
  return round === 1 ? name : `${name}-${round}`;
}

/** The inverse of `slugOf`: a pod's number, or `undefined` for a word that is not a slug. */
export function numberOf(slug: string): number | undefined {
  const [, name, round = "1"] = /^([a-z]+)(?:-([1-9]\d{0,6}))?$/.exec(slug) ?? [];
  const index = WHALES.indexOf(name ?? "");
  if (index < 0) return undefined;
  const number = (Number(round) - 1) * WHALES.length + index + 1;
  return slugOf(number) === slug ? number : undefined;
}

/** The name of a pod until somebody renames it. */
export function defaultName(number: number): string {
  const [name = "", round] = slugOf(number).split("-");
  return round ? `${capital(name)} ${round}` : capital(name);
}

/** The name that a pod had when its people left it: the default one if no other was kept. */
export const lastName = (number: number, lastNames: ReadonlyMap<number, string>): string =>
  lastNames.get(number) ?? defaultName(number);

/** The names that pods have at first, before they are numbered. */
export const DEFAULT_NAMES: readonly string[] = WHALES.map(capital);

/** The slug and default name of a pod by its id in a plan; `undefined` for one that the plan has yet to form. */
export function numberedPod(id: string): { slug: string; name: string } | undefined {
  return /^[1-9]\d*$/.test(id) ? { slug: slugOf(Number(id)), name: defaultName(Number(id)) } : undefined;
}
