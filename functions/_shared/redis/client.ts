/** One connection to Redis, with deadlines, typed errors and scripts; everything in this folder goes through it. */
import { Redis, type RedisOptions } from "ioredis";
import { PodsError } from "../core/errors.ts";
import { type Carrier, type Command, openCarrier, type Reply } from "./carrier.ts";
import { failureOf } from "./failures.ts";
import { type Keys, keysOf } from "./keys.ts";
import { type Args, callOf, type Members, SCRIPTS, type Script, type ScriptName } from "./scripts.ts";

const CONNECT_TIMEOUT_MS = 1_000;
const COMMAND_TIMEOUT_MS = 1_500;
/** A connection that says nothing for so long while it owes us an answer is given up: half-open TCP is not seen otherwise. */
const SOCKET_TIMEOUT_MS = 2_500;
/** Short, so that a Redis that is back is used at once. */
const RECONNECT_MAX_MS = 200;

const SCHEMA = "1";

type Prepared = readonly [script: Script, rest: (string | number)[]];

export interface Call {
  readonly script: ScriptName;
  readonly members?: Members;
  readonly args: Args;
}

export interface Client {
  readonly keys: Keys;
  /** Runs a script. The words it returns; refusals every script shares are thrown. */
  run(script: ScriptName, args: Args, members?: Members): Promise<string[]>;
  /** Runs many, pipelined; one failing does not stop the others, and the first failure is thrown at the end. */
  runMany(calls: readonly Call[]): Promise<string[][]>;
  /** Commands in one round trip, refused when there is no community. */
  read(...commands: Command[]): Promise<unknown[]>;
  /** Commands in one round trip, whatever the state of the state. */
  raw(...commands: Command[]): Promise<unknown[]>;
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
    // A command whose answer was lost may have been done: sending it again would do it twice.
    autoResendUnfulfilledCommands: false,
    retryStrategy: (times: number) => Math.min(50 * 2 ** (times - 1), RECONNECT_MAX_MS),
    // After a failover this connection leads to a replica.
    reconnectOnError: (error: Error) => (/^(READONLY|MASTERDOWN)/.test(error.message) ? 1 : false),
    ...(ca === undefined ? {} : { tls: { ca } }),
  } satisfies RedisOptions;
}

/** Connects at the first call. Never throws by itself: every failure is the failure of a call. */
export function openClient({ url, community, ca }: ClientOptions): Client {
  const redis = new Redis(url, settings(ca));
  // Without a listener a lost connection ends the process; what it means is told by the calls that fail.
  redis.on("error", () => {});
  const keys = keysOf(community);
  const { inTurn, apart } = openCarrier(redis);

  async function raw(...commands: Command[]): Promise<unknown[]> {
    return (await inTurn(commands)).map(([error, value]) => {
      if (error) throw failureOf(error);
      return value;
    });
  }

  async function read(...commands: Command[]): Promise<unknown[]> {
    const [version, ...values] = await raw(["HGET", keys.fixed("meta"), "v"], ...commands);
    if (version === null) throw uninitialised();
    if (version !== SCHEMA) throw otherSchema(String(version));
    return values;
  }

  async function evaluate(calls: readonly Prepared[], carry: Carrier["inTurn"]): Promise<Reply[]> {
    const results = await carry(calls.map(([script, rest]) => ["EVALSHA", script.sha, ...rest]));
    // Redis forgets scripts whenever it likes; those that it did not know have done nothing yet.
    const missing = results.flatMap(([error], index) => (isForgotten(error) ? [index] : []));
    const again = missing.map((index): Command => {
      const [script, rest] = calls[index] as (typeof calls)[number];
      return ["EVAL", script.text, ...rest];
    });
    if (again.length > 0)
      (await carry(again)).forEach((result, at) => {
        results[missing[at] as number] = result;
      });
    return results;
  }

  const prepared = ({ script, args, members = {} }: Call): Prepared => [
    SCRIPTS[script],
    callOf(SCRIPTS[script], keys, members, args),
  ];

  return {
    keys,
    raw,
    read,
    async run(script, args, members = {}) {
      const [reply] = await evaluate([prepared({ script, args, members })], inTurn);
      return wordsOf(reply);
    },
    async runMany(calls) {
      return (await evaluate(calls.map(prepared), apart)).map(wordsOf);
    },
    async close() {
      redis.disconnect();
    },
  };
}

const isForgotten = (error: unknown): boolean => error instanceof Error && error.message.includes("NOSCRIPT");

/** What a script said, as words. Refusals that every script shares are thrown. */
function wordsOf([error, value]: Reply = [null, []]): string[] {
  if (error) throw failureOf(error);
  const words = (value as unknown[]).map(String);
  switch (words[0]) {
    case "uninitialised":
      throw uninitialised();
    case "schema":
      throw otherSchema(words[1] ?? "");
    case "conflict":
      throw new PodsError(
        "conflict",
        "This Idempotency-Key was used for another request. Use a new key for a new request.",
      );
    default:
      return words;
  }
}

const uninitialised = () =>
  new PodsError(
    "unavailable",
    "There is no community in this Redis. A maintainer has to initialise it, or to restore what was lost.",
  );

const otherSchema = (version: string) =>
  new PodsError(
    "unavailable",
    `The state has schema version ${version}, this release knows version ${SCHEMA}. Deploy the release that fits.`,
  );
