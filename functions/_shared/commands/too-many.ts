import { LINES_MAX } from "../core/github/command-lines.ts";
import { commentQuestion } from "./kinds.ts";

/** Stands for all commands of a text after the first so many. */
export const tooMany = commentQuestion({
  word: "too-many",
  usage: "",
  does: "",
  words: () => ({}),
  run: async () => ({ outcome: "too-many" }),
  outcomes: {
    "too-many": {
      say: `Only the first ${LINES_MAX} commands of one text are carried out. Give the others in a new comment.`,
    },
  },
});
