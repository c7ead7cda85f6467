import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { AS_MAINTAINER, CSV, command, csvOf, post, type Reply, SETTINGS, testCommunity } from "../support/community.ts";
import { communitySuite } from "../support/community-suite.ts";
import { clock, said, user } from "../support/github/deliver-as-github.ts";
import { openWebhook } from "../support/github/webhook.ts";
import { seatFile } from "../support/seated.ts";

const test = communitySuite("imports", async () => {
  const community = await testCommunity();
  return { community, app: joinPod(community) };
});

const counts = ({ body: { added, changed, unchanged, rejected } }: Reply) => [
  added,
  changed,
  unchanged,
  rejected.map(({ line }: { line: number }) => line),
];
const dryRun = (app: ReturnType<typeof joinPod>, file: string, headers = CSV) =>
  post(app, file, headers, "/?dryRun=true");

test("a dry run counts as the import does, and writes nothing", async ({ app, community }) => {
  await seatFile(community, `login,areas\n${csvOf(7, "hull")}`);
  await command(app, { do: "forget", login: "ada-7" });
  await command(app, { do: "independent", login: "ada-6" });
  await command(app, { do: "pause", login: "ada-5" });
  await command(app, { login: "eve", areas: ["sail"], mode: "offer" });
  const file = `login;areas;ability;mode
ada-1;hull;;
ada-2;hull;experienced;
ada-3;hull;;independent
ada-5;sail;;
ada-6;;;offer
ada-7;hull;;
bob;ocean;;
cid;hull;;
CID;hull;;
cid;hull;maintainer;
dan;sail;;offer
eve;sail;;offer
fay;;;independent
`;
  const before = [await community.store.version(), await community.store.census()];
  const dry = await dryRun(app, file);
  assert.is(dry.status, 200);
  assert.is(dry.body.dryRun, true);
  assert.equal([await community.store.version(), await community.store.census()], before);
  assert.is(await community.store.find({ login: "cid" }), undefined);
  const real = await post(app, file, CSV);
  assert.equal(counts(dry), counts(real));
  assert.equal(dry.body.rejected, real.body.rejected);
  assert.equal(counts(real), [3, 2, 4, [7, 8]]);
  assert.equal(counts(await dryRun(app, file)), counts(await post(app, file, CSV)));
});

test("a dry run of a whole pod forms none, and one with no time says how far it came", async ({ app, community }) => {
  const rows = `login,areas\n${csvOf(600, "hull")}`;
  assert.equal(counts(await dryRun(app, rows)), [600, 0, 0, []]);
  assert.equal(await community.store.pods(), []);
  const { status, body } = await dryRun(joinPod({ ...community, answerWithinMs: 0 }), rows);
  assert.equal([status, body.added, body.next], [200, 500, 502]);
  assert.match(body.detail, "before 502");
});

test("a file with line breaks in its cells goes on where it stopped", async ({ community }) => {
  const app = joinPod({ ...community, answerWithinMs: 0 });
  const rows = Array.from({ length: 1100 }, (_, n) =>
    n % 50 === 9 ? `ada-${n},"two\r\nlines",hull` : n % 500 === 7 ? `ada-${n},"open,hull` : `ada-${n},-,hull`,
  );
  const file = `login,about,areas\r\n${rows.join("\r\n")}\r\n`;
  const answers = [];
  do answers.push(await post(app, file, CSV));
  while (answers.at(-1)!.status === 202);
  assert.is(answers.length, 3);
  // Rows 7, 507 and 1007; ten cells of two lines stand before the second, twenty before the third.
  assert.equal(counts(answers.at(-1)!), [1097, 0, 0, [9, 519, 1029]]);
  assert.equal(answers.at(-1)!.body.ignored, ["about"]);
  assert.is((await community.store.census()).waiting, 1097);
});

