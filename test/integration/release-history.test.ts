/** What is in a release: whatever its commits hold that those of the one before do not, and nothing else. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { bot, hull, user } from "../support/github/deliver-as-github.ts";
import { closeDelivery } from "../support/github/delivery.ts";
import { type LocalRelease, pullDelivery, releaseDelivery } from "../support/github/releases.ts";
import { creditsIn, dora, numbersIn, opened, START, sailor, YAML } from "../support/github/releasing.ts";

const test = suite("what is in a release");
test.after(closeDelivery);

const MERGED_BY_BOT = { merged: false, merged_at: null, labels: [{ name: "merged" }] };
const BY_DORA = [{ message: "Mend\n\nCo-authored-by: D <31+dora@users.noreply.github.com>" }];
const COPILOT = bot(95, "Copilot");

const linesOf = (release: LocalRelease, begin: string) =>
  creditsIn(release)
    .split("\n")
    .filter((line) => line.startsWith(begin));

test("a back-port of an existing tag has its own work only, whatever branch GitHub names", async () => {
  for (const said of ["main", "0123456789".repeat(4)]) {
    const town = await opened({ yaml: `${YAML}mergedBy: { labels: [merged] }\n` });
    const { releases, merge, publish, run, deliver, pass } = town;
    await merge(1);
    await publish("v1.0.0");
    releases.branch(hull, "release-1");
    await merge(2);
    await publish("v2.0.0");
    pass();
    const byBot = releases.merge(hull, 3, dora, { how: "closes" });
    await deliver(pullDelivery(hull, byBot, MERGED_BY_BOT));
    await merge(4, sailor(1), { base: "release-1" });
    const backport = await publish("v1.0.1", { target: "release-1", said });
    await merge(6, sailor(2));
    const next = await publish("v2.1.0");
    await run();
    assert.equal([backport, next].map(numbersIn), [[4], [3, 6]], said);
    assert.equal(town.server.violations, []);
  }
});

test("work that was picked into a back-port is in both releases; a commit that only refers to a pull request adds none", async () => {
  const { releases, merge, publish, run } = await opened();
  await merge(1, sailor(0), { title: "Mend the hull" });
  await publish("v1.0.0");
  releases.branch(hull, "release-1");
  await merge(2, dora, { title: "Mend the rudder" });
  await publish("v1.1.0");
  releases.push(hull, { by: sailor(3), message: "Mend the rudder (#2)\n\nPicked." }, "release-1");
  releases.push(hull, { by: sailor(3), message: "Say more about it (#1)" }, "release-1");
  const backport = await publish("v1.0.1", { target: "release-1", said: "main" });
  await run();
  assert.equal(numbersIn(backport), [2]);
});

test("a merge bot that squashes is known by its subject, how ever a person edited it", async () => {
  const { releases, deliver, merge, publish, run, pass } = await opened({
    yaml: `${YAML}mergedBy: { labels: [merged] }\n`,
  });
  await merge(1);
  await publish("v1.0.0");
  pass();
  const pull = releases.merge(hull, 2, dora, { how: "closes", base: "elsewhere", title: "Mend" });
  await deliver(pullDelivery(hull, pull, MERGED_BY_BOT));
  releases.push(hull, { by: dora, message: "Mend it well (#2)" });
  const release = await publish("v1.1.0");
  await run();
  assert.equal(numbersIn(release), [2]);
});

test("where GitHub cannot compare, the commits since the release before tell", async () => {
  for (const [status, runs] of [
    [404, 12],
    [502, 12],
    [422, 1],
  ] as const) {
    const { server, releases, merge, publish, run } = await opened();
    await merge(1);
    await publish("v1.0.0");
    releases.branch(hull, "release-1");
    await merge(2);
    await merge(4, sailor(1), { base: "release-1" });
    server.fail({ operation: "repos/compare-commits-with-basehead", status, message: "No", times: 99 });
    const backport = await publish("v1.0.1", { target: "release-1", said: "main" });
    for (let n = 0; n < runs; n++) await run();
    assert.equal(numbersIn(backport), [4], String(status));
  }
});

test("the first release has everything: pull requests from before us, first contributions and co-authors", async () => {
  const { server, releases, publish, run, pass, merge } = await opened();
  server.account(dora);
  pass();
  releases.merge(hull, 1, sailor(0), { commits: BY_DORA, title: "Before us" });
  await merge(2, sailor(1));
  const first = await publish("v1.0.0");
  await merge(3, sailor(2), { commits: BY_DORA });
  const ofOtherLine = await publish("cli-v0.1.0");
  await run();
  assert.equal([first, ofOtherLine].map(numbersIn), [[1, 2], [3]]);
  assert.equal(linesOf(first, "Co-authors"), ["Co-authors: @dora."]);
  assert.equal(linesOf(first, "Welcome"), [
    "Welcome to @sailor-0 (#1) and @sailor-1 (#2), whose first contributions are in this release.",
  ]);
  assert.equal(linesOf(ofOtherLine, "Co-authors"), ["Co-authors: @dora."]);
  assert.equal(server.violations, []);
});

test("the first final release covers all its prereleases, from before us too", async () => {
  const { releases, publish, run, pass, merge } = await opened();
  pass();
  releases.merge(hull, 1, dora);
  await publish("v1.0.0-rc.1", { prerelease: true });
  pass();
  releases.merge(hull, 2, sailor(1));
  const candidate = await publish("v1.0.0-rc.2", { prerelease: true });
  await merge(3, sailor(2));
  const final = await publish("v1.0.0");
  await run();
  assert.equal([candidate, final].map(numbersIn), [[2], [1, 2, 3]]);
  assert.match(creditsIn(final), /Welcome to @dora \(#1\), @sailor-1 \(#2\) and @sailor-2 \(#3\)/);
});

/** As GitHub's button "Revert" writes it. */
const reverting = (number: number, title: string) => ({
  title: `Revert "${title}"`,
  body: `Reverts ${hull.full_name}#${number}`,
});

