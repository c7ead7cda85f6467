/** The latest owner whose deliveries we left out: a field of `meta`. */
import type { Stranger, Strangers } from "../core/ports.ts";
import type { StoreTools } from "./open-store.ts";

const MARKER = "stranger";

export function strangers({ client }: StoreTools): Strangers {
  async function stranger(): Promise<Stranger | undefined> {
    const [text] = await client.read(["HGET", client.keys.fixed("meta"), MARKER]);
    return text ? (JSON.parse(text as string) as Stranger) : undefined;
  }
  return {
    stranger,

    async noteStranger({ owner, organisation }, at) {
      const before = await stranger();
      const isSame = before?.owner === owner && before.organisation === organisation;
      const { deliveries, since } = isSame ? before : { deliveries: 0, since: at };
      const now: Stranger = { owner, organisation, deliveries: deliveries + 1, since, until: at };
      await client.run("set-marker", { marker: MARKER, value: JSON.stringify(now) });
    },
  };
}
