import { dayOfAnswer } from "../core/messages/github-parts.ts";
import { peopleText } from "../core/people-text.ts";
import { aboutPerson } from "./bodies.ts";
import { DIGEST_REFUSED, notedText, noteForDigest, suitsDigest, WORDS_LENGTH_MAX } from "./for-digest.ts";
import { personCommand } from "./kinds.ts";
import { PlainLink } from "./plain-link.ts";
import { type Words, withoutEnd } from "./words.ts";

export const news = personCommand({
  word: "news",
  usage: "<https://…> <title>",
  does: "put a post of yours into the weekly digest",
  endsPart: false,
  suits: suitsDigest,
  body: () =>
    aboutPerson("news").extend({
      link: PlainLink(),
      title: peopleText(WORDS_LENGTH_MAX),
    }),
  example: { login: "ada", link: "https://ada.example.org/watertight", title: "How we made the hull tight" },
  words,
  hint: () => `It takes the https address of one post, and a title of at most ${WORDS_LENGTH_MAX} characters.`,
  run: ({ link, title }, context) => noteForDigest({ kind: "news", about: link, title, link }, context),
  outcomes: {
    ...DIGEST_REFUSED,
    noted: {
      status: 200,
      say: (answer, model) => `On ${dayOfAnswer(answer, model)} your post was ${notedText(answer, model)}.`,
    },
  },
});

/** The address and the title, or both as a link is written on GitHub: `[How we did it](https://…)`. */
function words({ parts }: Words) {
  const [, title, link] = /^\[(.+)\]\((\S+)\)$/.exec(withoutEnd(parts.join(" "))) ?? [];
  if (title !== undefined && link !== undefined) return { link, title };
  const [first = "", ...others] = parts;
  return { link: first, title: others.join(" ") };
}
