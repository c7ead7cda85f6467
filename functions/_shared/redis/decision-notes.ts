/** Who hears of runs and plans. */
import type { DecisionNotes } from "../core/ports.ts";
import { markPlan, markRun } from "./mark.ts";
import type { StoreTools } from "./open-store.ts";

/** A few milliseconds of a verb. */
const NOTES_AT_ONCE = 500;

export function decisionNotes({ client }: StoreTools): DecisionNotes {
  return {
    async saveNotified(of, notified) {
      if ("run" in of) await markRun(client, of.run, "notified", JSON.stringify(notified));
      else await markPlan(client, of.plan.id, "asked", JSON.stringify({ ...notified, revision: of.plan.revision }));
    },

    async noteAsked(plan, changes) {
      for (let from = 0; from < changes.length; from += NOTES_AT_ONCE) {
        const some = changes.slice(from, from + NOTES_AT_ONCE);
        const asked = some.map(({ member, group }) => `${member}:${group}`).join(",");
        await client.run("note-asked", { id: plan, asked });
      }
    },
  };
}
