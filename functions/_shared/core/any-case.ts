/** Words of a closed list, as people write them: capitals do not matter. */
import * as z from "zod";

/** `schema` takes the words of the list, and nothing else that is text. */
export const inAnyCase = <Schema extends z.ZodType>(words: readonly (string | null)[], schema: Schema) =>
  z.preprocess((said) => {
    const lower = typeof said === "string" ? said.toLowerCase() : undefined;
    return words.find((word) => word !== null && word.toLowerCase() === lower) ?? said;
  }, schema);
