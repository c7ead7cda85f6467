/** Sends commands to Redis in pipelines and returns the replies. */
import { setImmediate as endOfTurn } from "node:timers/promises";
import type { ChainableCommander, Redis } from "ioredis";

export type RedisCommand = readonly [name: string, ...args: (string | number)[]];
export type RedisReply = [error: Error | null, value: unknown];

/** Both return the replies in the order of the commands. A command that fails does not stop the others. */
export interface Pipeline {
  /** Shares one write with all other commands of this turn of the event loop. */
  autoPipelined(commands: readonly RedisCommand[]): Promise<RedisReply[]>;
  /** Sends at once, in a pipeline of its own: for batches, so that the next is prepared while Redis works on this one. */
  pipelined(commands: readonly RedisCommand[]): Promise<RedisReply[]>;
}

/**
 * @param explain turns an error of the client into one that a caller can act on
 * @param deadlineMs after which a call fails, even if the client never settles it
 */
export function openPipeline(redis: Redis, explain: (error: Error) => Error, deadlineMs: number): Pipeline {
  let turn: { readonly batch: ChainableCommander; readonly replies: Promise<RedisReply[]> } | undefined;

  function thisTurn() {
    if (turn !== undefined) return turn;
    const batch = redis.pipeline();
    const replies = endOfTurn().then(() => {
      turn = undefined;
      return send(batch);
    });
    turn = { batch, replies };
    return turn;
  }

  async function send(batch: ChainableCommander): Promise<RedisReply[]> {
    try {
      return (await within(batch.exec(), deadlineMs)) ?? [];
    } catch (error) {
      throw explain(error as Error);
    }
  }

  return {
    async autoPipelined(commands) {
      const { batch, replies } = thisTurn();
      const from = batch.length;
      add(batch, commands);
      return (await replies).slice(from, from + commands.length);
    },
    pipelined: (commands) => send(add(redis.pipeline(), commands)),
  };
}

function add(batch: ChainableCommander, commands: readonly RedisCommand[]): ChainableCommander {
  for (const [name, ...args] of commands) batch.call(name, args);
  return batch;
}

/** Rejects at the deadline, even if the promise never settles. */
function within<T>(promise: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("deadline passed")), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
