import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Profile } from "#shared/core/member.ts";
import { peopleToFillUp } from "#shared/core/mended-pods.ts";
import { pod } from "../../support/digest.ts";

const test = suite("people of short pods");

test("the largest keeps its people, and those of the others come who agree to the area", async () => {
  const wishes = new Map([
    ["p1", { areas: ["hull"] }],
    ["p2", { areas: ["sail"] }],
    ["p3", { areas: [], anywhere: true }],
  ]);
  const profiles = async (people: Iterable<string>) =>
    new Map([...people].flatMap((one) => (wishes.has(one) ? [[one, wishes.get(one) as unknown as Profile]] : [])));
  const small = pod(1, "narwhal", "hull", [1, 2, 3]);
  const large = pod(2, "orca", "hull", [4, 5, 6, 7]);
  const others = [pod(3, "beluga", "hull", [11, 12, 13, 14, 15]), pod(4, "minke", "sail", [21, 22])];
  for (const short of [
    [small, large],
    [large, small],
  ])
    assert.is(await peopleToFillUp("hull", [...others, ...short], { profiles }), 4 + 2);
  assert.is(await peopleToFillUp("hull", others, { profiles }), 0);
});

test.run();
