/** People are introduced in a channel if they agreed, when they have a seat, and once. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import { AS_MAINTAINER, CSV, command, get, HTML, post, SETTINGS, tick } from "../support/community.ts";
import { hull, user } from "../support/github/deliver-as-github.ts";
import { closeDelivery, openDelivery, people, says, startChat, writtenIn } from "../support/github/delivery.ts";

const test = suite("an introduction");

type Opened = Awaited<ReturnType<typeof openWithChat>>;

async function openWithChat(yaml = SETTINGS) {
  const delivery = await openDelivery({ yaml });
  delivery.server.thread(hull, 99);
  const slack = await startChat();
  delivery.chat(`slack: ${slack.url}`);
  /** Who was introduced. */
  const introduced = async () => {
    for (let i = 0; i < 3; i++) await delivery.run();
    return slack.posted.flatMap((text) => /Please welcome <[^|]*\|([^>]*)>/.exec(text)?.[1] ?? []).sort();
  };
  return { ...delivery, slack, introduced };
}

const joins = ({ send }: Opened, n: number, words: string) => send(says(`/pod join ${words}`, people(9)[n], 99));
/** `sailor-0` to `sailor-4` have a pod; those in `agreeing` said so when they joined. */
async function seat(opened: Opened, agreeing: readonly number[] = []): Promise<void> {
  for (let n = 0; n < 5; n++) await joins(opened, n, agreeing.includes(n) ? "hull introduce" : "hull");
}

test("is about people who agreed, whether they waited for their seat or took it at once", async () => {
  const opened = await openWithChat();
  await seat(opened, [0, 4]);
  await joins(opened, 5, "hull introduce");
  await joins(opened, 6, "hull");
  assert.equal(await opened.introduced(), ["sailor-0", "sailor-4", "sailor-5"]);
  assert.match(opened.slack.posted[0] ?? "", "Please welcome <https://github.com/sailor-");
  for (let i = 0; i < 5; i++) await tick(opened.app());
  assert.is(opened.slack.posted.length, 3);
  assert.is((await opened.store.backlog()).pending, undefined);
});

test("is of nobody who took it back, left, or asked to be forgotten before it was sent", async () => {
  const opened = await openWithChat();
  await seat(opened, [0, 1, 2, 3, 4]);
  await joins(opened, 0, "introduce=no");
  await opened.send(says("/pod leave", people(9)[1], 99));
  await opened.send(says("/pod forget me", people(9)[2], 99));
  await opened.send(says("/pod pause 4w", people(9)[3], 99));
  assert.equal(await opened.introduced(), ["sailor-4"]);
});

test("comes when somebody with a seat agrees, and not again when they say so again", async () => {
  const opened = await openWithChat();
  await seat(opened);
  assert.equal(await opened.introduced(), []);
  await joins(opened, 3, "introduce");
  assert.equal(await opened.introduced(), ["sailor-3"]);
  for (const word of ["introduce=no", "introduce", "introduce=yes"]) await joins(opened, 3, word);
  assert.equal(await opened.introduced(), ["sailor-3"]);
});

test("is taken back by people on a break, who left or who are independent, and that gives nobody a seat", async () => {
  const opened = await openWithChat();
  await seat(opened, [0, 1, 2]);
  for (const [n, word] of ["pause 4w", "leave", "independent"].entries()) {
    await opened.send(says(`/pod ${word}`, people(9)[n], 99));
    await joins(opened, n, "introduce=no");
  }
  const found = await Promise.all([0, 1, 2].map((n) => opened.store.find({ login: `sailor-${n}` })));
  assert.equal(
    found.map((one) => [one?.standing.state, one?.profile.introduce]),
    [
      ["paused", undefined],
      ["alumni", undefined],
      ["independent", undefined],
    ],
  );
  await opened.run();
  assert.match(writtenIn(opened, 99), "You have no seat, and asked for none: `/pod back` takes one.");
  await opened.send(says("/pod back", people(9)[0], 99));
  assert.is((await opened.store.find({ login: "sailor-0" }))?.standing.state, "seated");
  assert.equal(await opened.introduced(), []);
});

test("that was not sent since they took it back or had left comes when they agree or join again", async () => {
  const opened = await openWithChat();
  await seat(opened, [1]);
  await joins(opened, 0, "introduce");
  await joins(opened, 0, "introduce=no");
  await opened.send(says("/pod leave", people(9)[1], 99));
  assert.equal(await opened.introduced(), []);
  await joins(opened, 0, "introduce");
  await joins(opened, 1, "hull");
  assert.equal(await opened.introduced(), ["sailor-0", "sailor-1"]);
});

