/** Turns errors of Redis into errors that a caller can act on: a sentence for each cause, which never holds a password. */
import { PodsError } from "../core/errors.ts";
import {
  ALONE,
  AWAY,
  BUSY,
  BY_CODE,
  CLUSTER,
  CROWDED,
  FULL,
  LOADING,
  NO_DATABASE,
  NO_TLS,
  NOT_REDIS,
  NOT_SAVING,
  OLD,
  PASSWORD,
  REPLICA,
  SILENT,
  WANTS_CERTIFICATE,
  WANTS_TLS,
} from "./failure-words.static.ts";

type Sentence = string | ((matched: RegExpExecArray) => string);

export const needsRight = (right: string) =>
  `The Redis user in pods-redis-url lacks a right: ${right}. A maintainer has to allow it, for example with ` +
  '"ACL SETUSER <user> ~pods:* +@all -@dangerous +info +config|get".';

/** What Redis says, by its first words, and what that means to a person. */
const MEANINGS: readonly (readonly [RegExp, Sentence])[] = [
  [/^OOM/, FULL],
  [/^MISCONF/, NOT_SAVING],
  [/^(NOAUTH|WRONGPASS|ERR AUTH|ERR invalid password)/, PASSWORD],
  [/^NOPERM.* has no permissions to run the '(.*?)'/, ([, name]) => needsRight(`it may not run ${name}`)],
  [/^NOPERM/, () => needsRight("it may not use the keys pods:*")],
  [/executing the script can't (run|access)/, () => needsRight("it may not run a command that our functions need")],
  [/^BUSY/, BUSY],
  [/^LOADING/, LOADING],
  [/^(READONLY|MASTERDOWN)/, REPLICA],
  [/^NOREPLICAS/, ALONE],
  [/^(MOVED|ASK|CROSSSLOT|CLUSTERDOWN|ERR SELECT is not allowed in cluster mode)/, CLUSTER],
  [/^ERR (DB index is out of range|invalid DB index)/, NO_DATABASE],
  [
    /^ERR unknown command '?`?([A-Za-z]+)/,
    ([, name]) =>
      `The server that pods-redis-url names does not know ${name?.toUpperCase()}: it is Redis Sentinel, or neither Redis 7 nor Valkey 8. ` +
      "A maintainer has to name the Redis itself; Sentinel is not supported yet.",
  ],
  [/Error compiling script/, OLD],
  [/^ERR max number of clients/, CROWDED],
];

/** The stored data itself is wrong. A caller can do nothing about it, so these are reported as bugs. */
const DAMAGE = /^(WRONGTYPE|INVARIANT|ERR )/;

/** The error of a verb that found two records of one person, of which the second has the number; see people.lua. */
export const TWIN = /TWIN (\S+) (\S+)/;

/** What is known of the connection when a call fails. */
export interface ConnectionState {
  /** Why the last try to connect failed; absent once it has succeeded. */
  readonly error?: Error | undefined;
  /** Whether it worked before: then the address is right, and Redis is only away. */
  readonly worked: boolean;
  readonly tls: boolean;
  /** The server took the connection, whatever came of it then. */
  readonly accepted: boolean;
}

export function failureOf(error: Error, connection?: ConnectionState): Error {
  const { message } = error;
  // ioredis attaches the command with its arguments, which hold names and must not be logged.
  delete (error as { command?: unknown }).command;
  if (error instanceof PodsError || TWIN.test(message) || message.includes("NOSCRIPT")) return error;
  const meaning = meaningOf(message);
  if (meaning !== undefined) return new PodsError("unavailable", meaning, { cause: error });
  if (DAMAGE.test(message)) return new Error(`Redis: ${message}`, { cause: error });
  const cause = connection?.error ?? error;
  return new PodsError("unavailable", whyAway(cause, connection), { cause });
}

/** Whether Redis refuses INFO to our user, so that everything else may still work. */
export const mayNotAsk = (error: unknown): boolean =>
  error instanceof PodsError && error.cause instanceof Error && /^NOPERM.*'info'/.test(error.cause.message);

function meaningOf(message: string): string | undefined {
  for (const [pattern, sentence] of MEANINGS) {
    const matched = pattern.exec(message);
    if (matched) return typeof sentence === "string" ? sentence : sentence(matched);
  }
  return undefined;
}

function whyAway(error: Error, connection: ConnectionState | undefined): string {
  const meaning = meaningOf(error.message);
  if (meaning !== undefined) return meaning;
  if (/Unknown RESP type|Protocol error/.test(error.message)) return NOT_REDIS;
  const { code } = error as { code?: string };
  if (code === undefined || !connection || connection.worked) return AWAY;
  const { tls, accepted } = connection;
  if (code === "ECONNRESET" || code === "EPIPE") return tls ? WANTS_CERTIFICATE : WANTS_TLS;
  if (code === "ETIMEDOUT") return tls && accepted ? NO_TLS : SILENT;
  if (code.startsWith("ERR_SSL_") && /certificate/i.test(error.message)) return WANTS_CERTIFICATE;
  return BY_CODE[code] ?? AWAY;
}
