/** Weeks: their activities and their digests. */
import { ACTIVITY_KINDS, type Activity, type CreditedActivity } from "../core/activity.ts";
import type { Pseudonym } from "../core/member.ts";
import { oneOf, wordsOf } from "../core/one-of.ts";
import type { PublishedDigest, Weeks } from "../core/ports.ts";
import { threadKey } from "../core/thread.ts";
import type { Week } from "../core/week.ts";
import type { StoreTools } from "./open-store.ts";
import { operationCall } from "./operation.ts";
import { readFields, scanHash } from "./scan.ts";
import { contributedBefore, firstStepsOf } from "./texts.ts";

export function weeks({ client }: StoreTools): Weeks {
  const { fixed, of } = client.keys;

  /** Keys of first merged pull requests. An earlier one can still arrive, so this is never stored with an activity. */
  async function firstMerges(people: ReadonlySet<Pseudonym>): Promise<Set<string>> {
    const profiles = await readFields(client, fixed("profiles"), [...people]);
    return new Set(profiles.flatMap((text) => (text && firstStepsOf(text).firstMerge) || []));
  }

  /** Keys of what was taken back since: that may be in a later week, so it is not stored with an activity. */
  async function retracted(activities: ReadonlyMap<string, CreditedActivity>): Promise<string[]> {
    const named = [...activities.values()].flatMap((activity) => {
      const what = retractable(activity);
      return what ? [{ key: activity.key, at: activity.at, what }] : [];
    });
    const times = await readFields(
      client,
      fixed("retracted"),
      named.map(({ what }) => what),
    );
    return named.filter(({ at }, index) => at <= Number(times[index] ?? -1)).map(({ key }) => key);
  }

  async function storedIn(week: Week): Promise<Map<string, CreditedActivity>> {
    const found = new Map<string, CreditedActivity>();
    for await (const [key, text] of scanHash(client, of("activities", week))) found.set(key, parseActivity(key, text));
    return found;
  }

  /** What became known late, by the week in which it happened: the key of each, and the week whose digest tells it. */
  async function late(): Promise<Map<Week, Map<string, Week>>> {
    const weeks = new Map<Week, Map<string, Week>>();
    for await (const [field, tellingWeek] of scanHash(client, fixed("late"))) {
      const [, week = "", key = ""] = /^([^|]*)\|(.*)$/s.exec(field) ?? [];
      weeks.set(week, (weeks.get(week) ?? new Map()).set(key, tellingWeek));
    }
    return weeks;
  }

  /** Without what was taken back, and with the mark of first merges. */
  async function standing(found: Map<string, CreditedActivity>): Promise<CreditedActivity[]> {
    for (const key of await retracted(found)) found.delete(key);
    const merged = [...found.values()].filter(({ kind, person }) => kind === "merged" && person !== null);
    const firsts = await firstMerges(new Set(merged.map(({ person }) => person as Pseudonym)));
    return [...found.values()].map((activity) =>
      activity.person !== null && firsts.has(activity.key) ? { ...activity, first: true } : activity,
    );
  }

  return {
    activities: async (week) => standing(await storedIn(week)),

    async activitiesToTell(week) {
      const found = await storedIn(week);
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
      return standing(found);
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

    async pulse(asked) {
      const [next] = await client.read(["HGET", fixed("meta"), "next"]);
      const pods = Array.from({ length: Number(next) - 1 }, (_, index) => index + 1);
      const counts = await readFields(
        client,
        fixed("pulse"),
        asked.flatMap((week) => pods.map((pod) => `${week}|${pod}`)),
      );
      const pulse = new Map<number, number[]>();
      for (const [index, pod] of pods.entries()) {
        const line = asked.map((_, row) => Number(counts[row * pods.length + index] ?? 0));
        if (line.some((count) => count > 0)) pulse.set(pod, line);
      }
      return pulse;
    },

    async digest(week) {
      const [text] = await client.read(["HGET", fixed("digests"), week]);
      return text ? parseDigest(week, text as string) : undefined;
    },

    async digests() {
      const [fields] = await client.read(["HKEYS", fixed("digests")]);
      return (fields as Week[]).sort().reverse();
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

/** The name under which an activity may be taken back. */
function retractable({ kind, key, line }: CreditedActivity): string | undefined {
  switch (kind) {
    case "released":
    case "merged":
    case "closed":
      return key;
    case "co-authored":
      return key.replace(/^co-authored:([^/]*).*$/, "merged:$1");
    default:
      return line;
  }
}

/** What the thread of an activity, as stored, adds to it. */
function aboutThread({ kind }: CreditedActivity, thread: string): Pick<CreditedActivity, "work" | "opener"> {
  const [, opener] = (kind === "closed" && /^\d+\|([^|]*)/.exec(thread)) || [];
  const [, work] = /"work":"([^"]*)"/.exec(thread) ?? [];
  return { ...(work !== undefined && { work }), ...(opener && { opener }) };
}

const SUBJECTS = wordsOf<Activity["subject"]>({
  issue: true,
  "pull-request": true,
  release: true,
  repository: true,
  words: true,
});

/** `person|pod|activity` */
export function parseActivity(key: string, text: string): CreditedActivity {
  const [, person, pod, json = "{}"] = /^([^|]*)\|([^|]*)\|(.*)$/s.exec(text) ?? [];
  const activity = JSON.parse(json) as Omit<Activity, "key">;
  oneOf(ACTIVITY_KINDS, activity.kind, `The kind of the activity ${key}`);
  oneOf(SUBJECTS, activity.subject, `The subject of the activity ${key}`);
  return { ...activity, key, person: person || null, pod: pod ? Number(pod) : null };
}

/** `published|corrected|model` */
function parseDigest(week: Week, text: string): PublishedDigest {
  const [, published, corrected, model = "null"] = /^(\d+)\|(\d*)\|(.*)$/s.exec(text) ?? [];
  return {
    week,
    publishedAt: Number(published),
    ...(corrected ? { correctedAt: Number(corrected) } : {}),
    model: JSON.parse(model) as unknown,
  };
}
