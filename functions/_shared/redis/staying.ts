/** The people whom plans leave where they are, as they asked. */
import type { Pseudonym } from "../core/member.ts";
import type { Client } from "./client.ts";

/** Those who asked to stay until later than a time (ms). */
export async function stayingAfter(client: Client, time: number): Promise<ReadonlySet<Pseudonym>> {
  const [staying] = await client.read(["ZRANGEBYSCORE", client.keys.fixed("stays"), `(${time}`, "+inf"]);
  return new Set(staying as Pseudonym[]);
}
