/** The functions as the status page lists them: what each does, and whether it does it. */
import type { Sender } from "#shared/core/ports.ts";
import type { Settings } from "#shared/core/settings.ts";
import type { FunctionStatus } from "./status-page.ts";
import { inWords } from "./status-words.ts";

/** `deliver` is ticked every few seconds. After this long without a tick, the cron-connector no longer calls it. */
const SENDER_LATE_MS = 5 * 60_000;

export function functionsOf({ rebalance, digest }: Settings, delivered: boolean): FunctionStatus[] {
  const planning = rebalance.seat === "daily" || rebalance.plan === "weekly";
  return [
    { name: "join-pod", does: "Seats, queues, releases and imports people.", on: true },
    {
      name: "rebalance",
      does: "Seats people who wait; makes and applies plans.",
      on: planning,
      ...(!planning && { why: "Nothing is scheduled; commands still work." }),
    },
    {
      name: "on-github-event",
      does: "Receives deliveries from GitHub.",
      on: true,
      ...(!delivered && { why: "No delivery has arrived yet." }),
    },
    {
      name: "weekly-digest",
      does: `Publishes the weekly digest, ${digest.weekday}s at ${digest.time} ${digest.timezone}.`,
      on: true,
    },
    { name: "pods", does: "Serves the directory, pods and this page.", on: true },
  ];
}

export function senderOf(sender: Sender | undefined, now: number): FunctionStatus {
  const sending = {
    name: "deliver",
    does: "Sends comments and messages; asks GitHub again for deliveries that failed.",
  };
  if (!sender) return { ...sending, on: false, why: "The cron-connector has not called it yet." };
  if (now - sender.tickedAt < SENDER_LATE_MS) return { ...sending, on: true };
  return { ...sending, on: false, why: `The cron-connector has not called it since ${inWords(sender.tickedAt)}.` };
}
