/**
 * Every function's bundle as a process, alone and under the real of-watchdog: all routes and refusals.
 * The routes also run under the official templates' contract, because nobody has to use our template.
 */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { CHANNEL_MEDIA } from "#shared/channels/index.ts";
import { STYLE_NAME } from "#shared/web/style-name.ts";
import { ROUTES as ADDRESSES } from "../../functions/pods/routes.ts";
import { functionNames } from "../../tools/bundle.ts";
import { delivery, PROOF, type TestCommunity, testCommunity } from "../support/platform/community.ts";
import { stopFunctions, underOfficialTemplate, type Way, waysToRun } from "../support/platform/function-process.ts";
import { enterNamespace } from "../support/platform/namespace.ts";

enterNamespace();
const test = suite("functions");
test.after.each(stopFunctions);

interface Call {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}
/** `$plan`, `$run` and `$week` in a path stand for those in earlier answers. */
type Route = readonly [path: string, expected: readonly number[], call?: Call];

const get = (path: string, expected = 200, accept?: string): Route => [
  path,
  [expected],
  accept === undefined ? {} : { headers: { Accept: accept } },
];
const command = (body: object, ...expected: number[]): Route => [
  "/",
  expected,
  { method: "POST", body: JSON.stringify(body), headers: { ...PROOF, "Content-Type": "application/json" } },
];
const form = (path: string, body: string): Route => [
  path,
  [303],
  { method: "POST", body, headers: { ...PROOF, "Content-Type": "application/x-www-form-urlencoded" } },
];
const TICK: Route = ["/", [200], { method: "POST" }];
const UNPROVEN: Route = [
  "/",
  [401],
  { method: "POST", body: '{"do":"plan"}', headers: { "Content-Type": "text/plain" } },
];

/** In order: later calls see the effects of earlier ones. */
const ROUTES: Readonly<Record<string, readonly Route[]>> = {
  pods: [
    get("/"),
    get("/", 200, "application/json"),
    ...[
      "/directory",
      "/directory.json",
      "/directory.csv",
      "/directory.txt",
      "/areas",
      "/areas.json",
      "/calendar.ics",
      "/members.svg",
    ].map((path) => get(path)),
    ...["/openapi.json", "/privacy", "/github-app", "/status", "/status.json", "/ready", "/metrics"].map((path) =>
      get(path),
    ),
    ...[
      "/narwhal",
      "/narwhal.json",
      "/narwhal/calendar.ics",
      "/narwhal/badge.svg",
      "/narwhal/badge.json",
      "/narwhal/members.svg",
    ].map((path) => get(path)),
    ...["/agenda", "/narwhal/agenda"].flatMap((path) => ["", ".json", ".md"].map((suffix) => get(path + suffix))),
    ...["/narwhal/advocate", "/narwhal/advocate.json"].map((path) => get(path, 401)),
    get("/people/grace"),
    get(`/assets/${STYLE_NAME}`),
    get("/feed.atom", 302),
    get("/narwhal-99", 404),
    get("/people/nobody-here", 404),
    command({ do: "lock", pod: "narwhal-99" }, 404),
  ],
  "join-pod": [
    get("/"),
    get("/matches?area=cli"),
    get("/matches.json?area=cli"),
    get("/matches?area=tea", 422),
    command({ login: "ada", areas: ["cli"] }, 201, 202),
    command({ login: "ada", areas: ["cli"] }, 200),
    command({ do: "leave", login: "ada" }, 200),
    command({ login: "ada", areas: ["tea"] }, 422),
    [
      "/",
      [200],
      {
        method: "POST",
        body: "login,areas\ngrace,cli\nlinus,cli\nbarbara,cli\ndonald,cli\nniklaus,cli\n",
        headers: { ...PROOF, "Content-Type": "text/csv" },
      },
    ],
    // With four of those who wait, it forms a pod.
    command({ login: "alan", areas: ["cli"] }, 200, 201),
    [
      "/",
      [200],
      { method: "POST", body: '{"login":"edsger"}\n', headers: { ...PROOF, "Content-Type": "application/x-ndjson" } },
    ],
  ],
  rebalance: [
    get("/", 404),
    TICK,
    get("/"),
    get("/", 200, "application/json"),
    command({ do: "plan" }, 200),
    command({ do: "apply", plan: "nonesuch" }, 404),
    get("/plans/$plan"),
    get("/runs"),
    get("/runs.json"),
    get("/runs/$run"),
    form("/plans/$plan", "do=discard"),
    form("/runs/$run", "do=undo"),
    get("/plans/nonesuch", 404),
    get("/runs/nonesuch", 404),
  ],
  "on-github-event": [
    get("/", 302),
    ["/", [200, 202], delivery("ping", { zen: "Keep it logically awesome." })],
    ["/", [401], delivery("ping", {}, "another secret")],
    ["/", [401], { method: "POST", body: "{}", headers: { "Content-Type": "application/json" } }],
  ],
  "weekly-digest": [
    TICK,
    get("/"),
    get("/$week"),
    ...["md", "json", "txt", ...CHANNEL_MEDIA.keys()].map((format) => get(`/$week.${format}`)),
    ...["/archive", "/archive.json", "/feed.atom"].map((path) => get(path)),
    get("/2020-W01", 404),
    ...["/connection", "/connection.json"].map((path) => get(path, 401)),
    ["/connection", [200], { headers: PROOF }],
    command({ do: "preview", week: "$week" }, 200),
  ],
  deliver: [TICK],
};

