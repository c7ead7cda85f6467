/**
 * npm run bench:scale [-- --people 1000,10000,100000] [--out docs/scale.json] [--cold]
 *
 * Makes plans through the function for ever more people, on a real Redis, while it answers other calls. `--cold` measures
 * the first plan of a process, while other calls only learn that there is no plan yet.
 */
import { writeFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { parseArgs } from "node:util";
import { AS_MAINTAINER, command, get } from "../../support/community.ts";
import { large } from "./community.ts";
import { type Waits, watch } from "./watch.ts";

/** How long the function is asked while it has nothing else to do, to compare with. */
const IDLE_MS = 3_000;

const { values } = parseArgs({
  options: {
    people: { type: "string", default: "1000,10000,100000" },
    out: { type: "string" },
    cold: { type: "boolean", default: false },
  },
});

const measured = [];
for (const people of values.people.split(",").map(Number)) {
  const row = await measure(people);
  console.log(JSON.stringify(row));
  measured.push(row);
}
if (values.out !== undefined) writeFileSync(values.out, `${JSON.stringify(measured, null, 2)}\n`);
process.exit(0);

/** Plans twice unless cold, and reports the second plan: warm code makes it while other calls read the first one. */
async function measure(people: number) {
  const { app, close } = await large(people);
  const ask = () => get(app, "/", { Accept: "application/json", ...AS_MAINTAINER });
  if (!values.cold) await command(app, { do: "plan" });
  const { waits: idle } = await watch(() => setTimeout(IDLE_MS), ask);
  const begun = performance.now();
  const cpu = process.cpuUsage();
  const { result, waits } = await watch(() => command(app, { do: "plan" }), ask);
  const ms = performance.now() - begun;
  const used = process.cpuUsage(cpu);
  if (result.status !== 200) throw new Error(`${people} people: ${result.status} ${result.body.detail}`);
  await close();
  const counts: number[] = Object.values(result.body.counts);
  return {
    people,
    seconds: rounded(ms / 1000, 2),
    processorSeconds: rounded((used.user + used.system) / 1e6, 2),
    rows: counts.reduce((sum, count) => sum + count, 0),
    points: [result.body.before.points, result.body.after.points],
    ...summaryOf(waits),
    idleMs: summaryOf(idle).answerMs,
    memoryMB: Math.round(process.memoryUsage.rss() / 2 ** 20),
  };
}

function summaryOf({ longest, longestOwn, over50, answers }: Waits) {
  const sorted = answers.toSorted((a, b) => a - b);
  const at = (share: number) => rounded(sorted[Math.floor(share * (sorted.length - 1))] ?? 0, 1);
  return {
    answers: sorted.length,
    answerMs: { median: at(0.5), p99: at(0.99), worst: at(1) },
    blockedMs: { longest: Math.round(longest), longestOwn: Math.round(longestOwn), times: over50 },
  };
}

function rounded(number: number, digits: number): number {
  return Number(number.toFixed(digits));
}
