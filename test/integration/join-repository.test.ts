import { suite } from "uvu";
import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { onGithubEvent } from "../../functions/on-github-event/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { ask, command, get, HTML, SETTINGS, testCommunity, tick } from "../support/community.ts";
import {
  ada,
  bob,
  type Delivery,
  hull,
  issue,
  repository,
  requestOf,
  WEBHOOK_SECRET,
} from "../support/github/deliver-as-github.ts";
import { closeDelivery, dying, openDelivery, opens, says, seatFive } from "../support/github/delivery.ts";
import { joinAll } from "../support/store.ts";

const test = suite("where people join");
test.after(closeDelivery);

const WITH = `${SETTINGS}joinRepository: ships/berths\n`;

async function pages(yaml: string) {
  const community = await testCommunity(yaml);
  await joinAll(community.store, 5, "hull");
  const forPods = pods({ ...community, build: "test" });
  const read = async (area = "hull") => [
    (await get(forPods, "/narwhal", HTML)).body as string,
    (await get(joinPod(community), `/matches?area=${area}&ability=newcomer`, HTML)).body as string,
  ];
  return {
    store: community.store,
    read,
    rename: (name: string) => command(forPods, { do: "rename", pod: "narwhal", name }),
  };
}

const issuesIn = (page: string): URL[] =>
  [...page.matchAll(/href="(https:\/\/github\.com\/[^"]*\/issues\/new[^"]*)"/g)].map(
    ([, href = ""]) => new URL(href.replaceAll("&amp;", "&")),
  );

test("with a repository for it, every page opens an issue there with the command filled in", async () => {
  const { read } = await pages(WITH);
  // Where no seat is open, there is another area's pod as well.
  const shown = [...(await read()), ...(await read("galley")).slice(1)].map(issuesIn);
  assert.equal(
    shown.map(({ length }) => length),
    [1, 1, 2],
  );
  for (const issue of shown.flat()) {
    assert.is(issue.pathname, "/ships/berths/issues/new");
    assert.match(issue.searchParams.get("body") ?? "", /^\/pod join \S/);
  }
});

test("without one, every page shows the comment to paste, and where: no address is made up", async () => {
  const { read } = await pages(SETTINGS);
  for (const page of [...(await read()), ...(await read("galley")).slice(1)]) {
    assert.equal(issuesIn(page), []);
    assert.match(page, /<pre[^>]*>\/pod join /);
    assert.match(page, /any issue or pull request of <a href="https:\/\/github\.com\/ships\/(hull|galley)">/);
  }
});

test("pages promise an answer on GitHub only while deliver can give one there", async () => {
  for (const yaml of [WITH, SETTINGS]) {
    const { read, store } = await pages(yaml);
    for (const page of await read()) assert.match(page, "The answer comes there within seconds.");
    // A page that is kept from before is not current any more.
    await store.saveSender({ tickedAt: 0, off: ["github"] });
    for (const page of await read()) {
      assert.not.match(page, "within seconds");
      assert.match(
        page,
        /nothing is answered there for now\. The result is on the page <code>[^<]*\/people\/<var>your GitHub name<\/var><\/code>\./,
      );
    }
  }
});

test("pages promise an answer where the report of deliver is of a release that wrote it otherwise", async () => {
  const { read, store } = await pages(SETTINGS);
  await store.saveSender({ tickedAt: 0, off: {} } as never);
  for (const page of await read()) assert.match(page, "The answer comes there within seconds.");
});

test("a renamed pod is joined by the name people see, on every page and in every message", async () => {
  for (const yaml of [WITH, SETTINGS]) {
    const { read, rename } = await pages(yaml);
    assert.is((await rename("The Night Watch")).body.outcome, "changed");
    for (const page of await read()) {
      assert.match(page, '<pre class="gap" tabindex="0">/pod join The Night Watch');
      assert.not.match(page, "/pod join narwhal");
    }
    for (const name of ["Hull", "sails", "orca", "galley hull"]) assert.is((await rename(name)).status, 409, name);
  }
  const { server, send, run, store } = await openDelivery();
  await seatFive(send);
  await store.rename(1, "The Night Watch", { id: "", at: 0 });
  server.thread(hull, 99, { author: bob });
  server.thread(hull, 5, { author: bob });
  await send(opens(5));
  await run();
  assert.match(server.comments(hull, 5)[0]?.body ?? "", "`/pod join The Night Watch`");
  await send(says('/pod join "the night watch", sails tz=Europe/Berlin', ada, 5));
  const member = await store.find(ada);
  assert.equal([member?.standing.pod, member?.profile.areas, member?.profile.timezone], [1, ["sail"], "Europe/Berlin"]);
});

// --- The issues there ------------------------------------------------------------------------------------------------

const closing = suite("an issue where people join");
closing.after(closeDelivery);

const berths = repository(71, "ships/berths");

const issueEvent = (body: string, number = 1, by = ada, action = "opened", more: object = {}): Delivery => ({
  event: "issues",
  payload: { action, repository: berths, sender: by, issue: issue(number, ada, { body, ...more }) },
});

