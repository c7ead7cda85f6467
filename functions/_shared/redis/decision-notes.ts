/** Who hears of runs and plans. */
import type { Pseudonym } from "../core/member.ts";
import type { DecisionNotes, Notified } from "../core/ports.ts";
import { markPlan, markRun } from "./mark.ts";
import type { StoreTools } from "./open-store.ts";
import { readFields } from "./scan.ts";

/** A few milliseconds of a verb. */
const NOTES_AT_ONCE = 500;

/** The field of a run that says that somebody was told of it where they asked, and how. */
const toldIn = (person: Pseudonym): string => `told:${person}`;
const EARLY = "early";

export function decisionNotes({ client }: StoreTools): DecisionNotes {
  return {
    async saveNotified(of, notified) {
      if ("run" in of) await markRun(client, of.run, "notified", JSON.stringify(notified));
      else await markPlan(client, of.plan.id, "asked", JSON.stringify({ ...notified, round: of.plan.round }));
    },

    async noteTold(run, people, early) {
      await Promise.all(people.map((person) => markRun(client, run, toldIn(person), early ? EARLY : "1")));
    },

    async toldEarly(run, people) {
      const marks = await readFields(client, client.keys.of("run", run), people.map(toldIn));
      return people.filter((_, n) => marks[n] === EARLY);
    },

    async toldOf(run, people) {
      const fields = ["notified", ...people.map(toldIn)];
      const [json, ...marks] = await readFields(client, client.keys.of("run", run), fields);
      const { told, notReached } = json ? (JSON.parse(json) as Notified) : { told: [], notReached: [] };
      const concerned = new Set([...told.flat(), ...notReached]);
      return people.filter((person, n) => concerned.has(person) || marks[n] !== null);
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
