/** What went wrong with Redis, as an error a caller can act on. */
import { PodsError } from "../core/errors.ts";

/** First words of Redis's own errors, and what they mean to a person. */
const MEANINGS: readonly (readonly [RegExp, string])[] = [
  [/^OOM/, "The state is full: only leaving and being forgotten work. A maintainer has to give Redis more memory."],
  [/^MISCONF/, "Redis cannot write to its disk and takes no changes. A maintainer has to look at it."],
  [
    /^(NOAUTH|WRONGPASS|NOPERM|ERR AUTH|ERR invalid password)/,
    "Redis refuses this function's name or password. A maintainer has to correct the secret pods-redis-url.",
  ],
  [/^BUSY/, "Redis is busy with a script that does not end. A maintainer has to look at it."],
];

const AWAY = "The state cannot be reached at the moment. Nothing is lost; try again in a few seconds.";

/** These say that the state itself is wrong: nothing a caller can do, so they go on as bugs. */
const DAMAGE = /^(WRONGTYPE|INVARIANT|ERR (?!AUTH|invalid password|max number of clients))/;

/** The record of a person who is there twice, in an error of a script; see people.lua. */
export const TWIN = /TWIN (\S+)/;

export function failureOf(error: Error): Error {
  const { message } = error;
  // What was sent is attached to it, names and all: not for a log.
  delete (error as { command?: unknown }).command;
  if (error instanceof PodsError || TWIN.test(message) || message.includes("NOSCRIPT")) return error;
  const meaning = MEANINGS.find(([pattern]) => pattern.test(message));
  if (meaning) return new PodsError("unavailable", meaning[1], { cause: error });
  if (DAMAGE.test(message)) return new Error(`Redis: ${message}`, { cause: error });
  return new PodsError("unavailable", AWAY, { cause: error });
}
