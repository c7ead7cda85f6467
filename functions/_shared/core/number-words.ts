/** Numbers in sentences: small ones as words. */
import { withCommas } from "./lazily.ts";

const WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

/** The place of an area among those that a person named. */
export const ORDINALS = ["first", "second", "third"] as const;

/** `1 seat`, `2 seats` */
export const count = (n: number, one: string, many = `${one}s`): string => `${withCommas(n)} ${n === 1 ? one : many}`;

/** "seven"; figures from ten on. */
export const inWords = (count: number): string => WORDS[count] ?? String(count);

/** "one person", "seven people". */
export const peopleInWords = (count: number): string => (count === 1 ? "one person" : `${inWords(count)} people`);
