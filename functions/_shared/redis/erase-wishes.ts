/** Takes people who are no more out of the wishes of others to sit with them. */
import type { Client } from "./client.ts";
import { rewriteValue } from "./rewrite-value.ts";
import { scanHash } from "./scan.ts";
import { companionsIn, withoutCompanions } from "./texts.ts";

/** Reads everything: people rarely ask to be forgotten, and so it is whole after a crash, too. */
export async function eraseWishes(client: Client): Promise<void> {
  const { fixed } = client.keys;
  for await (const [person, text] of scanHash(client, fixed("profiles"))) {
    const wished = companionsIn(text);
    if (wished.length === 0) continue;
    const [found] = await client.read(["HMGET", fixed("members"), ...wished]);
    const gone = new Set(wished.filter((_, n) => (found as (string | null)[])[n] === null));
    await rewriteValue(client, { hash: "profiles", field: person }, text, (now) => withoutCompanions(now, gone));
  }
}