/** After v1.0.0, "Add A" was merged, reviewed and taken back. */
async function openedWithRevert() {
  const repository = await opened();
  const { server, merge, publish, review } = repository;
  server.account(dora);
  await merge(1, sailor(3));
  await publish("v1.0.0");
  await merge(20, sailor(0), { title: "Add A", commits: BY_DORA });
  await review(20, sailor(4));
  await merge(21, sailor(1), reverting(20, "Add A"));
  return repository;
}

test("a pull request that the same release takes back is not in it, and taking it back is nobody's first contribution", async () => {
  const { store, merge, publish, run } = await openedWithRevert();
  const release = await publish("v1.1.0");
  await run();
  assert.equal(numbersIn(release), [21]);
  assert.not.match(creditsIn(release), /Welcome|@sailor-0|@sailor-4|@dora/);
  const firstOf = async (n: number) => {
    const member = await store.find(sailor(n));
    return member && (await store.firstSteps(member.pseudonym)).firstMerge;
  };
  assert.is(await firstOf(1), undefined);
  await merge(22, sailor(1));
  assert.is(await firstOf(1), `merged:${hull.id}#22`);
});

test("work that was taken back and brought again is in it; so is work of which only a title or another place says so", async () => {
  const { merge, publish, run } = await opened();
  await merge(1, sailor(3));
  await publish("v1.0.0");
  await merge(20, sailor(0), { title: "Add A" });
  await merge(21, sailor(1), reverting(20, "Add A"));
  await merge(22, sailor(2), reverting(21, 'Revert "Add A"'));
  await merge(23, sailor(2), { title: 'Revert "Add A"' });
  await merge(24, sailor(2), { title: 'Revert "Add A"', body: "Reverts other/place#20" });
  await merge(30, sailor(0), { title: "Add B" });
  await merge(31, sailor(1), reverting(30, "Add B"));
  // In git's present words.
  await merge(32, sailor(2), { ...reverting(31, 'Revert "Add B"'), title: 'Reapply "Add B"' });
  const release = await publish("v1.1.0");
  await run();
  assert.equal(numbersIn(release), [20, 22, 23, 24, 30, 32]);
});

