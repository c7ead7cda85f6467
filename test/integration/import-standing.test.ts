/** Whether somebody takes part: what a file may change, and what it leaves as the person or a maintainer said. */
import { Redis } from "ioredis";
import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { onGithubEvent } from "../../functions/on-github-event/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import {
  AS_MAINTAINER,
  ask,
  CSV,
  command,
  csvOf,
  post,
  type Reply,
  type TestCommunity,
  testCommunity,
} from "../support/community.ts";
import { communitySuite } from "../support/community-suite.ts";
import { failingStore } from "../support/failing-store.ts";
import { clock, requestOf, said, user, WEBHOOK_SECRET } from "../support/github/deliver-as-github.ts";
import { closeDelivery } from "../support/github/delivery.ts";
import { violations } from "../support/invariants.ts";
import { importRehearsed } from "../support/rehearsed.ts";

interface Town extends TestCommunity {
  /** As JSON, by a maintainer. */
  readonly give: (body: object) => Promise<Reply>;
  /** As a signed comment. */
  readonly say: (login: string, words: string) => Promise<void>;
  readonly send: (file: string) => Promise<Reply["body"]>;
  readonly seat: () => Promise<void>;
  /** The person's state, and their pod if they sit in one. */
  readonly standing: (login: string) => Promise<string | undefined>;
}

async function town(): Promise<Town> {
  // Comments and JSON share a clock, so what is said later counts as later.
  const community = { ...(await testCommunity()), now: clock };
  const app = joinPod(community);
  const numbers = new Map<string, number>();
  const webhook = onGithubEvent({ ...community, webhookSecret: () => WEBHOOK_SECRET });
  return {
    ...community,
    give: (body) => command(app, body),
    async say(login, words) {
      const number = numbers.get(login) ?? 900 + numbers.size;
      numbers.set(login, number);
      const { status } = await ask(webhook, "/", requestOf(said(`/pod ${words}`, user(number, login), number)));
      assert.ok(status < 300, String(status));
    },
    async send(file) {
      const { status, body } = await post(app, file, CSV);
      assert.is(status, 200, JSON.stringify(body));
      return body;
    },
    async seat() {
      assert.is((await command(rebalance(community), { do: "seat" })).status, 200);
    },
    async standing(login) {
      const { state, pod } = (await community.store.find({ login }))?.standing ?? {};
      return state === "seated" ? `${state} ${pod}` : state;
    },
  };
}

const test = communitySuite("whether people take part", town);
test.after(closeDelivery);

const LEFT = {
  person: "left as the person said: whether they take part",
  maintainer: "left as a maintainer said: whether they take part",
  either: "left as they or a maintainer said: whether they take part",
  file: "left as an earlier file said: whether they take part",
};

const NONE = { begun: 0, ended: 0 };

/** How people came to be as they are, before a file says something else. */
const SAID: readonly (readonly [title: string, said: (town: Town) => Promise<unknown>, by: keyof typeof LEFT])[] = [
  ["asked for a seat in a comment, and wait", ({ say }) => say("xia", "join sail"), "person"],
  ["asked for a seat in a comment, and sit", ({ say }) => say("xia", "join hull"), "person"],
  ["were put on the list by a maintainer", ({ give }) => give({ login: "xia", areas: ["sail"] }), "maintainer"],
  ["were seated by a maintainer", ({ give }) => give({ login: "xia", areas: ["hull"] }), "maintainer"],
  [
    "paused",
    async ({ say }) => {
      await say("xia", "join hull");
      await say("xia", "pause 4w");
    },
    "person",
  ],
  [
    "were paused by a maintainer",
    async ({ say, give }) => {
      await say("xia", "join hull");
      await give({ do: "pause", login: "xia" });
    },
    "maintainer",
  ],
  [
    "left",
    async ({ say }) => {
      await say("xia", "join sail");
      await say("xia", "leave");
    },
    "person",
  ],
  [
    "came back after a maintainer took their seat",
    async ({ say, give }) => {
      await say("xia", "join hull");
      await give({ do: "leave", login: "xia" });
      await say("xia", "back");
    },
    "person",
  ],
  [
    "were imported, and accepted",
    async ({ say, send }) => {
      await send("login,areas,mode\nxia,hull,offer\n");
      await say("xia", "accept");
    },
    "person",
  ],
  [
    "were imported, and volunteered",
    async ({ say, send }) => {
      await send("login,areas\nxia,hull\n");
      await say("xia", "advocate hours=2");
    },
    "person",
  ],
  [
    "were imported, and gave a command that says nothing of themselves",
    async ({ say, send }) => {
      await send("login,areas\nxia,sail\n");
      await say("xia", "who");
    },
    "either",
  ],
];

