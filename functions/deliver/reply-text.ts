/** A comment of ours that answers commands. It says the same whenever it is written; only forgotten names are left out. */
import { quoted, sentence } from "#shared/commands/comment-door.ts";
import { replyMarkerOf } from "#shared/core/github/marker.ts";
import { type AnswerModel, loginOf } from "#shared/core/messages/github-parts.ts";
import type { CommandAnswer } from "#shared/core/thread.ts";
import { footer } from "./comment-text.ts";

/** GitHub takes no longer comment. */
const COMMENT_LENGTH_MAX = 65_536;

export const replyText = (answers: readonly CommandAnswer[], model: AnswerModel): string =>
  [
    replyMarkerOf(
      model.settings.id,
      answers.map(({ operation }) => operation),
    ),
    ...answers.map((answer) => addressed(answer, answers, model)),
    footer(model.settings),
  ].join("\n\n");

/** A mention notifies the person who asked. Of several answers to one person each says what it answers. */
function addressed(answer: CommandAnswer, answers: readonly CommandAnswer[], model: AnswerModel): string {
  const login = loginOf(answer.person, model.people);
  const isOneOfSeveral = answers.filter(({ person }) => person === answer.person).length > 1;
  const to = [login && `@${login}`, isOneOfSeveral && quoted(answer)].filter(Boolean).join(", ");
  return [to, sentence(answer, model)].filter(Boolean).join(": ");
}

/** Whether adding `more` to a text notifies everybody in `more`: an edit notifies only people it newly mentions. */
export function reachesAll(text: string, more: string): boolean {
  const before = mentionsIn(text);
  return !mentionsIn(more).some((login) => before.includes(login));
}

/** Nothing that people wrote mentions anybody, and code does not. */
const mentionsIn = (text: string): string[] => text.replaceAll(/`[^`]*`/g, "").match(/(?<![\w/])@[\w-]+/g) ?? [];

/** The first of `more` that a comment with the answers `held` has room for. No answer is shortened. */
export function thatFit(
  held: readonly CommandAnswer[],
  more: readonly CommandAnswer[],
  textOf: (answers: readonly CommandAnswer[]) => string,
): readonly CommandAnswer[] {
  const least = held.length > 0 ? 0 : 1;
  let count = more.length;
  while (count > least && textOf([...held, ...more.slice(0, count)]).length > COMMENT_LENGTH_MAX) count -= 1;
  return more.slice(0, count);
}
