/** What the digest of a week is made from, and its publication. */
import type { CreditedActivity } from "../core/activity.ts";
import type { Publication } from "../core/ports.ts";
import { threadKey } from "../core/thread.ts";
import type { Week } from "../core/week.ts";
import type { StoreTools } from "./open-store.ts";
import { operationCall } from "./operation.ts";
import { readFields, scanHash } from "./scan.ts";
import { contributedBefore } from "./texts.ts";
import { parseActivity, standing, storedIn } from "./weeks.ts";

export function publication({ client }: StoreTools): Publication {
  const { fixed, of } = client.keys;

  /** What became known late, by the week in which it happened: the key of each, and the week whose digest tells it. */
  async function late(): Promise<Map<Week, Map<string, Week>>> {
    const weeks = new Map<Week, Map<string, Week>>();
    for await (const [field, tellingWeek] of scanHash(client, fixed("late"))) {
      const [, week = "", key = ""] = /^([^|]*)\|(.*)$/s.exec(field) ?? [];
      weeks.set(week, (weeks.get(week) ?? new Map()).set(key, tellingWeek));
    }
    return weeks;
  }

  return {
    async activitiesToTell(week) {
      const found = await storedIn(client, week);
      // Read later, so that it names all that came late to what was found.
      const lateByWeek = await late();
      for (const key of lateByWeek.get(week)?.keys() ?? []) found.delete(key);
      for (const [earlier, keys] of lateByWeek) {
        const told = [...keys].flatMap(([key, tellingWeek]) => (tellingWeek === week ? key : []));
        const texts = await readFields(client, of("activities", earlier), told);
        for (const [index, key] of told.entries()) {
          const text = texts[index];
          // The same may have happened again in this week.
          if (text && !found.has(key)) found.set(key, parseActivity(key, text));
        }
      }
      return standing(client, found);
    },

    async withWork(activities) {
      // Labels are often put on a thread later, so the kind of work stands there.
      const done = activities.filter(({ kind }) => kind === "merged" || kind === "closed");
      const threads = done.map(({ repository, number }) => threadKey(Number(repository), Number(number)));
      const texts = await readFields(client, fixed("threads"), threads);
      const found = new Map(done.map(({ key }, index) => [key, texts[index] ?? ""]));
      return activities.map((activity) => {
        const text = found.get(activity.key);
        return text === undefined ? activity : { ...activity, ...aboutThread(activity, text) };
      });
    },

    async contributedBefore(asked, time) {
      const people = [...asked];
      const profiles = await readFields(client, fixed("profiles"), people);
      return new Set(people.filter((_, index) => contributedBefore(profiles[index] ?? "", time)));
    },

    async closeWeek(week) {
      await client.run("set-marker", { marker: "period", value: `digest/${week}` });
    },

    async publish({ week, publishedAt, correctedAt, model }, operation, correct = false) {
      const { args, members } = operationCall(operation);
      const digest = {
        week,
        published: publishedAt,
        corrected: correctedAt ?? operation.at,
        model: JSON.stringify(model),
        correct: correct ? "yes" : "no",
      };
      const [outcome] = await client.run("publish", { ...args, ...digest }, members);
      return outcome;
    },
  };
}

/** What the thread of an activity, as stored, adds to it. */
function aboutThread({ kind }: CreditedActivity, thread: string): Pick<CreditedActivity, "work" | "opener"> {
  const [, opener] = (kind === "closed" && /^\d+\|([^|]*)/.exec(thread)) || [];
  const [, work] = /"work":"([^"]*)"/.exec(thread) ?? [];
  return { ...(work !== undefined && { work }), ...(opener && { opener }) };
}
