import * as assert from "uvu/assert";
import type { Fact } from "#shared/core/ports.ts";
import { NO_COMMENT } from "#shared/core/thread.ts";
import fc from "../../support/fast-check.ts";
import { violations } from "../../support/invariants.ts";
import { AT, anew, joinAll, storeSuite, subject, testStore, wish } from "../../support/store.ts";

const recording = storeSuite("recording");

const WEEK = "2026-W47";

const merged = (number: number, person = subject("merger-one", 5)): Fact => ({
  activity: {
    key: `merged:1#${number}`,
    kind: "merged",
    at: AT + number,
    week: WEEK,
    repository: 1,
    number,
    subject: "pull-request",
    person,
  },
});

const thread = (updatedAt: number, number = 2): Fact => ({
  thread: {
    key: "1#2",
    repository: 1,
    number,
    kind: "pull-request",
    draft: false,
    open: true,
    locked: false,
    updatedAt,
    author: subject("author-one", 6),
  },
});

recording("credits the person's pod, counts merges once, and makes strangers known", async ({ store }) => {
  await joinAll(store, 4, "hull");
  await store.join({ ...wish("merger-one", "hull"), subject: subject("merger-one", 5) }, anew());
  assert.is(await store.record(merged(2), anew()), "recorded");
  assert.is(await store.record(merged(1), anew()), "recorded");
  assert.is(await store.record(merged(1), anew()), "duplicate");
  assert.is((await store.find({ login: "merger-one" }))?.profile.merged, 2);
  await store.record(merged(3, subject("stranger-one", 8)), anew());
  const activities = await store.activities(WEEK);
  const seen = activities.map(({ number, pod, first = false }) => [number, pod, first]).sort();
  // The first merge is the earlier one, in any order of deliveries.
  assert.equal(seen, [
    [1, 1, true],
    [2, 1, false],
    [3, null, true],
  ]);
  assert.equal(await store.pulse(["2026-W46", WEEK]), new Map([[1, [0, 2]]]));
  assert.is((await store.find({ login: "stranger-one" }))?.standing.state, "known");
});

recording("a repeated delivery changes nothing, and says so", async ({ store }) => {
  const operation = anew({ errands: [{ kind: "thread", thread: "1#2" }] });
  const repository = { id: 1, name: "ships/hull", private: false, archived: false, stars: 0, updatedAt: AT };
  const delivered = { ...merged(1), repository };
  assert.is(await store.record(delivered, operation), "recorded");
  const version = await store.version();
  assert.is(await store.record(delivered, operation), "duplicate");
  assert.is(await store.version(), version);
  assert.is((await store.condition()).lastDeliveryAt, AT);
});

recording("a thread that was silenced stays so, whatever is saved afterwards", async ({ store }) => {
  const said = { ...NO_COMMENT, pod: 3, commentId: 44, named: [3] };
  for (const before of [undefined, said]) {
    if (before) await store.saveCommentState("1#7", before);
    await store.silence(before ? "1#7" : "1#8", anew());
  }
  assert.equal(await store.commentState("1#7"), { ...said, silenced: true });
  assert.is((await store.commentState("1#8"))?.silenced, true);
  await store.saveCommentState("1#7", { ...said, commentId: 45 });
  assert.equal(await store.commentState("1#7"), { ...said, commentId: 45, silenced: true });
});

recording("a new person who is author and actor of one fact is one person", async ({ store }) => {
  const who = () => subject("both-roles", 12);
  const fact = { ...thread(AT), ...merged(1, who()) };
  await store.record({ ...fact, thread: { ...(fact.thread as NonNullable<Fact["thread"]>), author: who() } }, anew());
  assert.is((await store.census()).known, 1);
  assert.is((await store.thread("1#2"))?.author, (await store.find({ login: "both-roles" }))?.pseudonym);
});

