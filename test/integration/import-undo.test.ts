/** An import that a maintainer takes back. */
import { Redis } from "ioredis";
import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { onGithubEvent } from "../../functions/on-github-event/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import {
  AS_MAINTAINER,
  ask,
  CSV,
  command,
  csvOf,
  get,
  JSON_ONLY,
  NOW,
  post,
  type Reply,
  SETTINGS,
  type TestCommunity,
  testCommunity,
} from "../support/community.ts";
import { communityKeys } from "../support/community-keys.ts";
import { communitySuite } from "../support/community-suite.ts";
import { failingStore } from "../support/failing-store.ts";
import { hull, issue, requestOf, said, user, WEBHOOK_SECRET } from "../support/github/deliver-as-github.ts";
import { closeDelivery, says } from "../support/github/delivery.ts";
import { mentioned, noticeComments, openWithThread } from "../support/github/notices.ts";
import { violations } from "../support/invariants.ts";

const test = communitySuite("the undo of an import", async () => {
  const community = await testCommunity();
  return { community, app: joinPod(community) };
});
test.after(closeDelivery);

const AS_JSON = { ...AS_MAINTAINER, "Content-Type": "application/json" };

async function imported(community: TestCommunity, file: string): Promise<string> {
  const { status, body } = await post(joinPod(community), file, CSV);
  assert.is(status, 200, JSON.stringify(body));
  return body.import;
}

const undo = (community: TestCommunity, id: string, query = "", more: object = {}): Promise<Reply> =>
  post(joinPod({ ...community, ...more }), JSON.stringify({ do: "undo", import: id }), AS_JSON, `/${query}`);

async function undone(community: TestCommunity, id: string, outcome = "undone"): Promise<Reply["body"]> {
  const { status, body } = await undo(community, id);
  assert.equal([status, body.outcome], [200, outcome], JSON.stringify(body));
  assert.equal(await violations(community.url, community.id), []);
  return body;
}

test("that takes nobody out says so, and what stays and why", async ({ community }) => {
  const first = await imported(community, `login,areas,anywhere\n${csvOf(3, "hull", ",no")}\n`);
  const second = await imported(community, `login,areas\n${csvOf(3, "sail")}\n`);
  const body = await undone(community, first, "nothing-undone");
  assert.is(
    body.detail,
    'Nobody is taken out: those whom the import added, and who are still here, stay for the reasons in "stays".',
  );
  assert.equal([body.gone, body.stays[0].people], [0, 3]);
  assert.match(body.stays[0].because, "another import has changed them; they go when that one is taken back, too");
  assert.is((await undone(community, second)).gone, 3);
  const nobody = await imported(community, `login,areas\n${csvOf(3, "hull")}\n`);
  await undone(community, nobody);
  const twice = `login,areas\nnora,hull\n`;
  await imported(community, twice);
  const empty = await imported(community, `${twice}\n`);
  const { detail, stays } = await undone(community, empty, "nothing-undone");
  assert.equal([detail, stays], ["Nobody is taken out: nobody is here whom this import added.", []]);
});

/** Two files name ada-1 to ada-3; the second one changes them, or invites those who then ask for a seat. */
const TWO_FILES = [
  ["a change", `login,areas,anywhere\n${csvOf(3, "hull", ",no")}\n`, `login,areas\n${csvOf(3, "sail")}\nbob,sail\n`],
  [
    "an invitation that becomes a place",
    `login,areas,mode\n${csvOf(3, "hull", ",offer")}\n`,
    `login,areas,mode\n${csvOf(3, "hull", ",pod")}\nbob,sail,pod\n`,
  ],
] as const;

