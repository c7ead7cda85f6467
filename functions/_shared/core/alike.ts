/**
 * Names that people could take for each other. A small part of what UTS #39 calls a skeleton: case, accents, width, spaces
 * and signs do not count, nor does the alphabet of letters that look like Latin ones.
 */

/** A letter, and the Latin one that it looks like. Both are lower case without accents. */
const TWINS = new Map(
  "аa вb сc ԁd еe һh іl јj кk мm нh оo рp ԛq ѕs тt хx уy ԝw ӏl αa βb εe ηn ιl κk νv οo ρp τt υu χx ıl il 1l |l 0o"
    .split(" ")
    .map(([letter = "", latin = ""]) => [letter, latin] as const),
);

/** Equal for two names that look alike. */
const looksOf = (name: string): string => {
  const letters = name
    .normalize("NFKD")
    .toLowerCase()
    // A mark on a letter of these alphabets is an accent; in others it is a letter.
    .replace(/(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]\p{Mn}*)\p{Mn}/gu, "");
  const wordsOnly = letters.replace(/[\s\p{P}\p{Cf}]/gu, "");
  return (wordsOnly || letters).replace(/./gu, (letter) => TWINS.get(letter) ?? letter);
};

/** The first of `names` that looks like `name`. */
export function alike(name: string, names: Iterable<string>): string | undefined {
  const looks = looksOf(name);
  for (const other of names) if (looksOf(other) === looks) return other;
  return undefined;
}
