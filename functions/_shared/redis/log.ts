/** Reads the log, of which every revision has an entry. */
import type { Client } from "./client.ts";
import { fieldOf } from "./seating-events.ts";

/** Entries in one reply. */
const PIECE = 2_000;

interface LogEntry {
  readonly revision: number;
  readonly verb: string;
  /** Its events: `seating-events.ts`. */
  readonly what: string;
  /** ms */
  readonly at: number;
}

/** The entries after a revision, in pieces, up to the present. */
export async function* entriesAfter(client: Client, revision: number): AsyncGenerator<readonly LogEntry[]> {
  for (let last = revision, length = PIECE; length === PIECE; ) {
    const [reply] = await client.read(["XRANGE", client.keys.fixed("log"), `${last + 1}-0`, "+", "COUNT", PIECE]);
    const entries = (reply as [string, string[]][]).map(([id, fields]) => ({
      revision: revisionOf(id),
      verb: fieldOf(fields, "do"),
      what: fieldOf(fields, "what"),
      at: Number(fieldOf(fields, "at")),
    }));
    yield entries;
    last = entries.at(-1)?.revision ?? last;
    length = entries.length;
  }
}

const revisionOf = (id: string): number => Number(id.split("-")[0]);
