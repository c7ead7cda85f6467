/** What a call to GitHub that failed means for what was to be sent. */

export interface Failure {
  /** `gone`: the far side says no, and will say it again. `void`: what proves us is no longer good, whatever is asked. */
  readonly kind: "again" | "gone" | "void";
  /** When GitHub said how long to wait. */
  readonly afterMs?: number;
  /** GitHub limits us: whatever else is asked before the wait is over makes it worse. */
  readonly limited?: true;
  readonly detail: string;
}

/** GitHub's advice where it limits and does not say for how long. */
const LIMITED_MS = 60_000;
/** A clock that is wrong must not put an errand off for days. */
const WAIT_MAX_MS = 3_600_000;

/** Not there (404, 410), not possible (422), forbidden by law (451), moved elsewhere for good (301). */
const FINAL = new Set([301, 404, 410, 422, 451]);

/** `now` in ms. */
export function failureOf(error: unknown, now: number): Failure {
  const { status, message, response } = error as {
    status?: number;
    message?: string;
    response?: { headers?: Headers };
  };
  const detail = status === undefined ? String(error) : `GitHub: ${status} ${message}`;
  if (status !== undefined && FINAL.has(status)) return { kind: "gone", detail };
  if (status === 401) return { kind: "void", detail };
  const headers = response?.headers ?? {};
  const limited = status === 429 || (status === 403 && (isSpent(headers) || /rate limit/i.test(message ?? "")));
  const afterMs = waitOf(headers, now) ?? (limited ? LIMITED_MS : undefined);
  return {
    kind: "again",
    detail,
    ...(afterMs !== undefined && { afterMs: Math.min(afterMs, WAIT_MAX_MS) }),
    ...(limited && { limited }),
  };
}

type Headers = Readonly<Record<string, string | number | undefined>>;

const isSpent = (headers: Headers): boolean => String(headers["x-ratelimit-remaining"]) === "0";

function waitOf(headers: Headers, now: number): number | undefined {
  const seconds = Number(headers["retry-after"]);
  if (seconds > 0) return seconds * 1000;
  const reset = Number(headers["x-ratelimit-reset"]) * 1000;
  return isSpent(headers) && reset > now ? reset - now : undefined;
}
