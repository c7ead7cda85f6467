/** Commands as JSON, which a function takes on its `POST /`. */
import * as z from "zod";
import { loginIn } from "../core/logins.ts";
import type { Settings } from "../core/settings.ts";
import type { Command, JsonAnswer, ReadyCommand } from "./define.ts";

/** The schema of a function's bodies, a union by `do`. Parsing a body returns its command, ready to run. */
export function bodyOf<Context>(commands: readonly Command<Context>[]): z.ZodType<ReadyCommand<Context>> {
  const [first, ...others] = commands.flatMap(({ json }) => (json ? [json.body()] : []));
  if (!first) throw new Error("A function that takes no command has no schema of bodies.");
  return z.discriminatedUnion("do", [first, ...others]);
}

/** The fields of bodies that hold a login, or a list of them. */
const LOGINS: ReadonlySet<string> = new Set(["login", "with", "whom", "for", "except"]);

/** Logins are read as those in a file are: `@ada`, and the address of a profile. A command is read in any case. */
export const readingBody =
  ({ github }: Pick<Settings, "github">) =>
  (body: object): object => {
    const read = (value: unknown): unknown => (typeof value === "string" ? loginIn(value, github) : value);
    const fields = Object.entries(body).map(([name, value]) => {
      if (name === "do" && typeof value === "string") return [name, value.toLowerCase()];
      if (!LOGINS.has(name)) return [name, value];
      return [name, Array.isArray(value) ? value.map(read) : read(value)];
    });
    return Object.fromEntries(fields);
  };

/** Runs a command and returns its answer. Throws PodsError if the outcome is an error. */
export const giveJson = async <Context>(
  { run, answer }: ReadyCommand<Context>,
  context: Context,
): Promise<JsonAnswer> => answer(await run(context));
