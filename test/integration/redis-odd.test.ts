/** Redis servers that are set up in odd ways: each has its own sentence, on /ready and from a command. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Durability } from "#shared/core/settings.ts";
import type { App } from "#shared/openfaas/app.ts";
import { readAddress } from "#shared/redis/address.ts";
import { openStore } from "#shared/redis/store.ts";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { freePort } from "../../tools/free-port.ts";
import {
  closeStores,
  command,
  get,
  HTML,
  NOW,
  type Reply,
  type TestCommunity,
  testCommunity,
} from "../support/community.ts";
import { freshCommunity, ownRedis, type RedisOptions, type RedisServer } from "../support/redis.ts";
import { identityKey } from "../support/store.ts";

const test = suite<{ base: TestCommunity }>("odd Redis servers:");
const servers: RedisServer[] = [];
test.before(async (context) => {
  context.base = await testCommunity();
});
test.after(async () => {
  for (const server of servers) await server.stop();
  await closeStores();
});

const folder = mkdtempSync(join(tmpdir(), "pods-odd-"));
const file = (name: string) => join(folder, name);
execFileSync(
  "openssl",
  // biome-ignore format: one option and its value after the other
  ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "9", "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", file("key.pem"), "-out", file("cert.pem")],
  { stdio: "ignore" },
);
const pem = (name: string) =>
  `${name}: |\n${readFileSync(file(`${name === "ca" ? "cert" : name}.pem`), "utf8")
    .trim()
    .replace(/^/gm, "  ")}\n`;

const start = async (options: RedisOptions = {}): Promise<RedisServer> => {
  const server = await ownRedis(options);
  servers.push(server);
  return server;
};

/** A Redis that also speaks TLS, at the second port. */
async function withTls(clients: "yes" | "no"): Promise<number> {
  const port = await freePort();
  const tls = {
    "tls-port": port,
    "tls-cert-file": file("cert.pem"),
    "tls-key-file": file("key.pem"),
    "tls-ca-cert-file": file("cert.pem"),
    "tls-auth-clients": clients,
  };
  await start({
    fsync: "everysec",
    args: Object.entries(tls).flatMap(([name, value]) => [`--${name}`, String(value)]),
  });
  return port;
}

interface Told {
  readonly ready: Reply;
  readonly joined: Reply;
  readonly status: Reply;
}

/** However little this Redis offers. */
async function initialised(secret: string, community: string): Promise<void> {
  const store = openStore({ url: secret, community, identityKey });
  await store.initialise(NOW).catch(() => {});
  await store.close();
}

let asked = 0;

/** What the function says with this secret. A community is initialised there first if `initialise` says so. */
async function ask(
  base: TestCommunity,
  secret: string,
  durability: Durability = "everysec",
  community = freshCommunity(),
  initialise = true,
): Promise<Told> {
  const address = readAddress(secret);
  const store = openStore({ url: () => address, community, durability: () => durability, identityKey });
  if (initialise) await initialised(secret, community);
  const [ready, joined, status] = [
    await get(pods({ ...base, store }), "/ready"),
    await command(joinPod({ ...base, store }), { login: `ada-${++asked}`, areas: ["hull"] }),
    await get(pods({ ...base, store }), "/status.json"),
  ];
  await store.close();
  return { ready, joined, status };
}

/** Not ready and no join, both with this sentence, which never holds the password. */
function assertRefused({ ready, joined }: Told, says: RegExp): void {
  for (const { status, body } of [ready, joined]) {
    assert.is(status, 503, JSON.stringify(body));
    assert.match(body.detail, says, `${says}: ${body.detail}`);
    assert.not.match(body.detail, /sesame/);
  }
}

const assertWorks = ({ ready, joined }: Told) =>
  assert.equal([ready.status, joined.status], [200, 202], JSON.stringify([ready.body, joined.body]));

test("another address in pods-redis-url is used from the next request on, and so is the first one again", async ({
  base,
}) => {
  const [first, second] = [await start({ fsync: "everysec" }), await start({ fsync: "everysec" })];
  const community = freshCommunity();
  for (const { url } of [first, second]) await initialised(url, community);
  const addresses = { first: readAddress(first.url), second: readAddress(second.url) };
  let address = addresses.first;
  const store = openStore({ url: () => address, community, durability: () => "everysec", identityKey });
  const revision = async () => (await get(pods({ ...base, store }), "/status.json")).body.revision;
  const join = () => command(joinPod({ ...base, store }), { login: `ada-${++asked}`, areas: ["hull"] });
  assert.is((await join()).status, 202);
  assert.is(await revision(), 1);
  address = addresses.second;
  assert.is(await revision(), 0);
  assert.is((await join()).status, 202, "nobody restarts anything");
  address = addresses.first;
  assert.is(await revision(), 1);
  await store.close();
});

