/** One request to a chat's webhook, and what can be said of it afterwards. */

/** How a post ended, in the words of the outbox. */
export type Posted =
  /** `receipt` is the message's id, where the chat tells one. */
  | { readonly state: "sent"; readonly receipt?: string }
  /** It certainly was not posted and may be later. */
  | { readonly state: "retry"; readonly afterMs: number; readonly detail: string }
  /** It may have been posted. A webhook cannot be asked, so it is never posted again. */
  | { readonly state: "unknown"; readonly detail: string }
  /** It was refused and would be again. */
  | { readonly state: "dead"; readonly detail: string };

export interface PostOptions {
  /** For all of it, the answer's body included. */
  readonly timeoutMs: number;
}

/** What the chat said. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

const RETRY_MS = 30_000;
const RETRY_MAX_MS = 3_600_000;
const DETAIL_LENGTH_MAX = 200;

/** The connection was never made, so nothing can have arrived. */
const NEVER_LEFT = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** Posts JSON to `url`, which is a secret: it appears in no detail. Follows no redirect. Never throws. */
export async function postJson(
  url: string,
  payload: unknown,
  { timeoutMs }: PostOptions,
  settle: (reply: Reply) => Posted,
): Promise<Posted> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(payload),
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
    });
    return settle({ status: response.status, headers: response.headers, text: await response.text() });
  } catch (error) {
    const code = codeOf(error);
    if (NEVER_LEFT.has(code)) return { state: "retry", afterMs: RETRY_MS, detail: `No connection (${code}).` };
    return { state: "unknown", detail: `No answer within ${timeoutMs} ms, or one cut short (${code}).` };
  }
}

/** What every chat means by these statuses. `afterMs` is what it asked for, where it did. */
export function refusal({ status, text }: Reply, afterMs: number = RETRY_MS): Posted {
  const detail = `${status}: ${text.replace(/\s+/g, " ").slice(0, DETAIL_LENGTH_MAX)}`;
  if (status === 429 || status === 503) {
    return { state: "retry", afterMs: Math.min(Math.max(afterMs, 1000), RETRY_MAX_MS), detail };
  }
  // What failed on its way may have failed after the post; a gateway that lost its backend does not know what that did.
  if (status >= 500) return { state: "unknown", detail };
  return { state: "dead", detail };
}

/** The header Retry-After in ms; `undefined` when it says no number of seconds. */
export function retryAfterMs(headers: Headers): number | undefined {
  const seconds = Number(headers.get("retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1000 : undefined;
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const { code } = (error.cause ?? error) as { code?: unknown };
  return typeof code === "string" ? code : error.name;
}
