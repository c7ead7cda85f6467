/** The ends of breaks. */
import type { Breaks } from "../core/ports.ts";
import { withAreasChecked } from "./area-history.ts";
import type { StoreTools } from "./open-store.ts";
import { operationCall } from "./operation.ts";
import { peopleBack } from "./people-back.ts";

export function breaks(tools: StoreTools): Breaks {
  const client = withAreasChecked(tools.client);
  return {
    ...peopleBack(tools),
    async endBreak(pseudonym, today, at) {
      const { args } = operationCall({ id: "", at });
      const [outcome] = await client.run("end-break", { ...args, known: client.areas.known(), pseudonym, today });
      return outcome === "ended";
    },
  };
}
