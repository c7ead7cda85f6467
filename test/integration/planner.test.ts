/** The planner's worker thread: what comes of its jobs, how it ends, and what is done where there is none. */
import { Worker } from "node:worker_threads";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { PodsError } from "#shared/core/errors.ts";
import { buildPlan } from "#shared/core/plan/build-plan.ts";
import type { Planner } from "#shared/core/ports.ts";
import type { Community } from "#shared/core/scoring/community.ts";
import { createLog } from "#shared/openfaas/log.ts";
import { mainThreadPlanner } from "../../functions/rebalance/planner/jobs.ts";
import { openPlanner } from "../../functions/rebalance/planner/open-planner.ts";
import { startWorker } from "../../functions/rebalance/planner/thread.ts";
import { fresh } from "../bench/rebalance/made.ts";
import { randomCommunity, randomTarget } from "../support/seatings.ts";

interface Context {
  planner: Planner;
  /** Every worker that was started. */
  workers: Worker[];
  lines: string[];
}

function open(start: (memoryMB: number) => Worker = startWorker, memoryMB?: number): Context {
  const workers: Worker[] = [];
  const lines: string[] = [];
  const planner = openPlanner({
    log: createLog({ name: "test", write: (line) => lines.push(line) }),
    ...(memoryMB !== undefined && { memoryMB }),
    start: (memory) => {
      const worker = start(memory);
      workers.push(worker);
      return worker;
    },
  });
  return { planner, workers, lines };
}

const OPTIONS = { movesMax: 10 };
const small: Community = fresh(30);
/** Too few for a pod: nothing is searched. */
const few: Community = fresh(4);
/** Not done before the main thread has had a say. */
const many: Community = fresh(5_000);

/** More rows than are copied at a time. */
function large() {
  const community = randomCommunity({ seed: 3, people: 2_500, tidy: true });
  const plan = buildPlan(community, randomTarget(community, 4, 20));
  const groups = Array.from({ length: plan.groups }, (_, group) => ({ group, outcome: "applied" as const }));
  assert.ok(plan.changes.length > 1_000);
  return { community, plan, run: { changes: plan.changes, groups } };
}

async function rejected(job: Promise<unknown>): Promise<Error & { code?: string }> {
  try {
    await job;
  } catch (error) {
    assert.instance(error, Error);
    return error as Error;
  }
  throw new Error("The job was done.");
}

const jobs = suite<Context>("a job in a thread");
jobs.before.each((context) => {
  Object.assign(context, open());
});

jobs("comes to the same as on the main thread, byte for byte", async ({ planner, workers, lines }) => {
  const { community, plan, run } = large();
  const staying = community.members.slice(0, 100).map(({ id }) => id);
  const same = async (job: (planner: Planner) => Promise<unknown>) =>
    assert.is(JSON.stringify(await job(planner)), JSON.stringify(await job(mainThreadPlanner)));
  await same((one) => one.plan({ community: small, options: OPTIONS }));
  await same((one) => one.plan({ community: small, options: { ...OPTIONS, only: "seat" } }));
  await same((one) => one.leaveOut({ community, plan, staying }));
  await same((one) => one.undo({ community, run, since: {} }));
  assert.is(workers.length, 1, "one thread does them all");
  assert.equal(lines, []);
});

jobs("reports how far it is", async ({ planner }) => {
  const steps = new Set<string>();
  const reportProgress = ({ step }: { step: string }) => steps.add(step);
  await planner.plan({ community: small, options: OPTIONS }, { reportProgress });
  assert.equal([...steps], ["read", "start", "anneal", "reshape", "write", "explain"]);
});

jobs("waits for the one before it, and both are done", async ({ planner, workers }) => {
  const order: string[] = [];
  const note = (name: string) => ({
    reportProgress: () => {
      if (order.at(-1) !== name) order.push(name);
    },
  });
  const [first, second] = await Promise.all([
    planner.plan({ community: small, options: OPTIONS }, note("first")),
    planner.plan({ community: fresh(20), options: OPTIONS }, note("second")),
  ]);
  assert.equal(order, ["first", "second"]);
  assert.equal([first.after.seated, second.after.seated], [30, 20]);
  assert.is(workers.length, 1);
});

