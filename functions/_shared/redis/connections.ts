/** How long threads waited, and pairs of people who have worked together. */
import { createHash } from "node:crypto";
import type { Connections } from "../core/ports.ts";
import type { StoreTools } from "./open-store.ts";
import { readFields, scanHash } from "./scan.ts";
import { parseThread } from "./texts.ts";

/** As many as one call adds or looks up. */
const PIECE = 500;
/** 66 bits: hardly any community will ever have two pairs with the same hash. */
const HASH_LENGTH = 11;

const hashOf = (pair: string): string => createHash("sha256").update(pair).digest("base64url").slice(0, HASH_LENGTH);

export function connections({ client }: StoreTools): Connections {
  const { fixed } = client.keys;
  return {
    async threads(keys) {
      const texts = await readFields(client, fixed("threads"), keys);
      return new Map(keys.flatMap((key, n) => (texts[n] ? [[key, parseThread(texts[n])] as const] : [])));
    },

    async waits(keys) {
      const texts = await readFields(client, fixed("waits"), keys);
      return new Map(
        keys.flatMap((key, n) => {
          const [since, answer] = texts[n]?.split("|") ?? [];
          return since === undefined
            ? []
            : [[key, { since: Number(since), ...(answer && { answeredAt: Number(answer) }) }] as const];
        }),
      );
    },

    async pairsNoted(pairs) {
      const replies = await client.read(
        ...piecesOf(pairs).map((piece) => ["SMISMEMBER", fixed("pairs"), ...piece.map(hashOf)] as const),
      );
      const noted = (replies as number[][]).flat();
      return new Set(pairs.filter((_, n) => noted[n] === 1));
    },

    async pairsNotedUntil() {
      const [week] = await client.read(["HGET", fixed("meta"), "paired"]);
      return (week as string | null) ?? undefined;
    },

    async notePairs(week, ended, pairs) {
      const over: string[] = [];
      for await (const [thread, text] of scanHash(client, fixed("waits"))) {
        if (Number(text.split("|")[0]) < ended) over.push(thread);
      }
      const pieces = [
        ...piecesOf([...pairs].map(hashOf)).map((hashes) => ({ hashes: hashes.join(","), threads: "" })),
        ...piecesOf(over).map((threads) => ({ hashes: "", threads: threads.join(",") })),
      ];
      const calls = pieces.map((piece) => ({ ...piece, week: "" }));
      if (calls.length > 0) await client.runMany("note-pairs", calls);
      // Last of all, since it says that everything before is there.
      await client.run("note-pairs", { hashes: "", threads: "", week });
    },
  };
}

const piecesOf = <T>(list: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(list.length / PIECE) }, (_, n) => list.slice(n * PIECE, (n + 1) * PIECE));
