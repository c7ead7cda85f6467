import { suite } from "uvu";
import * as assert from "uvu/assert";
import { areasOfThread, choosePod, podOfThread, type ThreadTraits } from "#shared/core/github/thread-pod.ts";
import type { Pod } from "#shared/core/pod.ts";
import { defaultName, slugOf } from "#shared/core/pod-names.ts";

const test = suite("a thread's pod");
const MENTIONS = { mode: "name", quietOnDrafts: true, labels: true, insiders: "label" } as const;
const none = { was: [], repositories: [], labels: [], paths: [], keywords: [] };
const areas = {
  cli: { ...none, repositories: ["acme/cli"], labels: ["area/cli"], keywords: ["go"] },
  docs: { ...none, repositories: ["acme/docs"], labels: ["documentation"], keywords: ["typo", "read me"] },
  api: { ...none, repositories: ["acme/mono"], keywords: ["endpoint"] },
  web: { ...none, repositories: ["acme/mono"], keywords: ["button"] },
};
const thread = (change: Partial<ThreadTraits> = {}): ThreadTraits => ({
  key: "1#1",
  repository: "acme/other",
  labels: [],
  title: "Hello",
  changed: [],
  ...change,
});
const pod = (number: number, area: string, people = 7, locked = false): Pod => ({
  number,
  slug: slugOf(number),
  name: defaultName(number),
  area,
  seats: Array.from({ length: people }, (_, i) => ({
    pseudonym: `${number}-${i}`,
    level: 1,
    offset: null,
    volunteer: false,
  })),
  advocate: null,
  locked,
});

test("labels before the repository, the repository before keywords", () => {
  const of = (change: Partial<ThreadTraits>) => areasOfThread(thread(change), { areas });
  assert.equal(of({}), []);
  assert.equal(of({ labels: ["Documentation"], repository: "acme/cli" }), ["docs"]);
  assert.equal(of({ repository: "ACME/cli", title: "a typo" }), ["cli"]);
  assert.equal(of({ title: "A TYPO here" }), ["docs"]);
  assert.equal(of({ title: "in the read me file" }), ["docs"]);
  assert.equal(of({ title: "category of cargo" }), [], "a keyword is a whole word");
  assert.equal(of({ repository: "acme/mono" }), ["api", "web"]);
  assert.equal(of({ repository: "acme/mono", title: "The button jumps" }), ["web"]);
});

const choose = (pods: Pod[], change: Partial<ThreadTraits>, known = {}) =>
  choosePod(thread(change), pods, { areas }, known)?.number;

test("the paths that a pull request changes come after labels and before the repository", () => {
  const of = (change: Partial<ThreadTraits>) => areasOfThread(thread({ changed: ["api"], ...change }), { areas });
  assert.equal(of({ labels: ["documentation"] }), ["docs"]);
  assert.equal(of({ repository: "acme/cli", title: "a typo" }), ["api"]);
  assert.equal(of({ changed: ["api", "web"] }), ["api", "web"]);
});

test("the pod with the fewest open threads, and the author's own among equals", () => {
  const pods = [pod(1, "cli"), pod(2, "cli"), pod(3, "cli"), pod(4, "cli", 9)];
  const at = { repository: "acme/cli" };
  const loaded = (one: number, two: number, three: number) => ({
    load: new Map([
      [1, one],
      [2, two],
      [3, three],
    ]),
  });
  assert.is(choose(pods, at, loaded(3, 1, 2)), 2);
  assert.is(choose(pods, at, { ...loaded(3, 1, 2), author: 1 }), 2);
  assert.is(choose(pods, at, { ...loaded(1, 2, 1), author: 3 }), 3);
  assert.is(choose(pods, at, { ...loaded(9, 0, 0), before: 1 }), 1, "a thread keeps its pod");
  const mono = [pod(1, "api"), pod(2, "web"), pod(3, "web")];
  assert.is(choose(mono, { repository: "acme/mono" }, { ...loaded(0, 1, 1), author: 3 }), 3, "it is for their area");
  assert.is(choose(mono, { repository: "acme/mono" }, { ...loaded(0, 1, 1) }), 1);
});