for (const [title, isSaid, by] of SAID) {
  test(`stays as it is for people who ${title}`, async (at) => {
    const { send, standing, seat } = at;
    await send(`login,areas\n${csvOf(6, "hull")}`);
    await seat();
    await isSaid(at);
    const before = await standing("xia");
    const report = await send("login,mode\nxia,independent\n");
    assert.equal([report.added, report.changed, report.unchanged], [0, 0, 1]);
    assert.equal(report.remarks, [{ line: 2, detail: LEFT[by] }]);
    assert.is(await standing("xia"), before);
    await at.give({ do: "undo", import: report.import });
    assert.is(await standing("xia"), before, "the undo has nothing to give back");
    assert.equal(await violations(at.url, at.id), []);
  });
}

test("is what people who are away said, also against a file that asks for a seat or invites", async (at) => {
  const { give, say, send, standing } = at;
  for (const login of ["pia", "al", "ian"]) await say(login, "join hull");
  await say("pia", "pause 4w");
  await give({ do: "leave", login: "al" });
  await say("ian", "independent");
  await send("login,areas,mode\ndee,hull,offer\n");
  await say("dee", "decline");
  for (const mode of ["pod", "offer", "independent"]) {
    const { added, changed, remarks } = await send(`login,mode\npia,${mode}\nal,${mode}\nian,${mode}\ndee,${mode}\n`);
    assert.equal([added, changed], [0, 0], mode);
    const details = remarks.map(({ line, detail }: { line: number; detail: string }) => [line, detail]);
    const all = [
      [2, LEFT.person],
      [3, LEFT.maintainer],
      [4, LEFT.person],
      [5, LEFT.person],
    ];
    assert.equal(details, mode === "independent" ? all.filter(([line]) => line !== 4) : all, mode);
  }
  const states = await Promise.all(["pia", "al", "ian", "dee"].map(standing));
  assert.equal(states, ["paused", "alumni", "independent", "known"]);
});

test("of people whom only files named is what the newer file says", async (at) => {
  const { send, seat, standing, store } = at;
  await send(`login,areas\n${csvOf(6, "hull")}\nwen,sail\n`);
  await seat();
  const { pseudonym } = (await store.find({ login: "ada-1" }))!;
  const taken = await send("login,mode,pod\nada-1,independent,Narwhal\nwen,independent,\nnew,independent,\n");
  assert.equal([taken.added, taken.changed, taken.unchanged], [1, 2, 0]);
  assert.equal(taken.remarks, [
    { line: 2, detail: "people who work independently hold no seat in Narwhal" },
    { line: 2, detail: "ends their seat" },
    { line: 3, detail: "ends their seat" },
  ]);
  assert.equal([taken.seats, taken.roles], [{ begun: 0, ended: 2 }, NONE]);
  assert.equal(await Promise.all(["ada-1", "wen", "new"].map(standing)), Array(3).fill("independent"));
  const decision = (await store.decisionsAbout(pseudonym)).at(-1);
  assert.is(
    decision?.of === "notice" && decision.what,
    "seat-unlisted",
    "people are told that the file ended their seat",
  );

  const unsaid = await send("login,areas\nada-1,hull\nwen,sail\n");
  assert.equal(unsaid.remarks, [
    { line: 2, detail: LEFT.file },
    { line: 3, detail: LEFT.file },
  ]);
  assert.is(await standing("wen"), "independent", "a row without a mode says nothing of it");
  const back = await send("login,areas,mode\nada-1,hull,pod\nwen,sail,offer\n");
  assert.equal([back.added, back.remarks], [2, []]);
  assert.equal(await Promise.all(["ada-1", "wen"].map(standing)), ["waiting", "invited"]);
  assert.equal(await violations(at.url, at.id), []);
});

