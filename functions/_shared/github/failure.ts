/** What a failed call to GitHub means for the errand. */
import { lacksPermission } from "../core/github/access.ts";

export type Failure = { readonly detail: string } & (
  | {
      /**
       * GitHub would refuse the same call for ever: its subject is `gone`, or `missing`, unless it is so new that GitHub does
       * not find it yet; or what is asked for is `impossible`.
       */
      readonly kind: "gone" | "missing" | "impossible";
    }
  /** We may not do it now, and somebody can change that; until then every call about the same fails. */
  | { readonly kind: "refused"; readonly about: "all" | "repository" | "permission" | "thread" }
  /** GitHub limits our rate: any call before the wait is over makes it worse. */
  | { readonly kind: "limited"; readonly afterMs: number }
  /** `afterMs` is set if GitHub said how long to wait. */
  | { readonly kind: "failed"; readonly afterMs?: number }
);

/** GitHub's advice for a rate limit without a stated wait. */
const LIMITED_MS = 60_000;
/** A wrong clock must not delay an errand for days. */
const WAIT_MAX_MS = 3_600_000;

/** Moved permanently (301), deleted (410), unavailable for legal reasons (451). */
const GONE = new Set([301, 410, 451]);

/** Reasons for a 403 that hold for a whole repository: a suspended app, single sign-on, addresses, an archive. */
const OF_REPOSITORY = /suspended|SAML|SSO|\bIP\b|not installed|archived|disabled/i;

/** `now` in ms. */
export function failureOf(error: unknown, now: number): Failure {
  const { status, message, response } = error as {
    status?: number;
    message?: string;
    response?: { headers?: Headers };
  };
  const detail = status === undefined ? String(error) : `GitHub: ${status} ${message}`;
  const headers = response?.headers ?? {};
  const afterMs = waitOf(headers, now);
  if (status === undefined) return { kind: "failed", detail };
  if (GONE.has(status)) return { kind: "gone", detail };
  if (status === 404) return { kind: "missing", detail };
  if (status === 422) return { kind: "impossible", detail };
  if (status === 401) return { kind: "refused", about: "all", detail };
  const isForbidden = status === 403;
  if (
    status === 429 ||
    (isForbidden && (afterMs !== undefined || isExhausted(headers) || /rate limit/i.test(message ?? "")))
  )
    return { kind: "limited", afterMs: afterMs ?? LIMITED_MS, detail };
  if (isForbidden) return { kind: "refused", about: refusedThing(message ?? ""), detail };
  return { kind: "failed", detail, ...(afterMs !== undefined && { afterMs }) };
}

/** A permission that is missing stops only what needs it. */
const refusedThing = (message: string): "repository" | "permission" | "thread" =>
  lacksPermission(message) ? "permission" : OF_REPOSITORY.test(message) ? "repository" : "thread";

/** Whether other calls about the same thread may succeed. */
export const isOfOneCall = (failure: Failure): boolean =>
  ["gone", "missing", "impossible"].includes(failure.kind) || (failure.kind === "refused" && failure.about !== "all");

/**
 * GitHub made no token for a repository: the app is not installed there, or lost its permission. It answers 404 and 422
 * then, which mean something else about a thread.
 */
export function notAllowed(error: unknown, repository: string): unknown {
  const { status, message } = error as { status?: number; message?: string };
  if (status !== 404 && status !== 422) return error;
  const what = status === 404 ? "is not installed" : "lacks a permission";
  return Object.assign(new Error(`the app ${what} in ${repository}: ${message}`), { status: 403 });
}

/**
 * Writes about something that GitHub has just shown us. If it does not find it now, the token may read it and no more: GitHub
 * says so to tokens with too few scopes.
 */
export async function writing<T>(repository: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const { status, message } = error as { status?: number; message?: string };
    if (status !== 404) throw error;
    throw Object.assign(new Error(`the token lacks a permission in ${repository}: ${message}`), { status: 403 });
  }
}

type Headers = Readonly<Record<string, string | number | undefined>>;

const isExhausted = (headers: Headers): boolean => String(headers["x-ratelimit-remaining"]) === "0";

function waitOf(headers: Headers, now: number): number | undefined {
  const seconds = Number(headers["retry-after"]);
  const reset = Number(headers["x-ratelimit-reset"]) * 1000;
  const ms = seconds > 0 ? seconds * 1000 : isExhausted(headers) && reset > now ? reset - now : undefined;
  return ms === undefined ? undefined : Math.min(ms, WAIT_MAX_MS);
}
