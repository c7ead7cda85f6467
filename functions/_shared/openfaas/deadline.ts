import type { MiddlewareHandler } from "hono";
import { PodsError } from "../core/errors.ts";
import type { AppContext, AppEnv } from "./context.ts";

/** The time for a whole request, including all calls to the store. */
export const DEADLINE_MS = 2000;

/** The deadline of a request. A handler that reads in bulk extends or removes it. */
class Deadline {
  readonly expired: Promise<never>;
  #expire!: (error: Error) => void;
  #timer: NodeJS.Timeout | undefined;
  readonly #ms: number;

  constructor(ms: number) {
    this.#ms = ms;
    this.expired = new Promise((_, reject) => {
      this.#expire = reject;
    });
    this.extend(ms);
  }

  /** Restarts the deadline from now; `Infinity` removes it. */
  extend(ms: number): void {
    clearTimeout(this.#timer);
    if (ms !== Number.POSITIVE_INFINITY) this.#timer = setTimeout(() => this.#expire(late()), ms);
  }

  /** The usual time from now: a body has arrived, and the work begins. */
  restart(): void {
    this.extend(this.#ms);
  }

  clear(): void {
    this.extend(Number.POSITIVE_INFINITY);
  }
}

const late = () => new PodsError("unavailable", "This took too long, so it was stopped. Try again in a moment.");

/** Answers 503 after `ms`. The handler goes on in the background, which is why every effect has an operation id. */
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

/** For the few commands that read in bulk (plan, import, export): `ms` from now, or no deadline. */
export function extendDeadline(c: AppContext, ms = Number.POSITIVE_INFINITY): void {
  c.get("deadline").extend(ms);
}
