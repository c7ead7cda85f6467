import { dayOfAnswer } from "../core/messages/github-parts.ts";
import { aboutPerson } from "./bodies.ts";
import { memberCommand } from "./kinds.ts";
import { PIN_REFUSED, personNamed, setEnding } from "./set-outcomes.ts";
import { loginOf, onlyPart } from "./words.ts";

export const unpin = memberCommand({
  word: "unpin",
  usage: "@login",
  does: "let plans move somebody of your pod again",
  body: () => aboutPerson("unpin"),
  example: { login: "ada" },
  hint: () => "It takes one person.",
  words: (words) => ({ login: loginOf(onlyPart(words)) }),
  run: async ({ login }, { store, operation }) =>
    setEnding(await store.pin({ login }, false, operation()), "no-person"),
  outcomes: {
    ...PIN_REFUSED,
    changed: {
      status: 200,
      say: (answer, model) =>
        `On ${dayOfAnswer(answer, model)} ${personNamed(answer, model)} was unpinned: plans may move them until the next \`/pod pin\`.`,
    },
    unchanged: {
      status: 200,
      say: (answer, model) => `${personNamed(answer, model)} was not pinned on ${dayOfAnswer(answer, model)}.`,
    },
  },
});
