/** The settings limit how many people a plan moves who still name the area of their pod. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import { CSV, closeStores, command, csvOf, post, rebalancing, testCommunity } from "../support/community.ts";
import { seatFile } from "../support/seated.ts";

const test = suite("the limit of moves");
test.after(closeStores);

// Three of twelve people each way would rather sit in the other pod.
for (const [percent, moved] of [
  [0, 2],
  [30, 3],
  [34, 4],
  [60, 6],
]) {
  test(`of ${percent} % lets a plan move ${moved} of twelve people`, async () => {
    const community = await testCommunity(rebalancing(`maxMovesPercent: ${percent}`));
    await seatFile(community, `login,areas\n${csvOf(6, "hull")}`);
    await seatFile(community, `login,areas\n${csvOf(6, "sail", "", "bob")}`);
    await post(
      joinPod(community),
      `login,areas\n${csvOf(3, "sail|galley|hull")}\n${csvOf(3, "hull|galley|sail", "", "bob")}`,
      CSV,
    );
    const { body } = await command(rebalance(community), { do: "plan" });
    assert.is(body.changes.filter(({ kind }: { kind: string }) => kind === "move").length, moved);
  });
}

test.run();
