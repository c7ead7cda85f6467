/**
 * What happened to eight real communities, with the right ending, through the functions. The first, of a whole community that
 * is imported at once, is founding.test.ts with 444 people; the core's own part of the others is unit/rebalance/stories.
 */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { parseSettings } from "#shared/openfaas/settings-file.ts";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import {
  AS_MAINTAINER,
  CSV,
  command,
  csvOf,
  get,
  HTML,
  JSON_ONLY,
  post,
  settingsWith,
  storeAt,
  type TestCommunity,
  testCommunity,
} from "../support/community.ts";
import { hull, user } from "../support/github/deliver-as-github.ts";
import { closeDelivery, openDelivery, says } from "../support/github/delivery.ts";
import { violations } from "../support/invariants.ts";
import { seatFile } from "../support/seated.ts";

const WEEK_MS = 7 * 86_400_000;

const AREAS = settingsWith(`
  alpha: { title: Alpha }
  beta: { title: Beta }
  gamma: { title: Gamma }
`);

const test = suite("the story of");
test.after(closeDelivery);

async function town(yaml = AREAS) {
  const community = await testCommunity(yaml);
  const people = joinPod(community);
  const app = rebalance(community);
  const join = (login: string, areas: readonly string[], more: object = {}) =>
    command(people, { login, areas, ...more });
  const joinMany = async (count: number, name: string, areas: readonly string[], more: object = {}) => {
    for (let n = 1; n <= count; n++) await join(`${name}-${n}`, areas, more);
  };
  const seat = () => command(app, { do: "seat" });
  const plan = async () => (await command(app, { do: "plan" })).body;
  return { community, people, app, join, joinMany, seat, plan };
}

/** The area of each person's pod, by login; "waits" without one. */
async function whereIs({ store }: Pick<TestCommunity, "store">): Promise<Map<string, string>> {
  const { community } = await store.snapshot();
  const areas = new Map(community.pods.map(({ id, area }) => [id, area]));
  const names = await store.profiles(community.members.map(({ id }) => id));
  return new Map(
    community.members.map(({ id, pod }) => [
      names.get(id)?.login ?? id,
      pod === null ? "waits" : (areas.get(pod) ?? "nowhere"),
    ]),
  );
}

interface Row {
  readonly kind: string;
  readonly login?: string;
  readonly reasons: readonly string[];
}
const rowsOf = ({ changes }: { changes: readonly Row[] }, kind: string): Row[] =>
  changes.filter((change) => change.kind === kind);

/** 1. The tests with all people are in founding.test.ts. */
test("a file that is imported at once: nobody is seated row by row, and the order of the rows decides nothing", async () => {
  const rows = [...csvOf(9, "alpha|beta").split("\n"), ...csvOf(8, "beta", "", "bob").split("\n")];
  const seatedFrom = async (file: readonly string[]) => {
    const { community, people, seat } = await town();
    assert.is((await post(people, `login,areas\n${file.join("\n")}`, CSV)).body.added, 17);
    assert.is((await community.store.census()).seated, 0);
    await seat();
    const where = await whereIs(community);
    const { community: now } = await community.store.snapshot();
    const sizes = now.pods.map(({ id, area }) => `${area} ${now.members.filter(({ pod }) => pod === id).length}`);
    return { sizes: sizes.sort(), waiting: [...where.values()].filter((area) => area === "waits").length };
  };
  const found = await seatedFrom(rows);
  assert.equal(found, { sizes: ["alpha 9", "beta 8"], waiting: 0 });
  assert.equal(await seatedFrom(rows.toReversed()), found);
});

