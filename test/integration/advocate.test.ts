/** The private page of a pod's advocate: who opens it, what it says, and that nothing of it is public. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { NO_COMMENT } from "#shared/core/thread.ts";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { ROUTES } from "../../functions/pods/routes.ts";
import { weeklyDigest } from "../../functions/weekly-digest/handler.ts";
import {
  AS_MAINTAINER,
  closeStores,
  command,
  csvOf,
  get,
  HTML,
  JSON_ONLY,
  NOW,
  SETTINGS,
  testCommunity,
} from "../support/community.ts";
import { hull, issue, pull, repository, user } from "../support/github/deliver-as-github.ts";
import { openWebhook } from "../support/github/webhook.ts";
import { violations } from "../support/invariants.ts";
import { belowFunction, signedLink } from "../support/links.ts";
import { seatFile } from "../support/seated.ts";

const test = suite("an advocate's page");
test.after(closeStores);

const DAY = 86_400_000;
const PAGE = "/narwhal/advocate";
const captain = user(20, "captain");
const stowaway = user(31, "stowaway");
const sail = repository(71, "ships/sail");

/** Two pods: ada-1 is the advocate of Narwhal (hull), and Orca (sail) has none. `now` goes on. */
async function fixture() {
  let at = NOW;
  const made = await testCommunity(`${SETTINGS}joinRepository: ships/berths\n`);
  const bots: string[] = [];
  const community = { ...made, now: () => at, settings: () => ({ ...made.settings(), bots }) };
  const apps = {
    pods: pods({ ...community, build: "test" }),
    people: joinPod(community),
    digest: weeklyDigest(community),
  };
  // They take their seats now.
  const seated = { ...community, now: () => NOW + 100 * DAY };
  await seatFile(
    seated,
    `login,areas,advocate\n${csvOf(1, "hull", ",yes")}\n${csvOf(6, "hull").replace(/.*\n/, "")}\n`,
  );
  await command(apps.people, { do: "advocate", login: "ada-2" });
  await seatFile(seated, `login,areas\n${csvOf(6, "sail", "", "bob")}`);
  const { send } = openWebhook(community);
  const opens = (number: number, author = stowaway, where = hull, kind = issue) =>
    send({
      event: kind === issue ? "issues" : "pull_request",
      payload: {
        action: "opened",
        repository: where,
        sender: author,
        [kind === issue ? "issue" : "pull_request"]: kind(number, author, { created_at: iso(at), updated_at: iso(at) }),
      },
    });
  const link = async (body: object = { for: "ada-1" }) => {
    const { status, body: answer } = await command(apps.pods, { do: "link", ...body });
    assert.is(status, 200, JSON.stringify(answer));
    return belowFunction(answer.url);
  };
  const facts = async (path?: string) => (await get(apps.pods, path ?? (await link()), JSON_ONLY)).body;
  const later = (days: number) => (at += days * DAY);
  return { community, bots, ...apps, send, opens, link, facts, later, now: () => at };
}

const refs = (threads: readonly { readonly ref: string }[]) => threads.map(({ ref }) => ref);
const iso = (ms: number) => new Date(ms).toISOString();

test("opens with the advocate's link for a week, and with the admin key", async () => {
  const { pods, link, later } = await fixture();
  const { body } = await command(pods, { do: "link", for: "ADA-1" });
  assert.is(body.outcome, "linked");
  assert.is(body.expires, iso(NOW + 7 * DAY));
  assert.match(body.url, /^\/function\/pods\/narwhal\/advocate\?key=[\w-]+$/);
  const address = await link();
  const page = await get(pods, address, HTML);
  assert.is(page.status, 200);
  assert.match(page.body, "Your pod this week");
  assert.is(page.headers.get("cache-control"), "private, no-store");
  assert.is(page.headers.get("referrer-policy"), "no-referrer");
  assert.is(page.headers.get("x-robots-tag"), "noindex");
  assert.match(page.body, '<meta name="robots" content="noindex">');
  const maintainer = await get(pods, PAGE, { ...HTML, ...AS_MAINTAINER });
  assert.is(maintainer.status, 200);
  assert.match(maintainer.body, "this week</h1>");
  assert.is((await get(pods, await link({ pod: "orca" }), HTML)).status, 200, "a pod without an advocate");
  assert.is((await get(pods, address.replace("?", ".json?"))).body.pod.slug, "narwhal");
  later(7);
  assert.is((await get(pods, address, HTML)).status, 401);
});

