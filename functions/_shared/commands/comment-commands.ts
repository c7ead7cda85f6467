import type { Command, CommandContext, CommentForm } from "./define.ts";
import { helpOf } from "./help.ts";
import { PERSON_COMMANDS } from "./person-commands.ts";
import { POD_COMMANDS } from "./pod-commands.ts";
import { unknownOf } from "./unknown.ts";
import { who } from "./who.ts";

export interface CommentCommand extends Command {
  readonly comment: CommentForm<CommandContext>;
}

export const help = helpOf(() => COMMENT_COMMANDS);
/** The command for every unknown word. */
export const unknown = unknownOf(() => COMMENT_COMMANDS.map(({ word }) => word));

/** Commands that only comments can give. */
export const QUESTIONS: readonly Command[] = [who, help];

/** All commands that a comment can give, in the order of help. */
export const COMMENT_COMMANDS: readonly CommentCommand[] = [...PERSON_COMMANDS, ...POD_COMMANDS, ...QUESTIONS].flatMap(
  (command) => (command.comment ? [{ ...command, comment: command.comment }] : []),
);
