/** What everybody may read is the same, whoever decided about somebody, and whoever listed them. */
import { Redis } from "ioredis";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { CHANNEL_MEDIA } from "#shared/channels/index.ts";
import { mediaOf } from "#shared/openfaas/negotiate.ts";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { ROUTES } from "../../functions/pods/routes.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import { weeklyDigest } from "../../functions/weekly-digest/handler.ts";
import {
  AS_MAINTAINER,
  ask,
  CSV,
  closeStores,
  command,
  csvOf,
  get,
  NOW,
  post,
  rebalancing,
  storeAt,
  testCommunity,
} from "../support/community.ts";
import { communityKeys } from "../support/community-keys.ts";
import { allValues } from "../support/invariants.ts";
import { seatFile } from "../support/seated.ts";

const test = suite("what everybody may read");
test.after(closeStores);

const WEEK = "2026-W47";
const DAY_MS = 86_400_000;

/** Two pods without an advocate, about whose people `by` then decides; the next run gives one of them an advocate. */
async function decided(by: "maintainer" | "file") {
  let people = 0;
  const community = {
    ...(await testCommunity(rebalancing("maxMovesPercent: 60"))),
    newPseudonym: () => `person${String(++people).padStart(3, "0")}`,
  };
  await seatFile(community, `login,areas\n${csvOf(7, "hull")}\n${csvOf(7, "sail", "", "bob")}\n`);
  await post(joinPod(community), `login,areas\n${csvOf(4, "galley", "", "cid")}\ndora,galley\neve,hull\n`, CSV);
  const tell = async (body: object, file: string) => {
    const told = by === "file" ? await post(joinPod(community), file, CSV) : await command(joinPod(community), body);
    assert.ok([200, 201, 202].includes(told.status), JSON.stringify(told.body));
  };
  await tell(
    { login: "eve", areas: ["hull"], pod: "narwhal", anywhere: true },
    "login,areas,pod,anywhere\neve,hull,Narwhal,yes\n",
  );
  await tell({ do: "advocate", login: "ada-1" }, "login,advocate\nada-1,yes\n");
  await tell({ do: "advocate", login: "bob-1" }, "login,advocate\nbob-1,yes\n");
  await tell({ do: "step-down", login: "bob-1" }, "login,advocate\nbob-1,no\n");
  await tell({ do: "independent", login: "ada-2" }, "login,mode\nada-2,independent\n");
  await tell({ do: "advocate", login: "dora" }, "login,advocate\ndora,yes\n");
  await tell({ do: "areas", login: "dora", anywhere: true }, "login,anywhere\ndora,yes\n");
  // Another replica, because this one may have cached the pods for a second.
  const later = { ...community, store: storeAt(community.url, community.id), now: () => NOW + DAY_MS };
  await command(rebalance(later), { do: "seat" });
  await command(rebalance(later), { do: "plan" });
  await command(weeklyDigest(later), { do: "publish", week: WEEK });
  return later;
}

const LOGINS = ["ada-1", "ada-2", "bob-1", "cid-1", "dora", "eve"];
const SLUGS = ["narwhal", "orca", "beluga"];
/** What `{…}` in an address stands for; plans and runs have ids of their own. */
const NAMES: Readonly<Record<string, readonly string[]>> = { login: LOGINS, slug: SLUGS, week: [WEEK] };

/** Every address that needs no proof, or every one that a maintainer may read, each in all its formats. */
async function textsOf(
  community: Awaited<ReturnType<typeof decided>>,
  proof: Readonly<Record<string, string>> = {},
): Promise<Map<string, string>> {
  const apps = {
    pods: pods({ ...community, build: "test" }),
    "join-pod": joinPod(community),
    rebalance: rebalance(community),
    "weekly-digest": weeklyDigest(community),
  };
  const run = (await get(apps.rebalance, "/runs.json")).body.items[0].id;
  const plan = (await get(apps.rebalance, "/")).body.id;
  const texts = new Map<string, string>();
  for (const { function: name, method, path, formats = ["json"], security = ["none"] } of ROUTES) {
    const app = name in apps ? apps[name as keyof typeof apps] : undefined;
    const isOpen = security.includes("none") || "Authorization" in proof;
    if (method !== "get" || !app || !isOpen || OF_THE_MACHINE.test(path)) continue;
    const parameter = /\{(\w+)\}/.exec(path)?.[1];
    const values = parameter === undefined ? [""] : (NAMES[parameter] ?? [path.startsWith("/runs") ? run : plan]);
    for (const value of values)
      for (const format of formats) {
        const accept = mediaOf(format, CHANNEL_MEDIA);
        const address = `${path.replace(/\{\w+\}/, value)}`;
        const answer = await ask(app, address, { headers: { accept, ...proof } });
        const text = `${answer.status} ${await answer.text()}`.replaceAll(community.id, "ID").replace(MADE_ANEW, "…");
        texts.set(`${name} ${address.replace(MADE_ANEW, "…")} ${format}`, text);
      }
  }
  return texts;
}

/** Ids of plans and runs, and how many changes there were before. */
const MADE_ANEW = /\bseat-[\w-]{43}|\b[\da-f]{16}\b|"revision":\d+/g;

/** About this process, or a picture. */
const OF_THE_MACHINE = /^\/(status|metrics|ready|openapi|{name})/;

test("is the same, whether a maintainer or a file decided", async () => {
  const [one, other] = [await textsOf(await decided("maintainer")), await textsOf(await decided("file"))];
  assert.ok(one.size > 40, String(one.size));
  assert.equal([...one.keys()], [...other.keys()]);
  for (const [address, text] of one) assert.is(text, other.get(address), address);
  assert.match(one.get("pods /people/dora html") ?? "", "Became the Pod Advocate");
});

test("holds nobody's wish to sit with somebody, and neither does what maintainers and other people read", async () => {
  const community = await decided("file");
  const app = joinPod(community);
  // Nothing else tells of wanda.
  const first = await command(app, { do: "areas", login: "ada-1", with: ["wanda"] });
  const wanda = (await community.store.find({ login: "wanda" }))?.pseudonym ?? "";
  const assertSilent = (text: string, where?: string) => {
    for (const name of ["wanda", wanda]) assert.not.match(text, name, where);
  };
  const answers = [
    first,
    await command(app, { login: "eve", areas: ["hull"], with: ["wanda"] }),
    await command(app, { login: "fay", areas: ["galley"], with: ["wanda"] }),
    await command(app, { login: "gus", areas: ["sail"], with: ["wanda"] }),
    await post(app, "login,with\ncid-1,wanda\nbob-2,wanda\n", CSV),
    await post(app, "login,with\nada-1,eve\n", CSV),
    ...(await Promise.all(["ada-2", "bob-3", "dora"].map((login) => command(app, { do: "export", login })))),
    await command(rebalance(community), { do: "plan" }),
  ];
  for (const { status, body } of answers) {
    assert.ok(status < 300, JSON.stringify(body));
    assertSilent(JSON.stringify(body));
  }
  for (const proof of [{}, AS_MAINTAINER])
    for (const [address, text] of await textsOf(community, proof)) assertSilent(text, address);
  const { body: own } = await command(app, { do: "export", login: "wanda" });
  assert.not.match(JSON.stringify(own), /\b(ada-1|eve|fay|gus|cid-1|bob-2)\b/);
  assertSilent(community.lines.join("\n"));

  const redis = new Redis(community.url);
  for (const key of await communityKeys(redis, community.id))
    if (!/:(identities|profiles|members|who|prof|m)$/.test(key))
      assert.not.match(await allValues(redis, key), wanda, key);
  redis.disconnect();
});

test.run();
