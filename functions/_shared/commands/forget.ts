import { aboutPerson } from "./bodies.ts";
import { personCommand } from "./kinds.ts";
import { alone } from "./words.ts";

export const forget = personCommand({
  word: "forget",
  usage: "me",
  does: "leave, and have your name taken out of everything",
  body: () => aboutPerson("forget"),
  example: { login: "ada" },
  words: (words) => alone(words, "me"),
  run: async (_, { store, subject, operation }) => store.forget(subject, operation()),
  outcomes: {
    forgotten: {
      status: 200,
      say: "Done. Your seat is free, and your name and number are deleted from everything we store.",
    },
    unknown: { status: 200, say: "There was nothing to forget." },
  },
});
