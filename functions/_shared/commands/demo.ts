import { meetingsFor } from "../core/meetings.ts";
import { dayOfAnswer } from "../core/messages/github-parts.ts";
import { peopleText } from "../core/people-text.ts";
import { aboutPerson } from "./bodies.ts";
import { DIGEST_REFUSED, notedText, noteForDigest, suitsDigest, WORDS_LENGTH_MAX } from "./for-digest.ts";
import { type PersonContext, personCommand, podOf } from "./kinds.ts";
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
  run: async ({ title }, context) => {
    const ending = await noteForDigest({ kind: "demo", about: title, title }, context);
    return ending.outcome === "noted" && !(await hasMeeting(context))
      ? { ...ending, outcome: "without-meeting" }
      : ending;
  },
  outcomes: {
    ...DIGEST_REFUSED,
    noted: {
      status: 200,
      say: dated(
        (day) =>
          `On ${day} your demo was put on the agenda of the next meeting. A digest that comes out before announces it.`,
      ),
    },
    "without-meeting": {
      status: 200,
      say: (answer, model) =>
        `On ${dayOfAnswer(answer, model)} your demo was ${notedText(answer, model)}, but no meeting was set at which it could be shown. The advocate of a pod sets one with \`/pod meeting\`, and a maintainer one of the whole community in the settings.`,
    },
  },
});

/** Whether there is a meeting at which the person can show something. */
async function hasMeeting({ store, settings, subject }: PersonContext): Promise<boolean> {
  const author = await store.find(subject);
  return meetingsFor(author && (await podOf(author, store)), settings).length > 0;
}