test("is the later word of the person and of a maintainer, after a file as well", async ({
  give,
  say,
  send,
  standing,
}) => {
  await send("login,areas,mode\nxia,sail,independent\n");
  await give({ do: "join", login: "xia", areas: ["sail"] });
  assert.is(await standing("xia"), "waiting");
  await send("login,mode\nxia,independent\n");
  await say("xia", "leave");
  assert.is(await standing("xia"), "alumni");
  await send("login,mode\nxia,pod\n");
  assert.is(await standing("xia"), "alumni");
});

test("is what a report tells, row by row, of seats and roles that end or begin", async (at) => {
  const dryAnd = async (file: string) => {
    const { seats, roles, remarks } = (await importRehearsed(at, file)).body;
    const details = remarks.map(({ line, detail }: { line: number; detail: string }) => `${line}: ${detail}`);
    return { seats, roles, details };
  };
  const ROLE = "as the Pod Advocate";
  await at.send(`login,areas,advocate,anywhere\nann,hull,yes,no\n${csvOf(6, "hull", ",no,no")}\nwen,sail,no,no\n`);
  await at.seat();
  assert.equal(await dryAnd("login,areas,advocate,mode\nada-1,hull,yes,\nada-2,hull,,offer\nwen,sail,,offer\n"), {
    seats: NONE,
    roles: NONE,
    details: [
      "3: an invitation takes nobody's seat, so the mode was left out",
      "4: an invitation takes nobody's place on the list, so the mode was left out",
    ],
  });
  assert.equal(await dryAnd("login,advocate\nann,no\nada-1,no\nada-3,yes\n"), {
    seats: NONE,
    roles: { begun: 1, ended: 1 },
    details: [`2: ends their role ${ROLE}, which another volunteer of the pod gets`],
  });
  assert.equal(await dryAnd("login,areas,pod,mode\nada-3,hull,,independent\nnew,hull,Narwhal,pod\n"), {
    seats: { begun: 1, ended: 1 },
    roles: { begun: 0, ended: 1 },
    details: ["2: ends their seat", `2: ends their role ${ROLE}, which nobody has then`],
  });
  assert.equal(await violations(at.url, at.id), []);
});

test("is safe of people whose words were stored without a speaker", async (at) => {
  const { give, say, send, standing, url, id } = at;
  await say("xia", "join sail");
  await give({ login: "yan", areas: ["sail"] });
  await say("zoe", "join sail");
  await say("zoe", "pause 4w");
  const redis = new Redis(url);
  const profiles = `pods:{${id}}:prof`;
  let older = 0;
  for (const [pseudonym, text] of Object.entries(await redis.hgetall(profiles))) {
    const fields = text.split("|");
    const times = fields[13] ?? "";
    if (!/^[MP]/.test(times)) continue;
    older++;
    await redis.hset(profiles, pseudonym, fields.with(13, times.slice(1)).join("|"));
  }
  assert.is(older, 3);
  redis.disconnect();
  const report = await send("login,mode\nxia,independent\nyan,independent\nzoe,pod\n");
  const details = report.remarks.map(({ detail }: { detail: string }) => detail);
  assert.equal(details, Array(3).fill(LEFT.either));
  assert.equal(await Promise.all(["xia", "yan", "zoe"].map(standing)), ["waiting", "waiting", "paused"]);
  await say("zoe", "back");
  await give({ do: "leave", login: "xia" });
  assert.equal(await Promise.all(["xia", "zoe"].map(standing)), ["alumni", "waiting"]);
});

test("is not what a maintainer's words as JSON are kept from: an invitation of somebody whom a file made independent", async (at) => {
  await at.send("login,areas,mode\nxia,sail,independent\n");
  const app = joinPod(at);
  const { status } = await command(app, { login: "xia", areas: ["sail"], mode: "offer" }, AS_MAINTAINER);
  assert.is(status, 200);
  assert.is(await at.standing("xia"), "invited");
});

test("stays as people said who asked for a seat before anybody knew their areas: a file of any mode puts them on the list", async (at) => {
  for (const mode of ["offer", "pod", "", "independent"]) {
    const login = `asks-${mode}`;
    await at.say(login, "join");
    await at.send(`login,areas,mode\n${login},galley,${mode}\n`);
    assert.is(await at.standing(login), "waiting", mode);
  }
  assert.equal(await violations(at.url, at.id), []);
  await at.say("asks-offer", "decline");
  await at.say("asks-pod", "leave");
  for (const login of ["one", "two", "three"]) await at.say(login, "join galley");
  assert.equal(await violations(at.url, at.id), []);
  assert.equal(await Promise.all(["asks-pod", "asks-", "three"].map(at.standing)), ["alumni", "seated 1", "seated 1"]);
});

