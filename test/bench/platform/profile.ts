/**
 * Where the time of a join goes inside its function, under load, by the origin of the code. The bundle is not minified, so
 * that esbuild's comments tell the module of each line; that and the profiler make it a little slower.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { bundle } from "../../../template/node18-ts/bundle.mjs";
import type { Way } from "../../support/platform/function-process.ts";
import { load } from "./load.ts";
import { JOIN } from "./targets.ts";

const CONNECTIONS = 32;
const WARM_UP_MS = 8_000;
const MEASURE_MS = 5_000;
const SAMPLE_US = 200;
const WRITTEN_IN_MS = 10_000;
const POLL_MS = 100;

/** The output of `node --cpu-prof`: a tree of calls, and the call that ran at each sample. Times in microseconds. */
interface Profile {
  readonly nodes: readonly { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

export async function profile(way: Way): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "pods-profile-"));
  await bundle({ handler: "functions/join-pod/handler.ts", out: folder, development: true });
  const readable = join(folder, "index.cjs");
  const profiles = join(folder, "profiles");
  const flags = ["--cpu-prof", `--cpu-prof-interval=${SAMPLE_US}`, `--cpu-prof-dir=${profiles}`];
  const profiled: Way = { ...way, start: (options) => way.start({ ...options, bundle: readable, flags }) };

  const { running, next } = await JOIN.start(profiled);
  const port = Number(new URL(running.url).port);
  await load({ port, connections: CONNECTIONS, durationMs: WARM_UP_MS, next });
  const { perSecond } = await load({ port, connections: CONNECTIONS, durationMs: MEASURE_MS, next });
  await running.stop();

  print(
    way,
    sharesOf(await written(profiles), modulesOf(readFileSync(readable, "utf8"))),
    (perSecond * MEASURE_MS) / 1000,
  );
}

/** Node writes its profile at its very end, when the watchdog may be gone already. */
async function written(folder: string): Promise<Profile> {
  for (let ms = 0; ms < WRITTEN_IN_MS; ms += POLL_MS) {
    await pause(POLL_MS);
    const [file] = existsSync(folder) ? readdirSync(folder) : [];
    const text = file === undefined ? "" : readFileSync(join(folder, file), "utf8");
    if (text.endsWith("}")) return JSON.parse(text) as Profile;
  }
  throw new Error(`Node wrote no profile into ${folder}.`);
}

function print({ name }: Way, shares: ReadonlyMap<string, number>, calls: number): void {
  const busy = [...shares.values()].reduce((sum, us) => sum + us, 0);
  console.log(`\nWhere a join's time goes in its function, ${CONNECTIONS} connections, under ${name}\n`);
  console.log(`${"".padEnd(30)}${"µs a call".padStart(10)}${"share".padStart(8)}`);
  for (const [whose, us] of [...shares].sort(([, a], [, b]) => b - a)) {
    const share = `${((100 * us) / busy).toFixed(0)} %`;
    console.log(whose.padEnd(30) + (us / calls).toFixed(0).padStart(10) + share.padStart(8));
  }
}

/** Busy time by the origin of the code, over the last `MEASURE_MS`. */
function sharesOf({ nodes, samples, timeDeltas }: Profile, moduleAt: (line: number) => string): Map<string, number> {
  const whose = new Map(nodes.map(({ id, callFrame }) => [id, whoseOf(callFrame, moduleAt)]));
  const shares = new Map<string, number>();
  let left = MEASURE_MS * 1000;
  for (let at = samples.length - 1; at >= 0 && left > 0; at -= 1) {
    const us = timeDeltas[at] ?? 0;
    left -= us;
    const name = whose.get(samples[at] ?? 0);
    if (name !== undefined) shares.set(name, (shares.get(name) ?? 0) + us);
  }
  return shares;
}

/** V8 puts names of code other than JavaScript in parentheses; its own and Node's C++ functions have no address. */
function whoseOf(
  { functionName, url, lineNumber }: Profile["nodes"][number]["callFrame"],
  moduleAt: (line: number) => string,
): string | undefined {
  if (functionName === "(idle)" || functionName === "(root)") return undefined;
  if (functionName === "(garbage collector)") return "collecting garbage";
  if (functionName.startsWith("write")) return "writing to sockets";
  if (url.startsWith("node:")) return "Node's own JavaScript";
  return url === "" ? "V8 and Node's C++" : moduleAt(lineNumber);
}

/** The module of each line of an unminified bundle, from esbuild's comments. */
function modulesOf(bundle: string): (line: number) => string {
  let current = "the bundle";
  const names = bundle.split("\n").map((line) => {
    const [, path] = /^ *\/\/ (\S+\.(?:[cm]?[jt]s|lua))$/.exec(line) ?? [];
    if (path !== undefined) current = groupOf(path);
    return current;
  });
  return (line) => names[line] ?? "the bundle";
}

/** The package, or our folder, of a module. */
function groupOf(path: string): string {
  const [, scoped] = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path) ?? [];
  if (scoped !== undefined) return scoped;
  const [, shared] = /functions\/_shared\/([^/]+)/.exec(path) ?? [];
  if (shared !== undefined) return `ours: ${shared}`;
  return path.startsWith("template/") ? "ours: the template's server" : "ours: the function";
}