test("opens to nobody else: without proof, with a wrong key, another pod's link, or a link that was changed", async () => {
  const { pods, link } = await fixture();
  const [, code = ""] = (await link()).split("key=");
  const key = Buffer.from(code, "base64url").toString();
  const forged = (text: string) => `${PAGE}?key=${Buffer.from(text).toString("base64url")}`;
  for (const path of [
    PAGE,
    `${PAGE}.json`,
    `/orca/advocate?key=${code}`,
    "/no-such-pod/advocate",
    forged(key.replace(/^\d+/, "9999999999")),
    forged(key.replace(/member\.[^.]*/, "admin-key.")),
    forged(`${key.slice(0, -2)}xx`),
    signedLink(PAGE, { function: "rebalance" }),
    signedLink(PAGE, { function: "pods", actor: { kind: "login", name: "captain" } }),
    signedLink("/orca/advocate", { function: "pods", actor: { kind: "member", name: "" } }),
  ]) {
    const { status, body } = await get(pods, path, HTML);
    assert.is(status, 401, path);
    assert.not.match(body, /ada-\d|bob-\d/);
  }
  assert.is((await get(pods, PAGE, { ...HTML, Authorization: "Bearer wrong" })).status, 401);
  assert.is((await get(pods, "/no-such-pod/advocate", AS_MAINTAINER)).status, 404);
});

test("is closed to an advocate who left, and to somebody who was forgotten", async () => {
  for (const ending of [
    { do: "leave", login: "ada-1" },
    { do: "forget", login: "ada-1" },
  ]) {
    const { pods, people, link, facts } = await fixture();
    const address = await link();
    assert.is((await get(pods, address, HTML)).status, 200);
    await command(people, ending);
    const { status, body } = await get(pods, address, HTML);
    assert.is(status, 401, ending.do);
    assert.match(body, "no longer works");
    const { body: refused, status: none } = await command(pods, { do: "link", for: "ada-1" });
    assert.is(none, 404);
    assert.match(refused.detail, ending.do === "forget" ? "Nobody here is called ada-1" : "no pod's advocate now");
    assert.equal((await facts(await link({ for: "ada-2" }))).advocate.login, "ada-2", "the next one has a page");
  }
});

test("whoever was the advocate stays beside the next one for two weeks", async () => {
  const { pods, people, link, facts, later, community } = await fixture();
  const address = await link();
  await command(people, { do: "step-down", login: "ada-1" });
  const until = iso(NOW);
  const expected = { login: "ada-1", until, ends: iso(NOW + 14 * DAY) };
  const next = await facts(await link({ for: "ada-2" }));
  assert.equal([next.advocate.login, next.handOver], ["ada-2", expected]);
  const [todo] = next.todo;
  assert.equal([todo.kind, todo.title], ["hand-over", "Talk to ada-1, who was advocate until 22 November 2026"]);
  assert.match(todo.detail, "until 6 December 2026");
  assert.match((await get(pods, await link({ for: "ada-2" }), HTML)).body, "hands over to ada-2 until 6 December 2026");
  const former = await get(pods, address, HTML);
  assert.is(former.status, 200);
  assert.match(former.body, "<bdi>Narwhal</bdi> this week");
  assert.match(former.body, "ada-2 took over from you on 22 November 2026");
  assert.match(former.body, "hand over to ada-2 until 6 December 2026. You see this page until then.");
  assert.not.match(former.body, /Talk to ada-1|\/pod step-down/);
  assert.match(former.body, "4 people have joined lately", "neither they nor the next advocate");
  assert.is(
    (await get(pods, belowFunction((await command(pods, { do: "link", for: "ada-1" })).body.url), HTML)).status,
    200,
  );
  const page = async () => (await get(pods, "/narwhal", HTML)).body;
  assert.match(await page(), "ada-1 was Pod Advocate until 22 November 2026.");
  assert.not.match(JSON.stringify((await get(pods, "/narwhal.json")).body), "22 November");
  assert.equal(await violations(community.url, community.id), []);
  later(14);
  assert.is((await get(pods, address, HTML)).status, 401);
  assert.not.match(await page(), "was Pod Advocate");
  assert.is((await facts(await link({ for: "ada-2" }))).handOver, undefined);
  assert.is((await command(pods, { do: "link", for: "ada-1" })).status, 404);
});

