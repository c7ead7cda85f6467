/** The readers of an import, by the type of its file. */
import { PodsError } from "#shared/core/errors.ts";
import { csvFile } from "./csv-rows.ts";
import { ndjsonFile } from "./object-rows.ts";
import type { RowReader } from "./row-file.ts";

/** The reader of an import; `undefined` for a command. Throws PodsError "unsupported-type" for rows in another type. */
export function rowReader(type: string): RowReader | undefined {
  const rows = ROW_READERS.get(type);
  if (rows || !/csv|ndjson|jsonl/.test(type)) return rows;
  const types = [...ROW_READERS.keys()].join(" or ");
  throw new PodsError("unsupported-type", `Send an import as ${types}; this is ${type}.`);
}

const ROW_READERS: ReadonlyMap<string, RowReader> = new Map([
  ["text/csv", csvFile],
  ["application/x-ndjson", ndjsonFile],
]);
