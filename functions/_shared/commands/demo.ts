import { peopleText } from "../core/people-text.ts";
import { aboutPerson } from "./bodies.ts";
import { DIGEST_REFUSED, noteForDigest, suitsDigest, WORDS_LENGTH_MAX } from "./for-digest.ts";
import { personCommand } from "./kinds.ts";
import { dated } from "./outcome.ts";

export const demo = personCommand({
  word: "demo",
  usage: "<title>",
  does: "show what your pod made at the next meeting",
  endsPart: false,
  suits: suitsDigest,
  body: () => aboutPerson("demo").extend({ title: peopleText(WORDS_LENGTH_MAX) }),
  example: { login: "ada", title: "A hull that closes its own leaks" },
  words: ({ parts }) => ({ title: parts.join(" ") }),
  hint: () => `A title has at most ${WORDS_LENGTH_MAX} characters.`,
  run: ({ title }, context) => noteForDigest({ kind: "demo", about: title, title }, context),
  outcomes: {
    ...DIGEST_REFUSED,
    noted: {
      status: 200,
      say: dated(
        (day) =>
          `On ${day} your demo was put on the agenda of the next meeting. A digest that comes out before announces it.`,
      ),
    },
  },
});
