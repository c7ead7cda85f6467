/** Each job at GitHub without its right: it is off, the status page says what to grant, and it goes on by itself. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { ACCESS } from "#shared/core/github/access.static.ts";
import { grantInWords, type Job } from "#shared/core/github/access.ts";
import { pods } from "../../functions/pods/handler.ts";
import { get, SETTINGS, tick } from "../support/community.ts";
import { actsIn } from "../support/github/acts.ts";
import { bob, clock, hull, user } from "../support/github/deliver-as-github.ts";
import { appSecret, closeDelivery, openDelivery, publishWeek, says, seatFive } from "../support/github/delivery.ts";
import { pullDelivery, releaseDelivery } from "../support/github/releases.ts";

const test = suite("access");
test.after(closeDelivery);

const YAML = SETTINGS.replace("labels: [sails]", 'labels: [sails], paths: ["sails/**"]');
const captain = user(20, "captain");
const ALL = ["issues", "pull_requests", "contents", "members"];

/** A community with a pod for the hull, and an app that has every right. */
async function open() {
  const delivery = await openDelivery({
    yaml: `${YAML}mentions: { mode: team }\ndigest: { issue: ships/hull }\n`,
    secret: appSecret,
    catchesUp: true,
  });
  const { server, send, store, community, app, hurry } = delivery;
  server.app.mayWrite = ALL;
  server.team("ships/narwhal", [user(60, "tamar")]);
  server.thread(hull, 99, { author: captain });
  server.listings.repository(hull.id, { name: "ships/hull" });
  await seatFive(send);
  let passed = 0;
  const now = () => clock() + passed;
  server.now = now;
  const deliver = app({ now });
  /** Long enough for everything that waits. */
  const rest = async () => {
    for (let n = 0; n < 3; n++) {
      passed += 11 * 60_000;
      await hurry();
      await tick(deliver);
    }
  };
  await rest();
  const status = async () => {
    const { off, unsent } = (await get(pods({ ...community, now }), "/status.json")).body;
    return [...off, ...unsent.map(({ why, todo }: { why: string; todo: string }) => `${why} ${todo}`)].join("\n");
  };
  const day = () => {
    passed += 24 * 3_600_000;
  };
  return { ...delivery, acts: actsIn(server, hull), rest, status, day, store };
}
type Opened = Awaited<ReturnType<typeof open>>;

interface Case {
  /** The permission that is taken away, or the call that is refused. */
  readonly without: { readonly permission: string } | { readonly operation: string };
  /** What asks for the job; returns what shows that it was done. */
  readonly asks: (opened: Opened) => Promise<() => unknown>;
  readonly isAskedAgain?: true;
}

let threads = 0;
/** An issue, or a pull request that changes files. */
const opens = async ({ acts, send }: Opened, files?: string[]) => {
  threads += 1;
  const { text, ...delivery } = acts.opens(user(100 + threads), threads, {
    ...(files && { isPullRequest: true, files }),
  });
  await send(delivery);
  return text;
};
const asksForHelp = async ({ acts, server, send }: Opened) => {
  const thread = server.thread(hull, 5, { author: bob });
  const { text, ...delivery } = acts.says(bob, thread, "/pod help");
  await send(delivery);
  return { thread, text };
};

