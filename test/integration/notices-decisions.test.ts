/** What others decide about one person is told to that person, once; what people do themselves is told by the answer. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { parseSettings } from "#shared/openfaas/settings-file.ts";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import { CSV, command, csvOf, get, JSON_ONLY, post, storeAt, tick } from "../support/community.ts";
import { hull, user } from "../support/github/deliver-as-github.ts";
import { answersIn, closeDelivery, dying, people, says, startChat } from "../support/github/delivery.ts";
import {
  mentioned,
  noticeComments,
  type OpenDelivery,
  openWithThread,
  WITH_THREAD,
  WITHOUT_THREAD,
} from "../support/github/notices.ts";

const test = suite("what a maintainer decides about one person");

/** `sailor-0` to `sailor-6` have a pod by their own words, without an advocate; those in `volunteers` say so afterwards. */
async function openPod(volunteers: readonly number[] = [], yaml?: string) {
  const delivery = await openWithThread(yaml);
  const sailors = people(7);
  for (const one of sailors) await delivery.send(says("/pod join hull", one, 99));
  for (const n of volunteers) await delivery.send(says("/pod advocate", sailors[n] ?? user(0, ""), 99));
  const asMaintainer = (body: object) => command(joinPod(delivery.community), body);
  return { ...delivery, asMaintainer };
}

/** What the notices in the thread of the settings say to each person, with how to say no. */
async function told(delivery: OpenDelivery): Promise<string[]> {
  for (let n = 0; n < 3; n++) await delivery.run();
  return noticeComments(delivery, 7).flatMap((text) => {
    const [, lines = "", ...no] = text.split("\n\n");
    return lines
      .split("\n")
      .map((line) => [line.replace(/^- /, "").replace(/\. ((To say no|Would you))/, ".\n$1"), ...no].join("\n"));
  });
}

test("tells the volunteer who is appointed, and the advocate before", async () => {
  const delivery = await openPod([0, 1]);
  for (const word of ["nominate", "advocate"]) {
    const login = word === "nominate" ? "sailor-1" : "sailor-0";
    const { body } = await command(pods(delivery.community), { do: word, pod: "narwhal", login });
    assert.is(body.outcome, "changed");
  }
  const [first = "", second = "", ...others] = (await told(delivery)).sort();
  assert.equal(others, [], "the first decision holds no more");
  assert.match(first, "@sailor-0: on 22 November 2026 a maintainer made you the Pod Advocate of **Narwhal**.");
  assert.match(first, "`/pod step-down`");
  assert.match(
    second,
    "@sailor-1: on 22 November 2026 a maintainer ended your role as the Pod Advocate of **Narwhal**.",
  );
  assert.not.match(second, "step-down");
});

test("names the file as the cause of a role that a file gave or ended", async () => {
  const delivery = await openPod();
  const { community } = delivery;
  const send = async (file: string) => {
    assert.is((await post(joinPod(community), file, CSV)).status, 200);
    const page = (await get(pods(community), "/people/ann", JSON_ONLY)).body;
    return { notice: (await told(delivery)).join("\n"), page: JSON.stringify(page) };
  };
  const given = await send("login,areas,pod,advocate\nann,hull,Narwhal,yes\n");
  assert.match(
    given.notice,
    "@ann: on 22 November 2026 a file of Ships made you the Pod Advocate of **Narwhal**, as it listed you as a volunteer.",
  );
  assert.match(given.page, "Became the Pod Advocate of Narwhal on 22 November 2026.");
  const ended = await send("login,advocate\nann,no\n");
  assert.match(ended.notice, "a file of Ships listed you as somebody who does not volunteer, which ended your role");
  assert.match(ended.notice, "To say no: `/pod advocate` volunteers again.");
  assert.match(ended.page, "Stopped being the Pod Advocate of Narwhal on 22 November 2026.");
  assert.not.match(given.notice + ended.notice + given.page + ended.page, "a maintainer made");
});

test("names the file as the cause of a seat that a file gave or ended, and that went with a file taken back", async () => {
  const delivery = await openPod();
  const { community } = delivery;
  const send = async (file: string) => (await post(joinPod(community), file, CSV)).body;
  const said = async (login: string) =>
    `${(await told(delivery)).at(-1)} ${JSON.stringify((await get(pods(community), `/people/${login}`, JSON_ONLY)).body)}`;
  const first = await send("login,areas\nann,hull\nbea,hull\n");
  await send("login,areas,pod\nann,hull,Narwhal\n");
  const given = await said("ann");
  assert.match(given, "@ann: on 22 November 2026 a file of Ships gave you a seat in **Narwhal**.");
  assert.match(given, "Got a seat in Narwhal on 22 November 2026.");
  await send("login,mode\nann,independent\n");
  const ended = await said("ann");
  assert.match(
    ended,
    "a file of Ships listed you as somebody who works independently, which ended your seat in **Narwhal**.",
  );
  assert.match(ended, "Left Narwhal on 22 November 2026.");
  await tick(rebalance(community));
  assert.is((await command(joinPod(community), { do: "undo", import: first.import })).status, 200);
  const takenBack = await said("bea");
  assert.match(
    takenBack,
    "@bea: on 22 November 2026 a file of Ships that had listed you was taken back, which ended your seat",
  );
  assert.not.match(given + ended + takenBack, /maintainer (gave|ended)/i);
});

