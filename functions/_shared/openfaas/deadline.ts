import type { MiddlewareHandler } from "hono";
import { PodsError } from "../core/errors.ts";
import type { AppContext, AppEnv } from "./context.ts";

/** All of a request, its reads and writes of the state together, is answered in this time. */
export const DEADLINE_MS = 2000;

/** How long a request may take. A handler that reads in bulk asks for more, or for none at all. */
export class Deadline {
  readonly expired: Promise<never>;
  #expire!: (error: Error) => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(ms: number) {
    this.expired = new Promise((_, reject) => {
      this.#expire = reject;
    });
    this.extend(ms);
  }

  /** Counts anew from now; `Infinity` takes the deadline away. */
  extend(ms: number): void {
    clearTimeout(this.#timer);
    if (ms !== Number.POSITIVE_INFINITY) this.#timer = setTimeout(() => this.#expire(late()), ms);
  }

  clear(): void {
    this.extend(Number.POSITIVE_INFINITY);
  }
}

const late = () => new PodsError("unavailable", "That took too long, so it was given up. Try again in a moment.");

/** Answers 503 when the rest has not answered in `ms`. What was begun goes on, so every effect has an operation id. */
export const withDeadline =
  (ms: number): MiddlewareHandler<AppEnv> =>
  async (c, next) => {
    const deadline = new Deadline(ms);
    c.set("deadline", deadline);
    try {
      await Promise.race([next(), deadline.expired]);
    } finally {
      deadline.clear();
    }
  };

/** For the few commands that read in bulk (plan, import, export): `ms` from now, or no deadline at all. */
export function extendDeadline(c: AppContext, ms = Number.POSITIVE_INFINITY): void {
  c.get("deadline").extend(ms);
}
