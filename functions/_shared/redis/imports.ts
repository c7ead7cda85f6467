/** How far imports and their undoing have come. */
import * as z from "zod";
import { MEMBER_STATES } from "../core/member.ts";
import { oneOf } from "../core/one-of.ts";
import { type Imports, KEPT_FIELDS, KEPT_SPEAKERS, REMARK_CODES, STAY_REASONS, type TakenOut } from "../core/ports.ts";
import { withAreasChecked } from "./area-history.ts";
import type { VerbReply } from "./client.ts";
import { eraseWishes } from "./erase-wishes.ts";
import { importKey, LAST_IMPORT, stateOf } from "./import-records.ts";
import type { StoreTools } from "./open-store.ts";
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
  repeats: z.array(z.tuple([z.number(), z.number()])),
  people: z.partialRecord(z.enum(MEMBER_STATES), z.number()),
  seatsBegun: z.number(),
  remarks: z.array(z.tuple([z.number(), z.enum(REMARK_CODES)])),
  kept: z.array(
    z.tuple([z.number(), z.array(z.object({ field: z.enum(KEPT_FIELDS), saidBy: z.enum(KEPT_SPEAKERS) }))]),
  ),
  done: z.boolean(),
});

export function imports({ client }: StoreTools): Imports {
  const { checkAreas } = withAreasChecked(client);
  const keyOf = (file: string) => client.keys.of("importing", hashed(file));

  return {
    async importProgress(file) {
      const [text] = await client.read(["GET", keyOf(file)]);
      return text === null ? undefined : Progress.parse(JSON.parse(String(text)));
    },

    async saveImportProgress(file, id, progress, at) {
      // One that is refused as a whole is no last import.
      if (progress.batches === 0) await checkAreas();
      const record = importKey(client, id);
      const [, , , , undo] = await client.raw(
        ["SET", keyOf(file), JSON.stringify(progress), "EX", KEPT_S],
        ["HSETNX", record, "startedAt", at],
        ["HSET", record, "added", progress.added, "changed", progress.changed],
        ["EXPIRE", record, KEPT_S],
        ["HGET", record, "undo"],
      );
      // While it begins, as it may have died just before this.
      if (progress.batches === 0) await client.run("set-marker", { marker: LAST_IMPORT, value: id });
      return undo !== null;
    },

    async peopleOfImport(id) {
      // A person may come twice from a scan.
      const people = new Set<string>();
      for await (const [pseudonym, text] of scanHash(client, client.keys.fixed("members"))) {
        const origin = originOf(text);
        if (origin?.id === id || origin?.others.includes(`,${id}`)) people.add(pseudonym);
      }
      return [...people].sort();
    },

    async takeOut(id, people, at, isDry) {
      const { args } = operationCall({ id: "", at });
      const shared = { ...args, import: id, mark: isDry ? DRY_MARK : "" };
      const calls = people.map((pseudonym) => ({ ...shared, pseudonym }));
      return (await client.runMany("take-out", calls, { imported: id })).map(takenOut);
    },

    async saveUndoProgress(id, progress) {
      const record = importKey(client, id);
      await client.raw(["HSET", record, "undo", JSON.stringify(progress)], ["EXPIRE", record, KEPT_S]);
      // After a cut, the undo that is sent again, or the next forgetting, does it.
      if (progress.done) await eraseWishes(client);
    },
  };
}

function takenOut([outcome, detail, did]: VerbReply<"take-out">): TakenOut {
  switch (outcome) {
    case "gone":
    case "seen":
    case "told":
      return { outcome, was: stateOf(detail), wasChanged: did === "c" };
    case "stays":
      return { outcome, reason: oneOf(STAY_REASONS, detail, "The reason why somebody stays") };
    case "named":
    case "elsewhere":
      return { outcome };
    default:
      return outcome satisfies never;
  }
}
