/** One connection to Redis, with deadlines, typed errors and verbs. Everything in this folder uses it. */
import { PodsError } from "../core/errors.ts";
import { oneOf } from "../core/one-of.ts";
import type { Durability, Settings } from "../core/settings.ts";
import { type RedisAddress, readAddress } from "./address.ts";
import type { Verb } from "./assemble-library.ts";
import { openCaller } from "./caller.ts";
import { type Connection, openConnection } from "./connection.ts";
import { type Keys, keysOf } from "./keys.ts";
import { type Args, callOf, library, type Members, type OutcomeOf, VERBS, type VerbName } from "./library.ts";
import type { Pipeline, RedisCommand, RedisReply } from "./pipeline.ts";
import { openSafety } from "./safety.ts";
import { openServerRun } from "./server-run.ts";
import { type StoredAreas, storedAreas } from "./stored-areas.ts";

export const SCHEMA = "1";

/** A verb's answer: a word of its closed list, and details. */
export type VerbReply<Name extends VerbName> = [outcome: OutcomeOf<Name>, ...details: string[]];

export interface Client {
  readonly keys: Keys;
  readonly areas: StoredAreas;
  /** Runs a verb. Throws for the refusals that every verb shares, and for a first word that is not in its list. */
  run<Name extends VerbName>(verb: Name, args: Args, members?: Members): Promise<VerbReply<Name>>;
  /** Runs a verb many times, pipelined. A failed call does not stop the others; the first failure is thrown at the end. */
  runMany<Name extends VerbName>(verb: Name, calls: readonly Args[], members?: Members): Promise<VerbReply<Name>[]>;
  /** Commands in one round trip; throws when the community is not initialised. */
  read(...commands: RedisCommand[]): Promise<unknown[]>;
  /** Commands in one round trip, initialised or not. */
  raw(...commands: RedisCommand[]): Promise<unknown[]>;
  /** Names the run of Redis that answers; "" where that is not known. Ask after a read, so that it is no older. */
  serverRun(): Promise<string>;
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
  /** The areas of the settings. Left out: every id is an area. */
  readonly areas?: () => Settings["areas"];
  /** How many times longer than usual Redis may take to answer. Left out: 1. Tests wait longer, since their machine is busy. */
  readonly patience?: number;
}

/** Connects at the first call. A failure to connect is the failure of a call; only an `url` that is malformed throws here. */
export function openClient({ url, community, durability = () => "none", areas, patience = 1 }: ClientOptions): Client {
  const address = typeof url === "string" ? () => fixed : url;
  const fixed = typeof url === "string" ? readAddress(url) : url();
  const keys = keysOf(community);
  let connection = openConnection(fixed, patience);
  const safety = openSafety(raw, keys.fixed("meta"), durability);

  /** The connection to the current address. Calls that are under way end on the earlier one. */
  function current(): Connection {
    const now = address();
    if (now === connection.address) return connection;
    const earlier = connection;
    connection = openConnection(now, patience);
    setTimeout(() => earlier.close(), DRAIN_MS).unref();
    return connection;
  }

  const autoPipelined: Pipeline["autoPipelined"] = (commands) => current().autoPipelined(commands);
  const pipelined: Pipeline["pipelined"] = (commands) => current().pipelined(commands);
  const call = openCaller(pipelined, keys);

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

  /** `undefined`, without a wait, in all but the first calls. */
  const checked = (name: VerbName) => safety.check(name, current());

  return {
    keys,
    areas: storedAreas(areas),
    raw,
    read,
    serverRun: openServerRun(current, async () => (await raw(["INFO", "server"]))[0]),
    async run(name, args, members = {}) {
      const verb = VERBS[name];
      await checked(name);
      const [reply] = await call(verb, [callOf(verb, keys, members, args)], autoPipelined);
      return replyOf(verb, connection, reply);
    },
    async runMany(name, calls, members = {}) {
      const verb = VERBS[name];
      await checked(name);
      const prepared = calls.map((args) => callOf(verb, keys, members, args));
      return (await call(verb, prepared, pipelined)).map((reply) => replyOf(verb, connection, reply));
    },
    async close() {
      connection.close();
    },
  };
}

function replyOf<Outcome extends string>(
  { name, outcomes }: Verb<Outcome>,
  { failureOf }: Connection,
  [error, value]: RedisReply = [null, []],
): [Outcome, ...string[]] {
  if (error) throw failureOf(placed(error));
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

/** The error names the line of a file instead of the line of the whole library. */
function placed(error: Error): Error {
  error.message = library().placed(error.message);
  return error;
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
