/** Signed links to plans and runs: for whom they are, what may be done with them, and what may not. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { COMMANDS } from "#shared/commands/index.ts";
import { FAILED_PROOFS_MAX } from "#shared/core/ports.ts";
import type { App } from "#shared/openfaas/app.ts";
import { LINK_RIGHTS, type LinkRight } from "#shared/openfaas/proof.ts";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import {
  AS_MAINTAINER,
  closeStores,
  command,
  get,
  NOW,
  post,
  SETTINGS,
  type TestCommunity,
} from "../support/community.ts";
import { belowFunction, signedLink } from "../support/links.ts";
import { crossedCommunity } from "../support/seated.ts";

const FORM = { "Content-Type": "application/x-www-form-urlencoded" };
const PAGE = { Accept: "text/html" };
const WEEK_MS = 7 * 86_400_000;

interface Fixture {
  readonly community: TestCommunity;
  readonly app: App;
  /** A plan that waits. */
  readonly plan: string;
  /** The run of another plan. */
  readonly run: string;
}

/** ada-1 is a member and a maintainer, captain a maintainer only. */
async function fixture(): Promise<Fixture> {
  const settings = SETTINGS.replace("[captain]", "[captain, ada-1]");
  const community = await crossedCommunity("maxMovesPercent: 60", settings);
  const app = rebalance(community);
  const { body: first } = await command(app, { do: "plan" });
  const { body: applied } = await command(app, { do: "apply", plan: first.id, except: ["ada-1"] });
  const { body: plan } = await command(app, { do: "plan" });
  assert.ok(plan.changes.length > 0 && plan.id !== first.id);
  return { community, app, plan: plan.id, run: applied.run };
}

const seatsOf = async ({ community: { store } }: Fixture) =>
  (await store.snapshot()).community.members.map(({ id, pod }) => `${id} ${pod}`).sort();
const stateOf = async (at: Fixture) => [
  await seatsOf(at),
  (await at.community.store.runs()).length,
  await at.community.store.latestPlanId(),
  (await at.community.store.plan(at.plan))?.status,
  await at.community.store.backlog(),
];
const give = ({ app }: Fixture, link: string, word: string, more = "") => post(app, `do=${word}${more}`, FORM, link);
const names = /ada-\d|bob-\d/;

const test = suite("a signed link");
test.after(closeStores);

/** The commands that each page has buttons for. */
const BUTTONS: Readonly<Record<"plan" | "run", readonly string[]>> = {
  plan: ["ask", "apply", "discard"],
  run: ["undo"],
};
const pathOf = (at: Fixture, page: "plan" | "run") => `/${page}s/${at[page]}`;
const WORDS = COMMANDS.rebalance.map(({ word }) => word);

test("gives the commands it names, on their page; every other right, command and page is refused", async () => {
  const at = await fixture();
  const before = await stateOf(at);
  const allowed: [page: "plan" | "run", word: string][] = [];
  for (const page of ["plan", "run"] as const) {
    for (const rights of [
      [],
      ...LINK_RIGHTS.map((right) => [right]),
      LINK_RIGHTS,
    ] as readonly (readonly LinkRight[])[]) {
      const link = signedLink(pathOf(at, page), { rights });
      const shown = await get(at.app, link, PAGE);
      assert.is(names.test(shown.body), rights.includes("read"), `${page} read with ${rights}`);
      for (const word of [...WORDS, "dance"]) {
        const isButton = BUTTONS[page].includes(word);
        if (isButton && rights.some((right) => right === word)) {
          if (rights.length === 1) allowed.push([page, word]);
          continue;
        }
        const { status } = await give(at, link, word, `&plan=${at.plan}&run=${at.run}`);
        assert.is(status, isButton ? 403 : 422, `${word} on the page of a ${page} with ${rights}`);
      }
    }
  }
  assert.equal(await stateOf(at), before);
  assert.equal(allowed, [
    ["plan", "ask"],
    ["plan", "apply"],
    ["plan", "discard"],
    ["run", "undo"],
  ]);
  for (const [page, word] of allowed) {
    const anew = await fixture();
    const rights = LINK_RIGHTS.filter((right) => right === word);
    assert.is((await give(anew, signedLink(pathOf(anew, page), { rights }), word)).status, 303, word);
    assert.not.equal(await stateOf(anew), before, word);
  }
});

