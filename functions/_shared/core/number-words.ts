/** Small numbers as words, for sentences. */
const WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

/** The place of an area among those that a person named. */
export const ORDINALS = ["first", "second", "third"] as const;

/** "seven"; figures from ten on. */
export const inWords = (count: number): string => WORDS[count] ?? String(count);

/** "one person", "seven people". */
export const peopleInWords = (count: number): string => (count === 1 ? "one person" : `${inWords(count)} people`);
