import { aboutPerson } from "./bodies.ts";
import { memberCommand } from "./kinds.ts";
import { PIN_REFUSED, personNamed, podNamed, setEnding } from "./set-outcomes.ts";
import { loginOf, onlyPart } from "./words.ts";

export const pin = memberCommand({
  word: "pin",
  usage: "@login",
  does: "keep somebody of your pod where they are",
  body: () => aboutPerson("pin"),
  example: { login: "ada" },
  words: (words) => ({ login: loginOf(onlyPart(words)) }),
  run: async ({ login }, { store, operation }) => setEnding(await store.pin({ login }, true, operation()), "no-person"),
  outcomes: {
    ...PIN_REFUSED,
    changed: {
      status: 200,
      say: (answer, model) =>
        `No plan will move ${personNamed(answer.about, model)} out of ${podNamed(answer, model)}.`,
    },
    unchanged: { status: 200, say: ({ about }, model) => `${personNamed(about, model)} is already pinned.` },
  },
});