test("every route is called here", () => {
  const called = (name: string, method: string, path: RegExp) =>
    ROUTES[name]?.some(([at, , call]) => path.test(at) && (call?.method ?? "GET") === method.toUpperCase());
  for (const { function: name, method, path } of ADDRESSES) {
    const pattern = new RegExp(`^${path.replaceAll(".", "\\.").replace(/\{\w+\}/, "[^/]+")}(\\?.*)?$`);
    assert.ok(called(name, method, pattern), `${name}: ${method} ${path}`);
  }
});

/** The parts of an answer that later paths use. */
function remember(path: string, text: string, seen: Record<string, string>): void {
  const body = text.startsWith("{") ? JSON.parse(text) : {};
  if (body.outcome === "planned") seen.$plan = body.id;
  if (path === "/runs") seen.$run = body.items[0].id;
  if (body.week) seen.$week = body.week;
}

function answersEveryRoute(way: Way, community: TestCommunity, name: string): void {
  test(`${way.name}: ${name} answers on every route`, async () => {
    const routes = ROUTES[name];
    assert.ok(routes, `${name} has no routes in this test`);
    const running = await way.start({ bundle: community.bundles.get(name)!, env: community.env });
    const seen: Record<string, string> = {};
    for (const [named, expected, call] of routes) {
      const fill = (text: string) => text.replace(/\$\w+/, (word) => seen[word] ?? word);
      const path = fill(named);
      const body = call?.body && { body: fill(call.body) };
      const response = await fetch(running.url + path, { redirect: "manual", ...call, ...body });
      const text = await response.text();
      if (!expected.includes(response.status)) await running.stop(); // what it logged last is in its output then
      const told = `${call?.method ?? "GET"} ${path} ${call?.body ?? ""} is ${response.status}: ${text}`;
      assert.ok(expected.includes(response.status), `${told}\n${running.output()}`);
      const type = response.headers.get("content-type") ?? "";
      if (response.status >= 400) assert.match(type, /problem\+json|text\/html/, `${told} as ${type}`);
      remember(path, text, seen);
    }
    await running.stop();
  });
}

const FAULTS: readonly (readonly [name: string, secret: string, value: string | undefined, reason: string])[] = [
  ["pods", "pods-settings", undefined, "is missing"],
  ["join-pod", "pods-redis-url", "redis.example:6379", "is malformed"],
  ["rebalance", "pods-admin-key", "sesame", "is malformed"],
  ["weekly-digest", "pods-admin-key", "", "is empty"],
  ["join-pod", "pods-identity-key", "-", 'holds \\"-\\", but join-pod cannot work without it'],
  ["on-github-event", "pods-webhook-secret", "\r\n", "is empty"],
  ["deliver", "pods-github", "appId: sesame", "is malformed"],
  ["deliver", "pods-chat", "slack: sesame", ""],
];

for (const template of ["node18", "node20", "node22"]) {
  const community = await testCommunity();
  for (const name of functionNames()) answersEveryRoute(underOfficialTemplate(template), community, name);
}

for (const way of waysToRun("every function's routes")) {
  const community = await testCommunity();

  for (const name of functionNames()) {
    answersEveryRoute(way, community, name);

    const guarded = ["join-pod", "rebalance", "pods"].includes(name);
    if (guarded) {
      test(`${way.name}: ${name} takes no command without proof`, async () => {
        const running = await way.start({ bundle: community.bundles.get(name)!, env: community.env });
        const [path, [expected], call] = UNPROVEN;
        assert.is((await fetch(running.url + path, call)).status, expected);
      });
    }

    test(`${way.name}: ${name} refuses invalid requests, in its own words`, async () => {
      const running = await way.start({ bundle: community.bundles.get(name)!, env: community.env });
      const problem = async (path: string, call: Call) => {
        const response = await fetch(running.url + path, call);
        const body = (await response.json()) as { status: number; detail: string; instance: string };
        assert.is(body.status, response.status);
        assert.is(body.instance, "call-7", "the caller's id is in the answer");
        return response.status;
      };
      const headers = { "X-Call-Id": "call-7", ...PROOF, "Content-Type": "application/json" };
      assert.is(await problem("/a/b/c", { headers }), 404);
      assert.is(await problem("/", { method: "DELETE", headers }), 405);
      const broken = await problem("/", { method: "POST", headers, body: "{" });
      assert.ok([400, 401].includes(broken), `broken JSON is ${broken}`);
      await running.stop();
      const calls = running.log().filter(({ callId }) => callId === "call-7");
      assert.ok(calls.length >= 3, "and in the log");
    });
  }

  test(`${way.name}: a secret that is missing, empty or malformed stops the start, and the log says which and why`, async () => {
    for (const [name, secret, value, reason] of FAULTS) {
      const secrets = mkdtempSync(join(community.folder, "faulty-"));
      cpSync(community.secrets, secrets, { recursive: true });
      if (value === undefined) rmSync(join(secrets, secret));
      else writeFileSync(join(secrets, secret), value);
      const env = { ...community.env, PODS_SECRETS: secrets };
      const running = await way.start({ bundle: community.bundles.get(name)!, env, wait: false });
      assert.is(await running.ended(), 1, `${name} with ${secret} "${value}"`);
      assert.match(running.output(), `The secret ${secret} ${reason}`);
      // A dash is no secret.
      if (value && value !== "-") assert.not.match(running.output(), value);
    }
  });
}

test.run();