test("counts everybody once when the import is cut off anywhere", async () => {
  const file = `login,areas,mode,ability
${csvOf(3, "hull", ",independent,experienced")}
xia,,independent,experienced
new,,independent,
wen,sail,pod,
dee,sail,offer,
`;
  // Without a key a complete file that is sent again is another import.
  const keyed = { ...CSV, "Idempotency-Key": "once" };
  const counts = ({ added, changed, unchanged }: Reply["body"]) => [added, changed, unchanged];
  for (const when of ["before", "after"] as const) {
    for (let at = 2; at <= 9; at++) {
      const one = await town();
      await one.send(`login,areas\n${csvOf(6, "hull")}`);
      await one.seat();
      await one.say("xia", "join sail");
      const dry = await post(joinPod(one), file, CSV, "/?dryRun=true");
      const cut = await post(joinPod({ ...one, store: failingStore(one.store, at, when).store }), file, keyed);
      const done = cut.status === 200 ? cut : await post(joinPod(one), file, keyed);
      assert.equal(counts(done.body), counts(dry.body), `${when} ${at}`);
      assert.equal(await Promise.all(["ada-1", "xia", "new"].map(one.standing)), [
        "independent",
        "waiting",
        "independent",
      ]);
      assert.equal(await violations(one.url, one.id), []);
    }
  }
});

test("leaves a role to people who have given a command, and takes it from those whom only files named", async () => {
  for (const speaks of [true, false]) {
    const at = await town();
    await at.send(`login,areas,advocate\nann,hull,yes\n${csvOf(5, "hull", ",no")}\n`);
    await at.seat();
    if (speaks) await at.say("ann", "join hull");
    const advocate = async () => (await at.store.pods())[0]?.advocate;
    const ann = await advocate();
    assert.ok(ann);
    const file = "login,areas,advocate\nann,hull,no\n";
    const { body } = await importRehearsed(at, file);
    assert.is(await advocate(), speaks ? ann : null);
    const left = [{ line: 2, detail: "left as the person said: whether they volunteer" }];
    const ends = [{ line: 2, detail: "ends their role as the Pod Advocate, which nobody has then" }];
    assert.equal([body.changed, body.remarks], speaks ? [0, left] : [1, ends]);
    assert.equal(body.roles, { begun: 0, ended: speaks ? 0 : 1 });
    assert.equal(await violations(at.url, at.id), []);
  }
});

test("gives nothing back that was forgotten with somebody who comes back", async (at) => {
  const file = `login,areas,advocate,introduce,timezone\nann,hull,yes,yes,Europe/Berlin\n${csvOf(5, "hull", ",no,,")}\n`;
  await at.send(file);
  await at.seat();
  await at.say("ann", "forget me");
  await at.say("ann", "join hull");
  const { body } = await importRehearsed(at, file);
  const left = "left as the person said: time zone, whether they volunteer, whether they are introduced";
  assert.equal(body.remarks, [{ line: 2, detail: left }]);
  assert.equal(body.roles, NONE);
  assert.is((await at.store.pods())[0]?.advocate, null);
  const ann = await at.store.find({ login: "ann" });
  assert.equal([ann?.profile.volunteer, ann?.profile.introduce, ann?.profile.timezone], [false, undefined, undefined]);
  assert.equal(await violations(at.url, at.id), []);
});

test("gives nobody back the wish to sit with somebody that was forgotten with them, until a maintainer says it", async (at) => {
  const file = `login,areas,with\nann,hull,\nbob,hull,ann\n`;
  const wish = async () => (await at.store.find({ login: "bob" }))?.profile.with ?? [];
  await at.send(file);
  assert.is((await wish()).length, 1);
  await at.say("ann", "forget me");
  assert.equal(await wish(), []);
  await at.say("ann", "join hull");
  const { body } = await importRehearsed(at, file);
  assert.equal([body.changed, body.unchanged, await wish()], [0, 2, []]);
  await at.give({ login: "bob", areas: ["hull"], with: ["ann"] });
  assert.equal(await wish(), [(await at.store.find({ login: "ann" }))?.pseudonym]);
  assert.equal(await violations(at.url, at.id), []);
});

test.run();
