import { dayOfAnswer, podNamed } from "../core/messages/github-parts.ts";
import { aboutPerson } from "./bodies.ts";
import { memberCommand } from "./kinds.ts";
import { PIN_REFUSED, personNamed, setEnding } from "./set-outcomes.ts";
import { loginOf, onlyPart } from "./words.ts";

export const pin = memberCommand({
  word: "pin",
  usage: "@login",
  does: "keep somebody of your pod where they are",
  body: () => aboutPerson("pin"),
  example: { login: "ada" },
  hint: () => "It takes one person.",
  words: (words) => ({ login: loginOf(onlyPart(words)) }),
  run: async ({ login }, { store, operation }) => setEnding(await store.pin({ login }, true, operation()), "no-person"),
  outcomes: {
    ...PIN_REFUSED,
    changed: {
      status: 200,
      say: (answer, model) =>
        `On ${dayOfAnswer(answer, model)} ${personNamed(answer, model)} was pinned to ${podNamed(answer, model)}: no plan moves them until \`/pod unpin\`, while the pod has five to nine people.`,
    },
    unchanged: {
      status: 200,
      say: (answer, model) => `${personNamed(answer, model)} was already pinned on ${dayOfAnswer(answer, model)}.`,
    },
  },
});
