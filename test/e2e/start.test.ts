import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { programOrSkip } from "../support/program.ts";
import { ownRedis } from "../support/redis.ts";
import { failedStart, interruptedStart, npmStart, paste, type Started, startFolder } from "../support/start.ts";

const start = suite("npm start");
const folder = await startFolder();
let here: Started;

/** The links of the greeting. */
const links = () => [...here.text().matchAll(/^ {2}\S.*?(http:\S+)$/gm)].map(([, link]) => link as string);
/** The commands of the greeting, each indented under its description. */
const commands = () => [...here.text().matchAll(/^ {4}(curl .*)$/gm)].map(([, command]) => command as string);
const seated = async () => {
  const answer = await fetch(`${here.url}/function/pods/?limit=200`, { headers: { Accept: "application/json" } });
  const { items } = (await answer.json()) as { items: { slug: string; members: { login: string }[] }[] };
  return items.flatMap(({ members }) => members.map(({ login }) => login)).sort();
};

start("serves a living community", async () => {
  here = await npmStart(folder, ["--people", "60"]);
  const opened = links();
  assert.ok(opened.length >= 6, here.text());
  for (const link of opened) {
    const answer = await fetch(link, { headers: { Accept: "text/html" } });
    assert.is(answer.status, 200, `${link}\n${await answer.text()}`);
    assert.match(answer.headers.get("content-type") ?? "", "text/html");
  }
  assert.ok((await seated()).length > 30);
});

start("has pods of five to nine", async () => {
  const answer = await fetch(`${here.url}/function/pods/?limit=200`, { headers: { Accept: "application/json" } });
  const { items } = (await answer.json()) as { items: { members: unknown[] }[] };
  for (const { members } of items) assert.ok(members.length <= 9 && members.length >= 4, String(members.length));
});

start("has a digest of activity for each week", async () => {
  const answer = await fetch(`${here.url}/function/weekly-digest/.md`);
  const text = await answer.text();
  assert.is(answer.status, 200, text);
  assert.match(text, /merged/i);
});

start("shows the waiting plan to people with the link, and only counts to others", async () => {
  const link = links().find((link) => link.includes("key=")) ?? "";
  const headers = { Accept: "application/json" };
  const proven = (await (await fetch(link, { headers })).json()) as { changes?: unknown[] };
  assert.ok((proven.changes?.length ?? 0) > 0, "the plan has changes");
  const anybody = (await (await fetch(link.replace(/\?.*/, ""), { headers })).json()) as { changes?: unknown[] };
  assert.is(anybody.changes, undefined);
});

const curl = programOrSkip("curl", "the commands that npm start prints");
if (curl) {
  start("prints commands that work when they are pasted", async () => {
    assert.is(commands().length, 3);
    const [apply = "", join = "", comment = ""] = commands();
    assert.match(await paste(folder, apply), /"outcome":"applied"/);
    assert.match(await paste(folder, join), /"outcome":"(seated|waiting)"/);
    assert.match(await paste(folder, comment), /"outcome":"recorded"/);
    // Threads of the invented community lead nowhere.
    const commented = readFileSync(`${folder}/.data/join-comment.json`, "utf8");
    assert.match(commented, '"html_url": "https://github.example/');
    const page = /The seat is then at (\S+)$/m.exec(here.text())?.[1] ?? "";
    const { state } = (await (await fetch(`${page}.json`)).json()) as { state: string };
    assert.ok(["seated", "waiting"].includes(state), state);
  });
}

start("asks for nothing to be fixed, and says what is off", async () => {
  // As its schedule does soon.
  assert.ok((await fetch(`${here.url}/function/deliver`, { method: "POST" })).ok);
  const { faults, off, redis } = (await (await fetch(`${here.url}/function/pods/status.json`)).json()) as {
    faults: string[];
    off: string[];
    redis: { warnings: string[] };
  };
  assert.equal([faults, redis.warnings], [[], []]);
  assert.match(off.join("\n"), 'Comments on GitHub: the secret pods-github holds "-".');
});

