/** The latest owner whose deliveries we left out: a field of `meta`. */
import type { Stranger, Strangers } from "../core/ports.ts";
import type { StoreTools } from "./open-store.ts";

export const MARKER = "stranger";

export function strangers({ client }: StoreTools): Strangers {
  return {
    async stranger() {
      const [text] = await client.read(["HGET", client.keys.fixed("meta"), MARKER]);
      return text ? (JSON.parse(text as string) as Stranger) : undefined;
    },
  };
}
