/** How far imports and their undoing have come. */
import * as z from "zod";
import { MEMBER_STATES } from "../core/member.ts";
import { oneOf } from "../core/one-of.ts";
import {
  type ImportRecord,
  type Imports,
  KEPT_FIELDS,
  REMARK_CODES,
  STAY_REASONS,
  type TakenOut,
  WAYS_OUT,
} from "../core/ports.ts";
import type { Client, VerbReply } from "./client.ts";
import { eraseWishes } from "./erase-wishes.ts";
import { DRY_MARK, hashed, operationCall } from "./operation.ts";
import { scanHash } from "./scan.ts";
import { originOf } from "./texts.ts";

const KEPT_S = 8 * 24 * 60 * 60;

const Progress = z.object({
  mark: z.string(),
  next: z.number(),
  batches: z.number(),
  added: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  rejected: z.array(z.tuple([z.number(), z.enum(["row", "forgotten"])])),
  remarks: z.array(z.tuple([z.number(), z.enum(REMARK_CODES)])),
  kept: z.array(
    z.tuple([z.number(), z.array(z.object({ field: z.enum(KEPT_FIELDS), saidBy: z.enum(["person", "maintainer"]) }))]),
  ),
  done: z.boolean(),
});

const Undo = z.object({
  startedAt: z.number(),
  after: z.string(),
  stays: z.partialRecord(z.enum(STAY_REASONS), z.number()),
  done: z.boolean(),
});

/** The marker in `meta` that names the last import. */
const LAST = "import";

export function imports(client: Client): Imports {
  const keyOf = (file: string) => client.keys.of("importing", hashed(file));
  const recordOf = (id: string) => client.keys.of("imported", id);

  async function importRecord(id: string): Promise<ImportRecord | undefined> {
    const [flat] = await client.read(["HGETALL", recordOf(id)]);
    const fields = pairsOf(flat as string[]);
    const startedAt = fields.get("startedAt");
    if (startedAt === undefined) return undefined;
    const undo = fields.get("undo");
    return {
      id,
      startedAt: Number(startedAt),
      added: Number(fields.get("added")),
      changed: Number(fields.get("changed")),
      out: [...fields].flatMap(([field, people]) => {
        const [word, state] = field.split(":");
        if (state === undefined) return [];
        return [{ outcome: wayOut(word), was: stateOf(state), people: Number(people) }];
      }),
      ...(undo !== undefined && { undo: Undo.parse(JSON.parse(undo)) }),
    };
  }

  return {
    async importProgress(file) {
      const [text] = await client.read(["GET", keyOf(file)]);
      return text === null ? undefined : Progress.parse(JSON.parse(String(text)));
    },

    async saveImportProgress(file, id, progress, at) {
      const record = recordOf(id);
      const [, begins, , , undo] = await client.raw(
        ["SET", keyOf(file), JSON.stringify(progress), "EX", KEPT_S],
        ["HSETNX", record, "startedAt", at],
        ["HSET", record, "added", progress.added, "changed", progress.changed],
        ["EXPIRE", record, KEPT_S],
        ["HGET", record, "undo"],
      );
      if (begins === 1) await client.run("set-marker", { marker: LAST, value: id });
      return undo !== null;
    },

    importRecord,

    async lastImport() {
      const [id] = await client.read(["HGET", client.keys.fixed("meta"), LAST]);
      return id ? importRecord(id as string) : undefined;
    },

    async peopleOfImport(id) {
      // A person may come twice from a scan.
      const people = new Set<string>();
      for await (const [pseudonym, text] of scanHash(client, client.keys.fixed("members")))
        if (originOf(text)?.id === id) people.add(pseudonym);
      return [...people].sort();
    },

    async takeOut(id, people, at, isDry) {
      const { args } = operationCall({ id: "", at });
      const shared = { ...args, import: id, mark: isDry ? DRY_MARK : "" };
      const calls = people.map((pseudonym) => ({ ...shared, pseudonym }));
      return (await client.runMany("take-out", calls, { imported: id })).map(takenOut);
    },

    async saveUndoProgress(id, progress) {
      const record = recordOf(id);
      await client.raw(["HSET", record, "undo", JSON.stringify(progress)], ["EXPIRE", record, KEPT_S]);
      // After a cut, the undo that is sent again, or the next forgetting, does it.
      if (progress.done) await eraseWishes(client);
    },
  };
}

function pairsOf(flat: readonly string[]): Map<string, string> {
  const pairs = new Map<string, string>();
  for (let at = 0; at < flat.length; at += 2) pairs.set(flat[at] as string, flat[at + 1] as string);
  return pairs;
}

const wayOut = (word: string | undefined) => oneOf(WAYS_OUT, word, "What an undo did with people");
const stateOf = (state: string | undefined) => oneOf(MEMBER_STATES, state, "The state of a person of an import");

function takenOut([outcome, detail]: VerbReply<"take-out">): TakenOut {
  switch (outcome) {
    case "gone":
    case "seen":
    case "told":
      return { outcome, was: stateOf(detail) };
    case "stays":
      return { outcome, reason: oneOf(STAY_REASONS, detail, "The reason why somebody stays") };
    case "named":
    case "elsewhere":
      return { outcome };
    default:
      return outcome satisfies never;
  }
}
