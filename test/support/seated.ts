/** People who sit in pods when a test begins. */
import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import { CSV, command, csvOf, post, type Reply, type TestCommunity } from "./community.ts";

const DAY_MS = 86_400_000;
/** So long ago that a plan may move these people. */
const SEATED_AGO_MS = 100 * DAY_MS;

/** Imports a file and makes the seating that follows, both a while ago. Resolves with the import's reply. */
export async function seatFile(community: TestCommunity, file: string): Promise<Reply> {
  const earlier = { ...community, now: () => community.now() - SEATED_AGO_MS };
  const reply = await post(joinPod(earlier), file, CSV);
  assert.is(reply.status, 200, JSON.stringify(reply.body));
  const { status, body } = await command(rebalance(earlier), { do: "seat" });
  assert.is(status, 200, JSON.stringify(body));
  return reply;
}

/** Two pods of six, Narwhal and Orca, three of each wanting the area of the other: a plan has swaps to make. */
export async function seatCrossed(community: TestCommunity): Promise<void> {
  await seatFile(community, `login,areas,ability\n${csvOf(6, "hull", ",experienced")}`);
  await seatFile(community, `login,areas,ability\n${csvOf(6, "sail", ",experienced", "bob")}`);
  await post(joinPod(community), `login,areas\n${csvOf(3, "sail")}\n${csvOf(3, "hull", "", "bob")}`, CSV);
}