recording("ends in the same state in any order and with any repetition", async () => {
  const repository = (updatedAt: number, stars: number): Fact => ({
    repository: { id: 1, name: "ships/hull", private: false, archived: false, stars, updatedAt },
  });
  const facts: [Fact, number][] = [
    [thread(AT, 1), 1],
    [thread(AT + 5, 2), 2],
    [thread(AT + 5, 3), 3],
    [repository(AT, 3), 4],
    [repository(AT + 9, 2), 5],
    [repository(AT + 9, 1), 6],
    [merged(1), 7],
    [merged(2), 8],
    [merged(3, subject("x-other", 9)), 9],
  ];
  const ending = async (order: readonly number[]) => {
    const test = await testStore();
    for (const index of order) {
      const [fact, at] = facts[index] as [Fact, number];
      await test.store.record(fact, anew({ at }));
    }
    const { author, ...rest } = (await test.store.thread("1#2")) ?? { author: null };
    const activities = (await test.store.activities(WEEK))
      .map(({ person, ...activity }) => ({ ...activity, credited: person !== null }))
      .sort((a, b) => (a.key < b.key ? -1 : 1));
    const person = (await test.store.find({ login: "merger-one" }))?.profile.merged;
    const end = [author !== null, rest, activities, person, await test.store.repositories(), await test.store.census()];
    assert.equal(await violations(test.url, test.community), []);
    await test.store.close();
    return end;
  };
  const inOrder = facts.map((_, index) => index);
  const right = await ending(inOrder);
  const shuffled = fc.shuffledSubarray([...inOrder, ...inOrder], { minLength: inOrder.length });
  await fc.assert(
    fc.asyncProperty(shuffled, async (order) => {
      const missing = inOrder.filter((index) => !order.includes(index));
      assert.equal(await ending([...order, ...missing]), right);
    }),
    { numRuns: 15 },
  );
});

recording("the state of our comment about the pod of a thread is stored unchanged", async ({ store }) => {
  assert.is(await store.commentState("1#2"), undefined);
  const said = {
    pod: 3,
    awaits: [],
    commentId: 44,
    named: [3],
    people: ["x00009"],
    mentioned: [],
    notified: [],
    team: null,
    greeting: {},
    silenced: false,
  };
  await store.saveCommentState("1#2", said);
  assert.equal(await store.commentState("1#2"), said);
});

recording(
  "an occasion comes once for each person, in the thread that asks first, and buddies take turns",
  async ({ store }) => {
    const greet = (person: string, thread: string, buddies = ["bo", "cy"]) =>
      store.greet(person, "welcome", thread, buddies);
    assert.equal(await greet("ann", "1#1"), { buddy: "bo" });
    assert.equal(await greet("ann", "1#1", ["cy", "bo"]), { buddy: "bo" });
    assert.is(await greet("ann", "1#2"), undefined);
    assert.equal(await greet("dee", "1#2"), { buddy: "cy" });
    assert.equal(await greet("eve", "1#2", []), { buddy: null });
    assert.equal(await greet("ann", "1#1", ["dan"]), { buddy: "dan" }, "the buddy left");
    assert.equal(await store.greet("ann", "first-merge", "1#2", []), { buddy: null });
  },
);

recording(
  "a welcome that was not written is taken back where it was meant to be, and only there",
  async ({ store }) => {
    await store.record(thread(AT), anew());
    const author = (await store.thread("1#2"))?.author ?? "";
    const welcome = (thread: string, person = author) => store.greet(person, "welcome", thread, ["bo", "cy"]);
    assert.equal(await welcome("1#2"), { buddy: "bo" });
    await store.withdrawWelcome("1#3");
    assert.is(await welcome("1#3"), undefined);
    await store.withdrawWelcome("1#2");
    assert.equal(await welcome("1#3"), { buddy: "bo" }, "nor was the buddy named");
    await store.withdrawWelcome("1#2");
    assert.equal(await welcome("1#3"), { buddy: "bo" });
  },
);

recording("knows a repository by all its names, in whichever order they arrive", async () => {
  const named = (id: number, name: string, updatedAt: number): Fact => ({
    repository: { id, name, private: false, archived: false, stars: 3, updatedAt },
  });
  const facts = [named(1, "ships/hull", AT), named(1, "ships/keel", AT + 1), named(1, "ships/bow", AT + 2)];
  for (const order of [facts, facts.toReversed(), [...facts.slice(1), ...facts]]) {
    const { store } = await testStore();
    for (const fact of order) await store.record(fact, anew());
    const [one] = await store.repositories();
    assert.equal([one?.name, one?.formerly], ["ships/bow", ["ships/hull", "ships/keel"]]);
    // Read from here and written again, it stays the same.
    await store.record({ repository: { ...one, private: true } as never, isReading: true }, anew());
    assert.equal(await store.repositories(), [{ ...one, private: true }]);
    await store.record(named(2, "ships/keel", AT + 3), anew());
    assert.equal((await store.repositories())[0]?.formerly, ["ships/hull"], "the name is another's now");
    assert.equal((await store.repository(1))?.formerly, ["ships/hull"]);
    await store.close();
  }
});

recording.run();
