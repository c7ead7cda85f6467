/** Slack's incoming webhooks: one address, one channel. What is posted can be neither edited nor looked up. */
import { type Posted, type PostOptions, postJson, refusal, retryAfterMs } from "./post.ts";

/** Slack answers `ok`, or one word that says what is wrong, such as `invalid_blocks` or `channel_is_archived`. */
export const postSlack = (url: string, payload: unknown, options: PostOptions): Promise<Posted> =>
  postJson(url, payload, options, (reply) =>
    reply.status === 200 ? { state: "sent" } : refusal(reply, retryAfterMs(reply.headers)),
  );
