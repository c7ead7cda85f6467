/** The append-only file of Redis holds forgotten names until it is rewritten. */
import type { Client } from "./client.ts";

const AGAIN_MS = 1_000;
const TRIES = 600;

/**
 * Asks Redis to rewrite the file; never throws. A rewrite already under way may have begun with the name still there, so
 * we ask again in the background until that one is over. Where the command is forbidden, the operator has to do it.
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