/** 2. */
test("eight fans of Beta who come one by one: the fifth forms the pod, and nobody is moved", async () => {
  const { community, join, joinMany, seat, plan } = await town();
  await joinMany(18, "alpha", ["alpha"]);
  const home = await whereIs(community);
  assert.not([...home.values()].includes("waits"));
  for (let fans = 1; fans <= 8; fans++) {
    const { status, body } = await join(`fan-${fans}`, ["beta"]);
    if (fans < 5) {
      assert.equal([status, body.missing], [202, 5 - fans]);
      assert.match(body.detail, `when ${5 - fans} more ${fans === 4 ? "person asks" : "people ask"} for Beta`);
    } else assert.equal([status, body.pod.area], [201, "beta"]);
    await seat();
    const where = await whereIs(community);
    for (const [login, area] of home) assert.is(where.get(login), area);
    assert.is(where.get("fan-1"), fans < 5 ? "waits" : "beta", `with ${fans} fans`);
  }
  assert.is((await plan()).counts.move, 0);
  assert.equal(await violations(community.url, community.id), []);
});

/** 2, where another area has open seats. */
test("five whose first choice it is form a pod, though the fifth could sit down in their second choice", async () => {
  const { community, people, join, joinMany } = await town();
  await joinMany(6, "alpha", ["alpha"]);
  await joinMany(4, "beta", ["beta"]);
  assert.equal(
    (await join("named", ["beta", "alpha"], { pod: "narwhal" })).body.pod.area,
    "alpha",
    "they named the pod",
  );
  await command(people, { do: "leave", login: "named" });
  const { status, body } = await join("fifth", ["beta", "alpha"]);
  assert.equal([status, body.pod.area], [201, "beta"]);
  const where = await whereIs(community);
  assert.equal([where.get("beta-1"), where.get("alpha-1")], ["beta", "alpha"]);
});

/** 2, its end. */
test("three areas with four people each: nobody sits in an area that they did not name, and a fifth person is enough", async () => {
  const { community, join, joinMany, seat, plan } = await town();
  for (const area of ["alpha", "beta", "gamma"]) await joinMany(4, area, [area]);
  await seat();
  assert.equal([...new Set((await whereIs(community)).values())], ["waits"]);
  assert.equal((await plan()).changes, []);
  assert.is((await join("fifth", ["beta"])).status, 201);
  const where = await whereIs(community);
  assert.equal([where.get("beta-1"), where.get("alpha-1")], ["beta", "waits"]);
});

/** 3. */
test("nine newcomers and nine experienced volunteers: no swap for nothing, and each side of a move is said", async () => {
  const { community, app, joinMany, plan } = await town();
  await joinMany(9, "new", ["alpha", "beta"]);
  await joinMany(9, "old", ["beta", "alpha"], { ability: "experienced", advocate: true });
  const made = await plan();
  const moves = rowsOf(made, "move");
  assert.ok(moves.length === 0 || made.after.points < made.before.points, JSON.stringify(made));
  for (const { reasons } of moves) {
    assert.ok(reasons.includes("their second choice instead of their first"), reasons.join("; "));
    assert.match(reasons.join("; "), /this step saves \d+ points in all/);
  }
  for (const { reasons } of rowsOf(made, "advocate"))
    assert.equal(reasons, ["a maintainer listed them as a volunteer"]);

  assert.ok(moves.length > 0);
  assert.is((await command(app, { do: "ask", plan: made.id })).status, 202);
  for (const { login } of moves) {
    const page = (await get(pods(community), `/people/${login}`, HTML)).body;
    assert.match(page, `would move ${login} from`);
    assert.match(page, "their second choice instead of their first");
    assert.not.match(page, "points in all", "everybody reads it, and the sum counts private wishes");
  }
});

/** 4. */
test("twelve people who change from Alpha to Beta: all of them go together, within the limit of moves", async () => {
  const { community, app, join, joinMany, plan } = await town();
  await joinMany(18, "alpha", ["alpha"]);
  for (let n = 1; n <= 12; n++) await join(`alpha-${n}`, ["beta"]);
  const made = await plan();
  assert.is((await command(app, { do: "apply", plan: made.id })).status, 200);
  const areas = [...(await whereIs(community)).values()];
  assert.equal(
    [areas.filter((area) => area === "beta").length, areas.filter((area) => area === "alpha").length],
    [12, 6],
  );
  assert.is(made.after.waiting, 0);
  assert.equal(await violations(community.url, community.id), []);
});

