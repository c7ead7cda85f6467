/** The outbox: errands to be sent to the world, and the claims on them. */
import { oneOf } from "../core/one-of.ts";
import { alikeOf, BudgetSpent, type Claim, ERRAND_STATES } from "../core/outbox.ts";
import type { Outbox } from "../core/ports.ts";
import { parseErrand } from "./errand-text.ts";
import type { StoreTools } from "./open-store.ts";
import { operationCall } from "./operation.ts";

/** The most errands of one claim, which keeps the verb short. */
const CLAIM_MAX = 100;
const DETAIL_LENGTH_MAX = 500;

export function outbox({ client }: StoreTools): Outbox {
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
  };
}
