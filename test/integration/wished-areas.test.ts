/** Friends with a seat who all want another area: what they read is missing there, and that it is so. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import { command, get, HTML, JSON_ONLY } from "../support/community.ts";
import { hull, user } from "../support/github/deliver-as-github.ts";
import { closeDelivery, openDelivery, people, says, writtenIn } from "../support/github/delivery.ts";

const test = suite("friends who want another area");
test.after(closeDelivery);

/** Nine people sit in Narwhal (Hull), and so many of them say that they want the galley instead. */
async function friends(count: number) {
  const delivery = await openDelivery();
  const { community, server, send, run } = delivery;
  const nine = people(9);
  for (const one of nine) await send(says("/pod join hull", one, 99));
  await run();
  server.thread(hull, 5);
  for (const one of nine.slice(0, count)) await send(says("/pod join galley", one, 5));
  await run();
  const answers = writtenIn(delivery);
  const page = async (login = "sailor-0") => (await get(pods(community), `/people/${login}`, HTML)).body;
  const plan = async () => (await command(rebalance(community), { do: "plan" })).body;
  return { ...delivery, answers, page, plan };
}

test("read how many more people a plan needs, and so many are enough", async () => {
  const { community, answers, page, plan } = await friends(5);
  assert.match(answers, "Only a plan can move you to Galley, and your page says what is missing for it.");
  const sentence = "No Galley pod has an open seat. A plan can form one when 1 more person asks for Galley.";
  assert.match(await page(), sentence);
  assert.not.match(await page("sailor-8"), "Galley");
  const { wished } = (await get(pods(community), "/people/sailor-0", JSON_ONLY)).body;
  assert.equal(wished, [{ area: "galley", missing: 1, detail: sentence }]);
  const { items } = (await get(pods(community), "/areas", JSON_ONLY)).body;
  assert.equal(
    items.map(({ id, seatedElsewhere }: { id: string; seatedElsewhere: number }) => [id, seatedElsewhere]),
    [
      ["hull", 0],
      ["sail", 0],
      ["galley", 5],
    ],
  );
  assert.match(
    (await get(pods(community), "/areas", HTML)).body,
    "5 people with a seat elsewhere who would rather have one here",
  );
  assert.is((await plan()).counts.form, 0);
  await command(joinPod(community), { login: "newcomer", areas: ["galley"] });
  assert.match(await page(), "Enough people ask for a new one: a plan can form one, once a maintainer applies it.");
  const { counts } = await plan();
  assert.equal([counts.form, counts.move, counts.seat], [1, 4, 1]);
});

test("are counted only as far as their pod keeps five people, unless all of them want to leave it", async () => {
  const { community, send, page, plan } = await friends(6);
  const cook = (n: number) => command(joinPod(community), { login: `cook-${n}`, areas: ["galley"] });
  const leave = async (n: number) => send(says("/pod leave", people(9)[n] ?? user(0, ""), 99));
  assert.match(await page(), "when 1 more person asks for Galley");
  for (const n of [7, 8]) await leave(n);
  assert.match(await page(), "when 3 more people ask for Galley");
  for (const n of [1, 2]) await cook(n);
  assert.match(await page(), "when 1 more person asks for Galley");
  assert.is((await plan()).counts.form, 0);
  await leave(6);
  assert.match(await page(), "Enough people ask for a new one");
  assert.is((await plan()).counts.form, 1);
});

test("read it where a maintainer says so for them, and that their pod cannot spare them", async () => {
  const { community } = await openDelivery();
  const asMaintainer = (login: string, areas: string[]) => command(joinPod(community), { login, areas });
  for (let n = 0; n < 5; n++) await asMaintainer(`ada-${n}`, ["hull"]);
  const { body } = await asMaintainer("ada-0", ["galley"]);
  assert.is(
    body.detail,
    "No Galley pod has an open seat. A plan can form one when 5 more people ask for Galley. Narwhal has only five people, so first somebody has to come to it.",
  );
  for (let n = 0; n < 5; n++) await asMaintainer(`bob-${n}`, ["galley"]);
  assert.match((await asMaintainer("ada-0", ["galley"])).body.detail, "A seat in Galley is open: a plan can move them");
});

test("read why plans leave them where they are: as the advocate, pinned, or in a locked pod", async () => {
  const { community, page } = await friends(3);
  const asMaintainer = (body: object) => command(pods(community), body);
  await command(joinPod(community), { do: "advocate", login: "sailor-0" });
  await asMaintainer({ do: "pin", login: "sailor-1" });
  assert.match(
    await page("sailor-0"),
    "No plan takes the Pod Advocate out of Narwhal. A plan can move them to Galley once they hand the role over, or step down.",
  );
  assert.match(
    await page("sailor-1"),
    "They are pinned to their seat in Narwhal, so no plan moves them to Galley. The Pod Advocate or a maintainer can unpin them.",
  );
  assert.match(await page("sailor-2"), "A plan can form one when 4 more people ask for Galley.");
  await asMaintainer({ do: "lock", pod: "narwhal" });
  for (const n of [0, 1, 2])
    assert.match(
      await page(`sailor-${n}`),
      "Narwhal is locked for now, so no plan moves anybody from there to Galley.",
    );
});