/** 5. */
test("ten people in one area: the tenth waits and reads what is missing and what is open, until a plan splits the pod", async () => {
  const { community, app, joinMany, seat, plan } = await town(
    AREAS.replace("settleWeeks: 0", "settleWeeks: 8, maxMovesPercent: 50"),
  );
  await joinMany(5, "beta", ["beta"]);
  await joinMany(9, "alpha", ["alpha"]);
  // Another replica, as this one may know of a new pod a second later.
  const fresh = { ...community, store: storeAt(community.url, community.id, () => community.settings().areas) };
  const { status, body } = await command(joinPod(fresh), { login: "tenth", areas: ["alpha"] });
  assert.equal([status, body.missing, body.offer.pod.area], [202, 4, "beta"]);
  assert.match(body.detail, "when 4 more people ask for Alpha");
  assert.is((await seat()).body.outcome, "nothing-to-seat");
  assert.equal((await plan()).changes, [], "nobody has settled yet");
  const later = rebalance({ ...community, now: () => community.now() + 9 * WEEK_MS });
  const split = (await command(later, { do: "plan" })).body;
  assert.equal([split.before.waiting, split.after.waiting, split.counts.form], [1, 0, 1]);
  assert.is((await whereIs(community)).get("tenth"), "waits", "nothing happens before it is applied");
  assert.is((await command(app, { do: "apply", plan: split.id })).status, 200);
  assert.is((await whereIs(community)).get("tenth"), "alpha");
});

/** 6. */
test("last month's file, imported again: what people said themselves since stays, and the report says so", async () => {
  const { community, server, send } = await openDelivery();
  server.thread(hull, 5);
  const people = joinPod(community);
  const june =
    "login,areas,timezone,ability\nann,hull,Asia/Tokyo,newcomer\nben,hull,,\ncid,hull,,\ndee,hull,,\neve,hull,,\n";
  await post(people, june, CSV);
  await command(rebalance(community), { do: "seat" });
  for (const [n, [login, words]] of [
    ["ann", "/pod join sail hull tz=Europe/Berlin"],
    ["ben", "/pod pause"],
    ["cid", "/pod independent"],
    ["dee", "/pod leave"],
  ].entries())
    await send(says(words as string, user(200 + n, login), 5));
  const { body } = await post(people, june, CSV);
  assert.equal([body.added, body.changed, body.unchanged, body.rejected], [0, 0, 5, []]);
  const kept = (what: string) => `left as the person said: ${what}`;
  assert.equal(body.remarks, [
    { line: 2, detail: kept("areas, time zone") },
    ...[3, 4, 5].map((line) => ({ line, detail: kept("whether they take part") })),
  ]);
  const ann = await community.store.find({ login: "ann" });
  assert.equal([ann?.profile.areas, ann?.profile.timezone], [["sail", "hull"], "Europe/Berlin"]);
  const states = await Promise.all(
    ["ben", "cid", "dee"].map(async (login) => (await community.store.find({ login }))?.standing.state),
  );
  assert.equal(states, ["paused", "independent", "alumni"]);
});

/** 6. More of it in areas-removed.test.ts. */
test("an area that is removed: its pod takes nobody new, and the status page and the plan say so", async () => {
  const { community, joinMany } = await town();
  await joinMany(6, "alpha", ["alpha"]);
  const fewer = { ...parseSettings(AREAS.replace("  alpha: { title: Alpha }\n", "")), id: community.id };
  const later = {
    ...community,
    settings: () => fewer,
    store: storeAt(community.url, community.id, () => fewer.areas),
  };
  const words = /The settings no longer name the area alpha: Narwhal \(6 people\) looks after it and takes nobody new/;
  assert.match((await get(pods(later), "/status.json", JSON_ONLY)).body.faults.join("\n"), words);
  const app = rebalance(later);
  const { body: plan } = await command(app, { do: "plan" });
  assert.match((await get(app, `/plans/${plan.id}`, { ...AS_MAINTAINER, ...HTML })).body, words);
  assert.is((await command(joinPod(later), { login: "late", areas: ["alpha"] })).status, 422);
});