test("tells somebody who is made a volunteer, and so the advocate", async () => {
  const delivery = await openPod();
  await delivery.asMaintainer({ do: "advocate", login: "sailor-3" });
  await delivery.asMaintainer({ do: "advocate", login: "sailor-4" });
  const [first = "", second = "", ...others] = (await told(delivery)).sort();
  assert.equal(others, []);
  assert.match(first, "@sailor-3: on 22 November 2026 a maintainer made you the Pod Advocate of **Narwhal**.");
  assert.match(
    second,
    "@sailor-4: on 22 November 2026 a maintainer listed you as somebody who volunteers as a Pod Advocate.",
  );
});

test("is not told twice to a successor whom an answer tells, but to the advocate before", async () => {
  const delivery = await openPod([0, 1, 2]);
  const { send } = delivery;
  await send(says("/pod nominate @sailor-1", user(10, "sailor-0"), 99));
  assert.equal(await told(delivery), [], "the advocate knows, and the answer mentions the successor");
  const captain = user(50, "captain");
  await send(says("/pod join hull", captain, 99));
  await send(says("/pod nominate @sailor-2", captain, 99));
  const [notice = "", ...others] = await told(delivery);
  assert.equal(others, []);
  assert.match(notice, "@sailor-1: on 22 November 2026 a maintainer ended your role");
  assert.match(answersIn(delivery, 99), "@sailor-2: thank you.");
});

test("tells whoever is moved out, and only of that", async () => {
  const delivery = await openPod([1]);
  const { asMaintainer, send, server } = delivery;
  server.thread(hull, 5);
  await send(says("/pod join sail", user(40, "wendy"), 5));
  await asMaintainer({ do: "leave", login: "sailor-0" });
  await asMaintainer({ do: "pause", login: "sailor-1" });
  await asMaintainer({ do: "independent", login: "sailor-2" });
  await asMaintainer({ do: "leave", login: "wendy" });
  await asMaintainer({ do: "forget", login: "sailor-3" });
  // Nobody's seat or role.
  await asMaintainer({ do: "stay", login: "sailor-4" });
  await command(pods(delivery.community), { do: "pin", login: "sailor-4" });
  await send(says("/pod leave", user(15, "sailor-5"), 99));
  const notices = await told(delivery);
  assert.equal(notices.flatMap(mentioned).sort(), ["sailor-0", "sailor-1", "sailor-2", "wendy"]);
  for (const notice of notices) {
    const [login] = mentioned(notice);
    assert.not.match(notice, /independent|a break|pod back/);
    assert.match(
      notice,
      `a maintainer ${login === "wendy" ? "took you off the waiting list" : `ended your seat in **Narwhal**${login === "sailor-1" ? NO_ROLE : ""}`}.\n`,
    );
    assert.match(notice, "`/pod join`");
  }
});

const NO_ROLE = " and your role as its Pod Advocate";

test("tells an advocate whose seat ends that the role went with it, in the notice and on the page", async () => {
  const delivery = await openPod([1, 2, 3]);
  const { asMaintainer, community } = delivery;
  const isAdvocate = async (login: string) =>
    assert.is((await delivery.store.pod(1))?.advocate, (await delivery.store.find({ login }))?.pseudonym);
  await isAdvocate("sailor-1");
  await asMaintainer({ do: "leave", login: "sailor-1" });
  await isAdvocate("sailor-2");
  await asMaintainer({ do: "pause", login: "sailor-2" });
  await isAdvocate("sailor-3");
  await asMaintainer({ do: "independent", login: "sailor-3" });
  const notices = await told(delivery);
  assert.is(notices.length, 3);
  for (const [n, isBreak] of [false, true, false].entries()) {
    const login = `sailor-${n + 1}`;
    const notice = notices.find((text) => mentioned(text).includes(login)) ?? "";
    assert.match(notice, `a maintainer ended your seat in **Narwhal**${NO_ROLE}.\n`);
    assert.match(notice, "Would you rather stay? `/pod join` asks for a seat again.");
    if (isBreak) continue; // Breaks have no page.
    const { body } = await get(pods(community), `/people/${login}`, JSON_ONLY);
    assert.equal(body.decided, ["Left Narwhal and the role as its Pod Advocate on 22 November 2026."]);
  }
});

