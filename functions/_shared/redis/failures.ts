/** Turns errors of Redis into errors that a caller can act on: a sentence for each cause, which never holds a password. */
import { PodsError } from "../core/errors.ts";

type Sentence = string | ((matched: RegExpExecArray) => string);

const CLUSTER =
  "The server that pods-redis-url names is a node of a Redis Cluster, which is not supported yet. A maintainer has to name a Redis that is no cluster.";
const PASSWORD =
  "Redis refuses this function's user name or password. A maintainer has to correct the secret pods-redis-url.";
export const needsRight = (right: string) =>
  `The Redis user in pods-redis-url lacks a right: ${right}. A maintainer has to allow it, for example with ` +
  '"ACL SETUSER <user> ~pods:* +@all -@dangerous +info +config|get".';

/** What Redis says, by its first words, and what that means to a person. */
const MEANINGS: readonly (readonly [RegExp, Sentence])[] = [
  [/^OOM/, "Redis is full: only leaving and being forgotten work. A maintainer has to give it more memory."],
  [/^MISCONF/, "Redis cannot write to its disk and accepts no changes. A maintainer has to look at it."],
  [/^(NOAUTH|WRONGPASS|ERR AUTH|ERR invalid password)/, PASSWORD],
  [/^NOPERM.* has no permissions to run the '(.*?)'/, ([, name]) => needsRight(`it may not run ${name}`)],
  [/^NOPERM/, () => needsRight("it may not use the keys pods:*")],
  [/executing the script can't (run|access)/, () => needsRight("it may not run a command that our functions need")],
  [/^BUSY/, "Redis is busy with a function that does not end. A maintainer has to look at it."],
  [/^LOADING/, "Redis is loading its data. Try again in a few seconds."],
  [
    /^(READONLY|MASTERDOWN)/,
    "The Redis that pods-redis-url names is a replica and accepts no changes. A maintainer has to name the primary.",
  ],
  [/^NOREPLICAS/, "Redis accepts no changes while too few replicas follow it. A maintainer has to look at it."],
  [/^(MOVED|ASK|CROSSSLOT|CLUSTERDOWN|ERR SELECT is not allowed in cluster mode)/, CLUSTER],
  [
    /^ERR (DB index is out of range|invalid DB index)/,
    "Redis has no database of the number in pods-redis-url. A maintainer has to correct the number after the last slash.",
  ],
  [
    /^ERR unknown command '?`?([A-Za-z]+)/,
    ([, name]) =>
      `The server that pods-redis-url names does not know ${name?.toUpperCase()}: it is Redis Sentinel, or neither Redis 7 nor Valkey 8. ` +
      "A maintainer has to name the Redis itself; Sentinel is not supported yet.",
  ],
  [
    /Error compiling script/,
    "The server that pods-redis-url names cannot run our functions: it is older than Redis 7. A maintainer has to name a Redis 7 or Valkey 8.",
  ],
  [/^ERR max number of clients/, "Redis has no connection left for this function. Try again in a few seconds."],
];

const AWAY = "Redis cannot be reached at the moment. Nothing is lost; try again in a few seconds.";
const NOT_REDIS =
  "What answers at the address in pods-redis-url does not speak as Redis does. A maintainer has to check the port, and whether it wants TLS (rediss://).";
const UNTRUSTED =
  "The certificate of Redis cannot be trusted. A maintainer has to put its authority into the secret pods-redis-url, as YAML with url and ca.";

/** Why there is no connection, by the code of the error. Only a connection that never worked says something of its address. */
const BY_CODE: Readonly<Record<string, string>> = {
  ENOTFOUND: "The host in pods-redis-url has no address. A maintainer has to correct its name.",
  EAI_AGAIN: "The name of the host in pods-redis-url cannot be looked up at the moment. Try again in a few seconds.",
  ECONNREFUSED:
    "Nothing listens at the host and port in pods-redis-url. Redis may be starting; if this stays, a maintainer has to check them.",
  EHOSTUNREACH: "There is no way to the host in pods-redis-url. A maintainer has to check the address and the network.",
  ENETUNREACH: "There is no way to the host in pods-redis-url. A maintainer has to check the address and the network.",
  ENOENT: "There is no socket at the path in pods-redis-url. A maintainer has to check it, and whether Redis runs.",
  EACCES: "This function may not open the socket at the path in pods-redis-url. A maintainer has to give it the right.",
  ERR_SSL_WRONG_VERSION_NUMBER:
    "The server that pods-redis-url names does not speak TLS. A maintainer has to write redis:// instead of rediss://.",
  SELF_SIGNED_CERT_IN_CHAIN: UNTRUSTED,
  DEPTH_ZERO_SELF_SIGNED_CERT: UNTRUSTED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNTRUSTED,
  CERT_HAS_EXPIRED: "The certificate of Redis has expired. A maintainer has to renew it.",
  ERR_TLS_CERT_ALTNAME_INVALID:
    "The certificate of Redis is for another host than the one in pods-redis-url. A maintainer has to correct either.",
};
const WANTS_TLS =
  "The server that pods-redis-url names ends the connection before it says anything: it may want TLS. A maintainer has to try rediss://.";
const WANTS_CERTIFICATE =
  "Redis ends the TLS connection: it may want a client certificate. A maintainer has to add cert and key to the secret pods-redis-url.";
const NO_TLS =
  "The server that pods-redis-url names takes the connection but does not begin TLS. A maintainer has to try redis:// instead of rediss://.";
const SILENT =
  "Nothing answers at the host and port in pods-redis-url. A maintainer has to check them, and whether a firewall or a network policy is between.";

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
