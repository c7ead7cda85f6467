import type { Command, CommandContext, CommentForm } from "./define.ts";
import { helpOf } from "./help.ts";
import { notes } from "./notes.ts";
import { PERSON_COMMANDS } from "./person-commands.ts";
import { POD_COMMANDS } from "./pod-commands.ts";
import { unknownOf } from "./unknown.ts";
import { who } from "./who.ts";

export interface CommentCommand extends Command {
  readonly comment: CommentForm<CommandContext>;
}

const here = () => COMMENT_COMMANDS.filter(isHere);

export const help = helpOf(here);
/** The command for every unknown word. */
export const unknown = unknownOf(() => here().map(({ word }) => word));

/** Commands that only comments can give. */
export const QUESTIONS: readonly Command[] = [who, help, notes];

/** All commands that a comment can give, in the order of help. */
export const COMMENT_COMMANDS: readonly CommentCommand[] = [...PERSON_COMMANDS, ...POD_COMMANDS, ...QUESTIONS].flatMap(
  (command) => (command.comment ? [{ ...command, comment: command.comment }] : []),
);

/** False for a command that is only promised so far. */
export const isHere = ({ outcomes }: Pick<Command, "outcomes">): boolean => !outcomes.includes("not-yet");