test("says how to return in words that work, whatever the maintainer did", async () => {
  const delivery = await openPod();
  const { asMaintainer, send, store } = delivery;
  const words = ["leave", "pause", "independent"];
  for (const [n, word] of words.entries()) await asMaintainer({ do: word, login: `sailor-${n}` });
  const notices = await told(delivery);
  assert.is(notices.length, words.length);
  for (const [n, word] of words.entries()) {
    const sailor = user(10 + n, `sailor-${n}`);
    const notice = notices.find((text) => mentioned(text).includes(sailor.login)) ?? "";
    const [, back = ""] = /`(\/pod \w+)` asks for a seat again\./.exec(notice) ?? [];
    await send(says(back, sailor, 7));
    assert.is((await store.find(sailor))?.standing.state, "seated", word);
  }
});

test("is told nobody by name when the only person of it is forgotten, nor that they asked for it", async () => {
  const delivery = await openPod();
  await delivery.asMaintainer({ do: "leave", login: "sailor-0" });
  assert.equal((await told(delivery)).flatMap(mentioned), ["sailor-0"]);
  await delivery.asMaintainer({ do: "forget", login: "sailor-0" });
  assert.equal(await told(delivery), ["This notice is out of date."]);
});

test("tells people whom a maintainer gives a seat, or a place on the waiting list", async () => {
  const delivery = await openPod();
  const { asMaintainer, send } = delivery;
  await asMaintainer({ login: "ada", areas: ["sail", "hull"] });
  await asMaintainer({ login: "wendy", areas: ["sail", "galley"] });
  await send(says("/pod pause", user(15, "sailor-5"), 99));
  await asMaintainer({ do: "back", login: "sailor-5" });
  // Nobody speaks to people who only have an invitation.
  await asMaintainer({ login: "guest", areas: ["sail"], mode: "offer" });
  await asMaintainer({ do: "areas", login: "guest", areas: ["hull"] });
  await asMaintainer({ do: "decline", login: "guest" });
  const [first = "", second = "", third = "", ...others] = (await told(delivery)).sort();
  assert.equal(others, []);
  assert.match(
    first,
    "@ada: on 22 November 2026 a maintainer gave you a seat in **Narwhal**. It is your second choice.\nTo say no: `/pod leave` gives up the seat.",
  );
  assert.match(second, "@sailor-5: on 22 November 2026 a maintainer gave you a seat in **Narwhal**.\n");
  assert.match(
    third,
    "@wendy: on 22 November 2026 a maintainer put you on the waiting list for Sails, Galley.\nTo say no: `/pod leave` takes you off the list.",
  );
});

test("holds when the areas that were set have other names by then", async () => {
  const delivery = await openPod();
  const { asMaintainer, community, run } = delivery;
  await asMaintainer({ login: "wendy", areas: ["sail"] });
  await told(delivery);
  await asMaintainer({ do: "areas", login: "wendy", areas: ["sail", "galley"] });
  const yaml = WITH_THREAD.replace(/ {2}sail: .*/, "  deck: { title: Deck, was: [sail] }");
  const settings = { ...parseSettings(yaml), id: community.id };
  const store = storeAt(community.url, community.id, () => settings.areas);
  for (let n = 0; n < 3; n++) await run({ settings: () => settings, store });
  const notices = noticeComments(delivery, 7);
  assert.match(notices.at(-1) ?? "", "@wendy: on 22 November 2026 a maintainer changed your areas to Deck, Galley.");
  const page = await get(pods({ ...community, settings: () => settings, store }), "/people/wendy", JSON_ONLY);
  assert.equal(page.body.decided, [
    "Was put on the waiting list on 22 November 2026.",
    "The areas changed on 22 November 2026.",
  ]);
});

test("tells people what a maintainer changed of their profile, not how experienced they are", async () => {
  const delivery = await openPod([1]);
  const { asMaintainer } = delivery;
  const set = (n: number, profile: object) => asMaintainer({ do: "areas", login: `sailor-${n}`, ...profile });
  // Their own words stand.
  await set(0, { areas: ["sail", "hull"] });
  await set(1, { anywhere: true });
  await set(2, { ability: "maintainer" });
  await set(1, { introduce: true });
  await set(2, { introduce: true });
  await set(2, { introduce: false });
  await set(3, { timezone: "Europe/Berlin" });
  await set(3, { timezone: "Europe/Paris" });
  await asMaintainer({ do: "advocate", login: "sailor-4" });
  await asMaintainer({ do: "advocate", login: "sailor-5" });
  await asMaintainer({ do: "step-down", login: "sailor-5" });
  // Nothing changes.
  await set(6, { areas: ["hull"] });
  const text = (await told(delivery)).sort().map((one) => one.replace(/on 22 November 2026 a maintainer /, ""));
  assert.equal(text, [
    "@sailor-1: noted that any area suits you, so you may get a seat in one that you did not name. A maintainer noted that you agree to be introduced to the community.\nTo say no: `/pod join anywhere=no`; `/pod join introduce=no`.",
    "@sailor-2: changed your profile. A maintainer noted that you would rather not be introduced to the community.\nTo say no: `/pod join introduce`; for the rest, tell a maintainer here.",
    "@sailor-3: changed the time zone in your profile.\nTo say no, tell a maintainer here.",
    "@sailor-4: listed you as somebody who volunteers as a Pod Advocate.\nTo say no: `/pod step-down` takes you off the list of volunteers.",
    "@sailor-5: listed you as somebody who does not volunteer as a Pod Advocate.\nTo say no: `/pod advocate` puts you on the list of volunteers.",
  ]);
});

