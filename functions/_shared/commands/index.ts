/**
 * Every command there is, under the function whose `POST /` takes it as JSON. `comments` holds those that only a comment can
 * give. Doors, help, the OpenAPI document, the README's table and the right to command are derived from this list: a new
 * command is its own file and its name here.
 */
import { accept } from "./accept.ts";
import { advocate } from "./advocate.ts";
import { areas } from "./areas.ts";
import { back } from "./back.ts";
import { decline } from "./decline.ts";
import type { Command, CommandContext, CommentForm } from "./define.ts";
import { demo } from "./demo.ts";
import { exportPerson } from "./export.ts";
import { forget } from "./forget.ts";
import { helpOf } from "./help.ts";
import { independent } from "./independent.ts";
import { initialise } from "./initialise.ts";
import { join } from "./join.ts";
import { kudos } from "./kudos.ts";
import { leave } from "./leave.ts";
import { lock, unlock } from "./lock.ts";
import { meeting } from "./meeting.ts";
import { news } from "./news.ts";
import { nominate } from "./nominate.ts";
import { notes } from "./notes.ts";
import { pause } from "./pause.ts";
import { pin } from "./pin.ts";
import { quiet } from "./quiet.ts";
import { rename } from "./rename.ts";
import { stay } from "./stay.ts";
import { stepDown } from "./step-down.ts";
import { unknownOf } from "./unknown.ts";
import { unpin } from "./unpin.ts";
import { who } from "./who.ts";

export const help = helpOf(() => COMMENT_COMMANDS.filter(isHere).map(({ comment, does }) => [comment.usage, does]));
/** Stands for every word that is none of them. */
export const unknown = unknownOf(() => COMMENT_COMMANDS.filter(isHere).map(({ word }) => word));

export const COMMANDS = {
  "join-pod": [
    join,
    accept,
    decline,
    stay,
    leave,
    pause,
    back,
    independent,
    areas,
    advocate,
    stepDown,
    forget,
    exportPerson,
  ],
  pods: [initialise, rename, nominate, meeting, lock, unlock, pin, unpin],
  comments: [who, help, demo, news, kudos, quiet, notes],
} satisfies Readonly<Record<string, readonly Command<CommandContext>[]>>;

/** Those that a comment can give, in the order of help. */
export const COMMENT_COMMANDS: readonly CommentCommand[] = [
  ...COMMANDS["join-pod"],
  ...COMMANDS.pods,
  ...COMMANDS.comments,
].flatMap((command) => (command.comment ? [{ ...command, comment: command.comment }] : []));

/** Whether it does something yet, and is not only promised. */
export const isHere = ({ outcomes }: Command): boolean => !outcomes.includes("not-yet");

export interface CommentCommand extends Command {
  readonly comment: CommentForm<CommandContext>;
}
