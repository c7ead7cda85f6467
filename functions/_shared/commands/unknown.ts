import { nearest, slipOf } from "../core/github/edit-distance.ts";
import { quoteCode } from "../core/github/neutralise.ts";
import { authorOf, commentQuestion } from "./kinds.ts";

/** The words of the commands about plans: no comment can give them. A test holds them to the list of these commands. */
export const PLAN_WORDS: readonly string[] = ["seat", "plan", "ask", "apply", "undo", "discard", "link"];

/** The command for every unknown word. `detail` of the answer is that word; `words` are the words of all commands. */
export const unknownOf = (words: () => readonly string[]) =>
  commentQuestion({
    word: "unknown",
    usage: "",
    does: "",
    words: ({ parts: [word = ""] }) => ({ word }),
    run: async ({ word }, context) => ({
      outcome: "unknown",
      person: (await context.store.find(authorOf(context)))?.pseudonym,
      detail: word,
    }),
    outcomes: {
      unknown: {
        say: ({ detail = "" }) => {
          if (detail === "") return "I do not know that command; `/pod help` lists what you can write.";
          if (PLAN_WORDS.includes(detail))
            return `${quoteCode(`/pod ${detail}`)} does not work: plans are applied and undone on their own page, where you can see what they change.`;
          const meant = slipOf(detail, words());
          if (meant)
            return `I do not know ${quoteCode(`/pod ${detail}`)}, so nothing was done. Did you mean \`/pod ${meant}\`? \`/pod help\` lists what you can write.`;
          const near = nearest(detail, words()).map((word) => `\`/pod ${word}\``);
          return `I do not know ${quoteCode(`/pod ${detail}`)}. The nearest I know are ${near.join(", ")}; \`/pod help\` lists what you can write.`;
        },
      },
    },
  });
