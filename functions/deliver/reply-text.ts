/** A comment of ours that answers commands. It says the same whenever it is written; only forgotten names are left out. */
import { replyMarkerOf } from "#shared/core/github/marker.ts";
import { type AnswerModel, loginOf } from "#shared/core/messages/github-parts.ts";
import type { CommandAnswer } from "#shared/core/thread.ts";
import { footer } from "./comment-text.ts";

/** GitHub takes no longer comment. */
const COMMENT_LENGTH_MAX = 65_536;

/** Puts the answer to a command into words. The commands have the sentences; `deliver` brings the two together. */
export type Sentence = (answer: CommandAnswer, model: AnswerModel) => string;

export const replyText = (answers: readonly CommandAnswer[], model: AnswerModel, sentence: Sentence): string =>
  [
    replyMarkerOf(
      model.settings.id,
      answers.map(({ operation }) => operation),
    ),
    ...answers.map((answer) => addressed(answer, model, sentence)),
    footer(model.settings),
  ].join("\n\n");

/** A mention notifies the person who asked. */
function addressed(answer: CommandAnswer, model: AnswerModel, sentence: Sentence): string {
  const login = loginOf(answer.person, model.people);
  const text = sentence(answer, model);
  return login ? `@${login}: ${text}` : text;
}

/** The first of `more` that a comment with the answers `held` has room for. No answer is shortened. */
export function fitting(
  held: readonly CommandAnswer[],
  more: readonly CommandAnswer[],
  textOf: (answers: readonly CommandAnswer[]) => string,
): readonly CommandAnswer[] {
  const least = held.length > 0 ? 0 : 1;
  let count = more.length;
  while (count > least && textOf([...held, ...more.slice(0, count)]).length > COMMENT_LENGTH_MAX) count -= 1;
  return more.slice(0, count);
}
