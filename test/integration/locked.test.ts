/** A lock holds while the pod has five to nine people: sizes come first, and every place that speaks of a lock says so. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import { AS_MAINTAINER, closeStores, command, get, HTML, testCommunity } from "../support/community.ts";

const test = suite("a pod that is locked");
test.after(closeStores);

/** Five people of Narwhal would sail, too, and six people of Orca do. Narwhal is locked. */
async function open() {
  const community = await testCommunity();
  const [people, directory, planner] = [joinPod(community), pods(community), rebalance(community)];
  const join = (login: string, ...areas: string[]) => command(people, { login, areas });
  for (let n = 1; n <= 5; n++) await join(`ada-${n}`, "hull", "sail");
  const { body } = await command(directory, { do: "lock", pod: "narwhal" });
  for (let n = 1; n <= 5; n++) await join(`bob-${n}`, "sail");
  const faults = async (): Promise<string[]> => (await get(directory, "/status.json")).body.faults;
  const page = async () => (await get(directory, "/narwhal", HTML)).body;
  return { people, directory, planner, join, locked: body, faults, page };
}

test("takes nobody, gives nobody away, and says for how long", async () => {
  const { join, planner, locked, faults, page } = await open();
  assert.match(
    locked.detail,
    "while it has five to nine people, nobody joins it and nobody in it is moved. If fewer are left, the next seating fills it, merges it with another or closes it all the same.",
  );
  assert.is((await join("cid", "hull")).body.outcome, "waiting");
  assert.equal((await command(planner, { do: "plan" })).body.changes, []);
  assert.match(await page(), "The maintainers closed this pod to new people for now. If fewer than five are left,");
  assert.equal(await faults(), []);
});

test("is mended like any other when it is too small, which the page, the status and the plan's rows say before", async () => {
  const { people, planner, faults, page } = await open();
  await command(people, { do: "leave", login: "ada-1" });
  const mended = "the next seating, at the latest tomorrow, fills it, merges it with another or closes it all the same";
  assert.match(await page(), `Narwhal has four people, and a pod has at least five: ${mended}.`);
  const [fault = ""] = await faults();
  assert.match(fault, `Narwhal is locked and has four people: ${mended}.`);
  assert.match(fault, '{"do":"unlock","pod":"narwhal"}');
  const { body: plan } = await command(planner, { do: "plan" });
  const moved = plan.changes.filter(({ kind }: { kind: string }) => kind === "move");
  assert.ok(moved.length > 0);
  const lock = "despite the lock of Narwhal, as sizes come first";
  const closes = plan.changes.find(
    ({ kind, pod }: { kind: string; pod: string }) => kind === "close" && pod === "narwhal",
  );
  for (const { kind, reasons } of [...moved, closes]) assert.ok(reasons.includes(lock), `${kind}: ${reasons}`);
  const { body: shown } = await get(planner, `/plans/${plan.id}`, { ...HTML, ...AS_MAINTAINER });
  assert.is(shown.split(lock).length - 1, moved.length + 1, "beside each of them, and beside the pod that closes");
});

test.run();
