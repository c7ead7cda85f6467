/** The file of an append-only Redis holds a name that was forgotten until it is rewritten. */
import type { Client } from "./client.ts";

const AGAIN_MS = 1_000;
const TRIES = 600;

/**
 * Has the file rewritten; never throws. A rewrite that is under way began with the name still there, so it is asked for
 * again, beside whatever else goes on, until that one is over. Where it is forbidden, the operator does it.
 */
export async function rewriteFile(client: Pick<Client, "raw">, tries = TRIES): Promise<void> {
  try {
    await client.raw(["BGREWRITEAOF"]);
  } catch (error) {
    if (tries > 1 && /already in progress/.test((error as Error).message)) {
      setTimeout(() => void rewriteFile(client, tries - 1), AGAIN_MS).unref();
    }
  }
}