test("is asked for by nobody who says yes and no at once", async () => {
  const opened = await openWithChat();
  await seat(opened);
  for (const words of ["introduce introduce=no", "introduce=no introduce"]) await joins(opened, 2, words);
  assert.equal(await opened.introduced(), []);
});

test("does not follow somebody whom a plan moves, and comes anew in another pod that they join", async () => {
  const opened = await openWithChat();
  const { community, store, send } = opened;
  await seat(opened, [0]);
  for (let n = 0; n < 6; n++) await send(says("/pod join sail", user(50 + n), 99));
  assert.equal(await opened.introduced(), ["sailor-0"]);
  // Pods of five lose nobody to a plan.
  await joins(opened, 5, "hull");
  await joins(opened, 0, "sail");
  const app = rebalance(community);
  const { body: plan } = await command(app, { do: "plan" });
  await command(app, { do: "apply", plan: plan.id });
  assert.is((await store.find({ login: "sailor-0" }))?.standing.pod, 2, "a plan moved them");
  assert.equal(await opened.introduced(), ["sailor-0"]);
  await send(says("/pod leave", people(9)[0], 99));
  await joins(opened, 0, "sail");
  assert.equal(await opened.introduced(), ["sailor-0", "sailor-0"], "they chose that pod");
});

test("is asked for in JSON and in a file, too, where an empty column is a no", async () => {
  const opened = await openWithChat();
  const app = joinPod(opened.community);
  await post(app, "login,areas,introduce\nann,hull,yes\nben,hull,\ncid,hull,no\ndee,hull,\neve,hull,\n", CSV);
  assert.equal(await opened.introduced(), [], "nobody has a seat");
  await command(rebalance(opened.community), { do: "seat" });
  assert.equal(await opened.introduced(), ["ann"]);
  await command(app, { login: "fay", areas: ["hull"], introduce: true });
  await command(app, { do: "areas", login: "ben", introduce: true });
  assert.equal(await opened.introduced(), ["ann", "ben", "fay"]);
});

test("is agreed to by the last word, whatever arrives late, and of nobody by a file against their word", async () => {
  const opened = await openWithChat();
  const { store, community } = opened;
  await seat(opened);
  const agrees = async (n: number) => (await store.find({ login: `sailor-${n}` }))?.profile.introduce;
  const [early, late] = [
    says("/pod join introduce", people(9)[1], 99),
    says("/pod join introduce=no", people(9)[1], 99),
  ];
  await opened.send(late);
  await opened.send(early);
  assert.is(await agrees(1), undefined);
  const refused = await command(joinPod(community), { login: "sailor-1", areas: ["hull"], introduce: true });
  assert.equal(
    [refused.status, refused.body.outcome, refused.body.detail],
    [200, "already-seated", "Left as the person said: whether they are introduced."],
  );
  const { body } = await post(joinPod(community), "login,introduce\nsailor-1,yes\n", { ...AS_MAINTAINER, ...CSV });
  assert.match(JSON.stringify(body), "whether they are introduced");
  assert.equal([await agrees(1), await opened.introduced()], [undefined, []]);
});

test("is offered on the page for a seat where there is a channel, and is left out unless somebody ticks it", async () => {
  const without = joinPod((await openDelivery()).community);
  assert.not.match((await get(without, "/", HTML)).body, "introduce");
  const { community } = await openDelivery({ yaml: `${SETTINGS}digest: { to: [slack, markdown] }` });
  const app = joinPod(community);
  assert.match((await get(app, "/", HTML)).body, 'type="checkbox" name="introduce" value="yes">');
  const { body } = await get(app, "/matches?area=hull&introduce=yes", HTML);
  assert.match(body, 'name="introduce" value="yes" checked>');
  assert.match(body, "/pod join hull introduce");
  assert.not.match((await get(app, "/matches?area=hull", HTML)).body, "/pod join hull introduce");
  assert.is((await get(app, "/matches?introduce=maybe", HTML)).status, 422);
});

test("is explained in the welcome where there is a channel, beside the invitation to it", async () => {
  const links = "links: { slackInvite: 'https://ships.example.org/slack' }";
  for (const [yaml, isSaid] of [
    [SETTINGS, false],
    [`${SETTINGS}${links}`, true],
  ] as const) {
    const opened = await openWithChat(yaml);
    await seat(opened);
    await opened.run();
    const said = writtenIn(opened, 99);
    assert.is(said.includes("/pod join introduce"), isSaid);
    assert.is(said.includes("https://ships.example.org/slack"), isSaid);
  }
});

test.after(closeDelivery);
test.run();