test("names a command once that takes back two decisions, with all that it does", async () => {
  const delivery = await openPod([0]);
  await delivery.asMaintainer({ do: "advocate", login: "sailor-3" });
  await command(pods(delivery.community), { do: "nominate", pod: "narwhal", login: "sailor-3" });
  const notice = (await told(delivery)).find((text) => text.includes("@sailor-3")) ?? "";
  assert.match(
    notice,
    "listed you as somebody who volunteers as a Pod Advocate. A maintainer made you the Pod Advocate",
  );
  assert.match(
    notice,
    "\nTo say no: `/pod step-down` takes you off the list of volunteers and gives up the role, and you keep your seat.",
  );
});

test("says to nobody that somebody was put on a break, only what ended and how to return", async () => {
  const delivery = await openPod();
  const { asMaintainer, send, server } = delivery;
  server.thread(hull, 5);
  await send(says("/pod join sail", user(40, "wendy"), 5));
  await asMaintainer({ do: "pause", login: "sailor-0", until: "2026-12-24" });
  await asMaintainer({ do: "pause", login: "wendy", until: "2026-12-24" });
  const [first = "", second = "", ...others] = (await told(delivery)).sort();
  assert.equal(others, []);
  const no = "Would you rather stay? `/pod join` asks for a seat again.";
  assert.is(first, `@sailor-0: on 22 November 2026 a maintainer ended your seat in **Narwhal**.\n${no}`);
  assert.is(second, `@wendy: on 22 November 2026 a maintainer took you off the waiting list.\n${no}`);
});

test("gathers what is told at the same time, once, whenever the process ends", async () => {
  const delivery = await openPod([1, 2]);
  const { asMaintainer, app, store, hurry, run, server } = delivery;
  await run();
  await asMaintainer({ do: "leave", login: "sailor-0" });
  await asMaintainer({ do: "step-down", login: "sailor-1" });
  await asMaintainer({ login: "ada", areas: ["sail"] });
  server.fail({ operation: "issues/create-comment", lost: true });
  await run();
  for (const when of ["before", "after"] as const) {
    for (const names of [["saveNotice"], ["settle"]] as const) {
      await hurry();
      await new Promise<void>((ended) => {
        void tick(app({ store: dying(store, [...names], 1, when, ended) })).then(() => ended());
      });
    }
  }
  const notices = await told(delivery);
  assert.is(noticeComments(delivery, 7).length, 1);
  assert.equal(notices.map(mentioned).sort(), [["ada"], ["sailor-0"], ["sailor-1"], ["sailor-2"]]);
  assert.match(
    notices.find((text) => text.includes("@ada")) ?? "",
    "\nTo say no: `/pod leave` takes you off the list.",
  );
});

test("waits for a locked thread, and says then only what still holds", async () => {
  const delivery = await openPod([0, 1]);
  const { asMaintainer, community, run, send, server } = delivery;
  server.thread(hull, 7, { locked: true });
  const give = (login: string) => command(pods(community), { do: "nominate", pod: "narwhal", login });
  await asMaintainer({ do: "areas", login: "sailor-2", areas: ["sail"] });
  await give("sailor-1");
  await run();
  await give("sailor-0");
  await run();
  await give("sailor-1");
  await send(says("/pod join hull", user(12, "sailor-2"), 99));
  await run();
  server.thread(hull, 7, { locked: false });
  const notices = (await told(delivery)).sort();
  assert.is(noticeComments(delivery, 7).length, 1);
  assert.equal(notices.map(mentioned), [["sailor-0"], ["sailor-1"]]);
  assert.match(notices[0] ?? "", "a maintainer ended your role as the Pod Advocate");
  assert.match(notices[1] ?? "", "a maintainer made you the Pod Advocate");
});

