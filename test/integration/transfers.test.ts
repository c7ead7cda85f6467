/** Issues that go to another repository: what we know of them, our comment and our label go with them. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { bob, type Delivery, hull, repository, user } from "../support/github/deliver-as-github.ts";
import { closeDelivery, openTwoPods } from "../support/github/delivery.ts";

const test = suite("transfers");
test.after(closeDelivery);

const captain = user(20, "captain");
const sail = repository(71, "ships/sail");

/** A pod for each repository, and bob's issue in the hull's, with our comment and our label. */
async function openIssue() {
  const delivery = await openTwoPods();
  const { acts, rest, server, send } = delivery;
  const opened = acts.opens(bob, 5);
  await send(opened);
  await rest();
  assert.equal([opened.text.labels, opened.text.comments.length], [["pod/narwhal"], 1]);
  /** `keeps` its label, since its new repository has one with that name. */
  const transfer = (keeps: boolean) => {
    const definition = server.labels(hull).get("pod/narwhal");
    if (keeps && definition) server.labels(sail).set("pod/narwhal", definition);
    const [left, came] = acts.transfers(captain, opened.text, sail, 8);
    return { left, came, moved: () => server.thread(sail, 8) };
  };
  return { ...delivery, opened, transfer };
}

const ORDERS: readonly (readonly ("left" | "came")[])[] = [
  ["left", "came"],
  ["came", "left"],
  ["came", "left", "came"],
];

for (const keeps of [true, false])
  for (const order of ORDERS)
    test(`${keeps ? "with" : "without"} its label, heard of in the order ${order.join(", ")}`, async () => {
      const { server, store, send, rest, transfer } = await openIssue();
      const deliveries = transfer(keeps);
      for (const which of order) {
        await send(deliveries[which] satisfies Delivery);
        await rest();
      }
      const moved = deliveries.moved();
      assert.equal(moved.labels, ["pod/orca"], "ours was no person's choice");
      assert.is(moved.comments.length, 1);
      assert.match(moved.comments[0]?.body ?? "", "looks after Sails");
      assert.equal([await store.threadsOf(1), await store.threadsOf(2)], [[], ["71#8"]]);
      assert.is(await store.commentState("70#5"), undefined);
      const opened = (await store.activities("2026-W47")).filter(({ kind }) => kind === "opened");
      assert.is(opened.length, 1);
      assert.equal(server.violations, []);
    });

test("a silenced one stays silent, and a label that a person chose stays", async () => {
  const { acts, send, rest, opened, transfer } = await openIssue();
  await send(acts.says(bob, opened.text, "/pod quiet"));
  await rest();
  const { left, came, moved } = transfer(true);
  for (const delivery of [left, came]) await send(delivery);
  await rest();
  assert.not.match(
    moved()
      .comments.map(({ body }) => body)
      .join(),
    "looks after",
  );

  const other = await openIssue();
  await other.send(other.acts.unlabels(captain, other.opened.text, "pod/narwhal"));
  await other.rest();
  const second = other.transfer(true);
  for (const delivery of [second.left, second.came]) await other.send(delivery);
  await other.rest();
  assert.equal(second.moved().labels, []);
});

test.run();
