/** How commands get to Redis and their replies back. */
import { setImmediate as endOfTurn } from "node:timers/promises";
import type { ChainableCommander, Redis } from "ioredis";
import { failureOf } from "./failures.ts";

/** No call takes longer than this, whatever the client does: some of its promises are never settled. */
const DEADLINE_MS = 2_000;

export type Command = readonly [name: string, ...args: (string | number)[]];
export type Reply = [error: Error | null, value: unknown];

/** Each gives the replies to its commands, in their order; one that fails does not stop the others. */
export interface Carrier {
  /** With all that others send in this turn of the event loop: one write, which Redis answers with one. */
  inTurn(commands: readonly Command[]): Promise<Reply[]>;
  /** At once and by themselves: so many that the next are put together while Redis is at work on these. */
  apart(commands: readonly Command[]): Promise<Reply[]>;
}

export function openCarrier(redis: Redis): Carrier {
  let turn: { readonly batch: ChainableCommander; readonly replies: Promise<Reply[]> } | undefined;

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

  return {
    async inTurn(commands) {
      const { batch, replies } = thisTurn();
      const from = batch.length;
      add(batch, commands);
      return (await replies).slice(from, from + commands.length);
    },
    apart: (commands) => send(add(redis.pipeline(), commands)),
  };
}

function add(batch: ChainableCommander, commands: readonly Command[]): ChainableCommander {
  for (const [name, ...args] of commands) batch.call(name, args);
  return batch;
}

async function send(batch: ChainableCommander): Promise<Reply[]> {
  try {
    return (await within(batch.exec())) ?? [];
  } catch (error) {
    throw failureOf(error as Error);
  }
}

/** Rejects after the deadline, whether or not the promise is ever settled. */
function within<T>(promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("deadline passed")), DEADLINE_MS);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