test("is told to people who say something before they are told, and get no seat by that", async () => {
  const delivery = await openPod();
  const { asMaintainer, send, server } = delivery;
  server.thread(hull, 7, { locked: true });
  server.thread(hull, 5);
  await send(says("/pod join sail", user(40, "wendy"), 5));
  for (const login of ["sailor-0", "sailor-1", "wendy"]) await asMaintainer({ do: "leave", login });
  await asMaintainer({ do: "pause", login: "sailor-2" });
  await asMaintainer({ do: "independent", login: "sailor-3" });
  await delivery.run();
  for (const [words, n] of [
    ["pause", 0],
    ["independent", 1],
    ["leave", 2],
    ["pause", 3],
  ] as const)
    await send(says(`/pod ${words}`, user(10 + n, `sailor-${n}`), 99));
  await send(says("/pod pause", user(40, "wendy"), 99));
  server.thread(hull, 7, { locked: false });
  const notices = await told(delivery);
  // People who end a pause of theirs for good hear that they have left.
  assert.equal(notices.flatMap(mentioned).sort(), ["sailor-0", "sailor-1", "sailor-3", "wendy"]);
});

test("is not told late to people who have had another seat since", async () => {
  const delivery = await openPod();
  const { asMaintainer, send, server } = delivery;
  server.thread(hull, 7, { locked: true });
  await asMaintainer({ do: "leave", login: "sailor-0" });
  await delivery.run();
  for (const words of ["/pod join hull", "/pod leave"]) await send(says(words, user(10, "sailor-0"), 99));
  server.thread(hull, 7, { locked: false });
  assert.equal(await told(delivery), []);
});

test("is no message that was sent, where nobody can be told", async () => {
  for (const [yaml, state] of [
    [WITH_THREAD, "sent"],
    [WITHOUT_THREAD, "not-sent"],
  ] as const) {
    const delivery = await openPod([1], yaml);
    await delivery.asMaintainer({ do: "step-down", login: "sailor-1" });
    await told(delivery);
    const { body } = await delivery.asMaintainer({ do: "export", login: "sailor-1" });
    const states = body.records.messages
      .filter(({ kind }: { kind: string }) => kind === "decision-notice")
      .map((message: { state: string }) => message.state);
    assert.equal(states, [state]);
  }
});

test("tells an advocate whom a maintainer lets step down, and the volunteer to whom the role falls", async () => {
  const delivery = await openPod([1, 2]);
  await delivery.asMaintainer({ do: "step-down", login: "sailor-1" });
  const notices = (await told(delivery)).sort();
  assert.equal(notices.map(mentioned), [["sailor-1"], ["sailor-2"]]);
  assert.match(notices[0] ?? "", "a maintainer ended your role");
  assert.match(
    notices[1] ?? "",
    "you became the Pod Advocate of **Narwhal**, because you volunteered and the role was free.",
  );
});

for (const [who, list, because] of [
  [
    "a file",
    (delivery: OpenDelivery) => importInto(delivery, "login,advocate\nsailor-2,yes\n"),
    "a file of Ships listed you as a volunteer",
  ],
  [
    "a maintainer",
    ({ community }: OpenDelivery) => command(joinPod(community), { do: "advocate", login: "sailor-2" }),
    "a maintainer listed you as a volunteer",
  ],
] as const) {
  test(`tells somebody whom only ${who} calls a volunteer why the role falls to them, and how to give it up`, async () => {
    const delivery = await openPod([1]);
    await list(delivery);
    await told(delivery);
    await delivery.send(says("/pod step-down", user(11, "sailor-1"), 99));
    const became = "@sailor-2: on 22 November 2026 you became the Pod Advocate of **Narwhal**";
    assert.is(
      (await told(delivery)).at(-1),
      `${became}, because ${because} and the role was free.\nTo say no: \`/pod step-down\` gives up the role, and you keep your seat.`,
    );
    const page = (await get(pods(delivery.community), "/people/sailor-2", { Accept: "text/html" })).body;
    assert.match(page, "<p>Became the Pod Advocate of Narwhal on 22 November 2026.</p>");
    assert.not.match(page, /volunteer/i);
    await delivery.send(says("/pod advocate", user(12, "sailor-2"), 99));
    await told(delivery);
    assert.match(answersIn(delivery, 99), "You were listed as a volunteer before.");
  });
}

test("tells somebody who says it after a file that they volunteered", async () => {
  const delivery = await openPod([1]);
  await importInto(delivery, "login,advocate\nsailor-2,yes\n");
  for (const [words, n] of [
    ["/pod advocate", 2],
    ["/pod step-down", 1],
  ] as const)
    await delivery.send(says(words, user(10 + n, `sailor-${n}`), 99));
  assert.match((await told(delivery)).at(-1) ?? "", "because you volunteered and the role was free.");
});

test("is told nobody who only waits after an import", async () => {
  const delivery = await openWithThread();
  const rows = ["login,areas,advocate", ...people(12).map(({ login }, n) => `${login},hull,${n % 3 === 0}`)].join("\n");
  const { status } = await joinPod(delivery.community).request("/", { method: "POST", headers: CSV, body: rows });
  assert.is(status, 200);
  assert.equal(await told(delivery), []);
});

const importInto = (delivery: OpenDelivery, file: string, query = "") =>
  joinPod(delivery.community).request(`/${query}`, { method: "POST", headers: CSV, body: file });

