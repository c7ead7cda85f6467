/** Refuses changes while Redis would lose them: it keeps nothing on disk, or evicts. Asked once a connection, then now and then. */
import { PodsError } from "../core/errors.ts";
import type { Durability } from "../core/settings.ts";
import type { Connection } from "./connection.ts";
import type { VerbName } from "./library.ts";
import type { RedisCommand } from "./pipeline.ts";
import { readServerFacts, unsafe } from "./server-facts.ts";

/** A server is configured anew rarely, and one that was corrected should work soon. */
const ASK_AGAIN_MS = 30_000;
const ASK_AGAIN_UNSAFE_MS = 1_000;

/** People can always go, whatever becomes of the data; and a report of ours is no promise to anybody. */
const ALWAYS: ReadonlySet<VerbName> = new Set(["leave", "forget", "rewrite", "set-marker"]);

export interface Safety {
  /** Rejects with "unavailable" while the server at the other end is not safe enough; `undefined` when it is known to be. */
  check(verb: VerbName, connection: Connection): Promise<void> | undefined;
}

/** Why nothing is changed now, as a sentence. */
interface Refusal {
  /** Of every verb. */
  readonly all: string | undefined;
  /** Of those that are not in ALWAYS. */
  readonly others: string | undefined;
}

export function openSafety(
  ask: (...commands: RedisCommand[]) => Promise<unknown[]>,
  key: string,
  least: () => Durability,
): Safety {
  let known:
    | { connection: Connection; times: number; least: Durability; until: number; answer: Promise<Refusal> }
    | undefined;
  let safe = false;
  return {
    check(verb, connection) {
      const wanted = least();
      const now = performance.now();
      const times = connection.times();
      // Before the first answer there was no connection to count.
      const same =
        known?.connection === connection && known.least === wanted && (known.times === times || known.times === 0);
      if (same && known) known.times = times;
      if (!same) safe = false;
      if (!same || known === undefined || now >= known.until) {
        const answer = readServerFacts(ask, key).then((facts) => ({
          all: facts.denied,
          others: unsafe(facts, wanted),
        }));
        const asked = { connection, times, least: wanted, until: now + ASK_AGAIN_MS, answer };
        known = asked;
        answer.then(
          (refusal) => {
            safe = refusal.others === undefined;
            if (!safe) asked.until = performance.now() + ASK_AGAIN_UNSAFE_MS;
          },
          () => {
            if (known === asked) known = undefined;
          },
        );
      }
      if (safe) return undefined;
      const isAlways = ALWAYS.has(verb);
      return known?.answer.then(
        ({ all, others }) => {
          const refusal = isAlways ? all : others;
          if (refusal !== undefined) throw new PodsError("unavailable", refusal);
        },
        (error: unknown) => {
          if (!isAlways) throw error;
        },
      );
    },
  };
}