start("is one at a time, and says when the port is taken", async () => {
  const port = new URL(here.url).port;
  assert.match(await failedStart(folder, ["--port", port]), `Port ${port} is taken. Try npm start -- --port`);
  assert.match(await failedStart(folder), /running already, as process \d+/);
});

start("does not let an invented community speak", async () => {
  const body = JSON.stringify({ name: "pods-github", value: "a token" });
  const answer = await fetch(`${here.url}/system/secrets`, { method: "PUT", body });
  assert.equal([answer.status, /must not speak/.test(await answer.text())], [400, true]);
  for (const method of ["DELETE", "POST", "PUT"]) {
    const unused = JSON.stringify({ name: "pods-github", value: "-" });
    const silent = await fetch(`${here.url}/system/secrets`, { method, body: unused });
    assert.ok(silent.ok, `${method}: ${silent.status} ${await silent.text()}`);
  }
  const other = await startFolder();
  mkdirSync(join(other, ".secrets"));
  writeFileSync(join(other, ".secrets/pods-chat"), "slack: x\n");
  assert.match(await failedStart(other), /must not speak .*Let pods-chat in \.secrets hold "-"/);
});

start("stops on Ctrl-C, and continues at the next start", async () => {
  const before = await seated();
  const { url } = here;
  assert.is(await here.stop(), 0);
  await assertGone(url);
  here = await npmStart(folder, ["--people", "50"]);
  assert.not.match(here.text(), "Making a community");
  assert.match(here.text(), "The existing community stays: --people and --empty are for a new one (--reset)");
  assert.equal(await seated(), before);
  assert.is(await here.stop(), 0);
  here = await npmStart(folder);
  assert.not.match(here.text(), "The existing community stays");
  assert.is(await here.stop(), 0);
});

start("stops on Ctrl-C half-way, and makes the whole community at the next start", async () => {
  const other = await startFolder();
  const { code, text } = await interruptedStart(other, /Making a community/, ["--people", "60"]);
  assert.is(code, 0);
  assert.match(text, /Stopping …\s*$/);
  here = await npmStart(other, ["--people", "20"]);
  assert.match(here.text(), "Making a community of 20 people");
  assert.is(await here.stop(), 0);
});

start("starts afresh on demand, and empty on demand", async () => {
  const key = readFileSync(join(folder, ".secrets/pods-admin-key"), "utf8");
  here = await npmStart(folder, ["--reset", "--empty"]);
  assert.equal(await seated(), []);
  assert.is(readFileSync(join(folder, ".secrets/pods-admin-key"), "utf8"), key);
  assert.is(await here.stop(), 0);
});

start("reports faults in its options and files", async () => {
  assert.match(
    await failedStart(folder, ["--people", "many"]),
    '--people takes a whole number from 1 to 100000, not "many"',
  );
  assert.match(await failedStart(folder, ["--settings", "none.yml"]), "There is no settings file none.yml");
  writeFileSync(join(folder, "bad.yml"), "community: X\norganisation: x\nareas: {}\n");
  assert.match(await failedStart(folder, ["--settings", "bad.yml"]), /bad\.yml line 3/);
});

start("uses the Redis it is given, and leaves it alone", async () => {
  const redis = await ownRedis();
  const other = await startFolder();
  here = await npmStart(other, ["--empty"], redis.url);
  assert.equal(await seated(), []);
  assert.is(readFileSync(join(other, ".secrets/pods-redis-url"), "utf8").trim(), redis.url);
  assert.is(await here.stop(), 0);
  assert.match(await failedStart(other, ["--reset"], redis.url), "does not touch the Redis of REDIS_URL");
  await raw(redis.port, "HSET pods:{pods}:meta v 0");
  assert.match(await failedStart(other, [], redis.url), /503: .*schema version 0/);
  await redis.stop();
});

/** One Redis command, as typed in a terminal. */
async function raw(port: number, command: string): Promise<void> {
  const socket = connect(port, "127.0.0.1").end(`${command}\r\n`);
  for await (const answer of socket) assert.not.match(String(answer), /^-/);
}

async function assertGone(url: string): Promise<void> {
  try {
    await fetch(`${url}/healthz`);
  } catch {
    return;
  }
  assert.unreachable("it still answers");
}

start.run();
