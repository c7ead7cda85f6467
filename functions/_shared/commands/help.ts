import { quoteCode } from "../core/github/neutralise.ts";
import type { Relation } from "./define.ts";
import { authorOf, commentQuestion, podOf, rightsOf } from "./kinds.ts";

interface Row {
  readonly comment: { readonly usage: string };
  readonly does: string;
  readonly may: readonly Relation[];
}

/** The `detail` of an answer to advocates and maintainers, who look after pods: others read only what they may use. */
const LOOKS_AFTER_PODS = "looks-after-pods";

/** Its rows are all commands, which only their list knows. */
export const helpOf = (rows: () => readonly Row[]) =>
  commentQuestion({
    word: "help",
    usage: "",
    does: "see what you can write",
    words: () => ({}),
    run: async (_, context) => {
      const author = await context.store.find(authorOf(context));
      const pod = author && (await podOf(author, context.store));
      const looksAfterPods =
        rightsOf(context) === "maintainer" || (pod !== undefined && pod.advocate === author?.pseudonym);
      return {
        outcome: "shown",
        person: author?.pseudonym,
        ...(looksAfterPods && { detail: LOOKS_AFTER_PODS }),
      };
    },
    outcomes: {
      shown: {
        say: ({ detail }) =>
          [
            "This is what I understand, one command at the start of a line.",
            ...table(
              "For you",
              rows().filter(({ may }) => may.includes("self")),
            ),
            ...(detail === LOOKS_AFTER_PODS
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
