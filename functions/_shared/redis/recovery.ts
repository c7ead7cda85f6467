/** How far the deliveries that failed have been found: a field of `meta`, until when nobody else looks, and what was found. */
import * as z from "zod";
import type { Recovery, RecoveryLog } from "../core/ports.ts";
import type { StoreTools } from "./open-store.ts";

const MARKER = "recovery";

const StoredRecovery = z.object({
  since: z.number(),
  fault: z.string().exactOptional(),
  lost: z.array(z.object({ guid: z.string(), at: z.number(), status: z.string() })),
});

export function recoveryLog({ client }: StoreTools): RecoveryLog {
  return {
    async claimRecovery(now, until) {
      const [outcome, found = ""] = await client.run("claim-work", { marker: MARKER, at: now, ending: until });
      return outcome === "claimed" ? parse(found) : undefined;
    },
    async saveRecovery(recovery, until) {
      await client.run("set-marker", { marker: MARKER, value: `${until}\n${JSON.stringify(recovery)}` });
    },
    async recovery() {
      const [stored] = await client.read(["HGET", client.keys.fixed("meta"), MARKER]);
      return parse(((stored as string | null) ?? "").split("\n")[1] ?? "");
    },
  };
}

const parse = (json: string): Recovery =>
  json === "" ? { since: 0, lost: [] } : StoredRecovery.parse(JSON.parse(json));
