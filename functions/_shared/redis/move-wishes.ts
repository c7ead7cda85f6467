/** Lets the wishes of others to sit with one record of a person be for the other. */
import type { Client } from "./client.ts";
import { rewriteValue } from "./rewrite-value.ts";
import { scanHash } from "./scan.ts";
import { companionsIn, withCompanion } from "./texts.ts";

/** Reads everything: two records of one person are rare. */
export async function moveWishes(client: Client, from: string, to: string): Promise<void> {
  const holds = (text: string) => companionsIn(text).includes(from);
  for await (const [person, text] of scanHash(client, client.keys.fixed("profiles"), { holds }))
    await rewriteValue(client, { hash: "profiles", field: person }, text, (now) =>
      withCompanion(now, person, from, to),
    );
}
