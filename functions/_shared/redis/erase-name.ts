/** Takes the login of a forgotten person out of texts by other people, in everything that is stored. */
import { type IsName, withoutNames, withoutNamesInProse } from "../core/names-in-text.ts";
import type { Errand } from "../core/outbox.ts";
import type { Client } from "./client.ts";
import { digestErrand, errandsAboutPods, replyErrand } from "./errands-about.ts";
import type { KeyName } from "./keys.ts";
import { errandLines } from "./operation.ts";
import { rewriteValue } from "./rewrite-value.ts";
import { scanHash } from "./scan.ts";

/** Of an errand only the details of its result hold words of others: its third line. */
const cleanErrand = (text: string, isName: IsName): string =>
  text
    .split("\n")
    .map((line, at) => (at < 2 ? line : withoutNamesInProse(line, isName)))
    .join("\n");

/** Lines that end with JSON. */
const cleanLines =
  (absent?: null) =>
  (text: string, isName: IsName): string =>
    text.replaceAll(/\{.*$/gm, (json) => withoutNames(json, isName, absent));

/** The hashes that hold texts by people. */
const CLEAN = {
  meta: cleanLines(),
  answers: cleanLines(),
  replies: cleanLines(),
  repositories: cleanLines(),
  issues: cleanLines(),
  activities: cleanLines(),
  pods: cleanLines(),
  digests: cleanLines(null),
  outbox: cleanErrand,
} as const satisfies Partial<Record<KeyName, (text: string, isName: IsName) => string>>;

/**
 * Reads everything in pieces, as people rarely ask to be forgotten, and rewrites one value at a time. A value that changes
 * meanwhile is read again: what is recorded after somebody was forgotten holds their name no more. What writes our comments
 * again is enqueued with each value: once the name is gone from it, a repetition finds no reason to. Returns errands about
 * pods once more, since a comment may have been written just before the pod lost its name.
 */
export async function eraseNames(client: Client, names: ReadonlySet<string>, at: number): Promise<Errand[]> {
  const pods = new Set<string>();
  const isName: IsName = (word) => names.has(word);
  const anyName = new RegExp([...names].map((name) => name.replace(/\W/g, "\\$&")).join("|"), "i");
  const holds = (text: string) => anyName.test(text);

  async function erase(hash: keyof typeof CLEAN, week = "-"): Promise<void> {
    const key = hash === "activities" ? client.keys.of(hash, week) : client.keys.fixed(hash);
    for await (const [field, text] of scanHash(client, key, { holds })) {
      const clean = (now: string) => CLEAN[hash](now, isName);
      if (clean(text) === text) continue;
      const errands = await errandsOf(hash, field);
      await rewriteValue(client, { hash, field, week }, text, clean, errandLines(errands, at));
    }
  }

  async function errandsOf(hash: keyof typeof CLEAN, field: string): Promise<Errand[]> {
    if (hash === "replies") return [replyErrand(field)];
    if (hash === "digests") return [digestErrand(field)];
    if (hash !== "pods") return [];
    // `<number>`, `resting:<number>` or `closed:<number>`
    const pod = field.replace(/\D/g, "");
    pods.add(pod);
    return errandsAboutPods(client, new Set([pod]));
  }

  for (const hash of ["meta", "answers", "replies", "repositories", "issues", "pods", "digests", "outbox"] as const)
    await erase(hash);
  for await (const week of weeksOf(client)) await erase("activities", week);
  return errandsAboutPods(client, pods);
}

/** The weeks that have activities. */
export async function* weeksOf(client: Client): AsyncGenerator<string> {
  const prefix = client.keys.of("activities", "");
  let cursor = "0";
  do {
    const [reply] = await client.read([
      "SCAN",
      cursor,
      "MATCH",
      `${prefix.replaceAll(/[[\]*?\\]/g, "\\$&")}*`,
      "COUNT",
      1_000,
    ]);
    const [next, found] = reply as [string, string[]];
    for (const key of found) yield key.slice(prefix.length);
    cursor = next;
  } while (cursor !== "0");
}