const ends = suite<Context>("a thread that ends");
ends.before.each((context) => {
  Object.assign(context, open());
});

async function assertPlansAgain({ planner, workers }: Context, started = 2): Promise<void> {
  assert.is((await planner.plan({ community: few, options: OPTIONS })).after.waiting, 4);
  assert.is(workers.length, started);
}

ends("in the middle of a job: the job says so, the next one has a fresh thread", async (context) => {
  const { planner, workers } = context;
  const reportProgress = () => void workers[0]?.terminate();
  const error = await rejected(planner.plan({ community: many, options: OPTIONS }, { reportProgress }));
  assert.is(error.code, "unavailable");
  assert.match(error.message, "The planning thread ended with code 1.");
  await assertPlansAgain(context);
});

ends("because a job throws: the error is the job's", async (context) => {
  const broken = { ...small, members: [null as never] };
  const error = await rejected(context.planner.plan({ community: broken, options: OPTIONS }));
  assert.instance(error, TypeError);
  assert.not.ok(error instanceof PodsError);
  await assertPlansAgain(context);
});

ends("for want of memory: the job names the limit", async () => {
  const context = open(startWorker, 24);
  const community = fresh(60_000);
  const error = await rejected(context.planner.plan({ community, options: OPTIONS }));
  assert.is(error.code, "unavailable");
  assert.match(error.message, "more memory than the 24 MB");
  await assertPlansAgain(context);
});

ends("when the job is given up", async (context) => {
  const { planner } = context;
  const given = new AbortController();
  const during = { signal: given.signal, reportProgress: () => given.abort() };
  const error = await rejected(planner.plan({ community: many, options: OPTIONS }, during));
  assert.is(error.code, "unavailable");
  assert.match(error.message, "took too long");
  await assertPlansAgain(context);
});

ends("but not when a job is given up before its turn", async (context) => {
  const { planner } = context;
  const given = new AbortController();
  const first = planner.plan({ community: small, options: OPTIONS }, { reportProgress: () => given.abort() });
  const second = rejected(planner.plan({ community: small, options: OPTIONS }, { signal: given.signal }));
  assert.is((await first).after.seated, 30);
  assert.match((await second).message, "took too long");
  await assertPlansAgain(context, 1);
});

ends("when it sends an unknown message", async () => {
  const { planner } = open(
    () => new Worker(`require("worker_threads").parentPort.postMessage({ event: "hm" })`, { eval: true }),
  );
  const error = await rejected(planner.plan({ community: fresh(2_001), options: OPTIONS }));
  assert.match(error.message, 'an unknown message: {"event":"hm"}');
});

const without = suite("without a thread");

const refused = () => {
  throw Object.assign(new Error("Worker initialization failure: EAGAIN"), { code: "ERR_WORKER_INIT_FAILED" });
};
const dead = () => new Worker("process.exit(3)", { eval: true });

for (const [what, start, reason] of [
  ["refused", refused, "Worker initialization failure: EAGAIN"],
  ["dead before it is ready", dead, "ended with code 3"],
] as const) {
  without(`(${what}) the main thread plans for up to 2,000 people, and says so in the log`, async () => {
    const { planner, lines } = open(start);
    assert.is((await planner.plan({ community: few, options: OPTIONS })).after.waiting, 4);
    const { community, run } = large();
    const most = { ...community, members: community.members.slice(0, 2_000) };
    assert.ok((await planner.undo({ community: most, run, since: {} })).stays.length > 0);
    assert.is(lines.length, 2);
    assert.match(lines[0] ?? "", reason);
  });

  without(`(${what}) more people are refused with the reason`, async () => {
    const error = await rejected(open(start).planner.plan({ community: fresh(2_001), options: OPTIONS }));
    assert.is(error.code, "unavailable");
    assert.match(error.message, "at most 2000 people");
    assert.match(error.message, reason);
  });
}

for (const one of [jobs, ends, without]) one.run();