test("is worth nothing when a part of it was changed, on another page, or after a week", async () => {
  const at = await fixture();
  const before = await stateOf(at);
  const { body } = await command(at.app, { do: "link", for: "captain" });
  assert.is(body.expires, new Date(NOW + WEEK_MS).toISOString());
  const link = belowFunction(body.url);
  assert.ok(link.startsWith(`/plans/${at.plan}?key=`));
  const [, code = ""] = link.split("key=");
  const key = Buffer.from(code, "base64url").toString();
  const other = (text: string) => link.replace(code, Buffer.from(text).toString("base64url"));
  const forged = [
    link.replace(at.plan, at.run.split("-")[0]!),
    `/runs/${at.run}?key=${code}`,
    other(key.replace(/^\d+/, String(NOW))),
    other(key.replace("login.captain", "login.bosun")),
    other(key.replace("login.captain", "admin-key.")),
    other(key.replace("read+", "")),
    other(key.replace("apply", "undo")),
    other(`${key.slice(0, -2)}xx`),
  ];
  assert.is(new Set([link, ...forged]).size, forged.length + 1, "each is another link");
  for (const address of forged) {
    assert.is((await get(at.app, address, PAGE)).status, 401, address);
    const word = address.startsWith("/runs/") ? "undo" : "apply";
    assert.is((await give(at, address, word)).status, 401, address);
  }
  const late = rebalance({ ...at.community, now: () => NOW + WEEK_MS });
  assert.is((await get(late, link, PAGE)).status, 401);
  assert.is((await give({ ...at, app: late }, link, "apply")).status, 401);
  assert.equal(await stateOf(at), before);
  assert.is((await give(at, link, "apply")).status, 303, "the link itself");
});

test("is not the only proof that is judged: a wrong admin key is refused on pages too, and its tries are limited", async () => {
  const { app, plan, run } = await fixture();
  const key = (value: string) => ({ ...PAGE, Authorization: value });
  for (const path of ["/", `/plans/${plan}`, `/runs/${run}`]) {
    assert.is((await get(app, path, key("Bearer wrong"))).status, 401, path);
    assert.is(
      (await get(app, path, key("Basic cmVhZGVyOm9mIGEgcHJveHk="))).status,
      200,
      "a proxy's, which is no business of ours",
    );
  }
  for (let tries = 3; tries < FAILED_PROOFS_MAX.process; tries++) await get(app, "/", key("Bearer wrong"));
  assert.is((await get(app, "/", key("Bearer wrong"))).status, 429);
  assert.is((await get(app, "/", AS_MAINTAINER)).status, 200);
});

test("leads on to the run of its plan and its undo, and to nothing else", async () => {
  const at = await fixture();
  const link = belowFunction((await command(at.app, { do: "link" })).body.url);
  const seats = await seatsOf(at);
  const applied = belowFunction((await give(at, link, "apply")).headers.get("location") ?? "");
  assert.not.equal(await seatsOf(at), seats);
  const page = await get(at.app, applied, PAGE);
  assert.match(page.body, "Undo this run");
  for (const body of [page.body, (await get(at.app, link, PAGE)).body]) {
    for (const [address] of body.matchAll(/\/function\/rebalance\/[^"]*key=[^"]*/g))
      assert.match(address, at.plan, "no address with a key is about another plan");
  }
  const undone = belowFunction((await give(at, applied, "undo")).headers.get("location") ?? "");
  assert.match(undone, `/runs/undo-${at.plan}`);
  assert.equal(await seatsOf(at), seats);
  assert.match((await get(at.app, undone, PAGE)).body, names);
  // The run's link is for the run only, although it was made by the plan's.
  const key = new URL(applied, "http://function").search;
  assert.is((await give(at, `/plans/${at.plan}${key}`, "apply")).status, 401);
  assert.is((await give(at, `/runs/${at.run}${key}`, "undo")).status, 401);
});

test("of a plan that was discarded shows the fresh plan's counts, and decides nothing about it", async () => {
  const at = await fixture();
  const link = belowFunction((await command(at.app, { do: "link", for: "captain" })).body.url);
  assert.is((await give(at, link, "discard")).status, 303);
  await command(joinPod(at.community), { do: "areas", login: "bob-4", areas: ["hull"] });
  await command(joinPod(at.community), { do: "areas", login: "ada-4", areas: ["sail"] });
  const seats = await seatsOf(at);
  const { status, headers } = await give(at, link, "apply");
  const fresh = belowFunction(headers.get("location") ?? "");
  assert.is(status, 303);
  assert.not.match(fresh, at.plan);
  assert.not.match(fresh, "key=");
  const page = await get(at.app, fresh, PAGE);
  assert.match(page.body, "This is another plan");
  assert.not.match(page.body, names);
  const key = new URL(link, "http://function").search;
  for (const word of ["apply", "discard"])
    assert.is((await give(at, fresh.replace("?instead", key), word)).status, 401, word);
  assert.equal(await seatsOf(at), seats);
});

