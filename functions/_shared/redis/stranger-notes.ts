/** Notes the deliveries that we left out. */
import type { Stranger, StrangerNotes } from "../core/ports.ts";
import type { StoreTools } from "./open-store.ts";
import { MARKER, strangers } from "./strangers.ts";

export function strangerNotes(tools: StoreTools): StrangerNotes {
  const { stranger } = strangers(tools);
  return {
    async noteStranger({ owner, organisation }, at) {
      const before = await stranger();
      const isSame = before?.owner === owner && before.organisation === organisation;
      const { deliveries, since } = isSame ? before : { deliveries: 0, since: at };
      const now: Stranger = { owner, organisation, deliveries: deliveries + 1, since, until: at };
      await tools.client.run("set-marker", { marker: MARKER, value: JSON.stringify(now) });
    },
  };
}