test("no pod where no area fits or the area has none", () => {
  assert.is(choose([pod(1, "cli")], {}), undefined);
  assert.is(choose([pod(1, "cli")], { repository: "acme/docs" }), undefined);
  assert.is(choose([], { repository: "acme/docs" }), undefined);
});

test("a person's label, then the choice before, then the author's own", () => {
  const pods = [pod(1, "cli"), pod(2, "cli"), pod(3, "cli"), pod(4, "docs")];
  const at = { repository: "acme/cli" };
  assert.is(choose(pods, { ...at, labels: ["pod/beluga"] }, { before: 1, author: 2 }), 3);
  assert.is(choose(pods, { ...at, labels: ["Pod/Beluga"] }, { before: 1 }), 3, "GitHub's labels have no case");
  const closed = slugOf(9);
  assert.is(
    choose(pods, { ...at, labels: [`pod/${closed}`, "pod/beluga"] }, { before: 1 }),
    3,
    "one that is gone is none",
  );
  assert.is(choose(pods, { ...at, labels: ["pod/unheard-of"] }, { before: 1, author: 2 }), 1);
  assert.is(choose(pods, at, { author: 2 }), 2);
  assert.is(choose(pods, at, { before: 4, author: 2 }), 2, "a pod of another area no longer fits");
  assert.is(choose(pods, at, { before: 9, author: 4 }), choose(pods, at));
});

test("threads spread over the pods with room, and few change their pod when one closes", () => {
  const pods = [1, 2, 3, 4]
    .map((number) => pod(number, "cli"))
    .concat(pod(5, "cli", 9), pod(6, "cli", 7, true), pod(7, "cli", 0));
  const keys = Array.from({ length: 400 }, (_, i) => ({ key: `77#${i}`, repository: "acme/cli" }));
  const chosen = keys.map((change) => choose(pods, change));
  for (const number of [1, 2, 3, 4]) {
    const share = chosen.filter((one) => one === number).length;
    assert.ok(share > 60 && share < 140, `pod ${number} got ${share} of 400`);
  }
  assert.not.ok(
    chosen.some((number) => number !== undefined && number > 4),
    "full and locked pods stand back",
  );
  assert.equal(
    keys.map((change) => choose([...pods].reverse(), change)),
    chosen,
    "whatever order the pods come in",
  );
  const without = pods.filter(({ number }) => number !== 2);
  keys.forEach((change, i) => {
    if (chosen[i] !== 2) assert.is(choose(without, change), chosen[i]);
  });
  assert.is(choose([pod(5, "cli", 9)], { repository: "acme/cli" }), 5, "a full pod is better than none");
});

test("a thread that has named enough pods keeps the last one", () => {
  const pods = [pod(1, "cli"), pod(4, "docs")];
  const of = (
    pod: number | null,
    named: number[],
    perThread = 2,
    at: Partial<ThreadTraits> = { repository: "acme/cli" },
  ) =>
    podOfThread(thread(at), pods, { areas, mentions: { ...MENTIONS, perThread } }, null, new Map(), { pod, named })
      ?.number;
  assert.is(of(null, []), 1);
  assert.is(of(null, [], 0), 1, "without a comment it belongs to a pod all the same");
  assert.is(of(4, [4]), 1, "the labels say another area now");
  assert.is(of(4, [2, 4]), 4, "enough were named");
  assert.is(of(4, [1, 4]), 1, "this one was named before");
  assert.is(of(4, [4], 2, {}), 4, "no area fits any more");
});

test("a thread of an area without a pod keeps none of another area", () => {
  const of = (pods: readonly Pod[], labels: string[]) =>
    podOfThread(
      thread({ repository: "acme/cli", labels }),
      pods,
      { areas, mentions: { ...MENTIONS, perThread: 3 } },
      null,
      new Map(),
      {
        pod: 1,
        named: [],
      },
    )?.number;
  assert.is(of([pod(1, "cli"), pod(4, "docs")], []), 1);
  assert.is(of([pod(1, "cli")], ["documentation"]), undefined);
});

test("the settings may name a repository by a name that it had before", () => {
  const at = { repository: "acme/terminal", formerly: ["acme/other", "acme/CLI"] };
  assert.equal(areasOfThread(thread(at), { areas }), ["cli"]);
  assert.equal(areasOfThread(thread({ ...at, formerly: [] }), { areas }), []);
});

test.run();
