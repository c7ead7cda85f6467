/** Whether what people say on GitHub is answered there: `deliver` tells, since only it has the credentials. */
import type { Answering } from "../core/ports.ts";
import type { StoreTools } from "./open-store.ts";

export function answering({ client }: StoreTools): Answering {
  return {
    async answersOnGitHub() {
      const [report] = await client.read(["HGET", client.keys.fixed("meta"), "sender"]);
      const { off = [] } = JSON.parse((report as string | null) ?? "{}") as { readonly off?: readonly string[] };
      return !off.includes("github");
    },
  };
}