test("nobody stands beside an advocate who is one again, has left the pod, or was forgotten", async () => {
  for (const [ending, next] of [
    [
      { do: "advocate", login: "ada-1" },
      { do: "nominate", pod: "narwhal", login: "ada-1" },
    ],
    [{ do: "leave", login: "ada-1" }, undefined],
    [{ do: "pause", login: "ada-1", until: "2026-12-24" }, undefined],
    [{ do: "forget", login: "ada-1" }, undefined],
  ] as const) {
    const { pods, people, facts, link, community } = await fixture();
    await command(people, { do: "step-down", login: "ada-1" });
    const { status } = await command(people, ending);
    assert.is(status, 200, ending.do);
    if (next) assert.is((await command(pods, next)).status, 200);
    const { handOver, advocate } = await facts(await link({ pod: "narwhal" }));
    const beside = next ? [advocate.login, handOver.login] : [advocate.login, handOver];
    assert.equal(beside, next ? ["ada-1", "ada-2"] : ["ada-2", undefined], ending.do);
    assert.equal(await violations(community.url, community.id), []);
  }
});

test("a vacant role is handed over to whoever comes next", async () => {
  const { pods, people, facts, link } = await fixture();
  for (const login of ["ada-2", "ada-1"]) await command(people, { do: "step-down", login });
  const vacant = await facts(await link({ pod: "narwhal" }));
  assert.equal([vacant.advocate, vacant.handOver.login], [null, "ada-1"]);
  assert.not.ok(vacant.todo.some(({ kind }: { kind: string }) => kind === "hand-over"));
  assert.match((await get(pods, await link({ pod: "narwhal" }), HTML)).body, "hands over to whoever comes next");
  await command(people, { do: "advocate", login: "ada-3" });
  assert.equal((await facts(await link({ for: "ada-3" }))).handOver.login, "ada-1");
});

test("shows the hours and the term of the role; the pod's page shows the term, until somebody steps down", async () => {
  const { pods, people, facts, later, link } = await fixture();
  await command(people, { do: "advocate", login: "ada-1", hours: 2, until: "2026-12" });
  assert.equal((await facts()).advocate, { login: "ada-1", hours: 2, term: "2026-12" });
  assert.match((await get(pods, await link(), HTML)).body, "2 hours a week, until December 2026");
  assert.match((await get(pods, "/narwhal", HTML)).body, "advocate until December 2026");
  later(14);
  assert.is((await facts()).todo[0].title, "The term ends in December 2026");
  assert.not.match((await get(pods, "/narwhal", HTML)).body, "The term ended");
  later(40);
  assert.is((await facts()).todo[0].title, "The term ended in December 2026");
  const over = (await get(pods, "/narwhal", HTML)).body;
  assert.match(
    over,
    "The term ended in December 2026. Members volunteer with <code>/pod advocate</code>, and ada-1 hands the role over to one of them.",
  );
  assert.match((await get(pods, await link(), HTML)).body, "2 hours a week, with a term that ended in December 2026");
  assert.not.match(over, "advocate until");
  assert.match(over, "Pod Advocate, the person to ask");
  await command(people, { do: "step-down", login: "ada-1" });
  assert.not.match((await get(pods, "/narwhal", HTML)).body, "advocate until");
  const { body } = await command(people, { do: "export", login: "ada-1" });
  assert.equal([body.member.hours, body.member.term], [undefined, undefined]);
});

