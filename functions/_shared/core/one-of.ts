/** A word from outside (a script's reply, a stored value), as one of a closed list. Throws an error that names any other. */
export function oneOf<const Word extends string>(words: readonly Word[], value: unknown, what: string): Word {
  const found = words.find((word) => word === value);
  if (found === undefined) throw new Error(`${what} is ${JSON.stringify(value)}, expected ${words.join(" or ")}`);
  return found;
}

/** The words of a union as a list. A record, since that does not compile while a word is missing. */
export const wordsOf = <Word extends string>(words: Readonly<Record<Word, true>>): readonly Word[] =>
  Object.keys(words) as Word[];