test("tells advocates whose seat a file, or the undo of an import, ends that the role went with it", async () => {
  const delivery = await openWithThread();
  const { community, store } = delivery;
  const file = `login,areas,advocate\n${csvOf(7, "hull", ",yes")}\n`;
  const { body } = await post(joinPod(community), file, CSV);
  await tick(rebalance(community));
  const advocate = async () => {
    const person = (await store.pod(1))?.advocate ?? "";
    return (await store.members([person])).get(person)?.profile.login ?? "";
  };
  const first = await advocate();
  await importInto(delivery, `login,mode\n${first},independent\n`);
  const second = await advocate();
  await command(joinPod(community), { do: "undo", import: body.import });
  const ended = (await told(delivery)).filter((text) => text.includes("ended your seat in **Narwhal**"));
  assert.is(ended.length, 7);
  const ofRole = ended.filter((text) => text.includes(`**Narwhal**${NO_ROLE}.`));
  assert.equal(ofRole.flatMap(mentioned).sort(), [first, second].sort());
});

test("tells somebody whom a file makes the advocate, who keeps the role where a later file says no", async () => {
  const delivery = await openPod();
  await importInto(delivery, "login,advocate\nsailor-2,yes\n", "?dryRun=true");
  assert.equal(await told(delivery), []);
  await importInto(delivery, "login,advocate\nsailor-2,yes\n");
  const page = async () => (await get(pods(delivery.community), "/people/sailor-2", { Accept: "text/html" })).body;
  assert.match(await page(), "<p>Became the Pod Advocate of Narwhal on 22 November 2026.</p>");
  const [given = "", ...others] = await told(delivery);
  assert.equal(others, []);
  assert.match(
    given,
    "@sailor-2: on 22 November 2026 a file of Ships made you the Pod Advocate of **Narwhal**, as it listed you as a volunteer.",
  );
  assert.match(given, "`/pod step-down`");
  await importInto(delivery, "login,advocate\nsailor-2,no\n");
  assert.is((await told(delivery)).length, 1, "they have given a command, so a file takes no role from them");
  assert.match(await page(), "Became the Pod Advocate of Narwhal");
});

test("tells of a seat and a role that a file gives, to each where they asked, and of the role to people who are new", async () => {
  const delivery = await openPod();
  const lock = (word: string) => command(pods(delivery.community), { do: word, pod: "narwhal" });
  await lock("lock");
  await delivery.send(says("/pod join hull", user(30, "asker"), 5));
  await delivery.asMaintainer({ login: "abe", areas: ["hull"] });
  await told(delivery);
  await lock("unlock");
  await importInto(delivery, "login,areas,advocate,pod\nabe,hull,yes,Narwhal\nasker,hull,yes,Narwhal\n");
  const lines = (await told(delivery)).slice(1);
  assert.equal(lines, [
    "@abe: on 22 November 2026 a file of Ships gave you a seat in **Narwhal**. A file of Ships counted you as open to any area: if that is wrong, comment `/pod join anywhere=no`. A file of Ships made you the Pod Advocate of **Narwhal**, as it listed you as a volunteer.\nTo say no: `/pod leave` gives up the seat; `/pod step-down` gives up the role, and you keep your seat.",
  ]);
  const [seat = "", ...more] = noticeComments(delivery, 5);
  assert.equal(more, []);
  assert.match(
    seat,
    "@asker: on 22 November 2026 you got a seat in the **Narwhal** pod, which looks after Hull. Why: a file of Ships gave it to you.",
  );

  const other = await openPod();
  await importInto(other, "login,areas,advocate,pod\nnewcomer,hull,yes,Narwhal\n");
  const [role = "", ...rest] = await told(other);
  assert.equal(rest, []);
  assert.match(
    role,
    "@newcomer: on 22 November 2026 a file of Ships made you the Pod Advocate of **Narwhal**, as it listed you as a volunteer.",
  );
});

test("stands on their page, wherever it is told and as long as it holds", async () => {
  const delivery = await openPod([1, 2], WITHOUT_THREAD);
  const { asMaintainer, community, send } = delivery;
  await asMaintainer({ do: "step-down", login: "sailor-1" });
  await asMaintainer({ do: "leave", login: "sailor-0" });
  const page = async (login: string) => (await get(pods(community), `/people/${login}`, { Accept: "text/html" })).body;
  assert.match(await page("sailor-1"), "<p>Stopped being the Pod Advocate of Narwhal on 22 November 2026.</p>");
  assert.match(await page("sailor-2"), "<p>Became the Pod Advocate of Narwhal on 22 November 2026.</p>");
  assert.match(await page("sailor-0"), "<p>Left Narwhal on 22 November 2026.</p>");
  await send(says("/pod join hull", user(10, "sailor-0"), 99));
  await send(says("/pod step-down", user(12, "sailor-2"), 99));
  assert.not.match(await page("sailor-0"), "Left Narwhal");
  assert.not.match(await page("sailor-2"), "Became the Pod Advocate");
  assert.equal(await told(delivery), []);
});

