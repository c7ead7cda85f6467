/** The digest as an issue: one a week, found again by its marker and its author, edited in place. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Activity } from "#shared/core/activity.ts";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { weeklyDigest } from "../../functions/weekly-digest/handler.ts";
import { command, LONG_AGO, SETTINGS, tick } from "../support/community.ts";
import { bob, hull, user } from "../support/github/deliver-as-github.ts";
import { appSecret, closeDelivery, openDelivery, opens, publishWeek, tickAndDie } from "../support/github/delivery.ts";

const WEEK = "2026-W46";
const TUESDAY = Date.parse("2026-11-10T09:00:00Z");
const YAML = `${SETTINGS}publicUrl: https://pods.example.org\ndigest: { issue: ships/Hull }\n`;

/** The repository is known, and bob merged something in the week. */
async function open(options: Parameters<typeof openDelivery>[0] = {}) {
  const delivery = await openDelivery({ yaml: YAML, cameAt: LONG_AGO, ...options });
  const { community, store, server, send } = delivery;
  server.account(bob);
  server.thread(hull, 5, { author: bob });
  await send(opens(5));
  const app = weeklyDigest(community);
  let merges = 0;
  const merge = async (login: string, title: string) => {
    const number = 20 + ++merges;
    const activity: Activity = {
      ...{
        key: `merged:${hull.id}#${number}`,
        kind: "merged",
        at: TUESDAY,
        week: WEEK,
        repository: hull.id,
        number,
        title,
      },
      ...{ url: `https://github.com/ships/hull/pull/${number}`, subject: "pull-request" },
    };
    const person = { login, proposed: community.newPseudonym() };
    await store.record({ activity: { ...activity, person } }, { id: "", at: TUESDAY });
  };
  await merge("bob", "Caulk the seams for @ada");
  /** The issues by us, as they are now. */
  const issues = () => server.threadsIn(hull.id).filter(({ author }) => author?.id !== bob.id);
  /** What is to be sent is sent. */
  const rest = async () => {
    for (let i = 0; i < 4; i++) await delivery.run();
  };
  return { ...delivery, digest: app, merge, issues, rest };
}

const test = suite("the digest as an issue");
test.after(closeDelivery);

