/**
 * Wraps a Hono app in the handler contract of the node18 template, `(event, context)`, so that one bundle runs under our
 * template and under the official node18, node20 and node22 templates.
 */
import { PodsError } from "../core/errors.ts";
import { createApp } from "./app.ts";
import { barePage } from "./bare-page.ts";
import { compressed } from "./compress.ts";
import { EventHeaders } from "./event-headers.ts";
import { EventRequest, type FunctionEvent } from "./event-request.ts";
import { EventResponse } from "./event-response.ts";
import { createLog } from "./log.ts";

export type { FunctionEvent };

interface FunctionContext {
  status(code: number): this;
  headers(values: Record<string, string | string[]>): this;
  succeed(body?: Buffer): unknown;
}

/** The part of a Hono app that is used here. */
export interface Fetcher {
  fetch(request: Request): Response | Promise<Response>;
}

export interface Handler {
  (event: FunctionEvent, context: FunctionContext): Promise<void>;
  /** Starts the function now instead of at its first call; rejects with the reason if it cannot start. */
  start(): Promise<void>;
  /** Tells our template to pass the body as a stream, so that it is judged before it is read. */
  readonly streamsBody: true;
}

/**
 * Adapts the app that `start` builds. It is built once. After a failed start the next call tries again, so a function
 * recovers when its settings are corrected, even under a template that does not call `start()`.
 */
export function handle(start: () => Promise<Fetcher>): Handler {
  let app: Promise<Fetcher> | undefined;
  const started = () => {
    if (app !== undefined) return app;
    EventResponse.install();
    app = start().catch((error: unknown) => {
      app = undefined;
      throw error;
    });
    return app;
  };

  const handler = async (event: FunctionEvent, context: FunctionContext) => {
    const app = await started().catch(cannotStart);
    const response = await app.fetch(new EventRequest(event) as unknown as Request);
    const body = compressed(event.headers["accept-encoding"], response.headers, await EventResponse.bodyOf(response));
    const bytes = body instanceof Promise ? await body : body;
    context.status(response.status).headers(headersOf(response)).succeed(bytes);
  };
  return Object.assign(handler, { start: async () => void (await started()), streamsBody: true as const });
}

function headersOf({ headers }: Response): Record<string, string | string[]> {
  return (headers instanceof EventHeaders ? headers : new EventHeaders(headers)).toValues();
}

/** In place of the app. The reason may describe a secret, so it goes to the log and not to the caller. */
function cannotStart(cause: unknown): Fetcher {
  const app = createApp({ name: "start", log: createLog({ name: "start" }), errorPage: barePage });
  return app.use(() => {
    throw new PodsError("unavailable", "This service cannot start. Its maintainers find the reason in its log.", {
      cause,
    });
  });
}
