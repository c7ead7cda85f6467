import { quoteCode } from "../core/github/neutralise.ts";
import type { Pseudonym } from "../core/member.ts";
import type { CommentModel } from "../core/messages/github-parts.ts";
import type { Relation } from "./define.ts";
import { authorOf, commentQuestion, rightsOf } from "./kinds.ts";

interface Row {
  readonly comment: { readonly usage: string };
  readonly does: string;
  readonly may: readonly Relation[];
}

/** The `detail` of an answer to a maintainer. */
const MAINTAINER = "maintainer";

/** Its rows are all commands, which only their list knows. */
export const helpOf = (rows: () => readonly Row[]) =>
  commentQuestion({
    word: "help",
    usage: "",
    does: "see what you can write",
    words: () => ({}),
    run: async (_, context) => ({
      outcome: "shown",
      person: (await context.store.find(authorOf(context)))?.pseudonym,
      ...(rightsOf(context) === "maintainer" && { detail: MAINTAINER }),
    }),
    outcomes: {
      shown: {
        say: ({ person, detail }, model) =>
          [
            "This is what I understand, one command at the start of a line.",
            ...table(
              "For you",
              rows().filter(({ may }) => may.includes("self")),
            ),
            ...(detail === MAINTAINER || isAdvocate(person, model)
              ? table(
                  "For your pod",
                  rows().filter(({ may }) => !may.includes("self")),
                )
              : []),
          ].join("\n"),
      },
    },
  });

const table = (title: string, rows: readonly Row[]): string[] => [
  "",
  `| ${title} | |`,
  "|---|---|",
  ...rows.map(({ comment, does }) => `| ${quoteCode(comment.usage, 100)} | ${does} |`),
];

/** Advocates and maintainers look after pods: others read only what they may use. */
const isAdvocate = (person: Pseudonym | null, { pods }: CommentModel): boolean =>
  person !== null && [...pods.values()].some(({ advocate }) => advocate === person);
