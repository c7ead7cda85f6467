/** One connection to Redis, which remembers why it does not work. */
import type { Socket } from "node:net";
import { Redis, type RedisOptions } from "ioredis";
import type { RedisAddress } from "./address.ts";
import { failureOf } from "./failures.ts";
import { openPipeline, type Pipeline } from "./pipeline.ts";

const CONNECT_TIMEOUT_MS = 1_000;
const COMMAND_TIMEOUT_MS = 1_500;
/** A connection that owes us an answer and is silent for so long is closed: a half-open TCP connection shows no other sign. */
const SOCKET_TIMEOUT_MS = 2_500;
/** The client leaves some promises unsettled for ever, so every call gets a deadline of ours. */
const DEADLINE_MS = 2_000;
/** Short, so that a Redis that is back is used at once. */
const RECONNECT_MAX_MS = 200;

const OPTIONS = {
  lazyConnect: true,
  maxRetriesPerRequest: 1,
  // Redis may have carried out a command whose answer was lost, so it is not sent again.
  autoResendUnfulfilledCommands: false,
  retryStrategy: (times: number) => Math.min(50 * 2 ** (times - 1), RECONNECT_MAX_MS),
  // After a failover this connection leads to a replica, which refuses writes.
  reconnectOnError: (error: Error) => (/^(READONLY|MASTERDOWN)/.test(error.message) ? 1 : false),
} satisfies RedisOptions;

export interface Connection extends Pipeline {
  readonly address: RedisAddress;
  /** How often it was made anew: a number that changes with every server we may have been led to. */
  readonly times: () => number;
  failureOf(error: Error): Error;
  close(): void;
}

/**
 * Connects at the first call. Opening never throws: a failure to connect is the failure of a call.
 *
 * @param patience how many times longer than usual everything may take
 */
export function openConnection(address: RedisAddress, patience: number): Connection {
  const redis = new Redis({
    ...OPTIONS,
    connectTimeout: patience * CONNECT_TIMEOUT_MS,
    commandTimeout: patience * COMMAND_TIMEOUT_MS,
    socketTimeout: patience * SOCKET_TIMEOUT_MS,
    ...address,
  });
  const state = { error: undefined as Error | undefined, times: 0, accepted: false };
  const explain = (error: Error) =>
    failureOf(error, {
      error: state.error,
      worked: state.times > 0,
      tls: address.tls !== undefined,
      accepted: state.accepted,
    });

  // Without a listener a lost connection ends the process. The calls that fail report it.
  redis.on("error", (error: Error & { command?: { name?: string } }) => {
    const chosen = error.command?.name !== "select";
    delete error.command;
    state.error = error;
    // The client would go on in database 0, which is somebody else's.
    if (!chosen) redis.disconnect(true);
  });
  redis.on("connecting", () => {
    state.accepted = false;
    // The socket is made in the turn that follows.
    setImmediate(() => {
      const { stream } = redis as { stream?: Socket };
      if (stream?.connecting) stream.once("connect", () => (state.accepted = true));
      else state.accepted = stream !== undefined;
    });
  });
  redis.on("ready", () => {
    state.error = undefined;
    state.times += 1;
  });

  return {
    address,
    times: () => state.times,
    failureOf: explain,
    ...openPipeline(redis, explain, patience * DEADLINE_MS),
    close: () => redis.disconnect(),
  };
}
