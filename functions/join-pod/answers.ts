/** What a cell answers to a question of yes or no. */

const YES = "yes|yep|yeah|yup|sure";
const NO = "no|nope|nah|not really";
/** Words that add nothing. */
const WITH_BOTH = "please|pls|thanks|thank you|thx|definitely|absolutely|very much|so much";
const WITH_YES =
  "sure|of course|certainly|gladly|happily|with pleasure|i do|i am|i would|i can|id love to|i would love to|id like to|i would like to";
const WITH_NO = "sorry|never|not really|not now|not yet|not this time|i dont|i do not|im not|i am not|id rather not";
/** Check boxes, and what stands for them. */
const TICKS = ["true", "1", "x", "[x]", "on", "checked", "selected", "✓", "✔", "✅", "☑", "☒"];
const TICKED = ["y", ...TICKS];
const EMPTY = ["n", "false", "0", "[ ]", "[]", "off", "unchecked", "✗", "✘", "❌", "☐"];

const PLAIN_YES = new RegExp(`^(${YES})( (${WITH_BOTH}|${WITH_YES}))*$`);
const PLAIN_NO = new RegExp(`^(${NO})( (${WITH_BOTH}|${WITH_NO}))*$`);
/** Behind a comma few words make a no anything else. */
const NO_AT_ALL = new RegExp(
  `^(${NO})\\s*[,.;:!–—-](?!.*\\b(${YES}|but|unless|if|when|except|fine|ok|okay|problem)\\b)`,
);
const BEGINS = new RegExp(`^(${YES}|${NO})\\b`);

const lower = (cell: string): string =>
  cell
    .toLowerCase()
    .replace(/\p{Variation_Selector}/gu, "")
    .trim();

/** `undefined` for what is neither a plain yes nor a plain no: "Yes, but only Hull" is none. */
export function answerIn(cell: string): boolean | undefined {
  const text = lower(cell);
  const sign = text.replace(/[.!]+$/, "");
  if (TICKED.includes(sign)) return true;
  if (EMPTY.includes(sign)) return false;
  const words = text
    .replace(/['’]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  if (PLAIN_YES.test(words)) return true;
  return PLAIN_NO.test(words) || NO_AT_ALL.test(text) ? false : undefined;
}

/** People who would rather work on their own say so in these words. */
export const isAlone = (cell: string): boolean => ALONE.test(cell.trim());
const ALONE = /^(independent(ly)?|alone|on my own|by myself)$/i;

/** A check box that is ticked, as programs write it: an empty one leaves its cell empty. */
export const isTick = (cell: unknown): boolean =>
  cell === true || (typeof cell === "string" && TICKS.includes(lower(cell)));

export const isPlainAnswer = (cell: unknown): boolean =>
  typeof cell === "boolean" || (typeof cell === "string" && answerIn(cell) !== undefined);

/** The same where more may follow. */
export const beginsAsAnswer = (cell: unknown): boolean =>
  isPlainAnswer(cell) || (typeof cell === "string" && BEGINS.test(lower(cell)));

/** What a value says, if it is text that says yes or no. */
export const answerOf = (value: unknown): unknown => (typeof value === "string" ? answerIn(value) : value);
