/** Whom our comment about a pod mentions, counted as GitHub counts notifications. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { SETTINGS } from "../support/community.ts";
import { actsIn } from "../support/github/acts.ts";
import { bob, clock, hull, type User, user } from "../support/github/deliver-as-github.ts";
import { closeDelivery, openDelivery, people, says } from "../support/github/delivery.ts";
import type { LocalThread } from "../support/github/world.ts";

const test = suite("mentions");
test.after(closeDelivery);

const captain = user(20, "captain");
const sailors = people(5);

/** A pod of five for the hull and one of five for the sails. */
async function openPods(mode: string) {
  const delivery = await openDelivery({ yaml: `${SETTINGS}mentions: { mode: ${mode}, insiders: comment }\n` });
  const { server, send, run } = delivery;
  // GitHub tells times in whole seconds.
  let seconds = 0;
  server.now = () => clock() + 1_000 * ++seconds;
  server.thread(hull, 99);
  for (const one of [...sailors, ...people(5, 30).map(({ id }) => user(id))]) server.account(one);
  for (const one of sailors) await send(says("/pod join hull advocate", one, 99));
  for (const one of people(5, 30)) await send(says("/pod join sail advocate", user(one.id), 99));
  await run();
  const acts = actsIn(server, hull);
  let threads = 0;
  return {
    ...delivery,
    acts,
    opens: async (by: User) => {
      const act = acts.opens(by, ++threads);
      await send(act);
      await run();
      return act.text;
    },
    happens: async (act: Parameters<typeof send>[0]) => {
      await send(act);
      await run();
    },
    /** Who was notified by a mention, one entry a time. */
    told: ({ number }: LocalThread) =>
      server.notifications.flatMap(({ to, thread, because }) =>
        because === "mentioned" && thread === `${hull.full_name}#${number}` ? to : [],
      ),
  };
}

test("in rotation each new thread is for the member with the fewest open ones", async () => {
  const { opens, told, happens, acts } = await openPods("rotation");
  const threads: LocalThread[] = [];
  for (let n = 0; n < 3; n++) threads.push(await opens(bob));
  assert.equal(threads.flatMap(told), ["sailor-0", "sailor-1", "sailor-2"]);
  await happens(acts.closes(bob, threads[1] as LocalThread));
  assert.equal(told(await opens(bob)), ["sailor-1"]);
  assert.equal(told(await opens(sailors[3] as User)), ["sailor-4"]);
});

test("all members are mentioned once but the author, and an edit mentions nobody new", async () => {
  const { opens, told, happens, acts, send } = await openPods("all");
  const thread = await opens(sailors[0] as User);
  assert.equal(told(thread), ["sailor-1", "sailor-2", "sailor-3", "sailor-4"]);
  await send(says("/pod join hull", user(50, "late"), 99));
  await send(says("/pod leave", sailors[4], 99));
  await happens(acts.retitles(bob, thread, "Another title"));
  assert.match(thread.comments[0]?.body ?? "", "@sailor-1, @sailor-2 and @sailor-3, would you have a look?");
  assert.is(told(thread).length, 4);
});

for (const mode of ["advocate", "rotation", "all"])
  test(`mode ${mode}: a thread that passes to another pod and back mentions nobody twice`, async () => {
    const { opens, told, happens, acts, server } = await openPods(mode);
    const thread = await opens(bob);
    const first = told(thread);
    await happens(acts.labels(captain, thread, "sails"));
    const both = told(thread);
    await happens(acts.unlabels(captain, thread, "sails"));
    assert.match(thread.comments[0]?.body ?? "", "looks after Hull");
    assert.ok(first.length > 0 && both.length === 2 * first.length, `${first} ${both}`);
    assert.equal(told(thread), both);
    assert.is(new Set(both).size, both.length);
    assert.equal(server.violations, []);
  });

test("an advocate is not mentioned in their own thread", async () => {
  const { opens, told } = await openPods("advocate");
  assert.equal(told(await opens(sailors[0] as User)), []);
  assert.equal(told(await opens(bob)), ["sailor-0"]);
});

test.run();
