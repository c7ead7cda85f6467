/** A function's life as a process: written once, run under the template's own server and under the real of-watchdog. */
import { once } from "node:events";
import { mkdtempSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { bundle } from "../../template/node18-ts/bundle.mjs";
import { eventually } from "../support/eventually.ts";
import { checkCompression } from "../support/platform/compression.ts";
import {
  type RunningFunction,
  status,
  stopFunctions,
  underWatchdog,
  waysToRun,
} from "../support/platform/function-process.ts";
import { enterNamespace } from "../support/platform/namespace.ts";
import { restartUnderLoad } from "../support/platform/restarts.ts";
import { programOrSkip } from "../support/program.ts";

enterNamespace();
const test = suite("a function's process");
test.after.each(stopFunctions);

const MB = 1024 * 1024;
const SETTINGS = "community: Whales\norganisation: whales\nareas: { cli: {} }\n";
const folder = mkdtempSync(join(tmpdir(), "pods-e2e-"));
const file = join(folder, "index.cjs");
await bundle({ handler: "test/support/platform/fixture-handler.ts", out: folder });
writeFileSync(join(folder, "pods.yml"), SETTINGS);
writeFileSync(join(folder, "pods-settings"), "-\n");

const env = { PODS_SECRETS: folder, MAX_RAW_SIZE: "25mb" };
const options = { bundle: file, env };

/** The function writes one JSON object a line; the watchdog's own lines begin with a date. */
function assertJsonLog(running: RunningFunction): void {
  const lines = running.output().split("\n");
  assert.equal(
    lines.filter((line) => line !== "" && !/^(\{.*\}$|\d{4}\/\d\d\/\d\d )/.test(line)),
    [],
  );
}

/** What answers a body that never ends; "" when the connection is closed without an answer. */
async function answerToHalf(url: string): Promise<string> {
  const half = connect(Number(new URL(url).port), "127.0.0.1");
  half.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf");
  return text(half).catch(() => "");
}

for (const way of waysToRun("start, limits, errors, logs and draining of a process")) {
  test(`${way.name}: it answers, with the caller's call id in answer and log`, async () => {
    const running = await way.start(options);
    const response = await fetch(`${running.url}/`, { headers: { "X-Call-Id": "call-7" } });
    assert.equal(await response.json(), { community: "Whales", callId: "call-7" });
    assert.is(response.headers.get("x-call-id"), "call-7");
    await running.stop();
    assert.ok(running.log().some(({ callId, status }) => callId === "call-7" && status === 200));
    assertJsonLog(running);
  });

  test(`${way.name}: compressed answers arrive whole`, async () => {
    const running = await way.start(options);
    await checkCompression(running.url);
    await running.stop();
  });

  test(`${way.name}: a handler that throws is a 500 problem, and the process lives`, async () => {
    const running = await way.start(options);
    const response = await fetch(`${running.url}/throw`);
    assert.is(response.status, 500);
    assert.is(response.headers.get("content-type"), "application/problem+json");
    assert.not.match(await response.text(), "swordfish");
    assert.is(await status(`${running.url}/reject`), 200);
    assert.is(await status(`${running.url}/`), 200);
    await running.stop();
    assert.ok(running.log().some(({ level, error }) => level === "error" && String(error).includes("swordfish")));
    assert.ok(running.log().some(({ error }) => String(error).includes("nobody looks")));
    assertJsonLog(running);
  });

  test(`${way.name}: 25 MB pass, a byte more is 413, with and without a length`, async () => {
    const running = await way.start(options);
    const post = (body: Uint8Array<ArrayBuffer> | ReadableStream) =>
      fetch(`${running.url}/`, { method: "POST", body, duplex: "half" } as RequestInit);
    const stream = (bytes: number) => new Blob([new Uint8Array(bytes)]).stream();
    for (const body of [new Uint8Array(25 * MB), stream(25 * MB)]) {
      assert.equal(await (await post(body)).json(), { bytes: 25 * MB });
    }
    for (const body of [new Uint8Array(25 * MB + 1), stream(25 * MB + 1)]) {
      const response = await post(body);
      assert.is(response.status, 413);
      assert.is(((await response.json()) as { status: number }).status, 413);
    }
    assert.is(await status(`${running.url}/`), 200);
    await running.stop();
  });

  test(`${way.name}: invalid settings or secrets stop the start, with the reason in the log`, async () => {
    const faults: [string, string][] = [
      ["community: Whales\norganisation: whales\nareas: {}\n", "line 3"],
      ["community: [", "cannot be used"],
    ];
    for (const [settings, reason] of faults) {
      writeFileSync(join(folder, "bad.yml"), settings);
      const running = await way.start({
        ...options,
        env: { ...env, PODS_SETTINGS: join(folder, "bad.yml") },
        wait: false,
      });
      assert.is(await running.ended(), 1);
      assert.match(running.output(), reason);
    }
    const nowhere = join(folder, "nowhere");
    const running = await way.start({ ...options, env: { PODS_SECRETS: nowhere }, wait: false });
    assert.is(await running.ended(), 1);
    assert.match(running.output(), "The secret pods-settings is missing");
  });

  test(`${way.name}: a log line of 100 KB does not end the log`, async () => {
    const running = await way.start(options);
    await fetch(`${running.url}/long-line`);
    await fetch(`${running.url}/`, { headers: { "X-Call-Id": "after-the-long-one" } });
    await running.stop();
    assert.ok(running.log().some(({ callId }) => callId === "after-the-long-one"));
  });

  test(`${way.name}: requests in flight at SIGTERM are answered, and the process exits with 0`, async () => {
    const running = await way.start({ ...options, env: { ...env, healthcheck_interval: "300ms" } });
    const inFlight = fetch(`${running.url}/held?ms=700`).then((response) => response.text());
    await eventually(() => running.output().includes("holding"));
    running.child.kill("SIGTERM");
    assert.is(await inFlight, "at last");
    assert.is(await running.ended(), 0);
  });

  test(`${way.name}: restarts under load lose no call`, async () => {
    const { lost, badEnds } = await restartUnderLoad(way, options, 3);
    assert.equal({ lost, badEnds }, { lost: 0, badEnds: 0 });
  });
}

const watchdog = programOrSkip("of-watchdog", "health, readiness, exec_timeout and max_inflight");
if (watchdog !== undefined) {
  const way = underWatchdog(watchdog);

  test("of-watchdog: healthy only while the function listens", async () => {
    const go = join(mkdtempSync(join(tmpdir(), "pods-go-")), "go");
    const more = { PODS_START_AFTER: go, healthcheck_interval: "10m" };
    const running = await way.start({ ...options, env: { ...env, ...more }, wait: false });
    const health = async () => `${await status(`${running.url}/_/health`)} ${await status(`${running.url}/_/ready`)}`;
    await eventually(async () => !(await health()).includes("undefined"));
    assert.is(await health(), "503 503", "before it listens");
    writeFileSync(go, "");
    await eventually(async () => (await health()) === "200 200");
    assert.is(await status(`${running.url}/`), 200, "the first request after that is answered");
    running.child.kill("SIGTERM");
    await eventually(async () => (await health()) === "503 503");
    assert.is(await status(`${running.url}/`), 200, "but still answering while it drains");
    running.child.kill("SIGKILL");
    await running.ended();
  });

  test("of-watchdog: exec_timeout ends a call with 504, and the process lives", async () => {
    const running = await way.start({ ...options, env: { ...env, exec_timeout: "200ms" } });
    assert.is(await status(`${running.url}/held`), 504);
    // Any call may take longer than 200 ms on a busy machine.
    await eventually(async () => (await status(`${running.url}/`)) === 200);
    await running.stop();
  });

  test("of-watchdog: a body that is refused, but goes on arriving, is answered before exec_timeout", async () => {
    const running = await way.start({ ...options, env: { ...env, exec_timeout: "4s" } });
    const caller = connect(Number(new URL(running.url).port), "127.0.0.1");
    caller.write(`POST / HTTP/1.1\r\nHost: x\r\nX-Call-Id: call-8\r\nContent-Length: ${26 * MB}\r\n\r\n`);
    caller.write(new Uint8Array(25 * MB + 1));
    // Go's server writes no answer while it waits for the next byte of a body: a caller that stalls hears nothing.
    const drip = setInterval(() => caller.write("x"), 50);
    const [answer] = await Promise.race([once(caller, "data"), once(caller, "close")]);
    clearInterval(drip);
    assert.match(String(answer), "HTTP/1.1 413");
    assert.match(String(answer), "call-8");
    caller.destroy();
    await running.stop();
  });

  test("of-watchdog: an unfinished body is given up, and nothing waits for it", async () => {
    const running = await way.start({ ...options, env: { ...env, read_timeout: "500ms" } });
    let answer = "";
    // A busy machine may send even the headers too late.
    while (answer === "") answer = await answerToHalf(running.url);
    assert.match(answer, "HTTP/1.1 504");
    // The server closes a connection that was idle for the read timeout, perhaps just when it is about to be used again.
    await eventually(async () => (await status(`${running.url}/`)) === 200);
    running.child.kill("SIGTERM");
    assert.is(await running.ended(), 0);
  });

  test("of-watchdog: over max_inflight is 429, and it recovers", async () => {
    const running = await way.start({ ...options, env: { ...env, max_inflight: "2" } });
    const callers = new AbortController();
    const held = [1, 2].map(() => status(`${running.url}/held`, { signal: callers.signal }));
    await eventually(() => running.log().filter(({ message }) => message === "holding").length === 2);
    assert.is(await status(`${running.url}/`), 429);
    callers.abort();
    await Promise.all(held);
    await eventually(async () => (await status(`${running.url}/`)) === 200);
    await running.stop();
  });
}

test.run();