test("TLS to a plain port, the reverse, an authority that is not known, a client certificate that is wanted", async ({
  base,
}) => {
  const plain = await start({ fsync: "everysec" });
  assertRefused(await ask(base, `rediss://127.0.0.1:${plain.port}`), /does not begin TLS.*redis:\/\//);
  const tls = await withTls("no");
  assertRefused(await ask(base, `redis://127.0.0.1:${tls}`), /may want TLS.*rediss:\/\//);
  assertRefused(await ask(base, `redis://:sesame@127.0.0.1:${tls}`), /may want TLS.*rediss:\/\//);
  assertRefused(await ask(base, `rediss://127.0.0.1:${tls}`), /certificate of Redis cannot be trusted.*ca/);
  assertWorks(await ask(base, `url: rediss://127.0.0.1:${tls}\n${pem("ca")}`));
  const strict = await withTls("yes");
  assertRefused(await ask(base, `url: rediss://127.0.0.1:${strict}\n${pem("ca")}`), /client certificate/);
  assertWorks(await ask(base, `url: rediss://127.0.0.1:${strict}\n${pem("ca")}${pem("cert")}${pem("key")}`));
});

test("a host without an address, a port where nobody listens, one where somebody else does", async ({ base }) => {
  assertRefused(
    await ask(base, "redis://redis.nowhere.invalid"),
    /host in pods-redis-url (has no address|.*looked up)/,
  );
  assertRefused(await ask(base, `redis://127.0.0.1:${await freePort()}`), /Nothing listens/);
  assertRefused(await ask(base, "unix:///tmp/no-such-redis.sock"), /no socket at the path/);
  const other = createServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")).listen(0, "127.0.0.1");
  await new Promise((listening) => other.once("listening", listening));
  assertRefused(
    await ask(base, `redis://127.0.0.1:${(other.address() as AddressInfo).port}`),
    /does not speak as Redis does/,
  );
  other.close();
});

test("Sentinel's port, and a node of a cluster", async ({ base }) => {
  const cluster = await start({ args: ["--cluster-enabled", "yes"], fsync: "everysec" });
  assertRefused(await ask(base, cluster.url), /Redis Cluster, which is not supported yet/);
  const { port } = await start({ sentinel: true });
  assertRefused(await ask(base, `redis://127.0.0.1:${port}`), /Sentinel/);
});

test("a wrong password, and users with too few rights", async ({ base }) => {
  const server = await start({ fsync: "everysec" });
  const admin = new Redis(server.url);
  const at = (user: string) => `redis://${user}@127.0.0.1:${server.port}`;
  const user = (name: string, ...rules: string[]) => admin.call("ACL", "SETUSER", name, "on", ">sesame", ...rules);
  await user("noinfo", "~*", "+@all", "-info", "-config");
  await user("nohset", "~*", "+@all", "-hset");
  await user("noscripts", "~*", "+@all", "-@scripting");
  await user("nokeys", "~other:*", "+@all");
  await user("noselect", "~*", "+@all", "-select");
  await user("advised", "~pods:*", "+@all", "-@dangerous", "+info", "+config|get");
  const id = freshCommunity();
  assertWorks(await ask(base, at("advised:sesame"), "everysec", id));
  assertRefused(await ask(base, at("advised:wrong")), /user name or password/);
  assertRefused(await ask(base, at("noinfo:sesame"), "everysec", id), /command INFO/);
  const silent = await ask(base, at("noinfo:sesame"), "none", id);
  assert.equal([silent.ready.status, silent.joined.status, silent.status.status], [200, 202, 200]);
  assert.match(silent.status.body.redis.warnings.join(), "may not run INFO");
  const nohset = await ask(base, at("nohset:sesame"), "everysec", id);
  assertRefused(nohset, /lacks a right: it may not run HSET/);
  assert.is(await admin.xlen(`pods:{${id}}:log`), 2, "nothing was written before the right was missed");
  assertRefused(await ask(base, at("noscripts:sesame"), "everysec", id), /lacks a right: it may not run eval/);
  assertRefused(await ask(base, at("nokeys:sesame"), "everysec", id), /lacks a right: it may not use the keys pods/);
  assertRefused(await ask(base, `${at("noselect:sesame")}/1`), /lacks a right: it may not run select/);
  assertRefused(await ask(base, `${server.url}/99`), /no database of the number/);
  assert.is(await admin.dbsize(), (await admin.keys(`pods:{${id}}*`)).length, "nobody wrote into database 0 instead");
  admin.disconnect();
});

test("a replica, a Redis that keeps nothing on disk, one that evicts", async ({ base }) => {
  const primary = await start({ fsync: "everysec" });
  const replica = await start({ fsync: "everysec", args: ["--replicaof", "127.0.0.1", String(primary.port)] });
  const follower = new Redis(replica.url);
  while (!(await follower.info("replication")).includes("master_link_status:up")) await follower.ping();
  const id = freshCommunity();
  assertWorks(await ask(base, primary.url, "everysec", id));
  const source = new Redis(primary.url);
  while ((await follower.dbsize()) < (await source.dbsize())) await follower.ping();
  source.disconnect();
  assertRefused(await ask(base, replica.url, "everysec", id, false), /replica and accepts no changes/);
  follower.disconnect();

  const memory = await start({ fsync: "no" });
  assertRefused(await ask(base, memory.url), /no append-only file.*durability: none/);
  assertWorks(await ask(base, memory.url, "none"));
  assertRefused(await ask(base, primary.url, "always"), /durability: always.*appendfsync to always/);

  const evicting = await start({ fsync: "everysec" });
  await initialised(evicting.url, id);
  const admin = new Redis(evicting.url);
  await admin.config("SET", "maxmemory-policy", "allkeys-lru");
  admin.disconnect();
  for (const durability of ["everysec", "none"] as const)
    assertRefused(
      await ask(base, evicting.url, durability, id, false),
      /maxmemory-policy to noeviction \(it is allkeys-lru\)/,
    );
});

test("never initialised, emptied, another schema, full", async ({ base }) => {
  const server = await start({ fsync: "everysec" });
  const admin = new Redis(server.url);
  const id = freshCommunity();
  assertRefused(await ask(base, server.url, "everysec", id, false), /no community in this Redis/);
  assertWorks(await ask(base, server.url, "everysec", id));
  await admin.flushall();
  assertRefused(await ask(base, server.url, "everysec", id, false), /no community in this Redis/);
  await admin.hset(`pods:{${id}}:meta`, "v", "9");
  const schema = await ask(base, server.url, "everysec", id, false);
  assertRefused(schema, /schema version 9/);
  assert.is(schema.status.status, 200, "the status page is there to say so");
  assert.match(schema.status.body.redis.refusal, /schema version 9/);
  await admin.hset(`pods:{${id}}:meta`, "v", "1");
  await admin.config("SET", "maxmemory", "1mb");
  assertRefused(await ask(base, server.url, "everysec", id, false), /Redis is full/);
  admin.disconnect();
});

test("/ready says at once that a Redis keeps nothing on disk any more, or evicts now", async ({ base }) => {
  const server = await start({ fsync: "everysec" });
  const id = freshCommunity();
  await initialised(server.url, id);
  const store = openStore({ url: server.url, community: id, durability: () => "everysec", identityKey });
  const ready = () => get(pods({ ...base, store }), "/ready");
  const admin = new Redis(server.url);
  const statuses: number[] = [(await ready()).status];
  const details: string[] = [];
  for (const [name, bad, good] of [
    ["appendonly", "no", "yes"],
    ["maxmemory-policy", "allkeys-lru", "noeviction"],
  ] as const) {
    await admin.config("SET", name, bad);
    const { status, body } = await ready();
    details.push(body.detail ?? "");
    await admin.config("SET", name, good);
    statuses.push(status, (await ready()).status);
  }
  await store.close();
  admin.disconnect();
  assert.equal(statuses, [200, 503, 200, 503, 200]);
  assert.match(details[0] ?? "", /no append-only file/);
  assert.match(details[1] ?? "", /set maxmemory-policy to noeviction/);
});

test("/ready without a Redis still says what this function runs on", async ({ base }) => {
  const store = openStore({ url: "redis://127.0.0.1:1", community: freshCommunity(), identityKey });
  const outdated = [{ what: "the secret pods-redis-url", since: NOW, reason: "It is malformed." }];
  const inForce = () => ({ settings: "pods.yml", outdated });
  const { status, body } = await get(pods({ ...base, store, inForce }), "/ready");
  await store.close();
  assert.is(status, 503);
  assert.match(String(body.older), /pods has been running on an older version of the secret pods-redis-url/);
});

test("/status without a Redis says that it is away and why, and what is known all the same", async ({ base }) => {
  const frozen = await start({ fsync: "everysec" });
  const wrong = await start({ fsync: "no" });
  const outdated = [{ what: "pods.yml", since: NOW, reason: "pods.yml line 3: is no YAML." }];
  const inForce = () => ({ settings: "the secret pods-settings", ineffective: "says otherwise about areas", outdated });
  const settings = { ...base.settings(), rebalance: { ...base.settings().rebalance, plan: "off" as const } };
  await initialised(frozen.url, freshCommunity());
  await frozen.signal("SIGSTOP");
  for (const [url, why] of [
    ["redis://127.0.0.1:1", "nothing listens"],
    [frozen.url, "cannot be reached at the moment"],
    [wrong.url.replace("redis://", "redis://nobody:sesame@"), "user name or password"],
  ] as const) {
    const store = openStore({ url: () => readAddress(url), community: freshCommunity(), identityKey });
    const app = pods({ ...base, store, settings: () => settings, inForce });
    const { status, body, headers } = await get(app, "/status.json");
    assert.is(status, 503, url);
    assert.is(headers.get("content-type"), "application/problem+json");
    assert.match(body.detail, new RegExp(why, "i"), body.detail);
    assert.not.match(body.detail, "sesame");
    assert.match(body.older.join(), "pods has been running on an older version of pods.yml");
    assert.is(body.settings, "the secret pods-settings");
    assert.is(body.ineffective, "says otherwise about areas");
    assert.match(body.off.join("\n"), "The weekly plan: rebalance.plan is off.");

    const page = await get(app, "/status", HTML);
    assert.is(page.status, 503, url);
    assert.match(page.headers.get("content-type") ?? "", "text/html");
    assert.match(page.headers.get("cache-control") ?? "", "no-store");
    assert.ok(page.headers.get("retry-after"));
    for (const part of ["Redis is away", /older version of pods\.yml/, "rebalance.plan is off", body.detail])
      assert.match(page.body.replaceAll("&#39;", "'").replaceAll("&quot;", '"'), part, url);
    await store.close();
  }
  await frozen.signal("SIGCONT");
});

test("a page that needs Redis while it is away leads only to pages that need none", async ({ base }) => {
  const store = openStore({ url: "redis://127.0.0.1:1", community: freshCommunity(), identityKey });
  const apps: Record<string, App> = { pods: pods({ ...base, store }), "join-pod": joinPod({ ...base, store }) };
  const page = await get(apps.pods!, "/", HTML);
  assert.is(page.status, 503);
  const main = /<main[\s\S]*<\/main>/.exec(page.body)?.[0] ?? "";
  const links = [...main.matchAll(/<li><a href="\/function\/([a-z-]+)([^"]*)"/g)];
  assert.ok(links.length > 1);
  for (const [, name = "", path = ""] of links) {
    const { status, body } = await get(apps[name]!, path, HTML);
    assert.ok(status === 200 || /Redis is away/.test(body), `${name}${path}: ${status}`);
  }
  await store.close();
});

test("a Redis that is corrected is used without a restart; a change of the address likewise", async ({ base }) => {
  const [one, two] = [await start({ fsync: "no" }), await start({ fsync: "everysec" })];
  const id = freshCommunity();
  let address = readAddress(one.url);
  await initialised(one.url, id);
  const store = openStore({ url: () => address, community: id, durability: () => "everysec", identityKey });
  const app = joinPod({ ...base, store });
  const join = (login: string) => command(app, { login, areas: ["hull"] });
  assert.match((await join("ada")).body.detail, /append-only/);
  const admin = new Redis(one.url);
  await admin.config("SET", "appendonly", "yes");
  let { status } = await join("ada");
  while (status === 503) ({ status } = await join("ada"));
  assert.is(status, 202);

  address = readAddress(two.url);
  assert.match((await join("bea")).body.detail, /no community/, "the other one was asked");
  await store.initialise(NOW);
  assert.is((await join("bea")).status, 202);
  assert.is(await admin.exists(`pods:{${id}}:meta`), 1);
  await store.close();
  admin.disconnect();
});

test.run();
