/** The base of every function's Hono app: a call id, limits, one log line for each request, clear errors. */
import { randomUUID } from "node:crypto";
import { Hono } from "hono/tiny";
import { PodsError } from "../core/errors.ts";
import { CACHE } from "./cache.ts";
import type { App, AppContext, AppEnv } from "./context.ts";
import { DEADLINE_MS, withDeadline } from "./deadline.ts";
import { failedProofs, type ProofLimits } from "./failed-proofs.ts";
import type { Log } from "./log.ts";
import { prefersPage, suffixFault } from "./negotiate.ts";
import { type Page, type Problem, problem, problemOf } from "./problem.ts";

export type { App, AppContext } from "./context.ts";

interface Options {
  readonly name: string;
  readonly log: Log;
  readonly deadlineMs?: number;
  /** Counts failed proofs; without it they are not limited. */
  readonly limits?: ProofLimits;
  /** Renders errors for browsers; passed in, since this folder must not import web/. Without it every error is JSON. */
  readonly errorPage?: (problem: Problem) => Page;
  /** What a 401 asks for, where that is not the admin key (`WWW-Authenticate`). */
  readonly challenge?: string;
}

/** A Hono app whose every answer, including errors and unknown routes, has a call id, security headers and a log line. */
export function createApp({ name, log, deadlineMs = DEADLINE_MS, errorPage, limits, challenge }: Options): App {
  const app: App = new Hono<AppEnv>({ strict: false });

  app.use(async (c, next) => {
    const start = performance.now();
    const callId = callIdOf(c.req.header("x-call-id"));
    c.set("callId", callId);
    c.set("startedAt", start);
    c.set("function", name);
    c.set("log", log);
    c.set("body", NO_BODY);
    await next();
    secure(c);
    c.res.headers.set("X-Call-Id", callId);
    const { method, path } = c.req;
    const status = c.res.status;
    const ms = Math.round((performance.now() - start) * 10) / 10;
    // Never log the query: it may hold the key of a signed link. Nor whose page it is: they may ask to be forgotten.
    const address = path.replace(/(\/people\/).+/i, "$1…");
    const reason = c.get("reason");
    log[status >= 500 ? "warn" : "info"](`${method} ${address}`, { callId, status, ms, reason });
  });
  app.use(withDeadline(deadlineMs));

  app.notFound((c) => {
    const allowed = methodsOf(app, c.req.path);
    if (allowed.length === 0) throw nothingAt(app, c.req.path);
    c.header("Allow", allowed.join(", "));
    throw new PodsError("method-not-allowed", `${c.req.path} answers ${allowed.join(", ")}, not ${c.req.method}.`);
  });
  const limited = limits && failedProofs(limits);
  app.onError(async (thrown, c) => {
    const callId = c.get("callId");
    const isFailedProof = thrown instanceof PodsError && thrown.code === "unauthorized";
    const error = isFailedProof && limited ? await limited(c, thrown) : thrown;
    const answer = problemOf(error, callId);
    if (answer.status >= 500) log.error(answer.status === 500 ? "A bug" : error.message, { callId, error });
    const page = c.get("errorPage") ?? errorPage;
    const response = problem(answer, { page: page && prefersPage(c) ? page(answer) : undefined, challenge });
    // Hono merges headers already set on `c` into the error response. Drop caching headers, or the error gets cached.
    for (const name of ["Cache-Control", "ETag"]) c.res.headers.delete(name);
    const allow = c.res.headers.get("Allow");
    if (allow !== null) response.headers.set("Allow", allow);
    return response;
  });
  return app;
}

/** Where the suffix of an address is at fault, the error names those that its route has. */
export const nothingAt = (app: App, path: string): PodsError =>
  suffixFault(app, path) ?? new PodsError("not-found", `There is nothing at ${path}.`);

const NO_BODY = new Uint8Array();

const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  "Cache-Control": CACHE.write,
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "X-Content-Type-Options": "nosniff",
};

/** Scripts and styles only from our own origin. No nonces, since a 304 cannot carry a new one. */
const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; " +
  "img-src 'self' data:; frame-ancestors 'none'";
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";

/**
 * Sets the headers that the handler did not set. An answer without a cache policy is therefore not cached. A 304 gets none:
 * a cache would put them in the place of those of the page that it keeps (RFC 9111, section 3.2).
 */
function secure({ req, res: { status, headers } }: AppContext): void {
  if (status === 304) return;
  // The address of an error, too, may hold the key of a signed link.
  if (req.query("key") !== undefined && !headers.has("Referrer-Policy")) headers.set("Referrer-Policy", "no-referrer");
  for (const name in SECURITY_HEADERS) if (!headers.has(name)) headers.set(name, SECURITY_HEADERS[name]!);
  const name = "Content-Security-Policy";
  if (headers.has(name)) return;
  headers.set(name, headers.get("Content-Type")?.startsWith("text/html") ? PAGE_POLICY : DATA_POLICY);
}

/** A caller may choose the call id, so only a short plain one is accepted. */
const callIdOf = (given: string | undefined) =>
  given !== undefined && /^[\w.:-]{1,100}$/.test(given) ? given : randomUUID();

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** The methods with a route at `path`. Middleware matches every method, so it does not count. */
function methodsOf(app: App, path: string): string[] {
  return METHODS.filter((method) =>
    app.router.match(method, path)[0].some(([[, route]]) => route.method === method),
  ).flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : method));
}