for (const [title, one, other] of TWO_FILES)
  for (const order of [
    [0, 1],
    [1, 0],
  ] as const)
    test(`of two imports takes the people out whom both name, ${order.join(" before ")}: ${title}`, async ({
      community,
    }) => {
      const ids = [await imported(community, one), await imported(community, other)];
      await command(joinPod(community), { do: "areas", login: "ada-2", areas: ["galley"] });
      const [earlier, later] = order.map((at) => ids[at]!) as [string, string];
      const rehearsed = async (id: string) => (await undo(community, id, "?dryRun=true")).body;
      const agrees = async (id: string) => {
        const dry = await rehearsed(id);
        const done = (await undo(community, id)).body;
        assert.equal([dry.gone, dry.stays, dry.changed], [done.gone, done.stays, done.changed], id);
        return done;
      };
      const first = await agrees(earlier);
      assert.is(await stateOf(community, "ada-1"), "waiting");
      const second = await agrees(later);
      assert.is(first.gone + second.gone, 3, "bob, and the two whom nobody has touched");
      assert.equal(Object.keys((await stored(community)).who as object), ["login:ada-2"]);
      assert.equal(await violations(community.url, community.id), []);
      const { gone } = (await undo(community, earlier)).body;
      assert.is(gone, first.gone, "nobody is counted twice");
    });

test("of an import leaves people whom a later file lists, too, after the one that added them was taken back", async ({
  community,
}) => {
  const file = `login,areas,anywhere\n${csvOf(3, "hull", ",no")}\n`;
  const first = await imported(community, file);
  const second = await imported(community, `login,areas\n${csvOf(3, "sail")}\n`);
  await undone(community, first, "nothing-undone");
  const third = await imported(community, `login,areas\n${csvOf(3, "sail")}\n`);
  await undone(community, second, "nothing-undone");
  assert.is(await stateOf(community, "ada-1"), "waiting");
  assert.is((await undone(community, third)).gone, 3);
});

const stateOf = async ({ store }: TestCommunity, login: string) => (await store.find({ login }))?.standing.state;

async function seat(community: TestCommunity): Promise<void> {
  const { status, body } = await command(rebalance(community), { do: "seat" });
  assert.equal([status, body.outcome], [200, "seated"]);
}

/** People who ask for a seat themselves. */
async function joined(community: TestCommunity, count: number, area: string, more: object = {}): Promise<void> {
  for (let n = 1; n <= count; n++) {
    const { status } = await command(joinPod(community), { login: `own-${n}`, areas: [area], ...more });
    assert.ok(status < 300, String(status));
  }
}

/** What is stored, without what only says that something was done. */
async function stored({ url, id }: TestCommunity): Promise<Record<string, unknown>> {
  const redis = new Redis(url);
  try {
    const [who, prof, members, forgotten, wait] = await Promise.all([
      redis.hgetall(`pods:{${id}}:who`),
      redis.hgetall(`pods:{${id}}:prof`),
      redis.hgetall(`pods:{${id}}:m`),
      redis.hlen(`pods:{${id}}:forgotten`),
      redis.zrange(`pods:{${id}}:wait`, "0", "-1"),
    ]);
    return { who, prof, members, forgotten, wait };
  } finally {
    redis.disconnect();
  }
}

for (const consent of ["assign", "offer"] as const) {
  test(`leaves nothing of people who were only imported, with consent: ${consent}`, async () => {
    const community = await testCommunity(SETTINGS.replace("consent: assign", `consent: ${consent}`));
    await joined(community, 3, "hull");
    const before = await stored(community);
    const file = `login,areas,ability,mode,with\n${csvOf(12, "hull", ",experienced,")}\nbob,,,independent\ncid,sail,,,friend\n`;
    const id = await imported(community, file);
    assert.ok(await community.store.find({ login: "friend" }), "a person whom the file names");
    const { gone, known, stays, seats } = await undone(community, id);
    assert.equal([gone, known, stays, seats], [14, [], [], 0]);
    assert.equal(await stored(community), before);
    const { added } = (await post(joinPod(community), file, CSV)).body;
    assert.is(added, 14, "a later import brings them back");
  });
}

test("is named by the import's answer, and stands on the status page", async ({ community, app }) => {
  const { body } = await post(app, `login,areas\n${csvOf(3, "hull")}`, CSV);
  assert.match(body.undo, `{"do":"undo","import":"${body.import}"}`);
  const status = async () => (await get(pods(community), "/status", JSON_ONLY)).body.lastImport;
  const startedAt = new Date(NOW).toISOString();
  assert.equal(await status(), { id: body.import, startedAt, added: 3, undoneAt: null });
  await undone(community, body.import);
  assert.equal(await status(), { id: body.import, startedAt, added: 3, undoneAt: startedAt });
  const page = (await get(pods(community), "/status", { Accept: "text/html" })).body;
  assert.match(page, /Last import.*3 people added; taken back/s);
});

