/**
 * npm run bench:rebalance -- INSTANCES OUT [--seconds S] [--peers]
 * npm run bench:rebalance -- --made N[,churn] [OUT]
 *
 * Searches every instance (a folder of pods-instance/1 files, or one file) without a limit on moves, writes
 * OUT/<name>.json and prints points and milliseconds; beside a `known.json` also the gap to the best points known.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Community, Seating } from "#shared/core/rebalance/community.ts";
import { pointsOf } from "#shared/core/rebalance/points.ts";
import { search } from "#shared/core/rebalance/search.ts";
import { type NamedCommunity, readInstances, readKnown, toPartition } from "./instance.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: "string" },
    made: { type: "string" },
    peers: { type: "boolean" },
    effort: { type: "string" },
  },
});

const gaps: number[] = [];
const [from, out] = positionals;
if (from === undefined) throw new Error("Usage: npm run bench:rebalance -- INSTANCES OUT [--seconds S] [--peers]");
const known = readKnown(from);
if (out !== undefined) mkdirSync(out, { recursive: true });
for (const instance of readInstances(from)) report(instance);
if (gaps.length > 0) {
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  console.log(`up to 240 people: mean gap ${percent(mean)}, worst ${percent(Math.max(...gaps))}`);
}

function report({ name, community }: NamedCommunity): void {
  const begun = performance.now();
  const { seating, longest } = run(community, Number(values.effort ?? 1));
  const ms = performance.now() - begun;
  const points = pointsOf(community, seating);
  if (out !== undefined) writeFileSync(join(out, `${name}.json`), toPartition(seating));
  const best = known[name]?.best;
  const gap = best === undefined ? null : best === 0 ? (points === 0 ? 0 : 1) : points / best - 1;
  if (gap !== null && community.members.length <= 240) gaps.push(gap);
  const compared = best === undefined ? "" : `best ${String(best).padStart(5)} gap ${percent(gap ?? 0).padStart(8)}`;
  console.log(
    `${name.padEnd(30)} ${String(points).padStart(6)} points ${compared} ${ms.toFixed(0).padStart(6)} ms` +
      ` longest slice ${longest.toFixed(1)} ms`,
  );
}

/** The longest slice is what another call would have waited. */
function run(community: Community, effort: number): { seating: Seating; longest: number } {
  const going = search(community, { effort });
  let longest = 0;
  while (true) {
    const before = performance.now();
    const step = going.next();
    longest = Math.max(longest, performance.now() - before);
    if (step.done) return { seating: step.value, longest };
  }
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}
