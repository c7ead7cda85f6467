/** One connection to Redis, with deadlines, typed errors and scripts. Everything in this folder uses it. */
import { PodsError } from "../core/errors.ts";
import { oneOf } from "../core/one-of.ts";
import type { Durability } from "../core/settings.ts";
import { type RedisAddress, readAddress } from "./address.ts";
import { type Connection, openConnection } from "./connection.ts";
import { type Keys, keysOf } from "./keys.ts";
import type { Pipeline, RedisCommand, RedisReply } from "./pipeline.ts";
import { openSafety } from "./safety.ts";
import { type Args, callOf, type Members, type OutcomeOf, SCRIPTS, type Script, type ScriptName } from "./scripts.ts";

export const SCHEMA = "1";

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

/** How long calls on an earlier connection may take to end: longer than any call. */
const DRAIN_MS = 3_000;

export interface ClientOptions {
  /** What the secret `pods-redis-url` holds, or its address as it is now: a change of it needs no restart. */
  readonly url: string | (() => RedisAddress);
  readonly community: string;
  /** The least that Redis must offer before anything is changed. Left out: `none`. */
  readonly durability?: () => Durability;
}

/** Connects at the first call. A failure to connect is the failure of a call; only an `url` that is malformed throws here. */
export function openClient({ url, community, durability = () => "none" }: ClientOptions): Client {
  const address = typeof url === "string" ? () => fixed : url;
  const fixed = typeof url === "string" ? readAddress(url) : url();
  const keys = keysOf(community);
  let connection = openConnection(fixed);
  const safety = openSafety(raw, durability);

  /** The connection to the current address. Calls that are under way end on the earlier one. */
  function current(): Connection {
    const now = address();
    if (now === connection.address) return connection;
    const earlier = connection;
    connection = openConnection(now);
    setTimeout(() => earlier.close(), DRAIN_MS).unref();
    return connection;
  }

  const autoPipelined: Pipeline["autoPipelined"] = (commands) => current().autoPipelined(commands);
  const pipelined: Pipeline["pipelined"] = (commands) => current().pipelined(commands);

  async function raw(...commands: RedisCommand[]): Promise<unknown[]> {
    return (await autoPipelined(commands)).map(([error, value]) => {
      if (error) throw connection.failureOf(error);
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

  /** `undefined`, without a wait, in all but the first calls. */
  const checked = (name: ScriptName) => safety.check(name, current());

  return {
    keys,
    raw,
    read,
    async run(name, args, members = {}) {
      const script = SCRIPTS[name];
      await checked(name);
      const [reply] = await evaluate(script, [callOf(script, keys, members, args)], autoPipelined);
      return replyOf(script, connection, reply);
    },
    async runMany(name, calls) {
      const script = SCRIPTS[name];
      await checked(name);
      const prepared = calls.map((args) => callOf(script, keys, {}, args));
      return (await evaluate(script, prepared, pipelined)).map((reply) => replyOf(script, connection, reply));
    },
    async close() {
      connection.close();
    },
  };
}

type CallArgs = readonly (string | number)[];

const isForgotten = (error: unknown): boolean => error instanceof Error && error.message.includes("NOSCRIPT");

function replyOf<Outcome extends string>(
  { name, outcomes }: Script<Outcome>,
  { failureOf }: Connection,
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
