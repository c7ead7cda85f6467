/** What a failed call to GitHub means for the errand. */

export interface Failure {
  /** `permanent`: GitHub would refuse the same call again. `unauthorized`: our credentials are not valid for any call. */
  readonly kind: "transient" | "permanent" | "unauthorized";
  /** Set if GitHub said how long to wait. */
  readonly afterMs?: number;
  /** GitHub limits our rate: any call before the wait is over makes it worse. */
  readonly limited?: true;
  readonly detail: string;
}

/** GitHub's advice for a rate limit without a stated wait. */
const LIMITED_MS = 60_000;
/** A wrong clock must not delay an errand for days. */
const WAIT_MAX_MS = 3_600_000;

/** Not found (404, 410), not possible (422), unavailable for legal reasons (451), moved permanently (301). */
const FINAL = new Set([301, 404, 410, 422, 451]);

/** `now` in ms. */
export function failureOf(error: unknown, now: number): Failure {
  const { status, message, response } = error as {
    status?: number;
    message?: string;
    response?: { headers?: Headers };
  };
  const detail = status === undefined ? String(error) : `GitHub: ${status} ${message}`;
  if (status !== undefined && FINAL.has(status)) return { kind: "permanent", detail };
  if (status === 401) return { kind: "unauthorized", detail };
  const headers = response?.headers ?? {};
  const limited = status === 429 || (status === 403 && (isExhausted(headers) || /rate limit/i.test(message ?? "")));
  const afterMs = waitOf(headers, now) ?? (limited ? LIMITED_MS : undefined);
  return {
    kind: "transient",
    detail,
    ...(afterMs !== undefined && { afterMs: Math.min(afterMs, WAIT_MAX_MS) }),
    ...(limited && { limited }),
  };
}

type Headers = Readonly<Record<string, string | number | undefined>>;

const isExhausted = (headers: Headers): boolean => String(headers["x-ratelimit-remaining"]) === "0";

function waitOf(headers: Headers, now: number): number | undefined {
  const seconds = Number(headers["retry-after"]);
  if (seconds > 0) return seconds * 1000;
  const reset = Number(headers["x-ratelimit-reset"]) * 1000;
  return isExhausted(headers) && reset > now ? reset - now : undefined;
}
