/** Webhooks: the address is both the room and the password. Posts cannot be looked up, so they are never repeated. */
import * as z from "zod";
import type { AtMostOnce, Ended, SecretPart, Unknown } from "./channel.ts";
import { detailOf, exchange, RETRY_MS, type Reply, waitOf } from "./http.ts";

/** Plain HTTP only to this machine, for trying things out. */
const SAFE = /^https:\/\/\S+$|^http:\/\/(127\.0\.0\.1|localhost|\[::1\])([:/]\S*)?$/;

export const SafeAddress = z
  .string()
  .trim()
  .refine((text) => SAFE.test(text) && URL.canParse(text));

export const webhookSecret = (example: string): SecretPart<string> => ({
  schema: SafeAddress,
  fault: "is not the https:// address of a webhook",
  example,
  // The last part is the actual password; a server may repeat it alone.
  passwords: (url) => [url, new URL(url).pathname, url.slice(url.lastIndexOf("/") + 1)],
});

interface Differences {
  /** The address to post to, if it is not the secret itself. */
  address?(url: string): string;
  /** The message's id in the reply to an accepted message. */
  receiptOf?(text: string): string | undefined;
  /** The wait that the reply asks for, ms, if the header Retry-After is not the best source. */
  waitIn?(reply: Reply): number | undefined;
  /** The statuses of an accepted message. */
  readonly taken: readonly number[];
}

export const webhookDelivery = <Message>({
  address = (url) => url,
  receiptOf = () => undefined,
  waitIn = retryAfter,
  taken,
}: Differences): AtMostOnce<string, Message> => ({
  promise: "at-most-once",
  async post(url, message, { signal }) {
    const reply = await exchange(address(url), {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(message),
      signal,
    });
    if (reply.status === "none") {
      const { mayHaveArrived, detail } = reply;
      return mayHaveArrived ? { state: "unknown", detail } : { state: "retry", afterMs: RETRY_MS, detail };
    }
    if (!taken.includes(reply.status)) return refusal(reply, waitIn(reply));
    const receipt = receiptOf(reply.text);
    return { state: "sent", ...(receipt !== undefined && { receipt }) };
  },
});

function refusal(reply: Reply, wait: number | undefined): Ended | Unknown {
  const detail = detailOf(reply);
  if (reply.status === 429 || reply.status === 503) return { state: "retry", afterMs: waitOf(wait), detail };
  // A server error may have come after the post, and a gateway that lost its backend cannot know what the backend did.
  if (reply.status >= 500) return { state: "unknown", detail };
  return { state: "dead", detail };
}

/** In ms; `undefined` if the header is not a number of seconds. */
export function retryAfter({ headers }: Reply): number | undefined {
  const seconds = Number(headers.get("retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1000 : undefined;
}
