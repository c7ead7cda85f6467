/** Many large bodies at once, without a right proof, in the memory that stack.yml gives a function. */
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { ADMIN_KEY, delivery, testCommunity, WEBHOOK_SECRET } from "../support/platform/community.ts";
import { OWN_SERVER, stopFunctions, TIMEOUTS, underWatchdog, type Way } from "../support/platform/function-process.ts";
import { memoryLimit } from "../support/platform/memory-limit.ts";
import { enterNamespace } from "../support/platform/namespace.ts";
import { programOrSkip } from "../support/program.ts";

enterNamespace();
const test = suite("a flood of bodies");
test.after.each(stopFunctions);

const MB = 1024 * 1024;
const MEMORY = 256 * MB;
const RESIDENT_MAX = 200 * MB;
const AT_ONCE = 50;
const LARGE = join(mkdtempSync(join(tmpdir(), "pods-flood-")), "large");
writeFileSync(LARGE, randomBytes(25 * MB));
const run = promisify(execFile);

const { bundles, env } = await testCommunity(["join-pod", "on-github-event"]);
const watchdog = programOrSkip("of-watchdog", "that a flood of bodies ends no function behind it");

/** How to start the function in the limit, under this way of running it. */
const WAYS: readonly { readonly name: string; start(wrap: (program: string) => string): [Way, { node?: string }] }[] = [
  { name: OWN_SERVER.name, start: (wrap) => [OWN_SERVER, { node: wrap(process.execPath) }] },
  ...(watchdog === undefined
    ? []
    : [
        {
          name: "of-watchdog",
          start: (wrap: (program: string) => string) => [underWatchdog(wrap(watchdog)), {}] as [Way, object],
        },
      ]),
];

const signed = (signature: string) => ({
  "Content-Type": "application/json",
  "X-GitHub-Event": "issues",
  "X-GitHub-Delivery": "01234567-89ab-cdef-0123-456789abcdef",
  ...(signature && { "X-Hub-Signature-256": signature }),
});

/** The heads of the flood, and what the function may answer. */
const FLOODS: readonly {
  readonly name: "join-pod" | "on-github-event";
  readonly what: string;
  readonly headers: Record<string, string>;
  readonly refusals: readonly number[];
}[] = [
  { name: "join-pod", what: "without a key", headers: { "Content-Type": "text/csv" }, refusals: [401] },
  {
    name: "join-pod",
    what: "with a wrong key",
    headers: { "Content-Type": "text/csv", Authorization: `Bearer ${ADMIN_KEY.replace("0", "1")}` },
    refusals: [401],
  },
  { name: "on-github-event", what: "without a signature", headers: signed(""), refusals: [401] },
  {
    name: "on-github-event",
    what: "with a wrong signature",
    headers: signed(`sha256=${"0".repeat(64)}`),
    // Too many of them are in flight, or they take too long on a busy machine.
    refusals: [401, 408, 503],
  },
];

/** Sends LARGE with curl, which reads an answer that comes before the end of its upload. */
async function upload(url: string, headers: Record<string, string>, index: number) {
  const all = { ...headers, "X-Call-Id": `flood-${index}`, Expect: "" };
  const flags = Object.entries(all).flatMap(([name, value]) => ["-H", `${name}: ${value}`]);
  const { stdout } = await run("curl", ["-s", "-X", "POST", "--request-target", "/", "-T", LARGE, ...flags, url]).catch(
    (error: { stdout: string }) => error,
  );
  return JSON.parse(stdout) as { status: number; instance: string };
}

const node = "MDEwOlJlcG9zaXRvcnkx";
/** A delivery of nearly 256 KB, about a thread of ours. */
const small = delivery(
  "issues",
  {
    action: "opened",
    issue: { number: 1, node, title: "x", body: "y".repeat(250 * 1024), user: null },
  },
  WEBHOOK_SECRET,
);

const TRIES_MAX = 20;

/** On a busy machine a delivery can be cut off or refused as late while the flood lasts; such a delivery is sent again. */
async function deliverSmall(url: string, tries = 1): Promise<number> {
  const again = (why: unknown) => {
    if (tries === TRIES_MAX) throw why;
    console.log(`\na signed delivery again: ${why}`);
    return deliverSmall(url, tries + 1);
  };
  let status: number;
  try {
    ({ status } = await fetch(url, small));
  } catch (error) {
    return again((error as Error).cause ?? error);
  }
  return status === 408 || status === 503 ? again(status) : status;
}

for (const { name: under, start } of WAYS) {
  for (const { name, what, headers, refusals } of FLOODS) {
    test(`${under}: ${name} refuses ${AT_ONCE} bodies of 25 MB ${what}, and lives`, async () => {
      const limit = memoryLimit(MEMORY);
      if (limit === undefined) console.log("\nSKIPPED: the limit itself, since no memory cgroup can be made here");
      const [way, options] = start(limit?.wrap ?? ((program) => program));
      const running = await way.start({ bundle: bundles.get(name)!, env: { ...env, ...TIMEOUTS }, ...options });
      const { child } = running;
      const sampling = (async () => {
        for (; child.exitCode === null && child.signalCode === null; await pause(5)) limit?.sample();
      })();
      const flood = Promise.all(Array.from({ length: AT_ONCE }, (_, index) => upload(running.url, headers, index)));
      await pause(100);
      const times: number[] = [];
      if (name === "on-github-event") {
        for (let i = 0; i < 5; i++) {
          const began = performance.now();
          const status = await deliverSmall(running.url);
          times.push(Math.round(performance.now() - began));
          assert.ok(status === 200 || status === 202, `a signed delivery meanwhile: ${status}`);
        }
      }
      const answers = await flood;
      console.log(
        `\n${under}, ${name}, ${what}: resident ${Math.round((limit?.sample() ?? 0) / MB)} MB, signed deliveries in ${times} ms`,
      );
      for (const { status } of answers) assert.ok(refusals.includes(status), `${status}`);
      assert.equal(answers.map(({ instance }) => instance).sort(), answers.map((_, index) => `flood-${index}`).sort());
      assert.is((await fetch(running.url, { method: "POST" })).status, 401, "it lives");
      await running.stop();
      await sampling;
      const logged = new Set(running.log().map(({ callId }) => callId));
      assert.ok(
        answers.every(({ instance }) => logged.has(instance)),
        "each has a line in the log",
      );
      assert.is(limit?.kills() ?? 0, 0);
      assert.ok((limit?.sample() ?? 0) < RESIDENT_MAX);
      await limit?.remove();
    });
  }
}

test.run();
