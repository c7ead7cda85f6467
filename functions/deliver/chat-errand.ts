/** Posts to a chat. A webhook cannot be asked what it has, so whatever may have been posted is never posted again. */
import type { Destinations } from "#shared/chat/destinations.ts";
import { postDiscord } from "#shared/chat/discord.ts";
import type { Posted } from "#shared/chat/post.ts";
import { postSlack } from "#shared/chat/slack.ts";
import { renderDiscord } from "#shared/core/digest/discord.ts";
import { renderSlack } from "#shared/core/digest/slack.ts";
import { type ShownDigest, withNames } from "#shared/core/digest/with-names.ts";
import { Login } from "#shared/core/member.ts";
import { introductionForSlack } from "#shared/core/messages/introduction.ts";
import { ATTEMPTS_MAX, backoffMs, type Claim, type Errand } from "#shared/core/outbox.ts";
import type { Store } from "#shared/core/ports.ts";
import type { Settings } from "#shared/core/settings.ts";
import { LEASE_MS, type Result } from "./results.ts";

const POST_TIMEOUT_MS = 4_000;

export interface Context {
  readonly store: Store;
  readonly settings: Settings;
  readonly destinations: Destinations;
}

type Of<K extends Errand["kind"]> = Extract<Errand, { kind: K }>;

export async function sendDigest(claim: Claim, { week, destination }: Of<"digest">, context: Context): Promise<Result> {
  // The page is the Markdown's own place.
  if (destination === "markdown") return { state: "sent" };
  const url = context.destinations[destination];
  if (url === undefined) return { state: "off", detail: chatOff(destination) };
  // After weeks without an address only the latest digest is news.
  const [latest = week] = await context.store.digests();
  if (latest > week) return { state: "dead", detail: `the digest of ${latest} is out, so that of ${week} is no news` };
  const published = await context.store.digest(week);
  if (!published) return { state: "dead", detail: `there is no digest of ${week}` };
  const [shown] = await withNames([published], context.store, context.settings);
  const story = (shown as ShownDigest).story;
  const [render, post] = destination === "slack" ? [renderSlack, postSlack] : [renderDiscord, postDiscord];
  return postOnce(claim, context, () => post(url, render(story), { timeoutMs: POST_TIMEOUT_MS }));
}

/** Said as long as it is true and news: not of who has left since or is forgotten, nor later on where there is no chat yet. */
export async function sendIntroduction(
  claim: Claim,
  { person, pod: number }: Of<"introduction">,
  context: Context,
): Promise<Result> {
  const { store, settings, destinations } = context;
  const url = destinations.slack;
  if (url === undefined) return { state: "sent" };
  const [members, pod] = await Promise.all([store.members([person]), store.pod(number)]);
  const login = Login.safeParse(members.get(person)?.profile.login);
  if (!login.success || !pod?.seats.some(({ pseudonym }) => pseudonym === person)) return { state: "sent" };
  const message = introductionForSlack(login.data, pod, settings);
  return postOnce(claim, context, () => postSlack(url, message, { timeoutMs: POST_TIMEOUT_MS }));
}

const chatOff = (destination: string): string => `${destination} is off: no address in pods-chat`;

async function postOnce(claim: Claim, { store }: Context, post: () => Promise<Posted>): Promise<Result> {
  if (claim.previousState === "posting")
    return { state: "unknown", detail: "whoever sent it did not live to say what came of it" };
  if (!(await store.beginSend(claim, LEASE_MS))) return { state: "lost" };
  const posted = await post();
  if (posted.state !== "retry") return posted;
  if (claim.attempts + 1 >= ATTEMPTS_MAX) return { state: "dead", detail: posted.detail };
  return { ...posted, afterMs: Math.max(posted.afterMs, backoffMs(claim.attempts)), restMs: posted.afterMs };
}
