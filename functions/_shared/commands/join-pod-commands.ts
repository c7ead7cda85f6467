import type { Command, ImportContext } from "./define.ts";
import { PERSON_COMMANDS } from "./person-commands.ts";
import { undoImport } from "./undo-import.ts";

/** `POST /` of join-pod. */
export const JOIN_POD_COMMANDS: readonly Command<ImportContext>[] = [...PERSON_COMMANDS, undoImport];
