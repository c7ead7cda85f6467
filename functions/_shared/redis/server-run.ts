/**
 * Which run of Redis answers. After a restart or a failover it may hold an older copy of the state, which counts on from there:
 * then the same number of a state names another one.
 */
import type { Connection } from "./connection.ts";
import { mayNotAsk } from "./failures.ts";
import { parseInfo } from "./server-facts.ts";

/** Asked once a connection. "" where our user may not ask, or the provider does not say. */
export function openServerRun(
  current: () => Pick<Connection, "times">,
  ask: () => Promise<unknown>,
): () => Promise<string> {
  let known: { connection: Pick<Connection, "times">; times: number; run: Promise<string> } | undefined;
  return () => {
    const connection = current();
    const times = connection.times();
    if (known?.connection === connection && known.times === times) return known.run;
    const run = ask().then(
      (text) => parseInfo(String(text)).get("run_id") ?? "",
      (error: unknown) => {
        if (mayNotAsk(error)) return "";
        known = undefined;
        throw error;
      },
    );
    known = { connection, times, run };
    return run;
  };
}
