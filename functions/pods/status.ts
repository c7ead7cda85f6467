/** What works, what does not, and what is switched off: for people who run this, without anything about people. */
import { planningInWords } from "#shared/core/messages/plan.ts";
import type { Store } from "#shared/core/ports.ts";
import type { Settings } from "#shared/core/settings.ts";
import type { FunctionStatus, Status } from "#shared/web/status-page.ts";

export async function readStatus(store: Store, settings: Settings, hasAdminKey: boolean): Promise<Status> {
  const { lastDeliveryAt, revision, ...redis } = await store.condition();
  const common = {
    redis,
    revision,
    lastDeliveryAt: lastDeliveryAt === undefined ? null : new Date(lastDeliveryAt).toISOString(),
    off: switchedOff(settings, hasAdminKey),
  };
  const functions = functionsOf(settings, lastDeliveryAt !== undefined);
  // A state that was lost, or is new, has nothing more to tell; saying so is what this page is for.
  if (!redis.initialised) return { ...common, functions, lastDigest: null, backlog: {} };
  const [digests, backlog, progress] = await Promise.all([store.digests(), store.backlog(), store.planProgress()]);
  const planning = progress ? planningInWords(progress) : undefined;
  return { ...common, functions, lastDigest: digests[0] ?? null, backlog, ...(planning && { planning }) };
}

function functionsOf({ rebalance, digest }: Settings, delivered: boolean): FunctionStatus[] {
  const planning = rebalance.seat === "daily" || rebalance.plan === "weekly";
  return [
    { name: "join-pod", does: "Seats, queues, lets go and imports people.", on: true },
    {
      name: "rebalance",
      does: "Seats those who wait, plans and applies.",
      on: planning,
      ...(!planning && { why: "By itself it does nothing; commands work." }),
    },
    {
      name: "on-github-event",
      does: "Hears from GitHub.",
      on: true,
      ...(!delivered && { why: "No delivery has arrived yet." }),
    },
    {
      name: "weekly-digest",
      does: `Publishes the week, ${digest.weekday}s at ${digest.time} ${digest.timezone}.`,
      on: true,
    },
    { name: "pods", does: "Shows all this.", on: true },
    { name: "deliver", does: "Sends comments and messages.", on: true },
  ];
}

/** Sentences that name the setting, so that whoever reads them knows where to turn it on. */
function switchedOff({ rebalance, mentions, digest, links }: Settings, hasAdminKey: boolean): string[] {
  return [
    !hasAdminKey && 'Maintainers\' commands and signed links: the secret pods-admin-key holds "-".',
    rebalance.seat === "off" && "The daily seating: rebalance.seat is off.",
    rebalance.plan === "off" && "The weekly plan: rebalance.plan is off.",
    !rebalance.autoApply && "Applying plans without a maintainer: rebalance.autoApply is false.",
    mentions.mode === "quiet" && "Mentions on GitHub: mentions.mode is quiet.",
    !digest.to.includes("slack") && "The digest in Slack: digest.to does not name slack.",
    !digest.to.includes("discord") && "The digest in Discord: digest.to does not name discord.",
    links.slackInvite === undefined && "The invitation to Slack in welcomes: links.slackInvite is not set.",
    links.swag === undefined && "The swag offer at the first merge: links.swag is not set.",
  ].filter((sentence) => sentence !== false);
}
