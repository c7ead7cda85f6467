/** Changes a text in a hash, unless somebody else changes it meanwhile: then it is read again. */
import type { Client } from "./client.ts";

/** Values change rarely, and not in a row. */
const TRIES = 10;

interface Place {
  /** A hash that the verb knows. */
  readonly hash: string;
  readonly field: string;
  /** Of activities. */
  readonly week?: string;
}

/** Returns whether it was changed. The lines of `errands` are enqueued in the same step. */
export async function rewriteValue(
  client: Client,
  { hash, field, week = "-" }: Place,
  text: string,
  change: (text: string) => string,
  errands = "",
): Promise<boolean> {
  let before = text;
  for (let tries = 0; tries < TRIES; tries++) {
    const after = change(before);
    if (after === before) return false;
    const [outcome, now = ""] = await client.run(
      "rewrite",
      { hash, field, before, after, errands },
      { activities: week },
    );
    if (outcome === "rewritten") return true;
    before = now;
  }
  return false;
}
