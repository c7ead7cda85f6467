import { aboutPerson } from "./bodies.ts";
import { personCommand } from "./kinds.ts";
import { dated } from "./outcome.ts";
import { alone } from "./words.ts";

export const forget = personCommand({
  word: "forget",
  usage: "me",
  does: "leave, and have your name taken out of everything",
  endsPart: true,
  suits: ({ member }) => member !== undefined,
  body: () => aboutPerson("forget"),
  example: { login: "ada" },
  words: (words) => alone(words, "me"),
  run: async (_, { store, subject, operation }) => store.forget(subject, operation()),
  outcomes: {
    forgotten: {
      status: 200,
      say: dated(
        (day) =>
          `Done. On ${day} your name and number were deleted from everything we store; a seat you held became free.`,
      ),
    },
    unknown: { status: 200, say: "There was nothing to forget." },
  },
});
