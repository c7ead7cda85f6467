/** People who sit in pods when a test begins. */
import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import {
  CSV,
  command,
  csvOf,
  post,
  type Reply,
  rebalancing,
  SETTINGS,
  type TestCommunity,
  testCommunity,
} from "./community.ts";

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

/** A community of these two pods, where a plan may make all three swaps. `more` is about rebalancing. */
export async function crossedCommunity(more = "maxMovesPercent: 60", yaml = SETTINGS): Promise<TestCommunity> {
  const community = await testCommunity(rebalancing(more, yaml));
  await seatCrossed(community);
  return community;
}

/** The moves of a step, each to a pod by its number. */
type Step = readonly (readonly [login: string, to: string])[];

/** Saves a plan of these moves to pods by their numbers, each step a list, as an earlier version might have made it. */
export async function savePlan(
  { store, ...community }: TestCommunity,
  id: string,
  steps: readonly Step[],
): Promise<void> {
  const made = await store.plan((await command(rebalance({ ...community, store }), { do: "plan" })).body.id);
  assert.ok(made);
  const moves = steps.flatMap((step, group) => step.map(([login, to]) => ({ group, login, to })));
  const changes = await Promise.all(
    moves.map(async ({ group, login, to }) => {
      const { pseudonym = "", standing } = (await store.find({ login })) ?? {};
      return { kind: "move", group, member: pseudonym, from: String(standing?.pod), to, reasons: [] } as const;
    }),
  );
  await store.savePlan({ ...made, id, groups: steps.length, changes });
}

/** Two pods of six, in each of them two who want the area of the other and whose days begin with it. */
export async function seatTwoSwaps(community: TestCommunity): Promise<void> {
  const rows = (name: string, areas: string, [far, near]: readonly [string, string]) =>
    [far, far, near, near, near, near].map((zone, n) => `${name}-${n + 1},${areas},${zone}`);
  const [day, night] = ["UTC", "Asia/Kamchatka"];
  await seatFile(community, ["login,areas,timezone", ...rows("ada", "hull", [night, day])].join("\n"));
  await seatFile(community, ["login,areas,timezone", ...rows("bob", "sail", [day, night])].join("\n"));
  const movers = ["ada-1,sail|hull", "ada-2,sail|hull", "bob-1,hull|sail", "bob-2,hull|sail"];
  await post(joinPod(community), ["login,areas", ...movers].join("\n"), CSV);
}

/** Their swaps: the hours of both pods get short with the second, so either saves points only with the other. */
export const TWO_SWAPS: readonly Step[] = [1, 2].map((n) => [
  [`ada-${n}`, "2"],
  [`bob-${n}`, "1"],
]);
