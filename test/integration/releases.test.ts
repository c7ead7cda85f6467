/** Credits in the notes of releases, from the signed webhook to the notes as they stand on the local GitHub. */
import { readFileSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { forget } from "#shared/commands/forget.ts";
import { buildDigest } from "#shared/core/digest/build.ts";
import { ATTEMPTS_MAX, MISSING_ATTEMPTS_MAX } from "#shared/core/errand-times.ts";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { command, get, NOW } from "../support/community.ts";
import { input } from "../support/digest.ts";
import { ada, bob, bot, hull, user } from "../support/github/deliver-as-github.ts";
import { appSecret, closeDelivery, dying, says } from "../support/github/delivery.ts";
import { pullDelivery, releaseDelivery } from "../support/github/releases.ts";
import {
  creditsIn,
  dora,
  END,
  numbersIn,
  type Opened,
  opened,
  START,
  sailor,
  YAML,
} from "../support/github/releasing.ts";

const test = suite("credits of a release");
test.after(closeDelivery);

const golden = (name: string) => readFileSync(`test/fixtures/credits/${name}.md`, "utf8").trimEnd();

test("a published release credits pods, newcomers, co-authors and reviewers, once, and changes nothing else", async () => {
  const { server, deliver, merge, review, publish, run, patches } = await opened();
  await merge(5);
  await publish("v1.0.0");
  await merge(7, sailor(0), { title: "Mend the rudder", commits: [{}, { by: sailor(3) }] });
  await review(7, sailor(2));
  await merge(9, dora, { title: "Paint the bow", how: "rebase" });
  await merge(8, sailor(1), { title: "Thank @everyone", how: "merge" });
  const release = await publish("v1.1.0", { body: "## Notes\n\nBy hand.\n", immutable: true });
  await run();
  assert.is(release.body, `## Notes\n\nBy hand.\n\n${golden("release")}`);
  for (let n = 0; n < 3; n++) await deliver(releaseDelivery(hull, "published", release));
  await deliver(releaseDelivery(hull, "edited", release));
  await run();
  assert.is(patches(), 2);
  assert.equal(server.violations, []);
});

test("a final release covers its prereleases, and a back-port its own line", async () => {
  const { releases, merge, publish, run } = await opened();
  await merge(1);
  await publish("v1.0.0");
  releases.branch(hull, "release-1");
  await merge(2);
  const candidate = await publish("v1.1.0-rc.1", { prerelease: true });
  await merge(3, dora);
  const second = await publish("v1.1.0-rc.2", { prerelease: true });
  await merge(4, sailor(1), { base: "release-1" });
  const backport = await publish("v1.0.1", { target: "release-1" });
  await merge(6, sailor(2));
  const final = await publish("v1.1.0");
  await run();
  assert.equal(
    [candidate, second, backport, final].map(numbersIn),
    [[2], [3], [4], [2, 3, 6]].map((all) => all),
  );
});

test("what GitHub does not list is in the record: a merge bot, and what the settings of its notes leave out", async () => {
  const delivery = await opened({ yaml: `${YAML}mergedBy: { labels: [merged] }\n` });
  const { releases, deliver, merge, publish, run, pass } = delivery;
  await merge(1);
  await publish("v1.0.0");
  pass();
  const pull = releases.merge(hull, 2, dora, { how: "closes", title: "By a bot" });
  const sign = { merged: false, merged_at: null, labels: [{ name: "merged" }] };
  await deliver(pullDelivery(hull, pull, sign));
  await merge(3);
  releases.excluded.add(3);
  await merge(4, sailor(1), { base: "next" });
  const release = await publish("v1.1.0");
  await merge(6);
  await run();
  assert.equal(numbersIn(release), [2, 3]);
  assert.match(creditsIn(release), /Welcome to @dora \(#2\)/);
});

test("people from before we were there are credited as GitHub lists them, robots never", async () => {
  const { releases, pass, publish, run } = await opened();
  releases.push(hull, { by: ada });
  await publish("v1.0.0");
  pass();
  releases.merge(hull, 2, sailor(4), { title: "Before us" });
  releases.merge(hull, 3, bot(91, "renovate"));
  releases.merge(hull, 4, null);
  const release = await publish("v1.1.0");
  await run();
  assert.match(creditsIn(release), /Narwhal.*: Before us \(#2\), by @sailor-4\.\n\nWelcome to @sailor-4 \(#2\), whose/);
  assert.equal(numbersIn(release), [2]);
});

test("of what GitHub lists it decides who contributed for the first time", async () => {
  const { server, releases, pass, merge, publish, run } = await opened();
  // So we do not learn by ourselves that she was here before.
  server.fail({ operation: "search/commits", status: 422, message: "The listed users cannot be searched", times: 99 });
  releases.merge(hull, 1, dora);
  await publish("v1.0.0");
  pass();
  await merge(2, dora);
  await merge(3, sailor(1));
  const release = await publish("v1.1.0");
  await run();
  assert.equal(numbersIn(release), [2, 3]);
  assert.match(creditsIn(release), /Welcome to @sailor-1 \(#3\), whose/);
});

test("reviews count that are up to twelve weeks older than the first commit", async () => {
  const { pass, merge, review, publish, run } = await opened();
  await merge(1);
  await publish("v1.0.0");
  await review(2, sailor(2));
  pass(12 * 7 * 24);
  await merge(2);
  const release = await publish("v1.1.0");
  await run();
  assert.match(creditsIn(release), /Reviewers: @sailor-2\./);
});

test("people who reviewed the work of robots are credited, and the robots are not", async () => {
  const { releases, merge, review, publish, run, pass } = await opened();
  await publish("v1.0.0");
  const renovate = bot(91, "renovate");
  pass();
  releases.merge(hull, 2, renovate, { title: "Pull request 2" });
  await review(2, dora);
  releases.merge(hull, 3, renovate, { title: "Pull request 3" });
  await review(3, sailor(2));
  releases.excluded.add(3);
  const byRobots = await publish("v1.0.1");
  await merge(4);
  await review(4, sailor(1));
  const later = await publish("v1.0.2");
  await run();
  const ours = creditsIn(byRobots);
  assert.match(ours, /release\n\nReviewers: @dora and @sailor-2\.\n/);
  assert.equal([numbersIn(byRobots), /renovate/.test(ours)], [[], false]);
  assert.match(creditsIn(later), /\(#4\), by @sailor-0\.\n\n.*Reviewers: @sailor-1\.\n/s);
});

test("drafts stay as they are until they are published", async () => {
  const { merge, publish, run, deliver, releases, patches } = await opened();
  await merge(1);
  const release = await publish("v1.0.0", { draft: true });
  await deliver(releaseDelivery(hull, "edited", release));
  await run();
  // It became a draft again before its turn came.
  releases.publish(release);
  await deliver(releaseDelivery(hull, "published", release));
  releases.publish(release, true);
  await run();
  assert.is(patches(), 0);
  releases.publish(release);
  await deliver(releaseDelivery(hull, "published", release));
  await run();
  assert.equal(numbersIn(release), [1]);
});

test("line ends and everything that people edit outside stay; markers may stand where people put them", async () => {
  const { merge, publish, run, deliver, patches } = await opened();
  await merge(1);
  const release = await publish("v1.0.0", { body: `# Notes\r\n${START}\r\n${END}\r\nThe end.\r\n` });
  await run();
  const ours = creditsIn(release);
  assert.is(release.body, `# Notes\r\n${ours}\r\nThe end.\r\n`);
  assert.not.match(ours, /[^\r]\n/);
  release.body = `Edited $& ${release.body}`;
  await merge(2, sailor(1));
  await deliver(releaseDelivery(hull, "published", release));
  await run();
  assert.is(release.body, `Edited $& # Notes\r\n${ours}\r\nThe end.\r\n`);
  assert.is(patches(), 1);
});

test("what a person edits inside our region stays; without the region there is none ever again", async () => {
  const { merge, publish, run, deliver, patches } = await opened();
  await merge(1);
  const [edited, emptied] = [await publish("v1.0.0"), await publish("v1.0.1-rc.1", { prerelease: true })];
  await merge(2);
  const removed = await publish("v1.1.0");
  await run();
  assert.equal([edited, emptied, removed].map(numbersIn), [[1], [], [2]]);
  edited.body = edited.body.replace("by @sailor-0", "by our best sailor");
  removed.body = "Without.";
  const bodies = [edited.body, removed.body];
  for (let n = 0; n < 2; n++) {
    for (const one of [edited, removed]) await deliver(releaseDelivery(hull, "published", one));
    await run();
    assert.equal([edited.body, removed.body], bodies);
  }
  // Nor when somebody pastes markers later.
  removed.body = `${START}\n${END}`;
  await deliver(releaseDelivery(hull, "published", removed));
  await run();
  assert.is(removed.body, `${START}\n${END}`);
  assert.is(patches(), 2);
});

test("broken markers are refused, shown on the status page, and credited once they are mended", async () => {
  const { community, merge, publish, run, deliver, patches } = await opened();
  await merge(1);
  const release = await publish("v1.0.0", { body: `Notes ${START} more` });
  assert.is((await run()).dead, 1);
  const unsent = async () => (await get(pods(community), "/status.json")).body.unsent;
  assert.match(
    (await unsent())[0].why,
    /the notes of v1\.0\.0 in ships\/hull hold the start of our credits without the end/,
  );
  await deliver(releaseDelivery(hull, "edited", release));
  assert.is((await run()).dead, 1);
  assert.is(patches(), 0);
  release.body = "Notes";
  await deliver(releaseDelivery(hull, "edited", release));
  await run();
  assert.equal(numbersIn(release), [1]);
});

test("several releases with broken markers are each named on the status page, some at most", async () => {
  const { community, merge, publish, run } = await opened();
  await merge(1);
  for (let n = 0; n < 7; n++) await publish(`v1.0.${n}`, { body: `${END} ${START}` });
  for (let n = 0; n < 7; n++) await run();
  const [given] = (await get(pods(community), "/status.json")).body.unsent;
  assert.is(given.what, "7 credits in release notes were given up.");
  assert.equal(
    [...given.why.matchAll(/v1\.0\.\d/g)].map(([tag]) => tag),
    [0, 1, 2, 3, 4].map((n) => `v1.0.${n}`),
  );
});

test("an edit alone is no reason to credit a release", async () => {
  const { merge, releases, run, deliver, server } = await opened();
  await merge(1);
  const old = releases.release(hull, "v0.1.0", ada);
  await run();
  const asked = server.asked.length;
  await deliver(releaseDelivery(hull, "edited", old));
  await run();
  assert.equal([old.body, server.asked.length], ["", asked]);
});

test("a release that was taken back is not shown, in whichever order GitHub tells", async () => {
  const { merge, releases, deliver, publish, pass, run, released } = await opened();
  await merge(1);
  const publisher = sailor(0);
  const release = releases.release(hull, "v1.0.0", publisher);
  const published = releaseDelivery(hull, "published", release);
  const unpublished = releaseDelivery(hull, "unpublished", release);
  const { release: about } = unpublished.payload as { release: { updated_at?: string } };
  about.updated_at = new Date(pass()).toISOString();
  await deliver(unpublished);
  await deliver(published);
  await deliver(published);
  assert.equal(await released(), []);
  release.publishedAt = pass();
  const again = releaseDelivery(hull, "published", release);
  for (const one of [again, unpublished, published]) await deliver(one);
  assert.equal(await released(), ["v1.0.0"], "published again");
  await publish("v1.0.1");
  const gone = releases.release(hull, "v1.0.2", publisher);
  await deliver(releaseDelivery(hull, "published", gone));
  assert.equal(await released(), ["v1.0.0", "v1.0.2"]);
  releases.delete(gone);
  await deliver(releaseDelivery(hull, "deleted", gone));
  await deliver(releaseDelivery(hull, "published", gone));
  assert.equal(await released(), ["v1.0.0"]);
  await run();
});

test("without the permission it waits, nothing else does, and it goes on by itself", async () => {
  const { server, merge, publish, run, send, deliver } = await opened({ secret: appSecret });
  server.app.mayWrite = ["issues", "pull_requests"];
  await merge(1);
  await run();
  const release = await publish("v1.0.0");
  assert.is((await run()).sent, 0);
  assert.is(release.body, "");
  server.thread(hull, 50);
  await send(says("/pod help", sailor(0), 50));
  assert.is((await run()).sent, 1);
  server.app.mayWrite = ["issues", "pull_requests", "contents"];
  await deliver(releaseDelivery(hull, "published", release));
  await run();
  assert.equal(numbersIn(release), [1]);
  assert.equal(server.violations, []);
});

test("a token that may only read releases waits, says so, and goes on when it may write", async () => {
  for (const operation of ["repos/update-release", "repos/generate-release-notes"]) {
    const { community, server, merge, publish, run } = await opened();
    await merge(1);
    const release = await publish("v1.0.0");
    server.fail({ operation, status: 404, message: "Not Found", times: 99 });
    for (let i = 0; i <= MISSING_ATTEMPTS_MAX; i++) await run();
    const [waiting] = (await get(pods(community), "/status.json")).body.unsent;
    assert.equal([waiting.kind, waiting.state], ["release", "waiting"]);
    assert.match(waiting.todo, /the permission Contents: read and write, or a classic token the scope public_repo/);
    server.forgive();
    await run();
    assert.equal(numbersIn(release), [1], operation);
  }
});

test("what GitHub refuses for good is shown with its reason, and tried again when the notes are edited", async () => {
  for (const [operation, status] of [
    ["repos/update-release", 422],
    ["repos/generate-release-notes", 422],
    ["repos/list-releases", 410],
  ] as const) {
    const { community, server, merge, publish, run, deliver } = await opened();
    await merge(1);
    const release = await publish("v1.0.0", { body: "Notes" });
    server.fail({ operation, status, message: "Not possible", times: 99 });
    assert.is((await run()).dead, 1);
    const [given] = (await get(pods(community), "/status.json")).body.unsent;
    assert.equal(
      [given.what, given.why],
      ["1 credit in release notes was given up.", `The reason: GitHub: ${status} Not possible.`],
    );
    server.forgive();
    await deliver(releaseDelivery(hull, "edited", release));
    await run();
    assert.equal(numbersIn(release), [1], operation);
  }
});

test("a release that was deleted before its credits came ends in silence", async () => {
  const { merge, publish, run, releases, store } = await opened();
  await merge(1);
  releases.delete(await publish("v1.0.0"));
  for (let i = 0; i < MISSING_ATTEMPTS_MAX; i++) assert.is((await run()).dead, 0);
  assert.equal((await store.backlog()).pending, undefined);
});

test("markers in code are only spoken of; where code is not closed, credits would be code", async () => {
  const { community, merge, publish, run, deliver } = await opened();
  const [tick, fence] = ["`", "```"];
  const notes = [
    `Write\n\n${fence}\n${START}\n${END}\n${fence}\n`,
    `Mend: ${tick}${START}${tick} is explained`,
    `> Write ${tick}${START}${tick}\n\n    ${END}`,
    "Notes\n<!-- never closed",
  ];
  for (const [number, body] of notes.entries()) {
    await merge(number + 1);
    const release = await publish(`v1.${number}.0`, { body });
    await run();
    assert.is(release.body.slice(0, body.length), body);
    const pattern = `^\n+${START}\n[^]*\\(#${number + 1}\\), by @sailor-0\\.[^]*\n${END}$`;
    assert.match(release.body.slice(body.length), new RegExp(pattern));
  }
  await merge(9);
  const open = await publish("v1.9.0", { body: `Notes\n${fence}sh\nmake` });
  await run();
  assert.is(open.body, `Notes\n${fence}sh\nmake`);
  const { unsent } = (await get(pods(community), "/status.json")).body;
  assert.match(unsent[0].why, /the notes of v1\.9\.0 in ships\/hull end in code that is not closed/);
  open.body += `\n${fence}`;
  await deliver(releaseDelivery(hull, "edited", open));
  await run();
  assert.equal(numbersIn(open), [9]);
});

test("a process that ends at any step leaves one region, and no edit is lost", async () => {
  const ends = [
    ["before", "beginSend", 1],
    ["after", "beginSend", 1],
    ["before", "saveCreditsState", 2],
    ["before", "settle", 1],
  ] as const;
  for (const [when, name, nth] of ends) {
    const { community, store, merge, publish, run, app, hurry, patches } = await opened();
    await merge(1);
    const release = await publish("v1.0.0", { body: "Notes" });
    await hurry();
    await new Promise<void>((resolve) => {
      const dead = app({ store: dying(community.store, [name], nth, when, resolve) });
      void dead.request("/", { method: "POST" });
    });
    release.body = release.body.replace("Notes", "Edited meanwhile");
    await run();
    await run();
    const where = `${when} ${name} ${nth}`;
    assert.match(release.body, /^Edited meanwhile\n\n<!-- pods:credits:start -->/, where);
    assert.is(release.body.split(START).length, 2, where);
    assert.equal([numbersIn(release), patches()], [[1], 1], where);
    assert.is((await store.backlog()).dead ?? 0, 0, where);
  }
});

test("a lost answer, and a save at the same moment, end in one region", async () => {
  const { server, merge, publish, run, github } = await opened();
  await merge(1);
  const lost = await publish("v1.0.0");
  server.fail({ operation: "repos/update-release", lost: true });
  await run();
  await run();
  assert.is(lost.body.split(START).length, 2);
  await merge(2);
  const crossed = await publish("v1.1.0", { body: "Old" });
  const saveNotes: typeof github.saveNotes = async (...args) => {
    await github.saveNotes(...args);
    // An editor that was opened before the credits came saves what it holds.
    if (crossed.earlier.length === 1) crossed.body = "New";
  };
  await run({ github: () => ({ ...github, saveNotes }) });
  assert.is(crossed.body, "New");
  await run();
  assert.match(crossed.body, /^New\n\n<!-- pods:credits:start -->/);
});

test("a robot that saves the notes whenever we do is given way after three days", async () => {
  const { community, merge, publish, run, github, redis, key, deliver } = await opened();
  await merge(1);
  const release = await publish("v1.0.0", { body: "Generated" });
  const edited = () => deliver(releaseDelivery(hull, "edited", release));
  const saveNotes: typeof github.saveNotes = async (...args) => {
    await github.saveNotes(...args);
    release.body = "Generated";
    await edited();
  };
  const tried = async (now = NOW) => {
    // The attempts are hours apart, so that none meets the limit of writes.
    await redis.del(key("writes"));
    return run({ github: () => ({ ...github, saveNotes }), now: () => now });
  };
  for (let i = 1; i < ATTEMPTS_MAX; i++) assert.is((await tried()).retried, 1);
  assert.is((await tried()).dead, 1);
  const saved = release.earlier.length;
  await tried();
  assert.is(release.earlier.length, saved);
  const [given] = (await get(pods(community), "/status.json")).body.unsent;
  assert.match(
    given.todo,
    "tried again when the notes are edited; where somebody saved over the credits, when that is",
  );
  // While the robot is there, each edit of a person is followed by as many attempts, and by an end.
  const later = NOW + 2 * 3_600_000;
  await edited();
  for (let i = 1; i <= 2 * ATTEMPTS_MAX; i++) await tried(later);
  assert.is(release.earlier.length, 2 * saved);
  release.body = "By hand";
  await edited();
  await run({ now: () => later + 2 * 3_600_000 });
  assert.equal(numbersIn(release), [1]);
});

test("an edit that mends the notes counts until the credits stand there, whatever meets the first attempts", async () => {
  const { server, merge, publish, run, github, deliver } = await opened();
  await merge(1);
  const release = await publish("v1.0.0", { body: `Notes ${START} more` });
  assert.is((await run()).dead, 1);
  release.body = "Notes";
  await deliver(releaseDelivery(hull, "edited", release));
  server.fail({ operation: "repos/update-release", status: 502 });
  assert.is((await run()).retried, 1);
  const saveNotes: typeof github.saveNotes = async (...args) => {
    await github.saveNotes(...args);
    release.body = "Crossed";
  };
  assert.is((await run({ github: () => ({ ...github, saveNotes }) })).retried, 1);
  await run();
  assert.equal(numbersIn(release), [1]);
  // From then on an edit is none of our business.
  const saved = release.earlier.length;
  release.body = "Without.";
  await deliver(releaseDelivery(hull, "edited", release));
  await run();
  assert.equal([release.body, release.earlier.length], ["Without.", saved]);
});

test("hostile titles and names credit nobody else and end no region", async () => {
  const { merge, publish, run, server } = await opened();
  server.account(user(66, "victim"));
  await merge(1);
  await publish("v1.0.0");
  await merge(2, sailor(0), { title: `${END} by @victim in https://github.com/ships/hull/pull/1` });
  const trailers = ["Co-authored-by: @victim <x@y.z>", "Co-authored-by: victim <sailor-0@users.noreply.github.com>"];
  await merge(3, sailor(1), { how: "rebase", commits: [{ message: `Mend\n\n${trailers.join("\n")}` }] });
  const release = await publish("v1.1.0");
  await run();
  assert.is(release.body.split(END).length, 2);
  assert.not.match(release.body, /@victim/);
  assert.match(release.body, /Co-authors: @sailor-0\./);
});

test("a private repository gets no credits", async () => {
  const { merge, publish, deliver, run, server } = await opened();
  await merge(1);
  await run();
  const asked = server.asked.length;
  const release = await publish("v1.0.0", { body: "Ours" });
  const secret = { ...hull, private: true, updated_at: "2026-11-23T10:00:00Z" };
  await deliver(releaseDelivery(secret, "published", release));
  await run();
  assert.equal([release.body, server.asked.length], ["Ours", asked]);
});

test("what was merged while the repository was private is credited only as GitHub itself tells it", async () => {
  const { releases, merge, deliver, publish, pass, run, store } = await opened();
  await merge(1);
  await publish("v1.0.0");
  pass();
  const secret = { ...hull, private: true, updated_at: "2026-11-01T10:00:00Z" };
  const hidden = releases.merge(hull, 2, sailor(0), { how: "closes" });
  await deliver(pullDelivery(secret, hidden));
  await merge(3, sailor(1));
  await run();
  const [activity] = (await store.activities("2026-W45")).filter(
    ({ number, kind }) => number === 2 && kind === "merged",
  );
  assert.is(activity?.private, true);
  const release = await publish("v1.1.0");
  await run();
  assert.equal(numbersIn(release), [3]);
});

const forgets = async ({ send, run }: Opened, who: ReturnType<typeof user>, number = 60) => {
  await send(says(`/pod ${forget.word} me`, who, number));
  await run();
};

test("people who asked to be forgotten are counted, not named, before and after", async () => {
  const delivery = await opened();
  const { server, releases, merge, review, publish, run, pass, deliver, redis, key } = delivery;
  server.thread(hull, 60);
  await merge(1);
  await publish("v0.9.0");
  await merge(2, sailor(0), { commits: [{}, { by: sailor(3) }] });
  await merge(3, dora, { title: "Thanks, sailor-0" });
  await review(3, sailor(0));
  const [plain, edited] = [await publish("v1.0.0"), await publish("v1.0.0+1", { body: "x" })];
  await run();
  assert.match(plain.body, /@sailor-0/);
  edited.body = plain.body.replace("Narwhal", "The Narwhals");
  await deliver(releaseDelivery(hull, "published", edited));
  await run();
  await forgets(delivery, sailor(0));
  await run();
  assert.is(plain.body, golden("forgotten"));
  pass();
  releases.merge(hull, 7, sailor(0), { title: "By hand" });
  const next = await publish("v1.1.0");
  await run();
  assert.match(creditsIn(next), /Beyond the pods: By hand \(#7\), by 1 person\./);
  assert.not.match(next.body, /sailor-0/);
  const stored = await redis.hgetall(key("credits"));
  assert.not.match(JSON.stringify(stored), /sailor|dora/i);
  assert.equal(server.violations, []);
});

test("whoever is invited, has declined or is on a break keeps their name beside their work", async () => {
  const { community, server, merge, review, publish, send, run } = await opened();
  server.thread(hull, 60);
  const join = joinPod(community);
  for (const login of ["ivan", "dee"]) await command(join, { login, areas: ["sail"], mode: "offer" });
  const [ivan, dee] = [user(41, "ivan"), user(42, "dee")];
  await send(says("/pod decline", dee, 60));
  await send(says("/pod pause 3w", sailor(1), 60));
  await publish("v1.0.0");
  await merge(2, ivan);
  await merge(3, dee, { commits: [{}, { by: sailor(1) }] });
  await merge(4, sailor(0), { commits: [{}, { by: dee }] });
  for (const by of [sailor(1), dee, ivan]) await review(4, by);
  const release = await publish("v1.1.0");
  await run();
  const ours = creditsIn(release);
  assert.match(ours, /Beyond the pods: .*\(#2\) and .*\(#3\), by @ivan and @dee\./);
  assert.match(ours, /Welcome to @ivan \(#2\), @dee \(#3\) and @sailor-0 \(#4\), whose/);
  assert.match(ours, /Co-authors: .*@sailor-1/);
  assert.match(ours, /Reviewers: .*@dee.*@sailor-1/);
});

test("somebody whom only GitHub knew is taken out of credits too, and of those that a person edited", async () => {
  const delivery = await opened();
  const { server, releases, publish, run, pass } = delivery;
  server.thread(hull, 60);
  await publish("v0.9.0");
  pass();
  releases.merge(hull, 2, bob, { title: "Long ago" });
  releases.merge(hull, 4, sailor(1));
  const release = await publish("v1.0.0");
  await run();
  assert.match(release.body, /Long ago \(#2\), by @bob/);
  release.body = release.body.replace("Long ago", "Long, long ago");
  await forgets(delivery, bob);
  await run();
  assert.match(release.body, /Long, long ago \(#2\), by a former member\./);
  assert.not.match(release.body, /@bob/);
  assert.match(release.body, /@sailor-1/);
});

test("notes without room get shorter credits, and full ones none", async () => {
  const { community, merge, publish, run } = await opened();
  await merge(1, sailor(0), { title: "A long title ".repeat(6) });
  const notes = (room: number) => "x".repeat(125_000 - room);
  const short = await publish("v1.0.0", { body: notes(250) });
  await merge(2, sailor(0), { title: "A long title ".repeat(6) });
  const none = await publish("v1.0.1", { body: notes(100) });
  const tally = await run();
  assert.match(creditsIn(short), /Narwhal.*: #1, by @sailor-0\./);
  assert.ok(short.body.length <= 125_000);
  assert.equal([none.body, tally.dead], [notes(100), 1]);
  const { body } = await get(pods(community), "/status.json");
  assert.match(JSON.stringify(body.unsent), /the notes of v1\.0\.1 in ships\/hull have no room for credits/);
});

test("co-authors of a merged pull request are recorded once, whatever comes how often", async () => {
  const { community, store, server, releases, merge, deliver, run } = await opened();
  for (const one of [dora, user(32, "eve"), bot(91, "copilot")]) server.account(one);
  const trailers = [
    "7+nobody@users.noreply.github.com",
    "31+x@users.noreply.github.com",
    "eve@users.noreply.github.com",
  ];
  const message = `Mend\n\n${trailers.map((one) => `Co-authored-by: X <${one}>`).join("\n")}`;
  const pull = await merge(5, sailor(0), {
    commits: [
      { message },
      { by: sailor(1) },
      { by: bot(91, "copilot"), message: "x\n\nCo-authored-by: sailor <10+x@users.noreply.github.com>" },
    ],
  });
  await run();
  await deliver(pullDelivery(hull, pull));
  await run();
  const found = (await store.activities("2026-W45")).filter(({ kind }) => kind === "co-authored");
  const people = await store.profiles(found.flatMap(({ person }) => person ?? []));
  assert.equal([...people.values()].map(({ login }) => login).sort(), ["dora", "eve", "sailor-1"]);
  assert.is(found.length, 3);
  assert.equal((await store.find({ login: "sailor-0" }))?.profile.id, 10);
  assert.equal(server.violations, []);
  const [repositories, pods] = await Promise.all([store.repositories(), store.pods()]);
  const [week, settings] = ["2026-W45", community.settings()];
  const activities = await store.activities(week);
  const digest = buildDigest(input({ week, settings, activities, repositories, pods, previous: new Map() }));
  assert.equal(
    digest.thanks.items.map(({ coAuthored }) => coAuthored),
    [1, 1],
  );
  assert.is(digest.thanked?.code.items.length, 4);
  assert.is(releases.all.length, 0);
});

test("co-authors of a pull request that was merged in private are shown nowhere, even if the repository is public by then", async () => {
  const { store, server, releases, deliver, run, pass } = await opened();
  server.account(dora);
  pass();
  const commits = [{ message: "Mend\n\nCo-authored-by: D <31+dora@users.noreply.github.com>" }];
  const pull = releases.merge(hull, 5, sailor(0), { commits });
  const hidden = { ...hull, private: true };
  await deliver(pullDelivery(hidden, pull));
  const open = { ...hull, updated_at: "2026-11-23T10:00:00Z" };
  await deliver({ event: "repository", payload: { action: "publicized", repository: open, sender: sailor(0) } });
  await run();
  assert.not.ok((await store.repository(hull.id))?.private);
  const found = (await store.activities("2026-W45")).filter(({ kind }) => kind === "co-authored");
  assert.equal(
    found.map((one) => one.private),
    [true],
  );
});

test("co-authors and first-timers of a release equal what GitHub generates and the trailers", async () => {
  const { merge, publish, run, releases, server, pass } = await opened();
  for (const one of [dora, user(32, "eve"), sailor(3)]) server.account(one);
  await merge(1, sailor(0));
  await publish("v1.0.0");
  await merge(2, sailor(1), { commits: [{}, { by: sailor(2) }, { by: sailor(0) }] });
  await merge(3, sailor(0), {
    how: "merge",
    commits: [{ message: "x\n\nCo-authored-by: E <eve@users.noreply.github.com>" }],
  });
  pass();
  releases.merge(hull, 4, dora, {
    how: "rebase",
    commits: [{ message: "x\n\nCo-authored-by: S <13+s@users.noreply.github.com>" }],
  });
  await merge(5, sailor(2), { how: "squash" });
  const release = await publish("v1.1.0");
  await run();
  await run();
  const [generated, line] = [releases.notes(hull.full_name, "v1.1.0", "v1.0.0") ?? "", creditsIn(release)];
  const logins = (text: string | undefined) =>
    [...(text ?? "").matchAll(/@([\w-]+)/g)].map(([, login]) => login).sort();
  const firsts = [...generated.matchAll(/^\* @(\S+) made their first/gm)].map(([, login]) => login).sort();
  assert.equal(logins(/^Welcome .*$/m.exec(line)?.[0]), firsts);
  assert.equal(logins(/^Co-authors: .*$/m.exec(line)?.[0]), ["eve", "sailor-0", "sailor-2", "sailor-3"]);
});

test.run();
