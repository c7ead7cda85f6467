/** RFC 9457 answers, and the only table from our error codes to HTTP statuses. */
import { HTTPException } from "hono/http-exception";
import { type ErrorCode, type Fault, PodsError } from "../core/errors.ts";
import { oneLine } from "../core/people-text.ts";

const STATUS_OF: Readonly<Record<ErrorCode, number>> = {
  malformed: 400,
  unauthorized: 401,
  forbidden: 403,
  "not-found": 404,
  "method-not-allowed": 405,
  conflict: 409,
  "too-large": 413,
  "too-slow": 408,
  "unsupported-type": 415,
  invalid: 422,
  "too-many": 429,
  unavailable: 503,
};

/** The phrases of RFC 9110, as RFC 9457 asks for where `type` is about:blank. */
const TITLES: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  408: "Request Timeout",
  409: "Conflict",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  422: "Unprocessable Content",
  429: "Too Many Requests",
  500: "Internal Server Error",
  503: "Service Unavailable",
};

/** Seconds until a retry makes sense: Redis is often back at once, a rate limit is not. */
const RETRY_AFTER_S: Readonly<Record<number, string>> = { 429: "60", 503: "2" };

export interface Problem {
  readonly status: number;
  /** One sentence a person can act on. */
  readonly detail: string;
  /** The call id, to find the call in the log. */
  readonly instance: string;
  readonly errors?: readonly Fault[];
  /** Extension members that help to go on, such as a fresh plan in place of a stale one (RFC 9457, section 3.2). */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** The same for people: a whole HTML document with its headers. */
export interface Page {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

const BEARER = 'Bearer realm="pods"';

/** An `application/problem+json` response, or `page` instead; never cached. `challenge` says which proof a 401 asks for. */
export function problem(
  { status, detail, instance, errors = [], more = {} }: Problem,
  { page, challenge = BEARER }: { readonly page?: Page | undefined; readonly challenge?: string | undefined } = {},
): Response {
  const body = {
    type: "about:blank",
    title: TITLES[status] ?? "Error",
    status,
    detail,
    instance,
    ...(errors.length > 0 && { errors }),
    ...more,
  };
  const headers = new Headers({ "Content-Type": "application/problem+json", ...page?.headers });
  headers.set("Cache-Control", "no-store");
  headers.set("Vary", "Accept");
  if (status === 401) headers.set("WWW-Authenticate", challenge);
  const retryAfter = RETRY_AFTER_S[status];
  if (retryAfter !== undefined) headers.set("Retry-After", retryAfter);
  return new Response(page?.body ?? JSON.stringify(body), { status, headers });
}

const DETAIL_LENGTH_MAX = 10_000;

/** A detail may repeat what stood in the request, such as characters that turn the direction of the rest. */
const shown = (detail: string): string => oneLine(detail, DETAIL_LENGTH_MAX);

/** What a caller may learn about a thrown value. For a bug, only where to find it in the log. */
export function problemOf(error: unknown, instance: string): Problem {
  if (error instanceof PodsError) {
    const { code, more } = error;
    const detail = shown(error.detail);
    const faults = error.errors.map((fault) => ({ ...fault, detail: shown(fault.detail) }));
    // A fault of the whole, such as a file without a header, has a pointer as well.
    const errors = code === "invalid" && faults.length === 0 ? [{ pointer: "", detail }] : faults;
    return { status: STATUS_OF[code], detail, instance, errors, more };
  }
  if (error instanceof HTTPException && error.status < 500) {
    return { status: error.status, detail: error.message || "The request cannot be understood.", instance };
  }
  const detail = `Something went wrong here, not with your request. The log has it under call id ${instance}.`;
  return { status: 500, detail, instance };
}
