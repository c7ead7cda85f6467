/** Answers to commands beyond a limit, which are not carried out. */
import { COMMAND_LENGTH_MAX, LINES_MAX } from "../core/github/command-lines.ts";
import { COMMANDS_MAX } from "../core/ports.ts";
import { commentQuestion } from "./kinds.ts";

const beyond = (word: string, say: string) =>
  commentQuestion({
    word,
    usage: "",
    does: "",
    words: ({ parts }) => ({ parts }),
    run: async () => ({ outcome: word }),
    outcomes: { [word]: { say } },
  });

/** For a command beyond those of a minute or an hour. Further ones in the same minute are not answered. */
export const slowDown = beyond(
  "slow-down",
  `Slow down, please: one person's commands beyond ${COMMANDS_MAX.perMinute} in a minute or ` +
    `${COMMANDS_MAX.perHour} in an hour are not carried out; give them again later. ` +
    "What ends your part, such as `/pod leave` or `/pod forget me`, always works.",
);

/** For all commands of a text after the first so many. */
export const tooMany = beyond(
  "too-many",
  `Only the first ${LINES_MAX} commands of one text are carried out. Give the others in a new comment.`,
);

export const tooLong = beyond(
  "too-long",
  `A command has at most ${COMMAND_LENGTH_MAX} characters, and yours had more, so it was not carried out.`,
);
