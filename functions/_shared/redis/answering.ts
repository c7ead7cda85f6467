/** Whether what people say on GitHub is answered there: `deliver` tells, since only it has the credentials. */
import type { Answering } from "../core/ports.ts";
import type { StoreTools } from "./open-store.ts";
import { SenderReport } from "./sender-report.ts";

export function answering({ client }: StoreTools): Answering {
  return {
    async answersOnGitHub() {
      const [report] = await client.read(["HGET", client.keys.fixed("meta"), "sender"]);
      if (report === null) return true;
      const { data } = SenderReport.safeParse(JSON.parse(report as string));
      return !data?.off.includes("github");
    },
  };
}