test("gives the seats of a founding back; those people stay known, and are told", async ({ community }) => {
  await joined(community, 5, "hull");
  const file = `login,areas,ability,timezone,advocate\n${csvOf(8, "hull,experienced,UTC,yes")}\n${csvOf(7, "sail,experienced,UTC,yes", "", "bob")}\n`;
  const id = await imported(community, file);
  await seat(community);
  assert.is((await community.store.census()).seated, 20);
  const { gone, known, stays, seats } = await undone(community, id);
  assert.equal([gone, stays, seats], [0, [], 15]);
  assert.equal(
    known.map(({ people }: { people: number }) => people),
    [15],
  );
  assert.match(known[0].because, "told");
  const [pod, ...others] = await community.store.pods();
  assert.equal(
    [pod?.seats.length, pod?.advocate, others.length],
    [5, null, 0],
    "nobody of the import was its advocate",
  );
  const bob = await community.store.find({ login: "bob-1" });
  const { login, areas, timezone, volunteer, ability } = bob!.profile;
  assert.equal(
    [login, areas, timezone, volunteer, ability, bob?.standing.state],
    ["bob-1", [], undefined, false, "newcomer", "known"],
  );
  const decision = (await community.store.decisionsAbout(bob!.pseudonym)).at(-1);
  assert.match(decision?.of === "notice" ? decision.what : "", /^seat-(and-role-)?taken-back$/);
  assert.is(await imported(community, file).then(() => stateOf(community, "bob-1")), "waiting");
});

test("leaves a role to volunteers who stay", async ({ community, app }) => {
  await joined(community, 5, "hull");
  await command(app, { do: "advocate", login: "own-3", hours: 2 });
  await command(pods(community), { do: "nominate", pod: "narwhal", login: "own-3" });
  const id = await imported(community, "login,areas,advocate\nann,hull,yes\nben,hull,yes\n");
  await seat(community);
  await command(app, { do: "step-down", login: "own-3" });
  const advocate = async () => (await community.store.pods())[0]?.advocate;
  const ofImport = await Promise.all(["ann", "ben"].map((login) => community.store.find({ login })));
  assert.ok(ofImport.some((member) => member?.pseudonym === undefined || member.standing.state === "seated"));
  const heir = await advocate();
  assert.ok(
    ofImport.some((member) => member?.pseudonym === heir),
    "one of the import has the role",
  );
  await command(app, { do: "advocate", login: "own-4", hours: 2 });
  await undone(community, id);
  assert.is(await advocate(), (await community.store.find({ login: "own-4" }))?.pseudonym);
});

test("gives no role to people who go next", async ({ community }) => {
  const id = await imported(community, `login,areas,advocate\n${csvOf(14, "hull", ",yes")}\n`);
  await seat(community);
  assert.is((await undone(community, id)).seats, 14);
  const redis = new Redis(community.url);
  const errands = await redis.hkeys(`pods:{${community.id}}:outbox`);
  redis.disconnect();
  assert.is(errands.filter((errand) => /\/seat-(and-role-)?taken-back$/.test(errand)).length, 14);
  assert.equal(
    errands.filter((errand) => errand.endsWith("/role-fell")),
    [],
  );
});

test("tells the people who had a seat, where the settings say", async () => {
  const delivery = await openWithThread();
  const { community } = delivery;
  const id = await imported(community, `login,areas,anywhere\n${csvOf(5, "hull", ",")}\nbob,sail,no\n`);
  await seat(community);
  for (let n = 0; n < 3; n++) await delivery.run();
  await undone(community, id);
  for (let n = 0; n < 3; n++) await delivery.run();
  const ended = noticeComments(delivery, 7).filter((text) => text.includes("ended your seat in"));
  assert.equal(ended.flatMap(mentioned).sort(), ["ada-1", "ada-2", "ada-3", "ada-4", "ada-5"]);
  assert.match(ended.join(), "a file of Ships that had listed you was taken back, which ended your seat in");
  // Their areas went with the import, so a bare `/pod join` would ask for none.
  assert.match(ended.join(), "Would you rather stay? `/pod join` with the name of an area asks for a seat again.");
  await giveAsComment(community, "ada-1", 901, "/pod join hull");
  assert.is((await community.store.find({ login: "ada-1" }))?.standing.state, "waiting");
});