test("count for people who wait for the area, too", async () => {
  const { community, page, plan } = await friends(3);
  const waits = async (n: number) => {
    await command(joinPod(community), { login: `cook-${n}`, areas: ["galley"] });
    return page(`cook-${n}`);
  };
  const alone = /A new one forms when (\d) more p/;
  const first = await waits(1);
  assert.is(alone.exec(first)?.[1], "4");
  assert.match(
    first,
    "Counting three people with a seat elsewhere who want it instead, a plan can form one when 1 more person asks.",
  );
  const second = await waits(2);
  assert.is(alone.exec(second)?.[1], "3");
  assert.match(
    second,
    "Counting three people with a seat elsewhere who want it instead, enough people ask for it: a plan can form one, once a maintainer applies it.",
  );
  assert.equal((await plan()).counts.form, 1);
  await command(pods(community), { do: "lock", pod: "narwhal" });
  assert.not.match(await page("cook-2"), "Counting");
});

test("are read once for somebody who waits for several areas", async () => {
  const { community } = await friends(2);
  await command(joinPod(community), { login: "cook", areas: ["galley", "sail"] });
  let reads = 0;
  const staying: typeof community.store.staying = (now) => {
    reads += 1;
    return community.store.staying(now);
  };
  const { body } = await get(pods({ ...community, store: { ...community.store, staying } }), "/people/cook", JSON_ONLY);
  assert.equal(
    body.waiting.map(({ area }: { area: string }) => area),
    ["galley", "sail"],
  );
  assert.is(reads, 1);
});

const choice = suite("somebody in the area of their second choice");
choice.after(closeDelivery);

choice("reads in the answer and on their page what the first is missing, with the count of the seating", async () => {
  const delivery = await friends(0);
  const { community, send, run, page } = delivery;
  const join = (login: string, areas: string[]) => command(joinPod(community), { login, areas });
  await command(joinPod(community), { do: "leave", login: "sailor-1" });
  await send(says("/pod join galley, hull", user(77, "ann"), 5));
  await run();
  assert.match(
    writtenIn(delivery),
    "Hull was your second choice. Only a plan can move you to Galley, and your page says what is missing for it.",
  );
  const lacks = (missing: string) =>
    `They want Galley more than Hull. No pod there has an open seat. A new one forms when ${missing} for Galley, and a plan may move them then.`;
  assert.match(await page("ann"), lacks("5 more people ask"));
  for (let n = 1; n <= 4; n++) await join(`cook-${n}`, ["galley"]);
  const sooner = " With people who have a seat and whom it suits as well, a plan may form one now.";
  const detail = `${lacks("1 more person asks")}${sooner}`;
  assert.match(await page("ann"), detail);
  const { wished } = (await get(pods(community), "/people/ann", JSON_ONLY)).body;
  assert.equal(wished, [{ area: "galley", missing: 1, detail }]);
  assert.is((await delivery.plan()).counts.form, 1);
  assert.is((await join("cook-5", ["galley"])).body.outcome, "seated");
  const open =
    "They want Galley more than Hull. A seat there is open: a plan may move them if that makes the seating better.";
  assert.match(await page("ann"), open);
  await send(says("/pod join tz=Europe/Berlin", user(77, "ann"), 5));
  await run();
  assert.match(writtenIn(delivery), "I noted what you said about yourself. Only a plan can move you to Galley");
  assert.is((await join("ann", ["galley", "hull"])).body.detail?.includes(open), true);
  assert.not.match(await page("sailor-2"), "want");
  await command(pods(community), { do: "pin", login: "ann" });
  assert.match(await page("ann"), "so no plan moves them to Galley");
});

choice("counts for those who wait for their first: the page says so, and the plan forms the pod", async () => {
  const { community, page, plan } = await friends(0);
  const join = (login: string, areas: string[], more = {}) => command(joinPod(community), { login, areas, ...more });
  for (let n = 0; n < 5; n++) await join(`sue-${n}`, ["sail"]);
  for (let n = 1; n <= 5; n++) await join(`cook-${n}`, ["galley"]);
  for (const n of [1, 2]) await join(`cook-${n}`, ["galley", "sail"]);
  await join("cook-3", ["galley"], { anywhere: true });
  await command(joinPod(community), { do: "leave", login: "cook-4" });
  await command(rebalance(community), { do: "seat" });
  assert.match(
    await page("cook-5"),
    "A new one forms when 4 more people ask for Galley, at the latest with the first seating after that. Counting one person with a seat elsewhere who wants it instead, a plan can form one when 3 more people ask. With people who have a seat and whom it suits as well, a plan may form one when 1 more person asks.",
  );
  const { items } = (await get(pods(community), "/areas", JSON_ONLY)).body;
  assert.is(items.find(({ id }: { id: string }) => id === "galley").seatedElsewhere, 3);
  assert.is((await plan()).counts.form, 0);
  await join("cook-6", ["galley"]);
  assert.match(await page("cook-6"), "a plan may form one now.");
  assert.is((await plan()).counts.form, 1);
});

choice("is told by a maintainer's answer, too, that they keep the first", async () => {
  const { community } = await openDelivery();
  const join = (login: string, areas: string[]) => command(joinPod(community), { login, areas });
  for (let n = 1; n <= 5; n++) assert.not.ok((await join(`bob-${n}`, ["sail"])).body.detail?.includes("more:"));
  const { body } = await join("ann", ["galley", "hull", "sail"]);
  assert.is(body.detail, "They want Galley or Hull more: a plan may move them when a seat is open there.");
  assert.is((await join("ben", ["sail", "hull"])).body.detail, undefined);
});

test.run();
choice.run();
