import { COMMANDS_MAX } from "../core/ports.ts";
import { commentQuestion } from "./kinds.ts";

/** Stands for a command beyond the limit. It is answered once a minute; further ones are not answered. */
export const slowDown = commentQuestion({
  word: "slow-down",
  usage: "",
  does: "",
  words: () => ({}),
  run: async () => ({ outcome: "slow-down" }),
  outcomes: {
    "slow-down": {
      say:
        `Slow down, please: one person's commands beyond ${COMMANDS_MAX.perMinute} in a minute or ` +
        `${COMMANDS_MAX.perHour} in an hour are not carried out; give them again later. ` +
        "What ends your part, such as `/pod leave` or `/pod forget me`, always works.",
    },
  },
});