test("tells them though they speak before they are told, and have no seat by that", async () => {
  const delivery = await openWithThread();
  const { community, send, run, server } = delivery;
  const id = await imported(community, `login,areas,anywhere\n${csvOf(8, "hull", ",no")}\n`);
  await seat(community);
  for (let n = 0; n < 3; n++) await run();
  await undone(community, id);
  const words = ["join introduce", "join", "pause", "leave", "independent", "decline", "stay"];
  for (const [n, word] of words.entries()) await send(says(`/pod ${word}`, user(901 + n, `ada-${n + 1}`), 5));
  // People who got a seat or a place by their own words are not told of the one before.
  await send(says("/pod join sail", user(908, "ada-8"), 5));
  for (let n = 0; n < 3; n++) await run();
  const ended = noticeComments(delivery, 7).filter((text) => text.includes("ended your seat in"));
  assert.equal(
    ended.flatMap(mentioned).sort(),
    words.map((_, n) => `ada-${n + 1}`),
  );
  const answers = server.comments(hull, 5).map(({ body }) => body);
  assert.match(answers.join(), "@ada-3: Enjoy the break that began on 22 November 2026. You hold no seat meanwhile;");
});

const giveAsComment = async (community: TestCommunity, login: string, number: number, text: string) => {
  const webhook = onGithubEvent({ ...community, webhookSecret: () => WEBHOOK_SECRET });
  const { status } = await ask(webhook, "/", requestOf(said(text, user(number, login), number)));
  assert.ok(status < 300, String(status));
};

test("leaves people whom somebody has touched, and says why", async ({ community, app }) => {
  const rows = [..."abcdefghijklmnop"].map(
    (letter) => `${letter}${letter},hull,experienced,${letter === "e" ? "yes" : ""}`,
  );
  const id = await imported(community, `login,areas,ability,advocate\n${rows.join("\n")}\n`);
  await seat(community);
  const slugOf = async (login: string) =>
    (await community.store.pod((await community.store.find({ login }))?.standing.pod ?? 0))?.slug;
  // Heard.
  await command(app, { do: "areas", login: "aa", areas: ["sail"] });
  await giveAsComment(community, "bb", 901, "/pod kudos @nn for the mast");
  await command(app, { do: "pause", login: "cc", until: "2026-12-24" });
  await giveAsComment(community, "dd", 902, "/pod stay");
  await giveAsComment(community, "kk", 904, "/pod who");
  // An advocate by somebody's word, pinned, and changed by another file.
  assert.is((await command(pods(community), { do: "nominate", pod: await slugOf("ee"), login: "ee" })).status, 200);
  await command(pods(community), { do: "pin", login: "ff" });
  await command(pods(community), { do: "pin", login: "gg" });
  await command(pods(community), { do: "unpin", login: "gg" });
  const later = await imported(community, "login,areas\nhh,galley\n");
  // Named in a file, and seen at work: they stay known.
  await imported(community, "login,areas,with\nzz,hull,mm\n");
  const webhook = onGithubEvent({ ...community, webhookSecret: () => WEBHOOK_SECRET });
  const opened = { action: "opened", repository: hull, sender: user(903, "oo"), issue: issue(77, user(903, "oo")) };
  assert.ok((await ask(webhook, "/", requestOf({ event: "issues", payload: opened }))).status < 300);

  const { gone, known, stays } = await undone(community, id);
  assert.equal(
    stays.map(({ people }: { people: number }) => people),
    [5, 1, 1, 2],
    JSON.stringify(stays),
  );
  assert.equal(gone, 0);
  assert.equal(
    known.map(({ people }: { people: number }) => people),
    [4, 3],
    JSON.stringify(known),
  );
  for (const login of ["aa", "bb", "dd", "ee", "ff", "gg", "hh", "kk"])
    assert.is(await stateOf(community, login), "seated", login);
  assert.is(await stateOf(community, "cc"), "paused");
  for (const login of ["ii", "mm", "nn", "oo", "pp"]) assert.is(await stateOf(community, login), "known", login);
  assert.equal((await undone(community, later)).known[0].people, 1);
  assert.is(await stateOf(community, "hh"), "known");
});

