/** Turns errors of Redis into errors that a caller can act on. */
import { PodsError } from "../core/errors.ts";

/** The first words of Redis's own errors, and what they mean to a person. */
const MEANINGS: readonly (readonly [RegExp, string])[] = [
  [/^OOM/, "Redis is full: only leaving and being forgotten work. A maintainer has to give it more memory."],
  [/^MISCONF/, "Redis cannot write to its disk and accepts no changes. A maintainer has to look at it."],
  [
    /^(NOAUTH|WRONGPASS|NOPERM|ERR AUTH|ERR invalid password)/,
    "Redis refuses this function's user name or password. A maintainer has to correct the secret pods-redis-url.",
  ],
  [/^BUSY/, "Redis is busy with a script that does not end. A maintainer has to look at it."],
];

const AWAY = "Redis cannot be reached at the moment. Nothing is lost; try again in a few seconds.";

/** The stored data itself is wrong. A caller can do nothing about it, so these are reported as bugs. */
const DAMAGE = /^(WRONGTYPE|INVARIANT|ERR (?!AUTH|invalid password|max number of clients))/;

/** The error of a script that found two records of one person; see people.lua. */
export const TWIN = /TWIN (\S+)/;

export function failureOf(error: Error): Error {
  const { message } = error;
  // ioredis attaches the command with its arguments, which hold names and must not be logged.
  delete (error as { command?: unknown }).command;
  if (error instanceof PodsError || TWIN.test(message) || message.includes("NOSCRIPT")) return error;
  const meaning = MEANINGS.find(([pattern]) => pattern.test(message));
  if (meaning) return new PodsError("unavailable", meaning[1], { cause: error });
  if (DAMAGE.test(message)) return new Error(`Redis: ${message}`, { cause: error });
  return new PodsError("unavailable", AWAY, { cause: error });
}