/** A community with an issue in its joinRepository that says `body`. */
async function opened(body: string, where = berths) {
  const all = await openDelivery({ yaml: WITH });
  const thread = all.server.thread(where, 1, { author: ada, body });
  const event = issueEvent(body);
  await all.send({ ...event, payload: { ...(event.payload as object), repository: where } });
  const closes = () => all.server.asked.filter((one) => one === "issues/update").length;
  return { ...all, thread, closes };
}

closing("is answered, then closed, once; two notifications in all", async () => {
  const { server, run, thread, closes } = await opened("/pod join hull\n\n/pod help\n");
  await run();
  assert.match(thread.comments[0]?.body ?? "", "on the list for Hull");
  assert.equal([thread.open, thread.stateReason, server.notificationsOf(ada).length], [false, "completed", 2]);
  assert.ok(server.asked.indexOf("issues/create-comment") < server.asked.indexOf("issues/update"));
  await run();
  assert.is(closes(), 1);
  assert.equal(server.violations, []);
});

closing("stays open once a person has opened it again", async () => {
  const { run, send, server, thread, closes } = await opened("/pod join hull");
  await run();
  server.thread(berths, 1, { open: true, stateReason: "reopened" });
  await send(issueEvent("/pod join hull", 1, bob, "reopened", { updated_at: "2026-11-22T11:00:00Z" }));
  await send({
    event: "issue_comment",
    payload: {
      action: "created",
      repository: berths,
      sender: ada,
      issue: issue(1, ada),
      comment: { id: 901, user: ada, body: "/pod leave" },
    },
  });
  await run();
  assert.match(thread.comments.at(-1)?.body ?? "", "You left");
  assert.equal([thread.open, closes()], [true, 1]);
});

closing("stays open when it says more, is elsewhere, or was not answered", async () => {
  for (const [body, where] of [
    ["/pod join hull\n\nBy the way, the door is broken.", berths],
    ["> /pod join hull", berths],
    ["/pod join hull", hull],
  ] as const) {
    const { run, thread } = await opened(body, where);
    await run();
    assert.is(thread.open, true, body);
  }
  const { run, server, thread } = await opened("/pod join hull");
  server.fail({ operation: "issues/create-comment", status: 502 });
  await run();
  assert.equal([thread.open, thread.comments.length], [true, 0]);
  await run();
  assert.equal([thread.open, thread.comments.length], [false, 1]);
});

closing("is closed once, wherever a process ends", async () => {
  for (const [call, when] of [
    ["create", "after"],
    ["close", "before"],
    ["close", "after"],
  ] as const) {
    const { server, github, run, app, hurry, thread, closes } = await opened("/pod join hull");
    await hurry();
    await new Promise<void>((died) => {
      void tick(app({ github: () => dying(github, [call], 1, when, died) }));
    });
    await run();
    assert.equal([thread.open, thread.comments.length, closes()], [false, 1, 1], `${when} ${call}`);
    assert.equal(server.violations, []);
  }
});

closing("is nobody's work: no activity when it is opened or closed, and no pod is named there", async () => {
  const { run, send, store, thread } = await opened("/pod join hull");
  await run();
  await send(issueEvent("/pod join hull", 1, ada, "closed", { state: "closed", closed_at: "2026-11-22T10:05:00Z" }));
  assert.equal(await store.activities("2026-W47"), []);
  assert.not.match(thread.comments[0]?.body ?? "", "This is close to");
  await send(issueEvent("The door is broken.\n\n/pod join hull", 2, bob));
  assert.is((await store.activities("2026-W47")).length, 1, "an issue that says more is work");
});

closing("is nobody's work either after its repository was renamed, whether that was delivered or not", async () => {
  const renamed = { ...berths, full_name: "ships/docks", name: "docks", updated_at: "2026-11-22T11:00:00Z" };
  const of = ({ event, payload }: Delivery) => ({ event, payload: { ...(payload as object), repository: renamed } });
  const told: Delivery = { event: "repository", payload: { action: "renamed", repository: renamed, sender: bob } };
  for (const before of [[], [told]]) {
    const { send, store } = await opened("/pod join hull");
    for (const delivery of before) await send(delivery);
    await send(of(issueEvent("/pod join hull", 2, bob)));
    await send(of(issueEvent("/pod join hull", 2, bob, "closed", { state: "closed" })));
    await send(of(issueEvent("The door is broken.", 3, bob)));
    assert.equal(
      (await store.activities("2026-W47")).map(({ number }) => number),
      [3],
    );
  }
});

closing("is known without a look at all other repositories", async () => {
  const { community, store } = await opened("/pod join hull");
  const repositories = async () => assert.unreachable("all repositories were read") ?? [];
  const webhook = onGithubEvent({
    ...community,
    store: { ...store, repositories },
    webhookSecret: () => WEBHOOK_SECRET,
  });
  for (const one of [issueEvent("/pod join hull", 2, bob), issueEvent("The door is broken.", 3, bob)])
    assert.is((await ask(webhook, "/", requestOf(one))).status, 202);
});

closing.run();
test.run();
