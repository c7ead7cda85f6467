import { quoteCode } from "../core/github/neutralise.ts";
import type { Relation, Suits } from "./define.ts";
import { commentQuestion, readerOf } from "./kinds.ts";

interface Row {
  readonly word: string;
  readonly comment: { readonly usage: string; readonly suits: Suits };
  readonly does: string;
  readonly may: readonly Relation[];
}

/** The heading above the commands that somebody may give for being this. */
const HEADINGS = {
  self: "For you",
  author: "For this thread",
  advocate: "For your pod",
  maintainer: "For the community",
} as const satisfies Record<Relation, string>;

/** Its rows are all commands, which only their list knows. `detail` of the answer are the words of those that it lists. */
export const helpOf = (rows: () => readonly Row[]) =>
  commentQuestion({
    word: "help",
    usage: "",
    does: "see what you can write",
    words: () => ({}),
    run: async (_, context) => {
      const reader = await readerOf(context);
      const suiting = rows().filter(({ comment }) => comment.suits(reader));
      return {
        outcome: "shown",
        person: reader.member?.pseudonym,
        detail: suiting.map(({ word }) => word).join(" "),
      };
    },
    outcomes: {
      shown: {
        say: ({ detail = "" }) => {
          const listed = rows().filter(({ word }) => detail.split(" ").includes(word));
          return [
            "This is what I understand, one command at the start of a line.",
            ...(Object.keys(HEADINGS) as Relation[]).flatMap((relation) =>
              table(
                HEADINGS[relation],
                listed.filter(({ may }) => may[0] === relation),
              ),
            ),
          ].join("\n");
        },
      },
    },
  });

const table = (title: string, rows: readonly Row[]): string[] =>
  rows.length === 0
    ? []
    : [
        "",
        `| ${title} | |`,
        "|---|---|",
        ...rows.map(({ comment, does }) => `| ${quoteCode(comment.usage, 100)} | ${does} |`),
      ];
