/** What a request carries on its way through an app. Types alone, below all that reads or makes what is in them. */
import type { Context } from "hono";
import type { Hono } from "hono/tiny";
import type { Log } from "./log.ts";

export interface AppEnv {
  Variables: {
    /** The gateway's X-Call-Id, or one made here. */
    callId: string;
    /** The function's name, as in stack.yml. */
    function: string;
    /** The raw body, read once and counted; empty for a GET. */
    body: Uint8Array;
    deadline: { extend(ms: number): void };
    log: Log;
  };
}
export type App = Hono<AppEnv>;
export type AppContext = Context<AppEnv>;
