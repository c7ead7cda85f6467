/** How far imports have come. */
import * as z from "zod";
import { type Imports, KEPT_FIELDS, REMARK_CODES } from "../core/ports.ts";
import type { Client } from "./client.ts";
import { hashed } from "./operation.ts";

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

export function imports(client: Client): Imports {
  const keyOf = (file: string) => client.keys.of("importing", hashed(file));
  return {
    async importProgress(file) {
      const [text] = await client.read(["GET", keyOf(file)]);
      return text === null ? undefined : Progress.parse(JSON.parse(String(text)));
    },

    async saveImportProgress(file, progress) {
      await client.raw(["SET", keyOf(file), JSON.stringify(progress), "EX", KEPT_S]);
    },
  };
}
