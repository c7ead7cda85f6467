/** Catching up: a field of `meta`, until when nobody else reads, and how far it is; what was read; the issues that were found. */
import * as z from "zod";
import type { OpenIssue } from "../core/open-issues.ts";
import { CATCH_UP_PHASES, type CatchUp, type CatchUpLog } from "../core/ports.ts";
import { cachedBriefly } from "./cached-briefly.ts";
import type { StoreTools } from "./open-store.ts";
import { operationCall } from "./operation.ts";
import { scanHash } from "./scan.ts";

const MARKER = "catch-up";

const StoredCatchUp = z.object({
  night: z.string(),
  phase: z.enum(CATCH_UP_PHASES),
  from: z.number(),
  tries: z.number(),
  // An earlier release looked at no threads.
  threads: z.array(z.string()).default([]),
  linked: z.array(z.string()),
  faults: z.array(z.string()),
  doneAt: z.number().exactOptional(),
});
const StoredReadings = z.array(z.object({ etag: z.string(), ids: z.array(z.number()), more: z.boolean() }));
const StoredIssue = z.object({
  kind: z.enum(["good-first", "help-wanted"]),
  title: z.string(),
  url: z.string().exactOptional(),
  labels: z.string(),
});

const NOTHING_READ: CatchUp = { night: "", phase: "done", from: 0, tries: 0, threads: [], linked: [], faults: [] };

export function catchUpLog({ client, hashes }: StoreTools): CatchUpLog {
  const { fixed } = client.keys;

  const catchUp = async () => {
    const [stored] = await client.read(["HGET", fixed("meta"), MARKER]);
    return parse(((stored as string | null) ?? "").split("\n")[1] ?? "");
  };

  const openIssues = async () => {
    const linked = new Set((await catchUp()).linked);
    const found = new Map<string, OpenIssue>();
    for await (const [key, text] of scanHash(client, fixed("issues")))
      if (!linked.has(key)) found.set(key, parseIssue(key, text));
    return [...found.values()];
  };

  return {
    async claimCatchUp(now, until) {
      const [outcome, state = ""] = await client.run("claim-work", { marker: MARKER, at: now, ending: until });
      return outcome === "claimed" ? parse(state) : undefined;
    },

    async saveCatchUp(state, until) {
      await client.run("set-marker", { marker: MARKER, value: `${until}\n${JSON.stringify(state)}` });
    },

    catchUp,

    async readings(what) {
      const [stored] = await client.read(["HGET", fixed("readings"), what]);
      return stored ? StoredReadings.parse(JSON.parse(stored as string)) : undefined;
    },

    async saveReadings(what, pages) {
      await client.run("save-reading", { what, reading: JSON.stringify(pages) });
    },

    async readingNames(prefix) {
      const names: string[] = [];
      for await (const [name] of scanHash(client, fixed("readings"))) if (name.startsWith(prefix)) names.push(name);
      return names;
    },

    async dropReadings(what) {
      await client.run("save-reading", { what, reading: "" });
    },

    async noteEarlier(people, operation) {
      if (people.length === 0) return;
      const { args, members } = operationCall(operation);
      const numbers = people.join(",");
      await client.run("note-earlier", { ...args, hashes: people.map(hashes.number).join(","), numbers }, members);
    },

    openIssues,
    recentIssues: cachedBriefly<void, OpenIssue[]>(openIssues),

    async withdraw({ key, author, ...issue }, operation) {
      const { args, members } = operationCall(operation);
      const before = `${author ?? ""}|${JSON.stringify(issue)}`;
      await client.run("withdraw-issue", { ...args, thread: key, before }, members);
    },
  };
}

const parse = (json: string): CatchUp => (json === "" ? NOTHING_READ : StoredCatchUp.parse(JSON.parse(json)));

/** `author|issue` */
function parseIssue(key: string, text: string): OpenIssue {
  const bar = text.indexOf("|");
  const issue = StoredIssue.parse(JSON.parse(text.slice(bar + 1)));
  return { key, author: text.slice(0, bar) || null, ...issue };
}
