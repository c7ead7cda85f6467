/** The ends of breaks. */
import type { Breaks } from "../core/ports.ts";
import { withAreasChecked } from "./area-history.ts";
import type { StoreTools } from "./open-store.ts";
import { operationCall } from "./operation.ts";
import { scanHash } from "./scan.ts";
import { parseBreak } from "./texts.ts";

export function breaks({ directory, ...tools }: StoreTools): Breaks {
  const client = withAreasChecked(tools.client);
  return {
    async breaksOver(today) {
      const over = new Set<string>();
      // Coming back by themselves ends a break, too, so nobody else has one.
      if ((await directory.census()).paused === 0) return [];
      for await (const [pseudonym, profile] of scanHash(client, client.keys.fixed("profiles"))) {
        const { pausedUntil, comesBack } = parseBreak(profile.split("|")[PAUSED_UNTIL]);
        if (comesBack && pausedUntil !== undefined && pausedUntil < today) over.add(pseudonym);
      }
      return [...over].sort();
    },

    async endBreak(pseudonym, today, at) {
      const { args } = operationCall({ id: "", at });
      const [outcome] = await client.run("end-break", { ...args, known: client.areas.known(), pseudonym, today });
      return outcome === "ended";
    },
  };
}

/** The place of the field in a profile. */
const PAUSED_UNTIL = 9;