test("a link is made for an advocate or for a pod, and for maintainers only", async () => {
  const { pods } = await fixture();
  const give = async (body: object, headers?: Record<string, string>) => {
    const { status, body: answer } = await command(pods, { do: "link", ...body }, headers);
    return [status, answer.detail ?? answer.errors?.[0]?.detail];
  };
  assert.is((await give({ for: "ada-3" }))[0], 404);
  assert.is((await give({ for: "nobody-here" }))[0], 404);
  assert.is((await give({ pod: "beluga" }))[0], 404);
  assert.is((await give({}))[0], 422);
  assert.is((await give({ for: "ada-1", pod: "narwhal" }))[0], 422);
  assert.is((await give({ for: "ada-1" }, {}))[0], 401);
});

test("shows a newcomer's thread after three days without an answer, until somebody answers", async () => {
  const { opens, later, facts, send, pods, link, now } = await fixture();
  await opens(5);
  later(2);
  assert.equal((await facts()).newcomers, []);
  later(1.5);
  const { newcomers, todo } = await facts();
  assert.equal(newcomers, [
    {
      kind: "issue",
      ref: "hull#5",
      url: "https://github.com/ships/hull/issues/5",
      login: "stowaway",
      waitsSince: iso(NOW),
    },
  ]);
  assert.equal([todo[0].kind, todo[0].title], ["answer", "Answer stowaway on hull#5"]);
  assert.ok(todo.length <= 3);
  assert.match((await get(pods, await link(), HTML)).body, "New people without an answer");
  const comment = { id: 1, user: captain, body: "Welcome aboard!", updated_at: iso(now()) };
  const thread = issue(5, stowaway, { created_at: iso(NOW), updated_at: iso(now()) });
  await send({
    event: "issue_comment",
    payload: { action: "created", repository: hull, sender: captain, issue: thread, comment },
  });
  assert.equal((await facts()).newcomers, []);
});

