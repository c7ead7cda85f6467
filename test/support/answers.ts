/** Answers to commands, as comments give them. */
import { saidAt } from "#shared/core/spoken.ts";
import type { CommandAnswer } from "#shared/core/thread.ts";
import { AT } from "./store.ts";

/** An answer in a thread, to somebody we do not know. */
export const answerIn = (
  thread: string,
  more: Partial<CommandAnswer> = {},
  at = AT,
): Omit<CommandAnswer, "operation"> => ({
  thread,
  source: { kind: "comment", id: 900 },
  said: saidAt({ at, id: 900, place: 0 }),
  at,
  person: null,
  command: "help",
  outcome: "shown",
  ...more,
});