test("a release that brings back what an earlier one left out, or took back, credits its authors as well", async () => {
  const { merge, publish, run } = await openedWithRevert();
  await merge(30, sailor(0), { title: "Add B" });
  await merge(40, sailor(0), { title: "Add C" });
  await merge(41, sailor(1), reverting(40, "Add C"));
  const leftOut = await publish("v1.1.0");
  await merge(31, sailor(1), reverting(30, "Add B"));
  const tookBack = await publish("v1.2.0");
  await merge(22, sailor(2), { ...reverting(21, 'Revert "Add A"'), title: 'Reapply "Add A"' });
  await merge(32, sailor(2), reverting(31, 'Revert "Add B"'));
  // For good.
  await merge(33, sailor(2), reverting(32, 'Reapply "Add B"'));
  await merge(42, sailor(2), reverting(41, 'Revert "Add C"'));
  await merge(43, sailor(2), reverting(42, 'Reapply "Add C"'));
  await merge(44, sailor(2), reverting(43, "Reapply Add C"));
  const broughtBack = await publish("v1.3.0");
  await merge(23, sailor(1), reverting(22, 'Reapply "Add A"'));
  const gone = await publish("v1.4.0");
  await run();
  assert.equal([leftOut, tookBack, broughtBack, gone].map(numbersIn), [
    [21, 30, 41],
    [31],
    [20, 22, 33, 40, 42, 44],
    [23],
  ]);
  const credits = creditsIn(broughtBack);
  assert.match(credits, /Add A \(#20\).*@sailor-0/);
  assert.match(credits, /Co-authors: @dora\.\n\nReviewers: @sailor-4\./);
  assert.not.match(credits, /Welcome/);
});

test("what people wrote with a robot is theirs again in the release that brings it back", async () => {
  const { server, merge, publish, run } = await opened();
  server.account(dora);
  await merge(1, sailor(3));
  await publish("v1.0.0");
  await merge(20, COPILOT, { title: "Add A", commits: BY_DORA });
  await merge(21, sailor(1), reverting(20, "Add A"));
  const leftOut = await publish("v1.1.0");
  await merge(22, sailor(2), { ...reverting(21, 'Revert "Add A"'), title: 'Reapply "Add A"' });
  const broughtBack = await publish("v1.2.0");
  await run();
  assert.equal([leftOut, broughtBack].map(numbersIn), [[21], [20, 22]]);
  assert.match(creditsIn(broughtBack), /Beyond the pods: Add A \(#20\), by @dora\./);
});

test("short names of prereleases, and tags that move on", async () => {
  const { merge, publish, run } = await opened();
  await merge(1);
  await publish("1.0.0");
  await merge(2);
  const candidate = await publish("1.1.0rc1");
  await merge(3);
  const final = await publish("1.1.0");
  const moving = await publish("v1");
  await merge(4);
  const next = await publish("v2");
  await merge(5);
  const last = await publish("v2.0.1");
  await run();
  assert.equal([candidate, final, moving, next, last].map(numbersIn), [[2], [2, 3], [], [4], [5]]);
  assert.is(moving.body, "");
});

test("a prerelease that is made final covers what a final release covers", async () => {
  const { merge, publish, run, deliver } = await opened();
  await merge(1);
  await publish("v1.0.0");
  await merge(2);
  await publish("v1.1.0-rc.1", { prerelease: true });
  await merge(3);
  const made = await publish("v1.1.0", { prerelease: true });
  await run();
  assert.equal(numbersIn(made), [3]);
  made.prerelease = false;
  await deliver(releaseDelivery(hull, "edited", made));
  await deliver(releaseDelivery(hull, "released", made));
  await run();
  assert.equal(numbersIn(made), [2, 3]);
  await merge(4);
  const next = await publish("v1.2.0");
  await run();
  assert.equal(numbersIn(next), [4]);
});

test("whoever writes with a robot, or pushes to its pull request, is credited as the author, in their pod", async () => {
  const { server, store, merge, publish, run } = await opened();
  for (const one of [dora, sailor(0), sailor(1), sailor(2)]) server.account(one);
  await merge(1);
  await publish("v1.0.0");
  await merge(2, COPILOT, { commits: BY_DORA, title: "With a robot" });
  await merge(3, bot(96, "renovate[bot]"), {
    how: "merge",
    commits: [{}, { by: sailor(2) }, { by: sailor(0) }],
    title: "Newer planks",
  });
  await merge(4, bot(96, "renovate[bot]"));
  await merge(5, sailor(1), { commits: BY_DORA });
  const both = await publish("v1.1.0");
  await run();
  assert.equal(numbersIn(both), [2, 3, 5]);
  assert.match(
    creditsIn(both),
    /Narwhal.*: Newer planks \(#3\) and Pull request 5 \(#5\), by @sailor-0, @sailor-2 and @sailor-1\./,
  );
  assert.match(creditsIn(both), /Beyond the pods: With a robot \(#2\), by @dora\./);
  assert.equal(linesOf(both, "Co-authors"), []);
  const recorded = (await store.activities("2026-W45")).filter(({ kind }) => kind === "co-authored");
  assert.equal(recorded.map(({ number }) => number).sort(), [2, 3, 3, 5]);

  await merge(6, COPILOT, { commits: BY_DORA, title: "Once more" });
  const alone = await publish("v1.1.1");
  await run();
  assert.match(creditsIn(alone), /^- Beyond the pods: Once more \(#6\), by @dora\.$/m);
  assert.equal(server.violations, []);
});

test("a co-author is named once, whatever the case of the login", async () => {
  const { server, merge, publish, run } = await opened();
  server.account(user(33, "Eve"));
  const message = "Mend\n\nCo-authored-by: E <33+Eve@users.noreply.github.com>";
  await merge(1, sailor(0), { commits: [{ message }] });
  await run();
  const release = await publish("v1.0.0");
  await run();
  assert.equal(linesOf(release, "Co-authors"), ["Co-authors: @Eve."]);
});

test("whoever wrote with a robot before us is a co-author", async () => {
  const { server, releases, publish, run, pass } = await opened();
  server.account(dora);
  pass();
  releases.merge(hull, 1, COPILOT, { commits: BY_DORA });
  const release = await publish("v1.0.0");
  await run();
  assert.is(
    creditsIn(release),
    `${START}\n### The people behind this release\n\nCo-authors: @dora.\n<!-- pods:credits:end -->`,
  );
});

test("a robot's own work, and people who only push, make no credits", async () => {
  const { releases, publish, run, pass } = await opened();
  pass();
  releases.merge(hull, 1, COPILOT);
  const byRobot = await publish("v1.0.0");
  pass();
  releases.push(hull, { by: user(32, "eve"), message: BY_DORA[0]!.message });
  const pushed = await publish("v1.1.0");
  await run();
  assert.equal([byRobot.body, pushed.body], ["", ""]);
});

test.run();
