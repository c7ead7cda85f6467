/** Posts a week's digest to a chat. Once: a webhook can be asked for nothing, so what may have been posted never is again. */
import type { Destinations } from "#shared/chat/destinations.ts";
import { postDiscord } from "#shared/chat/discord.ts";
import type { Posted } from "#shared/chat/post.ts";
import { postSlack } from "#shared/chat/slack.ts";
import { renderDiscord } from "#shared/core/digest/discord.ts";
import { renderSlack } from "#shared/core/digest/slack.ts";
import type { Story } from "#shared/core/digest/story.ts";
import { withNames } from "#shared/core/digest/with-names.ts";
import { ATTEMPTS_MAX, backoffMs, type Claim, type Errand } from "#shared/core/outbox.ts";
import type { Store } from "#shared/core/ports.ts";
import type { Settings } from "#shared/core/settings.ts";
import type { Result } from "./results.ts";

/** A chat that takes longer than this to answer may still have taken the message. */
const POST_MS = 5_000;

type DigestErrand = Extract<Errand, { kind: "digest" }>;

interface Context {
  readonly store: Store;
  readonly settings: Settings;
  /** What the secret `pods-chat` holds. */
  readonly destinations: Destinations;
}

export async function sendDigest(
  claim: Claim,
  { week, destination }: DigestErrand,
  { store, settings, destinations }: Context,
): Promise<Result> {
  if (claim.was === "posting") return { state: "unknown", detail: "It was being posted when whoever posted it ended." };
  if (destination === "markdown") return { state: "dead", detail: "Markdown is read from its page, not sent." };
  const url = destinations[destination];
  if (url === undefined) return { state: "off", detail: `${destination} is off: pods-chat holds no address for it` };
  const [latest] = await store.digests();
  if (latest !== undefined && latest > week) return { state: "dead", detail: `${latest} is out: ${week} is no news.` };
  const digest = await store.digest(week);
  if (!digest) return { state: "dead", detail: `There is no digest of ${week}.` };
  const [shown] = await withNames([digest], store, settings);

  if (!(await store.posting(claim))) return { state: "lost" };
  return patient(claim, await post(destination, url, shown!.story));
}

function post(chat: "slack" | "discord", url: string, story: Story): Promise<Posted> {
  const options = { timeoutMs: POST_MS };
  return chat === "slack"
    ? postSlack(url, renderSlack(story), options)
    : postDiscord(url, renderDiscord(story), options);
}

/** Waits as long as the chat asked for, and longer with every try; gives up in the end. */
function patient({ attempts }: Claim, posted: Posted): Result {
  if (posted.state !== "retry") return posted;
  if (attempts + 1 >= ATTEMPTS_MAX) return { state: "dead", detail: posted.detail };
  return { ...posted, afterMs: Math.max(posted.afterMs, backoffMs(attempts)) };
}