test("nothing is imported by mistake", async ({ app, community }) => {
  const file = `login,areas\n${csvOf(5, "hull")}`;
  for (const [query, detail] of [
    ["?dryRun=perhaps", "true or false"],
    ["?dryRun=false&dryRun=true", "true or false"],
    ["?dryrun=true", 'no parameter "dryrun" here; this address takes dryRun'],
    ["?dry-run=true", 'no parameter "dry-run"'],
  ] as const) {
    const { status, body } = await post(app, file, CSV, `/${query}`);
    assert.is(status, 422);
    assert.match(body.detail, detail);
  }
  const json = { ...AS_MAINTAINER, "Content-Type": "application/json" };
  assert.is((await post(app, '{"login":"ada","areas":["hull"]}', json, "/?dryRun=true")).status, 422);
  assert.is((await community.store.census()).waiting, 0);
});

test("a pod is known by its name with the words around it", async ({ app, community }) => {
  await seatFile(community, `login,areas\n${csvOf(5, "hull")}`);
  await post(app, "login,areas,pod\ncid,hull,Narwhal pod\ndan,hull,The Narwhal pod.\neve,hull,the pod\n", CSV);
  const podOf = async (login: string) => (await community.store.find({ login }))?.standing.pod;
  assert.equal(await Promise.all(["cid", "dan", "eve"].map(podOf)), [1, 1, null]);
});

test("a column names the pods that people sit in already", async ({ app, community }) => {
  await seatFile(community, `login,areas\n${csvOf(6, "hull")}`);
  await seatFile(community, `login,areas\n${csvOf(5, "sail", "", "bob")}`);
  await command(app, { login: "ada-1", do: "areas", areas: ["hull", "sail"] });
  const { store } = community;
  await store.rename(1, "The Night Watch", { id: "", at: 0 });
  const file = `login,areas,Team
cid,sail|hull,the night watch
dan,,Narwhal
eve,sail,Narwhal
fay,hull,Avengers
gus,sail,orca
ada-1,,orca
hal,hull|sail,The Night Watch
ida,hull,The Night Watch
`;
  const { body } = await post(app, file, CSV);
  assert.equal([body.added, body.unchanged, body.rejected, body.ignored], [7, 1, [], []]);
  const podOf = async (login: string) => (await store.find({ login }))?.standing.pod;
  assert.equal(await Promise.all(["cid", "dan", "eve", "fay", "gus", "ada-1", "hal", "ida"].map(podOf)), [
    1,
    1,
    null,
    null,
    2,
    1,
    1,
    null,
  ]);
  assert.equal(
    body.remarks.map(({ line, detail }: { line: number; detail: string }) => [line, detail.slice(0, 24)]),
    [
      [4, "the area of Narwhal is n"],
      [5, "nobody is in a pod calle"],
      [7, "they sit in another pod "],
      [9, "The Night Watch is full,"],
    ],
  );
});

test("a row says which reason there is against the seat that it names", async ({ app, community }) => {
  await seatFile(community, `login,areas\n${csvOf(9, "hull")}\n`);
  await seatFile(community, `login,areas\n${csvOf(5, "sail", "", "bob")}\n`);
  await seatFile(community, `login,areas\n${csvOf(5, "galley", "", "cid")}\n`);
  await command(app, { login: "own", areas: ["sail"] });
  await command(app, { do: "leave", login: "own" });
  await command(app, { login: "ida", areas: ["galley"], mode: "offer" });
  await command(app, { do: "areas", login: "ida", areas: ["galley"] });
  await command(pods(community), { do: "lock", pod: "orca" });
  const file = `login,areas,pod
ann,hull,narwhal
ben,sail,orca
col,hull,beluga
bob-1,,narwhal
ida,hull|sail,narwhal
ed,galley,beluga
`;
  const dry = await dryRun(app, file);
  const { body } = await post(app, file, CSV);
  const slugs = (await community.store.pods()).map(({ slug }) => slug);
  assert.equal(slugs, ["narwhal", "orca", "beluga"]);
  assert.equal(
    body.remarks.filter(({ detail }: { detail: string }) => !detail.startsWith("left as")),
    [
      { line: 2, detail: "narwhal is full, so the areas decide" },
      { line: 3, detail: "orca is closed to new people for now, so the areas decide" },
      { line: 4, detail: "the area of beluga is none of theirs, so the areas decide" },
      { line: 5, detail: "they sit in another pod than narwhal, and a file moves nobody" },
      { line: 6, detail: "the area of narwhal is none of theirs, so the areas decide" },
    ],
  );
  assert.equal(dry.body.remarks, body.remarks);
});