test("is opened once a week, and notifies nobody by name", async () => {
  const { digest, rest, issues, server, store } = await open();
  for (let i = 0; i < 10; i++) await tick(digest);
  await rest();
  for (let i = 0; i < 5; i++) await tick(digest);
  await rest();
  const [issue, ...others] = issues();
  assert.is(others.length, 0);
  assert.is(issue!.title, "Pods weekly · 2026-W46 · 9–15 November 2026");
  assert.match(issue!.body, /^<!-- pods:[\w-]+:digest:2026-W46 -->\n\n# /);
  assert.match(issue!.body, "Caulk the seams");
  assert.match(issue!.body, "https://pods.example.org/weekly-digest/2026-W46");
  assert.equal(
    server.notifications.filter(({ because }) => because === "mentioned"),
    [],
  );
  assert.equal((await store.backlog()).dead, undefined);
  assert.equal(server.violations, []);
});

test("an app opens it with a token for this repository alone", async () => {
  const { digest, rest, issues, server } = await open({ secret: appSecret });
  await tick(digest);
  await rest();
  assert.equal([issues().length, server.violations], [1, []]);
});

test("a correction edits it in place, once", async () => {
  const { digest, rest, issues, community, server } = await open();
  await tick(digest);
  await rest();
  const [caulked] = (await community.store.activities(WEEK)).filter(
    ({ title }) => title === "Caulk the seams for @ada",
  );
  await community.store.record({ retracted: { activity: caulked!.key, at: TUESDAY } }, { id: "", at: TUESDAY });
  const corrected = await command(digest, { do: "correct", week: WEEK });
  assert.is(corrected.body.outcome, "corrected");
  await rest();
  assert.is(issues().length, 1);
  assert.not.match(issues()[0]!.body, "Caulk the seams");
  assert.is(server.asked.filter((operation) => operation === "issues/update").length, 1);
  assert.is((await command(digest, { do: "correct", week: WEEK })).body.outcome, "unchanged");
  await rest();
  assert.is(server.asked.filter((operation) => operation === "issues/update").length, 1);
});

test("the name of somebody who was forgotten goes out of it", async () => {
  const { digest, rest, issues, merge, community } = await open();
  await merge("selkie", "Mend the net");
  await merge("bob", "As selkie said");
  await tick(digest);
  await rest();
  assert.match(issues()[0]!.body, /selkie[\s\S]*selkie/);
  const forgotten = await command(joinPod(community), { do: "forget", login: "selkie" });
  assert.is(forgotten.body.outcome, "forgotten");
  await rest();
  assert.is(issues().length, 1);
  assert.not.match(issues()[0]!.body, "selkie");
});

test("its delivery says nothing new, and nothing is said in it", async () => {
  const { digest, rest, issues, send, server, store } = await open();
  await tick(digest);
  await rest();
  const { number, body, title } = issues()[0]!;
  const before = await store.backlog();
  await send(opens(number, user(20, server.robot.login), { body: `${body}\n/pod join hull`, title }));
  assert.equal(await store.backlog(), before);
  await rest();
  assert.equal(issues()[0]!.comments, []);
  assert.equal(issues()[0]!.labels, []);
});

test("an issue by somebody else with the marker is not ours", async () => {
  const { digest, rest, issues, server } = await open();
  const body = "<!-- pods:pods:digest:2026-W46 -->\n\nMine";
  server.thread(hull, 6, { author: bob, body });
  await tick(digest);
  await rest();
  assert.is(issues().length, 1);
  assert.is(server.find("ships/hull", 6)!.body, body);
});

const ENDS = [
  ["before it says that it writes", "beginSend", "before"],
  ["when it has said so and not written", "beginSend", "after"],
  ["when it has written and not said so", "settle", "before"],
  ["when all is said", "settle", "after"],
] as const;
const FATES = [
  ["all goes well", undefined],
  ["the reply is lost", { lost: true }],
  ["the server fails", { status: 502 }],
  ["GitHub limits us", { status: 429, headers: { "Retry-After": "1" } }],
  ["we are not let in for a while", { status: 403, message: "Resource not accessible by integration" }],
] as const;

for (const [point, name, when] of ENDS) {
  for (const [what, fault] of FATES) {
    test(`the process ends ${point}, and then ${what}: there is one issue in the end`, async () => {
      const delivery = await open();
      const { server, store, rest, issues } = delivery;
      await rest();
      await tick(delivery.digest);
      await tickAndDie(delivery, [name], 1, when);
      if (fault)
        for (const operation of ["issues/list-for-repo", "issues/create"]) server.fail({ operation, ...fault });
      await rest();
      await rest();
      assert.is(issues().length, 1);
      const { pending, dead, unknown } = await store.backlog();
      assert.equal([pending, dead, unknown], [undefined, undefined, undefined]);
    });
  }
}

test("a reply that is lost again and again makes no second issue", async () => {
  const { digest, rest, issues, server } = await open();
  await tick(digest);
  server.fail({ operation: "issues/create", times: 3, lost: true });
  await rest();
  await rest();
  assert.is(issues().length, 1);
});

test("where issues are switched off it ends, and says why", async () => {
  const { digest, rest, issues, server, store, community } = await open();
  server.withoutIssues.add("ships/hull");
  await tick(digest);
  await rest();
  assert.equal([issues().length, (await store.backlog()).dead], [0, 1]);
  assert.match(community.lines.join("\n"), "Issues are disabled");
});

test("in an archive it waits, and no try is counted", async () => {
  const { digest, rest, issues, server, store } = await open();
  server.fail({
    operation: "issues/create",
    times: 9,
    status: 403,
    message: "Repository was archived so is read-only.",
  });
  await tick(digest);
  await rest();
  const { groups } = await store.unsent();
  assert.equal(
    [issues().length, groups.map(({ kind, to, state }) => [kind, to, state])],
    [0, [["digest", "github", "waiting"]]],
  );
});

test("where no repository is named nothing waits, even without a token", async () => {
  const { store, run } = await open({ yaml: YAML.replace("issue: ships/Hull", "to: [markdown]") });
  await store.enqueue([{ kind: "digest", week: WEEK, destination: "github" }], { id: "", at: TUESDAY });
  for (let i = 0; i < 3; i++) await run({ github: () => undefined });
  assert.not.ok((await store.unsent()).groups.some(({ kind }) => kind === "digest"));
});

test("a week that is old news opens no issue", async () => {
  const { rest, issues, store } = await open();
  await publishWeek(store, ["github"], "2026-W45");
  await publishWeek(store, [], "2026-W46");
  await rest();
  assert.equal([issues().length, (await store.backlog()).dead], [0, undefined]);
});

test.run();
