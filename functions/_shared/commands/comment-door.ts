/** Commands in comments: runs a line that begins with `/pod`, and writes its answer when the comment is sent. */

import { Login } from "../core/member.ts";
import type { CommentModel } from "../core/messages/github-parts.ts";
import { oneLine } from "../core/people-text.ts";
import type { CommandAnswer } from "../core/thread.ts";
import { COMMENT_COMMANDS, type CommentCommand, help, unknown } from "./comment-commands.ts";
import type { CommandContext, CommentResult } from "./define.ts";
import { authorOf } from "./kinds.ts";
import { slowDown } from "./slow-down.ts";

const QUOTE_LENGTH_MAX = 40;

/** Runs the command of a line, which comes without `/pod`. Never throws for words it cannot read: they get an answer. */
export async function giveComment(line: string, context: CommandContext): Promise<CommentResult> {
  const [first = help.word, ...parts] = line.split(" ").filter((part) => part !== "");
  const word = first.toLowerCase();
  const { settings, operation } = context;
  const command = COMMENT_COMMANDS.find((one) => one.word === word);
  const said = command ? parts : [oneLine(first, QUOTE_LENGTH_MAX)];
  const words = { parts: said, settings, at: operation().at };
  const { give } = (command ?? unknown).comment;
  const result = await give(words, context);
  // Most comments name no pod that was renamed, so the names are read only for words that are nothing else.
  const again = command && result.outcome === "unusable";
  return withoutNames(again ? await give({ ...words, pods: await context.store.pods() }, context) : result, context);
}

/** Instead of a command beyond the limit. */
export const giveTooFast = (_line: string, context: CommandContext): Promise<CommentResult> =>
  slowDown.comment.give({ parts: [], settings: context.settings, at: context.operation().at }, context);

const QUOTING = ["unusable", "unknown"];

/** Quoted words are stored with the answer, so they must hold no name: it would outlive a "forget me". */
async function withoutNames(result: CommentResult, context: CommandContext): Promise<CommentResult> {
  if (!QUOTING.includes(result.outcome) || result.detail === undefined) return result;
  const detail = oneLine(result.detail, QUOTE_LENGTH_MAX);
  return { ...result, detail: (await namesSomebody(detail, context)) ? "" : detail };
}

async function namesSomebody(text: string, context: CommandContext): Promise<boolean> {
  if (text.includes("@")) return true;
  const words = text.split(/[^\w-]+/).filter((word) => Login.safeParse(word).success);
  const author = authorOf(context).login.toLowerCase();
  if (words.some((word) => word.toLowerCase() === author)) return true;
  return (await Promise.all(words.map((login) => context.store.find({ login })))).some(
    (member) => member !== undefined,
  );
}

/** The sentence of an answer. Throws an Error that names an unknown command or outcome. */
export const sentence = (answer: CommandAnswer, model: CommentModel): string =>
  commandOf(answer).sentence(answer, model);

/** The area whose queue the sentence needs. */
export const queueNeeded = (answer: CommandAnswer): string | undefined =>
  commandOf(answer).needsQueue(answer.outcome) ? answer.detail : undefined;

function commandOf({ command: word }: CommandAnswer): CommentCommand {
  const found = [...COMMENT_COMMANDS, unknown, slowDown].find((one) => one.word === word);
  if (!found) throw new Error(`A stored answer names the command "${word}", and there is none.`);
  return found;
}
