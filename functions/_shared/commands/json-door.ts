/** The door of JSON: what a function takes on its `POST /`. */
import * as z from "zod";
import type { Command, JsonAnswer, ReadyCommand } from "./define.ts";

/** The schema of a function's bodies, told apart by `do`; parsing one gives the command, ready to be given. */
export function bodyOf<Context>(commands: readonly Command<Context>[]): z.ZodType<ReadyCommand<Context>> {
  const [first, ...others] = commands.flatMap(({ json }) => (json ? [json.body()] : []));
  if (!first) throw new Error("A function that takes no command has no schema of bodies.");
  return z.discriminatedUnion("do", [first, ...others]);
}

/** Gives a command and answers it. Throws PodsError for an ending that is an error. */
export const giveJson = async <Context>(
  { run, answer }: ReadyCommand<Context>,
  context: Context,
): Promise<JsonAnswer> => answer(await run(context));
