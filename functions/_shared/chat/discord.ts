/** Discord's webhooks. */
import { type Posted, type PostOptions, postJson, refusal, retryAfterMs } from "./post.ts";

/** Waits for the message to be made: only then does Discord tell its id, and whether it was taken at all. */
export function postDiscord(url: string, payload: unknown, options: PostOptions): Promise<Posted> {
  const address = new URL(url);
  address.searchParams.set("wait", "true");
  return postJson(address.href, payload, options, (reply) => {
    if (reply.status !== 200 && reply.status !== 204)
      return refusal(reply, waitOf(reply.text) ?? retryAfterMs(reply.headers));
    const receipt = textField(reply.text, "id");
    return receipt === undefined ? { state: "sent" } : { state: "sent", receipt };
  });
}

/** `retry_after` is in seconds, with a fraction, and more exact than the header. */
function waitOf(text: string): number | undefined {
  const seconds = field(text, "retry_after");
  return typeof seconds === "number" ? Math.ceil(seconds * 1000) : undefined;
}

function textField(text: string, name: string): string | undefined {
  const value = field(text, name);
  return typeof value === "string" ? value : undefined;
}

function field(text: string, name: string): unknown {
  try {
    return (JSON.parse(text) as Record<string, unknown> | null)?.[name];
  } catch {
    return undefined;
  }
}