/** 6. More of it in pause.test.ts. */
test("a pod whose people all paused: it comes back under its own name", async () => {
  const { community, people, joinMany } = await town();
  await joinMany(5, "alpha", ["alpha"]);
  const directory = pods(community);
  await command(directory, { do: "rename", pod: "narwhal", name: "The Night Watch" });
  for (let n = 1; n <= 5; n++) await command(people, { do: "pause", login: `alpha-${n}` });
  assert.is((await get(directory, "/narwhal", JSON_ONLY)).status, 404);
  for (let n = 5; n > 1; n--) await command(people, { do: "back", login: `alpha-${n}` });
  const { body } = await command(people, { do: "back", login: "alpha-1" });
  assert.equal([body.pod.slug, body.pod.name], ["narwhal", "The Night Watch"]);
});

/** 7. */
test("points that fall when a plan helps: people who wait count before it, and are told of in numbers", async () => {
  const { community, people, app, plan } = await town();
  await post(people, `login,areas\n${csvOf(7, "alpha")}`, CSV);
  await command(app, { do: "seat" });
  await post(people, `login,areas\n${csvOf(7, "beta", "", "bob")}`, CSV);
  const made = await plan();
  assert.equal([made.before.waiting, made.after.waiting], [7, 0]);
  assert.is(made.before.terms.wait, 7 * 30);
  assert.ok(made.after.points < made.before.points, `${made.before.points} → ${made.after.points}`);
  const page = (await get(rebalance(community), `/plans/${made.id}`, HTML)).body.replaceAll(/<[^>]*>/g, " ");
  assert.match(page, /Waiting\W+7\W+0/);
});

/** 8. All variations are in unit/join-pod/files.test.ts, at least sixty. */
test("files as people have them: each is read right, or refused with a sentence that names the place", async () => {
  const { people } = await town();
  const dryRun = (file: string | Uint8Array) => post(people, file, CSV, "/?dryRun=true");
  const plain = "login,areas,timezone\nada-l,alpha|beta,UTC+2\nbob-r,beta,\n";
  for (const [name, file] of Object.entries({
    "UTF-16": Buffer.from(`\ufeff${plain}`, "utf16le"),
    semicolons: plain.replaceAll(",", ";"),
    tabs: plain.replaceAll(",", "\t"),
    "sep=;": `sep=;\n${plain.replaceAll(",", ";")}`,
    "CR line ends": plain.replaceAll("\n", "\r"),
    "a form's questions": plain.replace(
      "login,areas,timezone",
      "What is your GitHub username?,Which areas interest you?,Time zone",
    ),
    "logins with @ and as addresses": plain.replace("ada-l", "@ada-l").replace("bob-r", "https://github.com/bob-r"),
    "areas by title, in capitals, between semicolons": plain.replace("alpha|beta", "ALPHA; Beta"),
  })) {
    const { status, body } = await dryRun(file);
    assert.equal([status, body.added, body.rejected, body.ignored], [200, 2, [], []], name);
  }
  const more = await dryRun('login,areas,shoe size\nada-l,alpha,"3\n8"\nbob-r,delta,40\n');
  assert.equal([more.body.added, more.body.ignored], [1, ["shoe size"]]);
  assert.is(more.body.rejected[0].line, 4, "the line after a quoted line break");
  assert.match(more.body.rejected[0].detail, "delta");
});

test("four who wait alike: the first gets the seat that becomes free", async () => {
  // Pseudonyms decide between equals: those of the people who come first are last.
  let left = 99;
  const community = { ...(await testCommunity()), newPseudonym: () => `x${String(left--).padStart(11, "0")}` };
  const app = joinPod(community);
  await seatFile(community, `login,areas\n${csvOf(9, "hull")}`);
  for (let n = 1; n <= 4; n++) {
    assert.is((await command(app, { login: `w${n}`, areas: ["hull"] })).body.position, n);
  }
  await command(app, { do: "leave", login: "ada-1" });
  await command(rebalance(community), { do: "seat" });
  const standing = async (login: string) => (await community.store.find({ login }))?.standing.state;
  assert.equal(await Promise.all(["w1", "w2", "w3", "w4"].map(standing)), ["seated", "waiting", "waiting", "waiting"]);
});

test.run();
