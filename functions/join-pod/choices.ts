/** Columns that hold one wish each: "First choice", "Choice 2", "Rank the areas [First choice]". */

const ORDINALS = [
  ["first", "1st", "1", "primary", "main", "top"],
  ["second", "2nd", "2", "secondary", "alternative", "alternate", "backup"],
  ["third", "3rd", "3", "tertiary"],
];
const WISH = /^(areas?|interests?|choice|preference|pick|priority|wish|topic|sig)$/;
/** A column with other words may be about something else, such as the first choice of a meeting time. */
const AROUND =
  /^(what|which|is|would|be|your|my|the|a|an|of|for|in|to|pod|preferred|optional|required|if|any|no|number|you|like|work|on|please|rank|order|these|following)$/;

/** Which wish the words name, counted from 1. */
export function choiceIn(words: string): number | undefined {
  const [choice, ...others] = words.split(" ").flatMap((word) => {
    if (WISH.test(word) || AROUND.test(word)) return [];
    return [1 + ORDINALS.findIndex((names) => names.includes(word))];
  });
  return choice && others.length === 0 && words.split(" ").some((word) => WISH.test(word)) ? choice : undefined;
}
