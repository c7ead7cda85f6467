/**
 * npm run bench:rebalance -- INSTANCES OUT [--seconds S] [--peers]
 * npm run bench:rebalance -- --made N[,churn] [OUT] [--seconds S] [--peers]
 *
 * Searches every instance (a folder of pods-instance/1 files, or one file) without a limit on moves, writes
 * OUT/<name>.json and prints points and milliseconds; beside a `known.json` also the gap to the best points known.
 * --seconds keeps improving for about that long; --peers gives other methods the same time and prints ours / theirs, and how
 * many people they put into an area that these did not agree to.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Community, Seating } from "#shared/core/scoring/community.ts";
import { pointsOf } from "#shared/core/scoring/points.ts";
import { search } from "#shared/core/search/search.ts";
import { type NamedCommunity, readInstances, readKnown, toPartition } from "./instance.ts";
import { churned, fresh } from "./made.ts";
import { exchange } from "./peers/exchange.ts";
import { breachesIn, gameOf, type Peer } from "./peers/game.ts";
import { genetic } from "./peers/genetic.ts";

const USAGE = "Usage: npm run bench:rebalance -- INSTANCES OUT [--seconds S] [--peers]  or  -- --made N[,churn] [OUT]";
const PEERS: Readonly<Record<string, Peer>> = { genetic, exchange };
/** Gaps are summed up to this size; beyond it, nobody knows how good the best known points are. */
const JUDGED = 240;

const WARM_UP = 240;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seconds: { type: "string" }, made: { type: "string" }, peers: { type: "boolean" } },
});
const seconds = values.seconds === undefined ? null : positive(values.seconds);
const [instances, out] = values.made === undefined ? positionals : [undefined, positionals[0]];
if (instances === undefined && values.made === undefined) throw new Error(USAGE);

// The first search of a process includes V8's compilation, which must not count.
once(fresh(WARM_UP), {});
console.log(`After one search of ${WARM_UP} made people, which is not counted:`);

const known = instances === undefined ? {} : readKnown(instances);
const gaps: number[] = [];
if (out !== undefined) mkdirSync(out, { recursive: true });
for (const instance of instances === undefined ? [made(values.made ?? "")] : readInstances(instances)) report(instance);
if (gaps.length > 0) {
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  console.log(
    `${gaps.length} instances of up to ${JUDGED} people: mean gap ${percent(mean)}, worst ${percent(Math.max(...gaps))}`,
  );
}

function made(wish: string): NamedCommunity {
  const [size = "", kind] = wish.split(",");
  const people = positive(size);
  const community = kind === "churn" ? churned(people) : fresh(people);
  return { name: `made-${kind ?? "fresh"}-${people}`, community };
}

function report({ name, community }: NamedCommunity): void {
  const { seating, ms } = searched(community);
  const points = pointsOf(community, seating);
  if (out !== undefined) writeFileSync(join(out, `${name}.json`), toPartition(seating));

  const best = known[name]?.best;
  const gap = best === undefined ? null : (points - best) / Math.max(1, best);
  if (gap !== null && community.members.length <= JUDGED) gaps.push(gap);
  console.log(
    [
      name.padEnd(30),
      `${String(points).padStart(6)} points`,
      gap === null ? "" : `best ${String(best).padStart(5)}  gap ${percent(gap).padStart(8)}`,
      `${ms.toFixed(0).padStart(6)} ms`,
      `${(process.memoryUsage().rss / 2 ** 20).toFixed(0).padStart(5)} MiB`,
      values.peers === true && community.members.length >= 5 ? compared(community, points, ms) : "",
    ].join("  "),
  );
}

interface Searched {
  readonly seating: Seating;
  readonly ms: number;
}

/** One search, or as many as fit into `--seconds`: a full one first, then more while there is time. */
function searched(community: Community): Searched {
  const begun = performance.now();
  const first = once(community, {});
  if (seconds === null || community.members.length < 5) return first;
  let best = first;
  const left = () => seconds * 1000 - (performance.now() - begun);
  for (let seed = 1; left() > first.ms; seed++) {
    const next = once(community, { seed, effort: Math.max(1, Math.floor((0.9 * left()) / first.ms)) });
    if (pointsOf(community, next.seating) < pointsOf(community, best.seating)) best = next;
  }
  return { seating: best.seating, ms: performance.now() - begun };
}

function once(community: Community, options: { seed?: number; effort?: number }): Searched {
  const begun = performance.now();
  const seating = search(community, { ...options, sparing: false });
  return { seating, ms: performance.now() - begun };
}

/** Our points divided by each other method's, for the same time. */
function compared(community: Community, points: number, ms: number): string {
  return Object.entries(PEERS)
    .map(([name, peer]) => {
      const game = gameOf(community, 1);
      const end = performance.now() + ms;
      const seating = game.seating(peer(game, () => performance.now() >= end));
      const [theirs, breaches] = [pointsOf(community, seating), breachesIn(community, seating)];
      return `${name} ${theirs} (${(points / Math.max(1, theirs)).toFixed(2)}), ${breaches} not agreed`;
    })
    .join("  ");
}

function positive(text: string): number {
  const number = Number(text);
  if (!(number > 0)) throw new Error(`${JSON.stringify(text)} is not a positive number. ${USAGE}`);
  return number;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}