test("leaves people whom a plan has moved", async ({ community }) => {
  const id = await imported(
    community,
    `login,areas,ability\n${csvOf(6, "hull", ",experienced")}\n${csvOf(6, "sail", ",experienced", "bob")}`,
  );
  await seat(community);
  const { store } = community;
  const [ada, bob] = await Promise.all(["ada-1", "bob-1"].map((login) => store.find({ login })));
  const swap = [
    {
      kind: "move" as const,
      group: 1,
      member: ada!.pseudonym,
      from: String(ada!.standing.pod),
      to: String(bob!.standing.pod),
      reasons: [],
    },
    {
      kind: "move" as const,
      group: 1,
      member: bob!.pseudonym,
      from: String(bob!.standing.pod),
      to: String(ada!.standing.pod),
      reasons: [],
    },
  ];
  await command(joinPod(community), { do: "areas", login: "bob-1", areas: ["hull"] });
  await store.startRun({ id: "r", kind: "plan", of: "p", madeAt: NOW, startedAt: NOW, changes: swap });
  assert.is((await store.applyGroup("r", 1, swap, {}, NOW)).outcome, "applied");
  await store.finishRun("r", true, { id: "finish/r", at: NOW });
  const { stays, seats } = await undone(community, id);
  assert.equal(
    stays.map(({ people }: { people: number }) => people),
    [1, 1],
    JSON.stringify(stays),
  );
  assert.match(stays[1].because, "moved");
  assert.is(seats, 10);
});

test("happens once, within eight days, and needs the admin key", async ({ community, app }) => {
  const id = await imported(community, `login,areas\n${csvOf(12, "hull")}`);
  const body = JSON.stringify({ do: "undo", import: id });
  assert.is((await post(app, body, { "Content-Type": "application/json" })).status, 401);
  assert.is((await community.store.census()).waiting, 12);
  const unknown = await undo(community, "import00");
  assert.equal([unknown.status, unknown.body.title !== undefined], [404, true]);
  const first = await undone(community, id);
  assert.equal(await undone(community, id), first);
  const key = { ...AS_JSON, "Idempotency-Key": "one" };
  assert.is((await post(app, '{"login":"eve","areas":["hull"]}', key)).status, 202);
  const redis = new Redis(community.url);
  // The outcomes of its operations, and how far it came, are kept as long: the same requests may come again.
  const kept = (await communityKeys(redis, community.id)).filter((key) => /:(op|import|imported):/.test(key));
  assert.ok(new Set(kept.map((key) => key.split(":")[2])).size === 3, kept.join());
  for (const key of kept) {
    const days = (await redis.ttl(key)) / 86_400;
    assert.ok(days > 7 && days <= 8, `${key} is kept for ${days} days`);
  }
  await redis.del(`pods:{${community.id}}:imported:${id}`);
  redis.disconnect();
  assert.is((await undo(community, id)).status, 404);
  assert.is((await post(app, body, key)).status, 409);
});

test("ends the wishes of others to sit with people who are gone", async ({ community }) => {
  await joined(community, 1, "hull");
  const id = await imported(community, "login,areas,with\nann,hull,\nown-1,,ann\n");
  const wishes = async () => (await community.store.find({ login: "own-1" }))?.profile.with ?? [];
  assert.is((await wishes()).length, 1);
  assert.is((await undone(community, id)).gone, 1);
  assert.equal(await wishes(), []);
});

