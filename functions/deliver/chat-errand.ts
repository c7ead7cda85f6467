/** Posts to channels: exactly once where the channel has a look-up, at most once where it has none. */
import type { Connection, Ended, Found, Post, Unknown, Unsure } from "#shared/channels/channel.ts";
import { channelOf } from "#shared/channels/index.ts";
import type { Connections } from "#shared/channels/secret.ts";
import { withNames } from "#shared/core/digest/with-names.ts";
import { unreachable } from "#shared/core/errors.ts";
import { Login } from "#shared/core/member.ts";
import { type Claim, channelOfPod, type Errand } from "#shared/core/outbox.ts";
import { slugOf } from "#shared/core/pod-names.ts";
import type { Settings } from "#shared/core/settings.ts";
import type { Week } from "#shared/core/week.ts";
import { errandKey } from "./errand-key.ts";
import { introductionOf } from "./introduction.ts";
import { LEASE_MS, type Result, retryFor, SHUT_OUT_MS, SILENT } from "./results.ts";
import type { DeliverStore } from "./store.ts";

/** For all requests about one message together: a tick has no more time. */
const POST_TIMEOUT_MS = 4_000;

export interface Context {
  readonly store: DeliverStore;
  readonly settings: Settings;
  readonly connections: Connections;
}

type Of<K extends Errand["kind"]> = Extract<Errand, { kind: K }>;

export async function sendDigest(claim: Claim, { week, destination }: Of<"digest">, context: Context): Promise<Result> {
  const channel = channelOf(destination);
  if (!channel) return { state: "dead", detail: `there is no channel "${destination}"` };
  const connection = context.connections.community.get(channel.id);
  if (!connection) return { state: "off", detail: `${channel.title} is off: pods-chat has no entry ${channel.id}` };
  const old = await oldNews(week, context);
  if (old) return old;
  const published = await context.store.digest(week);
  const [shown] = published ? await withNames([published], context.store, context.settings) : [];
  if (!shown) return { state: "dead", detail: `there is no digest of ${week}` };
  return postOnce(claim, context, connection.digest(shown.story));
}

/** After weeks without an entry only the latest digest is news. */
export async function oldNews(week: Week, { store }: Pick<Context, "store">): Promise<Result | undefined> {
  const [latest = week] = await store.digests();
  if (latest <= week) return undefined;
  return { state: "dead", detail: `the digest of ${latest} is out, so that of ${week} is old news` };
}

/** The channel that notices go to; `undefined` while none is connected. */
export const firstChannel = ({ community }: Connections): Connection | undefined => [...community.values()][0];

/** The channel in which people are introduced who take a seat in a pod: the pod's own, if it has one. */
export function introducedIn(
  pod: number,
  { community, pods }: Connections,
): { readonly at: string; readonly connection: Connection } | undefined {
  const [own] = pods.get(slugOf(pod)) ?? [];
  if (own) return { at: channelOfPod(pod, own[0]), connection: own[1] };
  const [first] = community;
  return first && { at: first[0], connection: first[1] };
}

/**
 * Sent only while it is true, news, and they agree: not about people who have left since, and not later if no channel is
 * connected. People who agree or join again are introduced then.
 */
export async function sendIntroduction(
  claim: Claim,
  { person, pod: number }: Of<"introduction">,
  context: Context,
): Promise<Result> {
  const { store, settings, connections } = context;
  const { connection } = introducedIn(number, connections) ?? {};
  if (!connection) return SILENT;
  const [members, pod] = await Promise.all([store.members([person]), store.pod(number)]);
  const { profile } = members.get(person) ?? {};
  const login = Login.safeParse(profile?.login);
  if (!login.success || !profile?.introduce || !pod?.seats.some(({ pseudonym }) => pseudonym === person)) return SILENT;
  return postOnce(claim, context, connection.introduction(introductionOf(login.data, pod, settings)));
}

export async function postOnce(
  claim: Claim,
  { store, settings }: Pick<Context, "store" | "settings">,
  post: Post,
): Promise<Result> {
  const [broken] = post.excess;
  if (broken !== undefined) return { state: "dead", detail: `the message has ${broken}` };
  const options = { key: errandKey(claim, settings), signal: AbortSignal.timeout(POST_TIMEOUT_MS) };
  switch (post.promise) {
    case "at-most-once":
      if (claim.previousState === "posting")
        return { state: "unknown", detail: "the process that posted it ended before the reply came" };
      break;
    case "exactly-once": {
      if (claim.previousState !== "posting" && claim.attempts === 0) break;
      const found = await post.find(options);
      if (found.state !== "absent") return resultOf(found, claim);
      break;
    }
    default:
      return unreachable(post);
  }
  if (!(await store.beginSend(claim, LEASE_MS, "chat"))) return { state: "lost" };
  return resultOf(await post.send(options), claim);
}

function resultOf(ended: Ended | Unknown | Unsure | Exclude<Found, { state: "absent" }>, claim: Claim): Result {
  switch (ended.state) {
    case "sent":
    case "unknown":
    case "dead":
      return ended;
    case "off":
      return { ...ended, afterMs: SHUT_OUT_MS, restMs: SHUT_OUT_MS };
    case "retry":
    case "unsure": {
      const { afterMs, detail } = ended;
      const result = retryFor(claim, detail, afterMs);
      if (result.state === "retry") return { ...result, restMs: afterMs };
      // Of a message that may have been posted nobody can say that it was not.
      return ended.state === "unsure" ? { ...result, state: "unknown" } : result;
    }
    default:
      return unreachable(ended);
  }
}
