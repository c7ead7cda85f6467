/** One connection to Redis, with deadlines, typed errors and scripts. Everything in this folder uses it. */
import { Redis, type RedisOptions } from "ioredis";
import { PodsError } from "../core/errors.ts";
import { oneOf } from "../core/one-of.ts";
import { failureOf } from "./failures.ts";
import { type Keys, keysOf } from "./keys.ts";
import { openPipeline, type Pipeline, type RedisCommand, type RedisReply } from "./pipeline.ts";
import { type Args, callOf, type Members, type OutcomeOf, SCRIPTS, type Script, type ScriptName } from "./scripts.ts";

const CONNECT_TIMEOUT_MS = 1_000;
const COMMAND_TIMEOUT_MS = 1_500;
/** A connection that leaves us waiting this long is closed: a half-open TCP connection shows no other sign. */
const SOCKET_TIMEOUT_MS = 2_500;
/** Short, so that a Redis that is back is used at once. */
const RECONNECT_MAX_MS = 200;

const SCHEMA = "1";

/** A script's answer: a word of its closed list, and details. */
export type ScriptReply<Name extends ScriptName> = [outcome: OutcomeOf<Name>, ...details: string[]];

export interface Client {
  readonly keys: Keys;
  /** Runs a script. Throws for the refusals that every script shares, and for a first word that is not in its list. */
  run<Name extends ScriptName>(script: Name, args: Args, members?: Members): Promise<ScriptReply<Name>>;
  /** Runs a script many times, pipelined. A failed call does not stop the others; the first failure is thrown at the end. */
  runMany<Name extends ScriptName>(script: Name, calls: readonly Args[]): Promise<ScriptReply<Name>[]>;
  /** Commands in one round trip; throws when the community is not initialised. */
  read(...commands: RedisCommand[]): Promise<unknown[]>;
  /** Commands in one round trip, initialised or not. */
  raw(...commands: RedisCommand[]): Promise<unknown[]>;
  close(): Promise<void>;
}

export interface ClientOptions {
  /** `redis://` or, with TLS, `rediss://`, with user and password where needed. */
  readonly url: string;
  readonly community: string;
  /** PEM of the authority to trust, for `rediss://` with a certificate of its own. */
  readonly ca?: string;
}

function settings(ca: string | undefined) {
  return {
    lazyConnect: true,
    connectTimeout: CONNECT_TIMEOUT_MS,
    commandTimeout: COMMAND_TIMEOUT_MS,
    socketTimeout: SOCKET_TIMEOUT_MS,
    maxRetriesPerRequest: 1,
    // Redis may have carried out a command whose answer was lost, so it is not sent again.
    autoResendUnfulfilledCommands: false,
    retryStrategy: (times: number) => Math.min(50 * 2 ** (times - 1), RECONNECT_MAX_MS),
    // After a failover this connection leads to a replica, which refuses writes.
    reconnectOnError: (error: Error) => (/^(READONLY|MASTERDOWN)/.test(error.message) ? 1 : false),
    ...(ca === undefined ? {} : { tls: { ca } }),
  } satisfies RedisOptions;
}

/** Connects at the first call. Opening never throws: a failure to connect is the failure of a call. */
export function openClient({ url, community, ca }: ClientOptions): Client {
  const redis = new Redis(url, settings(ca));
  // Without a listener a lost connection ends the process. The calls that fail report it.
  redis.on("error", () => {});
  const keys = keysOf(community);
  const { autoPipelined, pipelined } = openPipeline(redis);

  async function raw(...commands: RedisCommand[]): Promise<unknown[]> {
    return (await autoPipelined(commands)).map(([error, value]) => {
      if (error) throw failureOf(error);
      return value;
    });
  }

  async function read(...commands: RedisCommand[]): Promise<unknown[]> {
    const [version, ...values] = await raw(["HGET", keys.fixed("meta"), "v"], ...commands);
    if (version === null) throw uninitialised();
    if (version !== SCHEMA) throw otherSchema(String(version));
    return values;
  }

  /** Sends EVALSHA for each call, then EVAL for scripts that Redis had forgotten: those calls have changed nothing yet. */
  async function evaluate(
    script: Script,
    calls: readonly CallArgs[],
    send: Pipeline["pipelined"],
  ): Promise<RedisReply[]> {
    const replies = await send(calls.map((call) => ["EVALSHA", script.sha, ...call]));
    const missing = replies.flatMap(([error], index) => (isForgotten(error) ? [index] : []));
    if (missing.length === 0) return replies;
    const again = await send(missing.map((index) => ["EVAL", script.text, ...(calls[index] as CallArgs)]));
    for (const [at, reply] of again.entries()) replies[missing[at] as number] = reply;
    return replies;
  }

  return {
    keys,
    raw,
    read,
    async run(name, args, members = {}) {
      const script = SCRIPTS[name];
      const [reply] = await evaluate(script, [callOf(script, keys, members, args)], autoPipelined);
      return replyOf(script, reply);
    },
    async runMany(name, calls) {
      const script = SCRIPTS[name];
      const prepared = calls.map((args) => callOf(script, keys, {}, args));
      return (await evaluate(script, prepared, pipelined)).map((reply) => replyOf(script, reply));
    },
    async close() {
      redis.disconnect();
    },
  };
}

type CallArgs = readonly (string | number)[];

const isForgotten = (error: unknown): boolean => error instanceof Error && error.message.includes("NOSCRIPT");

function replyOf<Outcome extends string>(
  { name, outcomes }: Script<Outcome>,
  [error, value]: RedisReply = [null, []],
): [Outcome, ...string[]] {
  if (error) throw failureOf(error);
  const [outcome = "", ...details] = (value as unknown[]).map(String);
  switch (outcome) {
    case "uninitialised":
      throw uninitialised();
    case "schema":
      throw otherSchema(details[0] ?? "");
    case "conflict":
      throw new PodsError(
        "conflict",
        "This Idempotency-Key was used for another request. Use a new key for a new request.",
      );
    default:
      return [oneOf(outcomes, outcome, `The answer of ${name}.lua`), ...details];
  }
}

const uninitialised = () =>
  new PodsError(
    "unavailable",
    "There is no community in this Redis. A maintainer has to initialise it, or restore the data that was lost.",
  );

const otherSchema = (version: string) =>
  new PodsError(
    "unavailable",
    `The stored data has schema version ${version}, but this release knows version ${SCHEMA}. Deploy the matching release.`,
  );
