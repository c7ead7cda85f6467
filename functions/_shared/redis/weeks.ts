/** Reads weeks: their activities and their digests. */
import { ACTIVITY_KINDS, type Activity, type CreditedActivity } from "../core/activity.ts";
import type { Pseudonym } from "../core/member.ts";
import { oneOf, wordsOf } from "../core/one-of.ts";
import type { PublishedDigest, Weeks } from "../core/ports.ts";
import type { Week } from "../core/week.ts";
import type { Client } from "./client.ts";
import type { StoreTools } from "./open-store.ts";
import { readFields, scanHash } from "./scan.ts";
import { firstStepsOf } from "./texts.ts";

export function weeks({ client }: StoreTools): Weeks {
  const { fixed } = client.keys;
  return {
    activities: async (week) => standing(client, await storedIn(client, week)),

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
  };
}

export async function storedIn(client: Client, week: Week): Promise<Map<string, CreditedActivity>> {
  const found = new Map<string, CreditedActivity>();
  for await (const [key, text] of scanHash(client, client.keys.of("activities", week)))
    found.set(key, parseActivity(key, text));
  return found;
}

/** Without what was taken back, and with the mark of first merges. */
export async function standing(client: Client, found: Map<string, CreditedActivity>): Promise<CreditedActivity[]> {
  for (const key of await retracted(client, found)) found.delete(key);
  const merged = [...found.values()].filter(({ kind, person }) => kind === "merged" && person !== null);
  const firsts = await firstMerges(client, new Set(merged.map(({ person }) => person as Pseudonym)));
  return [...found.values()].map((activity) =>
    activity.person !== null && firsts.has(activity.key) ? { ...activity, first: true } : activity,
  );
}

/** Keys of first merged pull requests. An earlier one can still arrive, so this is never stored with an activity. */
async function firstMerges(client: Client, people: ReadonlySet<Pseudonym>): Promise<Set<string>> {
  const profiles = await readFields(client, client.keys.fixed("profiles"), [...people]);
  return new Set(profiles.flatMap((text) => (text && firstStepsOf(text).firstMerge) || []));
}

/** Keys of what was taken back since: that may be in a later week, so it is not stored with an activity. */
async function retracted(client: Client, activities: ReadonlyMap<string, CreditedActivity>): Promise<string[]> {
  const named = [...activities.values()].flatMap((activity) => {
    const what = retractable(activity);
    return what ? [{ key: activity.key, at: activity.at, what }] : [];
  });
  const times = await readFields(
    client,
    client.keys.fixed("retracted"),
    named.map(({ what }) => what),
  );
  return named.filter(({ at }, index) => at <= Number(times[index] ?? -1)).map(({ key }) => key);
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
