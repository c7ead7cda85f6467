import { quoteCode } from "../core/github/neutralise.ts";
import type { Pseudonym } from "../core/member.ts";
import type { CommentModel } from "../core/messages/github-parts.ts";
import type { Relation } from "./define.ts";
import { authorOf, commentQuestion } from "./kinds.ts";

interface Row {
  readonly comment: { readonly usage: string };
  readonly does: string;
  readonly may: readonly Relation[];
}

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
    }),
    outcomes: {
      shown: {
        say: ({ person }, model) =>
          [
            "This is what I understand, one command at the start of a line.",
            ...table(
              "For you",
              rows().filter(({ may }) => may.includes("self")),
            ),
            ...(mayLookAfterPods(person, model)
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

/** Whether they are an advocate or a maintainer: others read only what they may use. */
function mayLookAfterPods(person: Pseudonym | null, { pods, people, settings }: CommentModel): boolean {
  if (person === null) return false;
  const login = people.get(person)?.profile.login.toLowerCase();
  return (
    [...pods.values()].some(({ advocate }) => advocate === person) ||
    settings.maintainers.some((one) => one.toLowerCase() === login)
  );
}
