/** Takes people who are no more out of the wishes of others to sit with them. */
import type { Client } from "./client.ts";
import { rewriteValue } from "./rewrite-value.ts";
import { readFields, scanHash } from "./scan.ts";
import { companionsIn, withoutCompanions } from "./texts.ts";

/** Reads everything: people rarely ask to be forgotten, and so it is whole after a crash, too. */
export async function eraseWishes(client: Client): Promise<void> {
  const { fixed } = client.keys;
  const wishers: [person: string, text: string, wished: readonly string[]][] = [];
  const holds = (text: string) => companionsIn(text).length > 0;
  for await (const [person, text] of scanHash(client, fixed("profiles"), { holds }))
    wishers.push([person, text, companionsIn(text)]);
  const wished = [...new Set(wishers.flatMap(([, , people]) => people))];
  const standings = await readFields(client, fixed("members"), wished);
  const gone = new Set(wished.filter((_, n) => standings[n] === null));
  for (const [person, text, people] of wishers)
    if (people.some((one) => gone.has(one)))
      await rewriteValue(client, { hash: "profiles", field: person }, text, (now) => withoutCompanions(now, gone));
}
