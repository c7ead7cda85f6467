/** One request to a channel, and what is known about it afterwards. */

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** There is no reply, or only a part of one. */
export interface NoReply {
  readonly status: "none";
  /** `false` if there was never a connection, so nothing can have arrived. */
  readonly mayHaveArrived: boolean;
  readonly detail: string;
}

export const RETRY_MS = 30_000;
const RETRY_MIN_MS = 1_000;
const RETRY_MAX_MS = 3_600_000;

const NEVER_CONNECTED = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** Sends a request and reads all of its reply. Follows no redirect. Never throws, and no detail holds the address. */
export async function exchange(url: string | URL, init: RequestInit): Promise<Reply | NoReply> {
  try {
    const response = await fetch(url, { ...init, redirect: "manual" });
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (error) {
    const code = codeOf(error);
    if (NEVER_CONNECTED.has(code))
      return { status: "none", mayHaveArrived: false, detail: `There is no connection (${code}).` };
    return { status: "none", mayHaveArrived: true, detail: `No whole answer came in time (${code}).` };
  }
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const { code } = (error.cause ?? error) as { code?: unknown };
  return typeof code === "string" ? code : error.name;
}

/** `404: no_service` */
export const detailOf = ({ status, text }: Reply): string =>
  `${status}: ${text.replace(/\s+/g, " ").trim() || "its reply is empty"}`;

/** A wait that a server asked for, within limits. */
export const waitOf = (ms: number | undefined): number =>
  ms === undefined || Number.isNaN(ms) ? RETRY_MS : Math.min(Math.max(ms, RETRY_MIN_MS), RETRY_MAX_MS);

export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