test("stands on their page with what was decided before, which nobody was told", async () => {
  const { asMaintainer, community, store, send } = await openPod([], WITHOUT_THREAD);
  const shown = async () => {
    const { body } = await get(pods(community), "/people/newcomer.json");
    return (body.decided as string[]).map((sentence) => sentence.replace(/ on 22 November 2026.*/, ""));
  };
  await asMaintainer({ login: "newcomer", areas: ["hull"], advocate: true });
  const decided = ["Got a seat in Narwhal", "Became the Pod Advocate of Narwhal"];
  assert.equal(await shown(), decided);
  for (const timezone of ["Europe/Berlin", "Asia/Tokyo", "UTC"]) {
    for (const ability of ["experienced", "newcomer"]) await asMaintainer({ do: "areas", login: "newcomer", ability });
    await asMaintainer({ do: "areas", login: "newcomer", timezone });
    assert.equal(await shown(), [...decided, "The profile changed"], timezone);
  }
  await send(says("/pod step-down", user(77, "newcomer"), 99));
  assert.equal(await shown(), ["Got a seat in Narwhal", "The profile changed"]);
  for (const areas of [
    ["hull", "sail"],
    ["hull", "galley"],
  ])
    await asMaintainer({ do: "areas", login: "newcomer", areas });
  await asMaintainer({ do: "areas", login: "newcomer", timezone: "Europe/Berlin" });
  assert.equal(await shown(), ["Got a seat in Narwhal", "The areas changed", "The profile changed"]);
  const { pseudonym } = (await store.find({ login: "newcomer" }))!;
  for (let n = 0; n < 4; n++) for (const word of ["leave", "back"]) await asMaintainer({ do: word, login: "newcomer" });
  assert.is((await store.decisionsAbout(pseudonym)).length, 4);
});

test("goes to a chat, without mentions, when the settings name no thread", async () => {
  const delivery = await openPod([1], WITHOUT_THREAD);
  const slack = await startChat();
  delivery.chat(`slack: ${slack.url}`);
  await delivery.run();
  const before = slack.posted.length;
  await delivery.asMaintainer({ do: "step-down", login: "sailor-1" });
  for (let n = 0; n < 3; n++) await delivery.run();
  const [post = "", ...others] = slack.posted.slice(before);
  assert.equal(others, []);
  assert.match(post, "|sailor-1> stopped being the Pod Advocate of Narwhal on 22 November 2026.");
  assert.not.match(post, "@");
});

test("is told in a chat as what happened on its day, not as what still is", async () => {
  const delivery = await openPod([1, 6], WITHOUT_THREAD);
  const { asMaintainer } = delivery;
  const slack = await startChat();
  delivery.chat(`slack: ${slack.url}`);
  await delivery.run();
  const before = slack.posted.length;
  const set = (n: number, profile: object) => asMaintainer({ do: "areas", login: `sailor-${n}`, ...profile });
  await asMaintainer({ do: "leave", login: "sailor-1" });
  await asMaintainer({ login: "wendy", areas: ["galley"] });
  await set(2, { anywhere: true });
  await set(3, { introduce: true });
  await set(4, { timezone: "Europe/Paris" });
  await asMaintainer({ do: "advocate", login: "sailor-5" });
  for (let n = 0; n < 3; n++) await delivery.run();
  const posts = slack.posted.slice(before).join("\n");
  const onDay = (login: string, what: string) => assert.match(posts, `|${login}> ${what} on 22 November 2026`);
  onDay("sailor-1", "left Narwhal and the role as its Pod Advocate");
  onDay("wendy", "went on the waiting list");
  onDay("sailor-2", "became open to any area");
  onDay("sailor-3", "was listed to be introduced");
  onDay("sailor-4", "got another profile");
  onDay("sailor-5", "was listed as a volunteer for Pod Advocate");
  assert.not.match(posts, /> (is|has|are|does) /);
});

test("goes to a chat in one post for all who hear of it at the same time", async () => {
  const delivery = await openPod([], WITHOUT_THREAD);
  const slack = await startChat();
  delivery.chat(`slack: ${slack.url}`);
  await delivery.run();
  for (const login of ["anna", "bert", "carl", "dora", "emil"]) await delivery.asMaintainer({ login, areas: ["sail"] });
  await delivery.run();
  const posts = slack.posted.filter((post) => post.includes("got a seat"));
  assert.is(posts.length, 1, posts.join("\n"));
  for (const login of ["anna", "bert", "carl", "dora"]) assert.match(posts[0] ?? "", `|${login}> got a seat in Orca`);
});

const own = suite("what people do themselves");

