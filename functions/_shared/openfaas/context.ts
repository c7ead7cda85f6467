/** The variables of a request. Only types, so that every other file can import them. */
import type { Context } from "hono";
import type { Hono } from "hono/tiny";
import type { Log } from "./log.ts";
import type { Page, Problem } from "./problem.ts";

export interface AppEnv {
  Variables: {
    /** The gateway's X-Call-Id, or a new one. */
    callId: string;
    /** The function's name, as in stack.yml. */
    function: string;
    /** The raw body; empty unless the route takes one (takes-body.ts). */
    body: Uint8Array;
    /** When the request began, on the clock of `performance.now()`. */
    startedAt: number;
    deadline: { extend(ms: number): void; restart(): void };
    log: Log;
    /** Why nothing came of the request, for its line in the log. */
    reason?: string;
    /** A route's own page for its errors, in place of the function's. */
    errorPage?: (problem: Problem) => Page;
  };
}
export type App = Hono<AppEnv>;
export type AppContext = Context<AppEnv>;
