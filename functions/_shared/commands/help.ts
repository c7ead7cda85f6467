import { quoteCode } from "../core/github/neutralise.ts";
import { authorOf, commentQuestion } from "./kinds.ts";

/** The table is made of all definitions, so it is handed in by the registry, which knows them. */
export const helpOf = (rows: () => readonly (readonly [usage: string, does: string])[]) =>
  commentQuestion({
    word: "help",
    usage: "",
    does: "see what you can write",
    words: () => ({}),
    run: async (_, context) => ({
      outcome: "shown",
      person: (await context.store.find(authorOf(context)))?.pseudonym,
    }),
    outcomes: {
      shown: {
        say: () =>
          [
            "this is what I understand, one command at the start of a line.",
            "",
            "| | |",
            "|---|---|",
            ...rows().map(([usage, does]) => `| ${quoteCode(usage, 100)} | ${does} |`),
          ].join("\n"),
      },
    },
  });
