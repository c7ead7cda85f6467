import { suite } from "uvu";
import * as assert from "uvu/assert";
import { parseChatSecret } from "#shared/channels/secret.ts";
import type { App } from "#shared/openfaas/app.ts";
import { deliver } from "../../functions/deliver/handler.ts";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { onGithubEvent } from "../../functions/on-github-event/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import { weeklyDigest } from "../../functions/weekly-digest/handler.ts";
import { BROKEN, SECRET } from "../support/broken-handlers.ts";
import { AS_MAINTAINER, closeStores, command, get, NOW, post, testCommunity } from "../support/community.ts";
import { signedLink } from "../support/links.ts";
import { serveHandler } from "../support/site.ts";

const BROWSER = { Accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8" };

const test = suite<{ apps: Readonly<Record<string, App>> }>("errors in a browser");

test.before(async (context) => {
  const community = await testCommunity();
  context.apps = {
    pods: pods({ ...community, build: "test" }),
    "join-pod": joinPod(community),
    rebalance: rebalance(community),
    "weekly-digest": weeklyDigest(community),
    "on-github-event": onGithubEvent({ ...community, webhookSecret: () => "secret" }),
    deliver: deliver({ ...community, github: () => undefined, connections: () => parseChatSecret(undefined) }),
  };
});
test.after(closeStores);

/** By function: an address, the status, and what the page says. */
const FAULTS: readonly (readonly [name: string, path: string, status: number, says: string | RegExp])[] = [
  ["pods", "/no-such-pod", 404, "no-such-pod"],
  ["pods", "/people/nobody", 404, "nobody"],
  ["pods", "/?area=nowhere", 422, "nowhere"],
  ["pods", "/?limit=many", 422, "limit"],
  ["pods", "/?limit=-1", 422, "takes at least 1."],
  ["pods", "/?open=maybe", 422, "takes one of 0, 1, yes, no, true, false."],
  ["pods", "/no-such-pod/calendar.ics", 404, "no-such-pod"],
  ["join-pod", "/matches?area=nowhere", 422, "nowhere"],
  ["join-pod", "/nowhere", 404, "/nowhere"],
  ["rebalance", "/", 404, "plan"],
  ["rebalance", "/plans/unknown", 404, "unknown"],
  ["rebalance", "/runs/unknown", 404, "unknown"],
  [
    "rebalance",
    signedLink("/plans/abc", { expires: NOW - 1000 }),
    401,
    "This link has expired. Ask a maintainer for a new one.",
  ],
  ["rebalance", "/plans/abc?key=bad", 401, "This link does not open this page."],
  ["weekly-digest", "/2020-W01.md", 404, "2020-W01"],
  ["weekly-digest", "/no/where", 404, "/no/where"],
  ["on-github-event", "/nowhere", 404, "/nowhere"],
  ["deliver", "/", 405, "POST"],
];

test("every function's errors are pages that say what happened and what to do", async ({ apps }) => {
  for (const [name, path, status, says] of FAULTS) {
    const app = apps[name]!;
    const place = `${name}${path}`;
    const page = await get(app, path, BROWSER);
    assert.is(page.status, status, place);
    assert.is(page.headers.get("Content-Type"), "text/html; charset=utf-8", place);
    assert.is(page.headers.get("Cache-Control"), "no-store", place);
    assert.match(page.body, says, place);
    assert.match(page.body, "What you can do", place);
    assert.match(page.body, `</a> / Error ${status}</p>`, `${place}: a way back, as on every page`);
    assert.not.match(page.body, /GET \/|Invalid|expected/, `${place}: words for people, not for programs`);
    const data = await get(app, path, { Accept: "application/json" });
    assert.is(data.status, status, place);
    assert.is(data.headers.get("Content-Type"), "application/problem+json", place);
  }
});

test("an error is a problem for a client that does not prefer HTML, such as curl", async ({ apps }) => {
  const paths = [
    ...FAULTS,
    ["weekly-digest", "/"],
    ["weekly-digest", "/2026-W99"],
    ["weekly-digest", "/feed"],
  ] as const;
  for (const [name, path] of paths) {
    for (const headers of [
      {},
      { Accept: "*/*" },
      { Accept: "text/plain" },
      { Accept: "application/json, text/html" },
    ]) {
      const { headers: given } = await get(apps[name]!, path, headers as Record<string, string>);
      const where = `${name}${path} ${JSON.stringify(headers)}`;
      assert.is(given.get("Content-Type"), "application/problem+json", where);
      assert.match(given.get("Vary") ?? "", "Accept", where);
    }
  }
});

test("a wrong body is never a fault of ours, whatever stands in it", async ({ apps }) => {
  const deep = (field: string) => `{"do":"x","${field}":${"[".repeat(20_000)}${"]".repeat(20_000)}}`;
  const bodies = [
    '{"do":{"toString":1}}',
    '{"do":["__proto__"]}',
    deep("do"),
    deep("login"),
    `{"do":"${"x".repeat(50_000)}"}`,
    '{"do":"link","for":{"toString":1}}',
    '{"do":"join","login":{"toString":1},"areas":[{"toString":1}],"ability":{"toString":1},"timezone":{"toString":1}}',
    '{"do":"pause","login":"ada","until":{"toString":1},"pod":{"toString":1},"day":[{}],"weekday":{"valueOf":1}}',
  ];
  for (const name of ["pods", "join-pod", "rebalance", "weekly-digest"])
    for (const body of bodies) {
      const { status } = await post(apps[name]!, body, { ...AS_MAINTAINER, "Content-Type": "application/json" });
      assert.is(status, 422, `${name} ${body.slice(0, 60)}`);
    }
});

test("what stood in the address turns no sentence round", async ({ apps }) => {
  const turned = encodeURIComponent("\u202eada");
  for (const [name, path] of [
    ["pods", `/people/${turned}`],
    ["pods", `/${turned}`],
    ["pods", `/?limit=${turned}`],
    ["weekly-digest", `/${turned}`],
    ["rebalance", `/plans/${turned}`],
    ["join-pod", `/matches?area=${turned}`],
  ] as const)
    for (const accept of [BROWSER, {}]) {
      const { body } = await get(apps[name]!, path, accept as Record<string, string>);
      const text = typeof body === "string" ? body : JSON.stringify(body);
      assert.not.match(text.replaceAll("\\u202e", "\u202e"), "\u202e", `${name}${path}`);
    }
});

test("what is not there is named as what it is, in the words of HTTP and with the proof that is asked for", async ({
  apps,
}) => {
  const paths = ["/areas.txt", "/agenda.txt", "/status.txt", "/privacy.json", "/privacy.md", "/people/", "/.json"];
  for (const path of paths) {
    const { status, body } = await get(apps.pods!, path);
    assert.is(status, 404, path);
    assert.is(body.title, "Not Found", path);
    assert.match(body.detail, `There is nothing at ${path.replace(/(.)\/$/, "$1")}`, `${path}: ${body.detail}`);
  }
  assert.match((await get(apps.pods!, "/nowhere.json")).body.detail, 'There is no pod "nowhere"');

  const xml = { ...AS_MAINTAINER, "Content-Type": "application/xml" };
  const wrong = await post(apps["join-pod"]!, "<x/>", xml);
  assert.is(wrong.status, 415);
  for (const type of ["application/json", "text/csv", "application/x-ndjson", "application/xml"])
    assert.match(wrong.body.detail, type);
  for (const name of ["pods", "rebalance", "weekly-digest", "join-pod"]) {
    const list = await post(apps[name]!, "[]", { ...AS_MAINTAINER, "Content-Type": "application/json" });
    assert.is(list.status, 400, name);
    assert.not.match(list.body.detail, "login", name);
    const unproven = await post(apps[name]!, "{}", { "Content-Type": "application/json" });
    assert.is(unproven.body.title, "Unauthorized", name);
    assert.match(unproven.headers.get("WWW-Authenticate") ?? "", /^Bearer /, name);
  }
  const unsigned = await post(apps["on-github-event"]!, "{}", { "Content-Type": "application/json" });
  assert.is(unsigned.status, 401);
  assert.not.match(unsigned.headers.get("WWW-Authenticate") ?? "", "Bearer");
  const meeting = { weekday: "Thursday", time: "17:00", timezone: "Europe/London", link: "javascript:alert(1)" };
  const { body } = await command(apps.pods!, { do: "meeting", pod: "narwhal", ...meeting });
  assert.match(body.detail, "/link: takes a whole address, such as https://example.org/");
});

test("a form that is sent without proof or with a fault gets a page too", async ({ apps }) => {
  const form = { ...BROWSER, "Content-Type": "application/x-www-form-urlencoded" };
  const expired = await post(apps.rebalance!, "do=apply", form, signedLink("/plans/abc", { expires: NOW - 1000 }));
  assert.is(expired.status, 401);
  assert.match(expired.body, "<h1>This needs a valid link or key</h1>");
  assert.is(expired.body.split("Ask a maintainer").length, 2, "said once");
  const unproven = await post(apps.rebalance!, "do=apply", form, "/plans/abc");
  assert.is(unproven.status, 401);
  assert.match(unproven.body, "<h1>This needs a valid link or key</h1>");
  const wrong = await post(apps.rebalance!, "do=nonsense", form, signedLink("/plans/abc"));
  assert.is(wrong.status, 422);
  assert.match(wrong.body, "<h1>Something in that is not right</h1>");
});

for (const { what, handler, body, status, says } of BROKEN) {
  test(`${what} is a page for a browser and a problem for others, with its call id and no secret`, async () => {
    const site = await serveHandler(handler);
    const ask = (headers: Record<string, string>) =>
      fetch(site.origin, { headers: { ...headers, "X-Call-Id": "call-7" }, ...(body && { method: "POST", body }) });
    const [page, data] = [await ask(BROWSER), await ask({ Accept: "*/*" })];
    for (const answer of [page, data]) {
      assert.is(answer.status, status);
      assert.is(answer.headers.get("X-Call-Id"), "call-7");
      assert.is(answer.headers.get("Cache-Control"), "no-store");
      assert.is(answer.headers.get("Vary"), "Accept");
      assert.match(answer.headers.get("Content-Security-Policy") ?? "", "default-src 'none'");
    }
    assert.is(page.headers.get("Content-Type"), "text/html; charset=utf-8");
    const text = await page.text();
    for (const part of [says, "What you can do", "call-7"]) assert.match(text, part);
    assert.not.match(text, SECRET);
    assert.is(data.headers.get("Content-Type"), "application/problem+json");
    const { instance, detail } = (await data.json()) as Record<string, string>;
    assert.is(instance, "call-7");
    assert.match(detail ?? "", says);
    assert.not.match(detail ?? "", SECRET);
    await site.close();
  });
}

test.run();
