/** Pods' parts of the week's digest, posted to channels of their own. */
import { channelOf } from "#shared/channels/index.ts";
import { podEntry } from "#shared/channels/secret.ts";
import { lookups } from "#shared/core/digest/lookups.ts";
import { parseDigest } from "#shared/core/digest/model.ts";
import { partOf, podStoryOf } from "#shared/core/digest/pod-part.ts";
import { viewsOf } from "#shared/core/digest/with-names.ts";
import { type Claim, channelOfPod, type Errand } from "#shared/core/outbox.ts";
import { numberOf, slugOf } from "#shared/core/pod-names.ts";
import type { Sender } from "#shared/core/ports.ts";
import type { Week } from "#shared/core/week.ts";
import type { Log } from "#shared/openfaas/log.ts";
import { type Context, oldNews, postOnce } from "./chat-errand.ts";
import { type Result, SILENT } from "./results.ts";

/** An errand a channel, so that each is posted to once, whatever becomes of the others. */
export async function sendPodsDigest(
  { week }: { readonly week: Week },
  context: Context,
  now: number,
): Promise<Result> {
  const { pods } = await podsWithChannels(context);
  const errands = pods.flatMap(({ number, channels }) =>
    channels.map((destination): Errand => ({ kind: "pod-digest", week, pod: number, destination })),
  );
  await context.store.enqueue(errands, { id: "", at: now });
  return { state: "sent" };
}

export async function sendPodDigest(
  claim: Claim,
  { week, pod: number, destination }: Extract<Errand, { kind: "pod-digest" }>,
  context: Context,
): Promise<Result> {
  const { store, settings, connections } = context;
  // First, so that a channel that was taken out of the secret is waited for until the next digest at most.
  const old = await oldNews(week, context);
  if (old) return old;
  const channel = channelOf(destination);
  const connection = channel && connections.pods.get(slugOf(number))?.get(channel.id);
  if (!connection) {
    const detail = `${channel?.title ?? destination} of ${slugOf(number)} is off: pods-chat has no such entry in pods`;
    return { state: "off", detail };
  }
  const [published, pod, repositories, issues] = await Promise.all([
    store.digest(week),
    store.pod(number),
    store.repositories(),
    store.openIssues(),
  ]);
  if (!published || !pod) return SILENT;
  const { publishedAt } = published;
  const part = partOf(parseDigest(published.model), { pod, repositories, issues, settings, publishedAt });
  const [view] = await viewsOf([part], store);
  const story = view && podStoryOf(view, lookups({ pods: [pod], repositories, settings }).pod(number), settings);
  return story ? postOnce(claim, context, connection.digest(story)) : SILENT;
}

/** The pods that have channels of their own, and what stands in the secret for a pod and names none that there is. */
async function podsWithChannels({ store, connections }: Pick<Context, "store" | "connections">) {
  const entries = [...connections.pods].map(([slug, channels], index) => ({
    number: numberOf(slug) ?? 0,
    entry: podEntry(slug, index),
    channels: [...channels.keys()],
  }));
  const known = entries.map(({ number }) => number).filter((number) => number > 0);
  const open = new Set((known.length > 0 ? await store.podsNumbered(known) : []).map(({ number }) => number));
  return {
    pods: entries.filter(({ number }) => open.has(number)),
    unknown: entries.filter(({ number }) => !open.has(number)).map(({ entry }) => entry),
  };
}

/** What the status page says about them; the log says once what names no pod. */
export function openPodsReport(log: Log): (context: Pick<Context, "store" | "connections">) => Promise<PodsReport> {
  let warned = "";
  return async (context) => {
    const { pods, unknown } = await podsWithChannels(context);
    const names = unknown.join(", ");
    if (names !== warned && names !== "") log.warn(`pods-chat has channels for pods that do not exist: ${names}.`);
    warned = names;
    return {
      pods: pods.flatMap(({ number, channels }) => channels.map((channel) => channelOfPod(number, channel))),
      unknownPods: unknown,
    };
  };
}

type PodsReport = Required<Pick<Sender, "pods" | "unknownPods">>;
