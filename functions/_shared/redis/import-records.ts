/** Imports of the last eight days. */
import * as z from "zod";
import { MEMBER_STATES } from "../core/member.ts";
import { oneOf } from "../core/one-of.ts";
import { type ImportRecord, type ImportRecords, STAY_REASONS, WAYS_OUT } from "../core/ports.ts";
import type { Client } from "./client.ts";
import type { StoreTools } from "./open-store.ts";

const Undo = z.object({
  startedAt: z.number(),
  after: z.string(),
  stays: z.partialRecord(z.enum(STAY_REASONS), z.number()),
  done: z.boolean(),
});

/** The marker in `meta` that names the last import. */
export const LAST_IMPORT = "import";

export const importKey = (client: Client, id: string) => client.keys.of("imported", id);

export function importRecords({ client }: StoreTools): ImportRecords {
  async function importRecord(id: string): Promise<ImportRecord | undefined> {
    const [flat] = await client.read(["HGETALL", importKey(client, id)]);
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
    importRecord,

    async lastImport() {
      const [id] = await client.read(["HGET", client.keys.fixed("meta"), LAST_IMPORT]);
      return id ? importRecord(id as string) : undefined;
    },
  };
}

function pairsOf(flat: readonly string[]): Map<string, string> {
  const pairs = new Map<string, string>();
  for (let at = 0; at < flat.length; at += 2) pairs.set(flat[at] as string, flat[at + 1] as string);
  return pairs;
}

const wayOut = (word: string | undefined) => oneOf(WAYS_OUT, word, "What an undo did with people");
export const stateOf = (state: string | undefined) => oneOf(MEMBER_STATES, state, "The state of a person of an import");
