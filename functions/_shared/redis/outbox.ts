/** The outbox: errands to be sent to the world, and the claims on them. */
import { oneOf, wordsOf } from "../core/one-of.ts";
import {
  alikeOf,
  BudgetSpent,
  type Claim,
  ERRAND_STATES,
  type Errand,
  type ErrandState,
  type UnreadableErrand,
} from "../core/outbox.ts";
import type { Outbox } from "../core/ports.ts";
import type { Client } from "./client.ts";
import { operationCall } from "./operation.ts";
import { groupUnsent, lookAtOutbox } from "./unsent.ts";

/** The most errands of one claim, which keeps the verb short. */
const CLAIM_MAX = 100;
const DETAIL_LENGTH_MAX = 500;

const ERRAND_KINDS = wordsOf<Errand["kind"]>({
  answers: true,
  reaction: true,
  reply: true,
  thread: true,
  label: true,
  files: true,
  "closed-pod": true,
  "formed-pod": true,
  "co-authors": true,
  release: true,
  digest: true,
  introduction: true,
  notice: true,
  "offer-notice": true,
  "decision-notice": true,
  "run-notice": true,
  "ask-notice": true,
  "notice-names": true,
});

export function outbox(client: Client): Outbox {
  async function unsent() {
    const { entries, beyond } = await lookAtOutbox(client, parseErrand);
    const backlog: Partial<Record<ErrandState, number>> = {};
    for (const { state } of entries) backlog[state] = (backlog[state] ?? 0) + 1;
    return { backlog, groups: groupUnsent(entries), beyond };
  }

  return {
    async claim(limit, leaseMs) {
      const [, ...words] = await client.run("claim", { limit: Math.min(limit, CLAIM_MAX), lease: leaseMs });
      const claims: Claim[] = [];
      for (let at = 0; at < words.length; at += 6) {
        const [id = "", previousState, attempts, crashes, fence, errand = ""] = words.slice(at, at + 6);
        claims.push({
          id,
          ...parseErrand(errand),
          previousState: oneOf(ERRAND_STATES, previousState, `The state of the errand ${id}`),
          attempts: Number(attempts),
          crashes: Number(crashes),
          fence: Number(fence),
        });
      }
      return claims;
    },

    async gather(claim) {
      const alike = alikeOf(claim.errand);
      if (alike === undefined || claim.previousState === "posting" || claim.attempts > 0) return claim;
      const [outcome, errand = ""] = await client.run("gather", { id: claim.id, fence: claim.fence, alike });
      return outcome === "lost" ? undefined : { ...claim, ...parseErrand(errand) };
    },

    async beginSend({ id, fence }, leaseMs, to = "github") {
      const [outcome, afterMs] = await client.run("begin-send", { id, fence, lease: leaseMs, to });
      if (outcome === "later") throw new BudgetSpent(Number(afterMs));
      return outcome === "held";
    },

    async settle({ id, fence }, result) {
      const detail = result.state === "sent" ? (result.receipt ?? "") : result.detail;
      const [outcome] = await client.run("settle-errand", {
        id,
        fence,
        state: result.state,
        wait: "afterMs" in result ? Math.round(result.afterMs) : 0,
        detail: detail.replaceAll(/\s+/g, " ").slice(0, DETAIL_LENGTH_MAX),
      });
      return outcome === "settled";
    },

    async enqueue(errands, operation) {
      if (errands.length === 0 && operation.id === "") return;
      const { args, members } = operationCall({ ...operation, errands });
      await client.run("enqueue", args, members);
    },

    backlog: async () => (await unsent()).backlog,

    unsent,
  };
}

/** One errand of an unknown kind must not stop the others of its claim. Those of an earlier release have no `since`. */
function parseErrand(json: string): { errand: Errand | UnreadableErrand; since: number } {
  const { since = 0, ...errand } = JSON.parse(json) as Errand & { since?: number };
  try {
    oneOf(ERRAND_KINDS, errand.kind, "The kind of the errand");
    return { errand, since };
  } catch (error) {
    return { errand: { kind: "unreadable", detail: (error as Error).message }, since };
  }
}
