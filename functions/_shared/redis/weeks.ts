/** Weeks: what happened, and the digests that told of it. */
import type { Activity, CreditedActivity } from "../core/activity.ts";
import type { Pseudonym } from "../core/member.ts";
import type { PublishedDigest, Weeks } from "../core/ports.ts";
import type { Week } from "../core/week.ts";
import type { Client } from "./client.ts";
import { operationCall } from "./operation.ts";
import { readFields, scanHash } from "./scan.ts";
import { firstMergeOf } from "./texts.ts";

export function weeks(client: Client): Weeks {
  const { fixed, of } = client.keys;

  /** Whose first merged pull request is which: known only when all facts are in, so it is never stored with one. */
  async function firstMerges(people: ReadonlySet<Pseudonym>): Promise<Set<string>> {
    const profiles = await readFields(client, fixed("prof"), [...people]);
    return new Set(profiles.flatMap((text) => (text && firstMergeOf(text)) || []));
  }

  return {
    async activities(week) {
      const found = new Map<string, CreditedActivity>();
      for await (const [key, text] of scanHash(client, of("act", week))) found.set(key, parseActivity(text));
      const merged = [...found.values()].filter(({ kind, person }) => kind === "merged" && person !== null);
      const firsts = await firstMerges(new Set(merged.map(({ person }) => person as Pseudonym)));
      return [...found.values()].map((activity) =>
        activity.person !== null && firsts.has(activity.key) ? { ...activity, first: true } : activity,
      );
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
      return outcome as "published" | "already" | "corrected";
    },
  };
}

/** `person|pod|activity` */
function parseActivity(text: string): CreditedActivity {
  const [, person, pod, json = "{}"] = /^([^|]*)\|([^|]*)\|(.*)$/s.exec(text) ?? [];
  return { ...(JSON.parse(json) as Activity), person: person || null, pod: pod ? Number(pod) : null };
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