test("is made for maintainers only: nobody else may see more there than everybody, and what they may see is named", async () => {
  const at = await fixture();
  for (const more of [{}, { run: at.run }]) {
    for (const login of ["bob-2", "stranger"]) {
      const { status, body } = await command(at.app, { do: "link", for: login, ...more });
      assert.is(status, 404, login);
      assert.match(body.detail, `No maintainer here is called ${login}.`);
      assert.match(body.detail, `pods/people/${login}`);
      assert.is(body.url, undefined);
    }
  }
});

test("that was made for somebody who is no maintainer, before that was refused, opens nothing", async () => {
  const at = await fixture();
  const before = await stateOf(at);
  const bob = (await at.community.store.find({ login: "bob-2" }))!;
  for (const page of ["plan", "run"] as const) {
    const link = signedLink(pathOf(at, page), { actor: { kind: "member", name: bob.pseudonym }, rights: [] });
    // Being named a maintainer later does not widen it.
    const settings = { ...at.community.settings(), maintainers: ["bob-2"] };
    const promoted = { ...at, app: rebalance({ ...at.community, settings: () => settings }) };
    const word = page === "run" ? "undo" : "apply";
    assert.is((await get(at.app, link, PAGE)).status, 401);
    assert.is((await give(at, link, word)).status, 401);
    assert.not.match((await get(promoted.app, link, PAGE)).body, names);
    assert.is((await give(promoted, link, word)).status, 403);
  }
  assert.equal(await stateOf(at), before);
});

test("opens a page that is never stored, indexed or told to other sites, whatever it shows and however it ends", async () => {
  const at = await fixture();
  const isPrivate = ({ headers }: { headers: Headers }, where: string) => {
    assert.match(headers.get("cache-control") ?? "", "no-store", where);
    assert.is(headers.get("etag"), null, where);
    assert.is(headers.get("referrer-policy"), "no-referrer", where);
  };
  for (const page of ["plan", "run"] as const) {
    for (const rights of [[], ["apply"], LINK_RIGHTS] as readonly (readonly LinkRight[])[]) {
      for (const Accept of ["text/html", "application/json"]) {
        const where = `${page} with ${rights} as ${Accept}`;
        const link = signedLink(pathOf(at, page), { rights });
        const shown = await get(at.app, link, { Accept });
        assert.is(shown.status, 200, where);
        isPrivate(shown, where);
        assert.is(shown.headers.get("x-robots-tag"), "noindex", where);
        const refused = await post(at.app, "do=dance", { ...FORM, Accept }, link);
        assert.is(refused.status, 422, where);
        isPrivate(refused, where);
      }
    }
    isPrivate(await get(at.app, `${pathOf(at, page)}?key=expired`, PAGE), "a key that opens nothing");
  }
});

test("is for the account whose number the settings name, whoever has the login", async () => {
  const at = await fixture();
  await at.community.store.describe({ login: "ada-1", id: 71 }, {}, { id: "seen", at: at.community.now() });
  const linked = async (entry: string) => {
    const settings = { ...at.community.settings(), maintainers: [entry] };
    const named = { ...at, app: rebalance({ ...at.community, settings: () => settings }) };
    return { named, ...(await command(named.app, { do: "link", for: "ada-1" })) };
  };
  assert.is((await linked("ada-1:72")).status, 404);
  const { named, body } = await linked("ada-1:71");
  assert.is((await give(named, belowFunction(body.url), "discard")).status, 303);
});

test("ends when its person is no maintainer any more, or was forgotten, and holds no member's name", async () => {
  const at = await fixture();
  const linkFor = async (login: string) => belowFunction((await command(at.app, { do: "link", for: login })).body.url);
  const [member, outsider] = [await linkFor("ada-1"), await linkFor("captain")];
  assert.not.match(Buffer.from(member.split("key=")[1]!, "base64url").toString(), names);
  for (const link of [member, outsider]) assert.match((await get(at.app, link, PAGE)).body, names);

  const settings = { ...at.community.settings(), maintainers: [] };
  const later = { ...at, app: rebalance({ ...at.community, settings: () => settings }) };
  const before = await stateOf(at);
  for (const link of [member, outsider]) {
    const page = await get(later.app, link, PAGE);
    assert.is(page.status, 401);
    assert.match(page.body, "no maintainer now");
    assert.is((await give(later, link, "apply")).status, 401);
  }
  await command(joinPod(at.community), { do: "forget", login: "ada-1" });
  // Somebody else may take the login that was given up.
  await command(joinPod(at.community), { login: "ada-1", areas: ["hull"] });
  assert.is((await get(at.app, member, PAGE)).status, 401);
  assert.is((await give(at, member, "apply")).status, 401);
  assert.is((await at.community.store.plan(at.plan))?.status, before[3]);
  assert.is((await give(at, outsider, "discard")).status, 303);
});

test.run();
