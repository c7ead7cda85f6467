/** Commands as JSON, which a function takes on its `POST /`. */
import * as z from "zod";
import type { Command, JsonAnswer, ReadyCommand } from "./define.ts";

/** The schema of a function's bodies, a union by `do`. Parsing a body returns its command, ready to run. */
export function bodyOf<Context>(commands: readonly Command<Context>[]): z.ZodType<ReadyCommand<Context>> {
  const [first, ...others] = commands.flatMap(({ json }) => (json ? [json.body()] : []));
  if (!first) throw new Error("A function that takes no command has no schema of bodies.");
  return z.discriminatedUnion("do", [first, ...others]);
}

/** Runs a command and returns its answer. Throws PodsError if the outcome is an error. */
export const giveJson = async <Context>(
  { run, answer }: ReadyCommand<Context>,
  context: Context,
): Promise<JsonAnswer> => answer(await run(context));