test("lists thirty threads, the one that has waited longest first, and counts the others", async () => {
  const { opens, later, pods, link } = await fixture();
  for (let number = 1; number <= 32; number++) await opens(number);
  later(3);
  await opens(40);
  later(1);
  const { body } = await get(pods, await link(), HTML);
  const [, list = ""] = body.split("New people without an answer");
  assert.is(list.match(/>hull#\d+<\/a>/g)?.length, 30);
  assert.match(body, "32 newcomers wait for an answer");
  assert.match(list, "2 more came later.");
});

test("has no thread of people who are not new, of other areas, of private repositories, nor drafts", async () => {
  const { opens, later, facts, send } = await fixture();
  await opens(1, captain);
  await opens(2, stowaway, sail);
  await opens(3, stowaway, repository(72, "ships/hold", { private: true }));
  const draft = pull(4, stowaway, { draft: true, created_at: iso(NOW), updated_at: iso(NOW) });
  await send({
    event: "pull_request",
    payload: { action: "opened", repository: hull, sender: stowaway, pull_request: draft },
  });
  const veteran = user(40, "old-salt");
  const known = issue(6, veteran, { author_association: "CONTRIBUTOR", created_at: iso(NOW), updated_at: iso(NOW) });
  await send({ event: "issues", payload: { action: "opened", repository: hull, sender: veteran, issue: known } });
  later(4);
  assert.equal((await facts()).newcomers, []);
  later(4);
  const { newcomers, todo } = await facts();
  assert.equal(newcomers, []);
  assert.match(JSON.stringify(todo), "hull#1", "but the one that has waited longest for a week is to be looked at");
});

test("a locked thread asks for nobody's answer while it is locked: nobody could give one", async () => {
  const { opens, later, facts, send, pods, now } = await fixture();
  await opens(5);
  await opens(6);
  later(4);
  const turn = async (action: "locked" | "unlocked") => {
    const times = { created_at: iso(NOW), updated_at: iso(now()) };
    const thread = issue(6, stowaway, { locked: action === "locked", ...times });
    await send({ event: "issues", payload: { action, repository: hull, sender: captain, issue: thread } });
    later(1 / 24);
    const { unanswered } = (await get(pods, "/status.json")).body;
    return [refs((await facts()).newcomers), unanswered.newcomers];
  };
  assert.equal(await turn("locked"), [["hull#5"], 1]);
  assert.equal(await turn("unlocked"), [["hull#5", "hull#6"], 2]);
});

test("a thread that has waited for eight weeks is no task of this week", async () => {
  const { opens, later, facts, pods } = await fixture();
  await opens(5);
  later(55);
  await opens(6);
  assert.equal(refs((await facts()).newcomers), ["hull#5"]);
  later(4);
  assert.equal(refs((await facts()).newcomers), ["hull#6"]);
  assert.is((await get(pods, "/status.json")).body.unanswered.newcomers, 1);
});

test("an issue that its label offers to everybody waits for nobody's answer", async () => {
  const { opens, later, facts, pods, send } = await fixture();
  await opens(5);
  await opens(6);
  const offered = issue(6, stowaway, { labels: [{ name: "help wanted" }], created_at: iso(NOW), updated_at: iso(NOW) });
  const payload = {
    action: "labeled",
    repository: hull,
    sender: captain,
    issue: offered,
    label: { name: "help wanted" },
  };
  await send({ event: "issues", payload });
  later(4);
  assert.equal(refs((await facts()).newcomers), ["hull#5"]);
  assert.equal((await get(pods, "/status.json")).body.unanswered.newcomers, 1);
});

test("a maintainer also finds the newcomers whom no advocate sees, and the status page counts them without names", async () => {
  const { opens, later, facts, pods } = await fixture();
  await opens(5);
  await opens(2, user(32, "castaway"), sail, pull);
  await opens(3, user(33, "drifter"), repository(73, "ships/harbour"));
  later(4);
  const asMaintainer = (await get(pods, PAGE, { ...JSON_ONLY, ...AS_MAINTAINER })).body;
  assert.equal(refs(asMaintainer.newcomers), ["hull#5"]);
  assert.equal(refs(asMaintainer.elsewhere), ["sail#2", "harbour#3"]);
  assert.is((await facts()).elsewhere, undefined);
  const { body: status } = await get(pods, "/status.json");
  assert.equal(status.unanswered, { newcomers: 3, withoutAdvocate: 2 });
  assert.match(
    (await get(pods, "/status", HTML)).body,
    "3 issues and pull requests for more than three days, 2 of them",
  );
});

test("an advocate's own thread is somebody else's to answer", async () => {
  const { opens, later, facts, link, people, pods } = await fixture();
  await opens(5, user(51, "ada-1"));
  later(8);
  const { newcomers, todo } = await facts();
  assert.equal(newcomers, []);
  assert.not.match(JSON.stringify(todo), "hull#5");
  const asMaintainer = (await get(pods, PAGE, { ...JSON_ONLY, ...AS_MAINTAINER })).body;
  assert.equal([refs(asMaintainer.newcomers), refs(asMaintainer.elsewhere)], [[], ["hull#5"]]);
  assert.equal((await get(pods, "/status.json")).body.unanswered, { newcomers: 1, withoutAdvocate: 1 });
  await command(people, { do: "step-down", login: "ada-1" });
  assert.equal(refs((await facts(await link({ for: "ada-2" }))).newcomers), ["hull#5"], "the next one can");
});

test("a thread that awaits the first pod of another area is not for the pods of its repository", async () => {
  const { community, opens, later, facts, pods } = await fixture();
  await opens(5);
  await community.store.saveCommentState("70#5", { ...NO_COMMENT, awaits: ["galley"] });
  later(4);
  assert.equal((await facts()).newcomers, []);
  const asMaintainer = (await get(pods, PAGE, { ...JSON_ONLY, ...AS_MAINTAINER })).body;
  assert.equal([refs(asMaintainer.newcomers), refs(asMaintainer.elsewhere)], [[], ["hull#5"]]);
});

test("somebody whom the settings name as a robot later waits for no answer", async () => {
  const { bots, opens, later, facts, pods } = await fixture();
  await opens(5);
  later(4);
  assert.equal(refs((await facts()).newcomers), ["hull#5"]);
  bots.push("Stowaway");
  assert.equal((await facts()).newcomers, []);
  assert.equal((await get(pods, "/status.json")).body.unanswered, { newcomers: 0, withoutAdvocate: 0 });
});

test("says who joined lately, and later who has been quiet; nobody is quiet who was seen at work", async () => {
  const { later, facts, send, now, pods, people, link } = await fixture();
  const first = await facts();
  assert.is(first.joined.length, 6);
  // The advocate is one of them.
  const firstPage = (await get(pods, await link(), HTML)).body;
  assert.match(firstPage, "5 people have joined lately");
  assert.match(firstPage, "Introduce five people to");
  assert.equal(first.quiet, []);
  // On a Thursday.
  later(32);
  const member = user(52, "ada-2");
  const merged = pull(9, member, {
    state: "closed",
    merged: true,
    merged_at: iso(now()),
    created_at: iso(now()),
    updated_at: iso(now()),
  });
  await send({
    event: "pull_request",
    payload: { action: "closed", repository: hull, sender: member, pull_request: merged },
  });
  const mergedAt = now();
  // To be thanked is nothing that was seen at work.
  await command(people, { do: "kudos", login: "ada-2", whom: "ada-3", why: "for the pumps" });
  later(8);
  const { joined, quiet, todo } = await facts();
  assert.equal(joined, []);
  const others = ["ada-3", "ada-4", "ada-5", "ada-6"];
  assert.equal(quiet.map(({ login }: { login: string }) => login).sort(), others, "the advocate knows of themselves");
  assert.equal(quiet[0].seenAt, null);
  assert.equal(
    todo.map(({ kind }: { kind: string }) => kind),
    ["meeting", "quiet", "invite"],
  );
  assert.match((await get(pods, await link(), HTML)).body, "in the last 5 weeks, which is as far as we look back");
  later(73);
  // A Monday: of the twelve weeks that we look back, the first and the last are not whole.
  const page = (await get(pods, await link(), HTML)).body;
  assert.match(page, "in the last 12 weeks, which is as far as we look back");
  const last = (await facts()).quiet.find(({ login }: { login: string }) => login === "ada-2");
  assert.equal(last, { login: "ada-2", seenAt: iso(mergedAt) });
});

test("people are new to the pod for three weeks", async () => {
  const { later, facts } = await fixture();
  later(20);
  assert.is((await facts()).joined.length, 6);
  later(2);
  assert.equal((await facts()).joined, []);
});

test("nothing of it is public: neither the names of newcomers nor who has been quiet", async () => {
  const { opens, later, pods, digest, people } = await fixture();
  await opens(5);
  later(40);
  await opens(6, user(32, "castaway"));
  later(4);
  const apps = { pods, "weekly-digest": digest, "join-pod": people };
  const samples: Readonly<Record<string, string>> = {
    slug: "narwhal",
    login: "ada-3",
    week: "2026-W47",
    name: "icon.svg",
  };
  let seen = 0;
  for (const route of ROUTES) {
    const app = apps[route.function as keyof typeof apps];
    if (route.method !== "get" || !app || (route.security && !route.security.includes("none"))) continue;
    const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => samples[name] ?? "");
    for (const headers of [HTML, JSON_ONLY]) {
      const { body } = await get(app, path, headers);
      const text = typeof body === "string" ? body : JSON.stringify(body);
      assert.not.match(text, /stowaway|castaway/, path);
      // The document names the fields of all answers.
      if (path !== "/openapi.json") assert.not.match(text, /Nothing was seen|seenAt|been quiet|"tag">quiet/, path);
      seen += 1;
    }
  }
  assert.ok(seen > 30, `${seen} pages`);
});

test.run();