test("the later of two rows about one person counts, and the report names both", async ({ app, community }) => {
  const file = `login,areas,ability,mode
ada,hull,,independent
bob,hull,,
@ADA,sail,,
https://github.com/Ada,galley,experienced,
ada,ocean,,
Bob,ocean,,
`;
  const dry = await dryRun(app, file);
  const { body } = await post(app, file, CSV);
  const left = (line: number) => ({
    line,
    detail: "left out: line 5 names the same person, and the later row counts",
  });
  assert.equal(body.remarks, [left(2), left(4)]);
  assert.equal(counts({ body } as Reply), [2, 0, 0, [6, 7]]);
  assert.equal([dry.body.remarks, counts(dry)], [body.remarks, counts({ body } as Reply)]);
  const ada = await community.store.find({ login: "ada" });
  assert.equal([ada?.profile.areas, ada?.profile.ability, ada?.standing.state], [["galley"], "experienced", "waiting"]);
  assert.equal(counts(await post(app, file, CSV)), [0, 0, 2, [6, 7]], "the same file changes nothing");
  const lines = '{"login":"cid","areas":["hull"]}\n{"login":"@Cid","areas":["sail"]}\n';
  const { remarks } = (await post(app, lines, { ...CSV, "Content-Type": "application/x-ndjson" })).body;
  assert.equal(remarks, [{ line: 1, detail: left(1).detail.replace("5", "2") }]);
});

test("rows that later ones replace are known wherever a file goes on", async ({ community }) => {
  const app = joinPod({ ...community, answerWithinMs: 0 });
  const rows = Array.from({ length: 1200 }, (_, n) => `ada-${n % 1100},hull`);
  const answers = [];
  do answers.push(await post(app, `login,areas\n${rows.join("\n")}\n`, CSV));
  while (answers.at(-1)!.status === 202);
  const [first, , last] = answers;
  assert.equal([answers.length, first!.body.remarks.length, last!.body.remarks.length], [3, 100, 100]);
  assert.equal([last!.body.added, last!.body.file.waiting, last!.body.community.waiting], [1100, 1100, 1100]);
  assert.match(last!.body.remarks[99].detail, "line 1201 names");
});

test("the report counts the people of the file, and the community apart; a dry run says the same", async ({
  app,
  community,
}) => {
  await seatFile(community, `login,areas\n${csvOf(6, "hull")}`);
  await command(app, { login: "wen", areas: ["sail"] });
  const file = `login,areas,mode,pod
ada-1,,,
bob,hull,pod,narwhal
cid,sail,pod,
dee,sail,offer,
eve,,independent,
wen,sail,,
fay,ocean,,
`;
  const people = { seated: 2, waiting: 2, invited: 1, others: 1 };
  const dry = await dryRun(app, file);
  assert.equal(dry.body.file, people);
  assert.is(dry.body.detail, "Of the people in this file, once it is imported: 2 seated, 2 waiting, 1 invited.");
  const { body } = await post(app, file, CSV);
  assert.equal(body.file, people);
  const { waits, ...counted } = body.community;
  assert.equal(counted, { seated: 7, invited: 1, waiting: 2 });
  assert.equal(waits, [{ area: "sail", people: 2 }]);
  assert.match(
    body.detail,
    "Of the people in this file: 2 seated, 2 waiting, 1 invited. In the whole community, 2 people wait. The next",
  );
});