own("is told by the answer: the role of advocate, too", async () => {
  const delivery = await openPod();
  const { send, run } = delivery;
  await send(says("/pod join hull advocate", user(41, "vera"), 5));
  await run();
  await send(says("/pod join hull", user(41, "vera"), 5));
  await run();
  const text = answersIn(delivery, 5);
  assert.match(text, "You took your seat on 22 November 2026. You volunteered, so you became its Pod Advocate, too.");
  assert.match(text, "`/pod step-down`");
  assert.match(text, "You already had your seat in **Narwhal** on 22 November 2026, and you were its Pod Advocate.");
  assert.not.match(answersIn(delivery, 99), "Pod Advocate, too");
  assert.equal(await told(delivery), []);
  assert.equal(noticeComments(delivery, 5), []);
});

own("names nobody's word as theirs: others had listed them as a volunteer", async () => {
  const delivery = await openPod();
  await delivery.asMaintainer({ login: "walt", areas: ["hull"], advocate: true, mode: "offer" });
  await delivery.send(says("/pod join hull", user(43, "walt"), 5));
  await delivery.run();
  assert.match(answersIn(delivery, 5), "You were listed as a volunteer, so you became its Pod Advocate, too.");
});

const waits = suite("somebody who waits");

waits("is told of a seat that a maintainer gives, once, in the thread where they asked last", async () => {
  const delivery = await openWithThread();
  const { send, run, community } = delivery;
  const ada = user(42, "ada");
  await send(says("/pod join sail", ada, 99));
  await send(says("/pod join sail advocate anywhere", ada, 5));
  await run();
  assert.match(answersIn(delivery, 99), "I will tell you in the thread where you asked last.");
  for (const one of people(5)) await command(joinPod(community), { login: one.login, areas: ["hull"] });
  await command(joinPod(community), { login: "ada", pod: "narwhal" });
  for (let n = 0; n < 3; n++) await run();
  const [notice = "", ...others] = noticeComments(delivery, 5);
  assert.equal(others, []);
  assert.match(notice, "@ada: on 22 November 2026 you got a seat in the **Narwhal** pod");
  assert.match(notice, "you became its Pod Advocate, too.");
  assert.match(notice, "`/pod step-down`");
  assert.equal(noticeComments(delivery, 99), []);
  assert.not.match((await told(delivery)).join(), "@ada");
});

waits("and asked nowhere is told of the seat where the settings say, and of a role that comes with it", async () => {
  const delivery = await openWithThread();
  const { community, send } = delivery;
  for (let n = 0; n < 4; n++)
    await command(joinPod(community), { login: `bob-${n}`, areas: ["hull"], advocate: n === 2 });
  await send(says("/pod join hull", user(43, "fifth"), 99));
  const text = (await told(delivery)).join("\n");
  for (let n = 0; n < 4; n++)
    assert.match(
      text,
      `@bob-${n}: on 22 November 2026 enough people waited for a new pod, and you got a seat in **Narwhal**.`,
    );
  assert.match(text, "got a seat in **Narwhal**. You became the Pod Advocate of **Narwhal**, because a maintainer");
  assert.is(text.match(/@bob-2/g)?.length, 1);
  assert.not.match(text, "waiting list");
});

waits("is not told late of a role that they gave up", async () => {
  const delivery = await openWithThread();
  const { server, send, run } = delivery;
  for (const [n, one] of people(4).entries())
    await send(says(n === 0 ? "/pod join hull advocate" : "/pod join hull", one, 5));
  await run();
  server.thread(hull, 5, { locked: true });
  await send(says("/pod join hull", user(50, "fifth"), 99));
  await run();
  await send(says("/pod step-down", user(10, "sailor-0"), 99));
  server.thread(hull, 5, { locked: false });
  for (let n = 0; n < 3; n++) await run();
  const text = noticeComments(delivery, 5).join();
  assert.match(text, "@sailor-0: on 22 November 2026 you got a seat");
  assert.not.match(text, /Pod Advocate|step-down/);
});

waits("is not told late of a seat that they gave up, and took again themselves", async () => {
  const delivery = await openWithThread();
  const { server, send, run, community } = delivery;
  const ada = user(42, "ada");
  for (const one of people(9)) await send(says("/pod join hull", one, 99));
  await send(says("/pod join hull", ada, 5));
  await run();
  server.thread(hull, 5, { locked: true });
  await send(says("/pod leave", user(10, "sailor-0"), 99));
  await tick(rebalance(community));
  await run();
  assert.is((await delivery.store.find(ada))?.standing.state, "seated");
  await send(says("/pod leave", ada, 99));
  await send(says("/pod join hull", ada, 5));
  assert.is((await delivery.store.find(ada))?.standing.state, "seated");
  server.thread(hull, 5, { locked: false });
  for (let n = 0; n < 3; n++) await run();
  assert.equal(noticeComments(delivery, 5), []);
  assert.match(answersIn(delivery, 5), "You took your seat");
});

waits.after(closeDelivery);
for (const one of [test, own, waits]) one.run();