test("says first what it would do", async ({ community, app }) => {
  await joined(community, 5, "hull");
  const id = await imported(community, `login,areas,mode\nann,hull,pod\nben,sail,offer\ncid,hull,pod\n`);
  await seat(community);
  await command(app, { do: "accept", login: "ben" });
  const before = await stored(community);
  const dry = await undo(community, id, "?dryRun=true");
  assert.equal([dry.status, dry.body.outcome, dry.body.dryRun, dry.body.complete], [200, "rehearsed", true, true]);
  assert.equal(await stored(community), before);
  assert.is((await community.store.importRecord(id))?.undo, undefined);
  const { gone, known, stays, seats } = await undone(community, id);
  assert.equal([dry.body.gone, dry.body.known, dry.body.stays, dry.body.seats], [gone, known, stays, seats]);
  assert.equal([gone, seats, stays.length], [0, 2, 1]);
  const other = await post(app, '{"do":"leave","login":"own-1"}', AS_JSON, "/?dryRun=true");
  assert.equal([other.status, await stateOf(community, "own-1")], [422, "seated"]);
});

const MANY = `login,areas,mode\n${Array.from({ length: 1200 }, (_, n) => `ada-${n},hull,${n % 3 === 0 ? "pod" : "offer"}`).join("\n")}\n`;

test("of a large import takes several requests", async ({ community, app }) => {
  const id = await imported(community, MANY);
  await command(app, { do: "areas", login: "ada-7", areas: ["sail"] });
  const dry = await undo(community, id, "?dryRun=true", { answerWithinMs: 0 });
  assert.equal([dry.body.complete, dry.body.gone + (dry.body.stays[0]?.people ?? 0)], [false, 500]);
  assert.match(dry.body.detail, "the first of the people");
  const answers: Reply[] = [];
  do answers.push(await undo(community, id, "", { answerWithinMs: 0 }));
  while (answers.at(-1)!.status === 202);
  assert.equal(
    answers.map(({ body }) => body.outcome),
    ["undoing", "undoing", "undone"],
  );
  const { gone, stays } = answers.at(-1)!.body;
  assert.equal([gone, stays.map(({ people }: { people: number }) => people)], [1199, [1]]);
  assert.equal(await violations(community.url, community.id), []);
});

test("that is cut off anywhere goes on, and counts everybody once", async ({ community, app }) => {
  const id = await imported(community, MANY);
  await command(app, { do: "areas", login: "ada-7", areas: ["sail"] });
  let cuts = 0;
  for (const when of ["after", "before"] as const) {
    for (let at = 1; at <= 9; at++) {
      const { status } = await undo(community, id, "", { store: failingStore(community.store, at, when).store });
      if (status === 500) cuts++;
    }
  }
  assert.ok(cuts > 9, `${cuts} cuts`);
  const { gone, known, stays } = await undone(community, id);
  assert.equal([gone, known, stays.map(({ people }: { people: number }) => people)], [1199, [], [1]]);
  assert.equal(Object.keys((await stored(community)).who as object), ["login:ada-7"]);
});

test("ends an import that is not complete; the same file is a new import then", async ({ community }) => {
  const [hurried, app] = [joinPod({ ...community, answerWithinMs: 0 }), joinPod(community)];
  const first = await post(hurried, MANY, CSV);
  assert.is(first.status, 202);
  assert.is((await undone(community, first.body.import)).gone, 500);
  const again = await post(app, MANY, CSV);
  assert.equal([again.status, again.body.added], [200, 1200]);
  assert.is.not(again.body.import, first.body.import);

  const keyed = { ...CSV, "Idempotency-Key": "once" };
  const other = MANY.replaceAll("ada", "bob");
  const begun = await post(hurried, other, keyed);
  assert.is(begun.status, 202);
  await undone(community, begun.body.import);
  const refused = await post(app, other, keyed);
  assert.equal([refused.status, await stateOf(community, "bob-1100")], [409, undefined]);
  assert.match(refused.body.detail, "taken back");
});

test("while the import goes on leaves nobody behind, when it is sent again", async ({ community }) => {
  let id = "";
  const { store } = community;
  const enlist: typeof store.enlist = async (requests, operation, how) => {
    id = how?.import ?? "";
    await undo(community, id);
    return store.enlist(requests, operation, how);
  };
  const { status } = await post(
    joinPod({ ...community, store: { ...store, enlist } }),
    `login,areas\n${csvOf(9, "hull")}`,
    CSV,
  );
  assert.is(status, 409);
  assert.is((await undone(community, id)).gone, 9);
  assert.equal((await stored(community)).who, {});
});

test.run();