const CASES: Readonly<Record<Exclude<Job, "recovery">, Case>> = {
  answers: {
    without: { permission: "issues" },
    async asks(opened) {
      const { thread } = await asksForHelp(opened);
      return () => thread.comments.length > 1;
    },
  },
  "digest-issue": {
    without: { permission: "issues" },
    async asks({ server, store }) {
      await publishWeek(store, ["github"]);
      return () => server.threadsIn(hull.id).some(({ title }) => title.startsWith("Pods weekly"));
    },
  },
  reactions: {
    without: { permission: "issues" },
    async asks(opened) {
      const { text } = await asksForHelp(opened);
      return () => text.reactions.length > 0;
    },
  },
  "line-reactions": {
    without: { permission: "pull_requests" },
    async asks(opened) {
      const thread = await opens(opened, []);
      const { text, ...delivery } = opened.acts.saysOnLine(bob, thread, "/pod help");
      await opened.send(delivery);
      return () => text.reactions.length > 0;
    },
  },
  welcome: {
    without: { permission: "issues" },
    async asks(opened) {
      const thread = await opens(opened);
      return () => thread.comments.length > 0;
    },
  },
  labels: {
    without: { operation: "issues/add-labels" },
    async asks(opened) {
      const thread = await opens(opened);
      return () => thread.labels.length > 0;
    },
  },
  files: {
    without: { permission: "pull_requests" },
    async asks(opened) {
      for (let n = 0; n < 5; n++) await opened.send(says("/pod join sail", user(50 + n), 99));
      const thread = await opens(opened, ["sails/a.go"]);
      return () => thread.labels.includes("pod/orca");
    },
  },
  teams: {
    without: { permission: "members" },
    async asks(opened) {
      const thread = await opens(opened);
      return () => /@ships\/narwhal/.test(thread.comments[0]?.body ?? "");
    },
    // In a thread where the advocate was mentioned, no team is.
    isAskedAgain: true,
  },
  releases: {
    without: { permission: "contents" },
    async asks({ server, send }) {
      const pull = server.releases.merge(hull, 7, bob);
      await send(pullDelivery(hull, pull));
      const release = server.releases.release(hull, "v1.0.0", captain);
      await send(releaseDelivery(hull, "published", release));
      return () => /#7/.test(release.body);
    },
  },
  "co-authors": {
    without: { permission: "contents" },
    async asks({ server, send, store }) {
      const pull = server.releases.merge(hull, 7, bob, { commits: [{}, { by: user(31, "dora") }] });
      await send(pullDelivery(hull, pull));
      return async () => (await store.activities("2026-W47")).some(({ kind }) => kind === "co-authored");
    },
  },
  "catching-up": {
    without: { permission: "issues" },
    async asks({ server, day, store }) {
      server.thread(hull, 8, { author: bob, labels: ["good first issue"] });
      day();
      return async () => (await store.openIssues()).length > 0;
    },
  },
  "missed-answers": {
    without: { permission: "pull_requests" },
    async asks(opened) {
      const { acts, day, store } = opened;
      const thread = await opens(opened, []);
      // No delivery tells of it.
      acts.reviews(captain, thread, "", "approved");
      for (let days = 0; days < 3; days++) day();
      return async () =>
        (await store.unanswered(0, Date.now() * 2)).every((one) => one.thread.number !== thread.number);
    },
    // It goes on in the next night.
    isAskedAgain: true,
  },
};

for (const [job, { without, asks, isAskedAgain }] of Object.entries(CASES) as [keyof typeof CASES, Case][])
  test(`${ACCESS[job].does}: off without the right, which the status page names, and on again by itself`, async () => {
    const opened = await open();
    const { server, status, rest } = opened;
    assert.not.match(await status(), grantInWords(job));
    const refusal = { status: 403, message: "Resource not accessible by integration", times: 999 };
    if ("permission" in without) {
      server.app.mayWrite = ALL.filter((one) => one !== without.permission);
      server.reinstall();
    } else server.fail({ operation: without.operation, ...refusal });
    let isDone = await asks(opened);
    await rest();
    assert.is(await isDone(), false, "it is off");
    assert.ok((await status()).includes(grantInWords(job)), await status());
    server.app.mayWrite = ALL;
    server.forgive();
    if (isAskedAgain) isDone = await asks(opened);
    await rest();
    assert.is(await isDone(), true, "it is on again");
    assert.not.ok((await status()).includes(grantInWords(job)), await status());
    assert.equal(server.violations, []);
  });

test.run();
