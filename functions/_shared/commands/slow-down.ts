import { COMMANDS_MAX } from "../core/ports.ts";
import { commentQuestion } from "./kinds.ts";

/** Stands for a command beyond the limit. It is answered once; further ones are not answered. */
export const slowDown = commentQuestion({
  word: "slow-down",
  usage: "",
  does: "",
  words: () => ({}),
  run: async () => ({ outcome: "slow-down" }),
  outcomes: {
    "slow-down": {
      say:
        `Slow down, please: I take ${COMMANDS_MAX.perMinute} commands a minute and ${COMMANDS_MAX.perHour} an hour ` +
        "from one person. This one and those right after it were not carried out; give them again later.",
    },
  },
});
