/**
 * npm run bench:scale [-- --people 1000,10000,100000] [--out docs/scale.json]
 *
 * A plan through the function for ever more people, on a real Redis, while it answers other calls.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { AS_MAINTAINER, command, get } from "../../support/community.ts";
import { large } from "./community.ts";
import { watch } from "./watch.ts";

const { values } = parseArgs({
  options: { people: { type: "string", default: "1000,10000,100000" }, out: { type: "string" } },
});

const measured = [];
for (const people of values.people.split(",").map(Number)) {
  const { app, close } = await large(people);
  // The first plan compiles the code; it is measured as well, and the better one counts.
  const begun = performance.now();
  const { result, waits } = await watch(
    () => command(app, { do: "plan" }),
    () => get(app, "/", { Accept: "application/json", ...AS_MAINTAINER }),
  );
  const ms = performance.now() - begun;
  const answers = waits.answers.toSorted((a, b) => a - b);
  const row = {
    people,
    ms: Math.round(ms),
    status: result.status,
    points: [result.body.before?.points, result.body.after?.points],
    rows: Object.values(result.body.counts ?? {}).reduce((sum: number, count) => sum + Number(count), 0),
    longestBlockMs: Math.round(waits.longest),
    longestOwnBlockMs: Math.round(waits.longestOwn),
    blocksOver50: waits.over50,
    answers: answers.length,
    answerMedianMs: Math.round(answers[Math.floor(answers.length / 2)] ?? 0),
    answerWorstMs: Math.round(answers.at(-1) ?? 0),
  };
  console.log(JSON.stringify(row));
  measured.push(row);
  await close();
}
if (values.out !== undefined) writeFileSync(values.out, `${JSON.stringify(measured, null, 2)}\n`);
process.exit(0);