test("an area that nobody has is repeated in a line, however long it is", async ({ app }) => {
  const { body } = await post(app, `login,areas\nada,${"x".repeat(300_000)}\n`, CSV);
  assert.match(body.rejected[0].detail, /^areas: There is no area "x+…"\. The areas are /);
  assert.ok(body.rejected[0].detail.length < 500);
});

test("people who leave the queue to work independently are told of a pod that does not exist, too", async ({ app }) => {
  await post(app, "login,areas\nada,hull\n", CSV);
  const { body } = await post(app, "login,mode,pod\nada,independent,kraken\n", CSV);
  assert.is(body.changed, 1);
  assert.equal(body.remarks, [{ line: 2, detail: 'nobody is in a pod called "kraken", so the areas decide' }]);
});

test("an invitation keeps no seat, and says so", async () => {
  const community = await testCommunity(SETTINGS.replace("assign", "offer"));
  const app = joinPod(community);
  await seatFile(community, `login,areas,mode\n${csvOf(5, "hull", ",pod")}`);
  const { body } = await post(app, "login,areas,pod\nbob,hull,narwhal\ncid,hull,kraken\n", CSV);
  assert.equal(body.remarks, [
    { line: 2, detail: "an invitation keeps no seat in narwhal" },
    { line: 3, detail: 'nobody is in a pod called "kraken", so the areas decide' },
  ]);
});

test("an empty file is refused as a file", async ({ app }) => {
  for (const [type, sentence] of [
    ["text/csv", "The file is empty. Its first line names the columns"],
    ["application/x-ndjson", "The file is empty. Each line is an object"],
  ] as const) {
    for (const file of ["", "\n\n"]) {
      const { status, body } = await post(app, file, { ...CSV, "Content-Type": type });
      assert.is(status, 422, JSON.stringify(body));
      assert.match(body.detail, sentence);
    }
  }
  const { status, body } = await post(app, "", { ...CSV, "Content-Type": "application/json" });
  assert.equal([status, body.detail], [400, 'Send a command, such as {"login":"ada","areas":["cli"]}.']);
});

test("a wish to sit with oneself is left out with a remark, and one person named twice is one", async ({
  app,
  community,
}) => {
  const file = 'login,areas,with\nann,hull,"@Ann, bob"\ncid,hull,cid\ndee,hull,"bob,@BOB @Bob,Bob; eve"\n';
  const { body } = await post(app, file, CSV);
  const detail = "nobody sits with themselves, so their own login was left out";
  assert.equal([body.added, body.rejected, body.remarks], [3, [], [2, 3].map((line) => ({ line, detail }))]);
  const wishes = async (login: string) => (await community.store.find({ login }))?.profile.with?.length;
  assert.equal(await Promise.all(["ann", "cid", "dee"].map(wishes)), [1, undefined, 2]);
  await post(app, "login,with\nann,ann\n", CSV);
  assert.is(await wishes("ann"), 1, "their own login takes no wish back");
  await post(app, '{"login":"ann","with":[]}\n', { ...CSV, "Content-Type": "application/x-ndjson" });
  assert.is(await wishes("ann"), undefined);
});

test("with both logins of an account that was renamed: it is one person when GitHub says so, and wishes to sit with it stay", async ({
  community,
}) => {
  const at = { ...community, now: clock };
  const app = joinPod(at);
  const { send } = openWebhook(at);
  await send(said("/pod join hull", user(7, "old-name")));
  await post(app, "login,areas,with\nada,hull,new-name\nold-name,hull,\nnew-name,sail,\n", CSV);
  assert.is((await community.store.census()).waiting, 3, "nothing says yet that they are one");
  await send(said("/pod help", user(7, "new-name")));
  assert.is((await community.store.census()).waiting, 2);
  const ada = (await command(app, { do: "export", login: "ada" })).body;
  assert.match(JSON.stringify(ada), '"with":["new-name"]');
});

test.run();
