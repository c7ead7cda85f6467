/**
 * `npm run bench -- platform`: our functions against the official templates' echo in the same run, under the real
 * of-watchdog if it is found, else both alone. In a network namespace if one can be made.
 */
import { OWN_SERVER, underWatchdog } from "../../support/platform/function-process.ts";
import { enterNamespace, isInNamespace } from "../../support/platform/namespace.ts";
import { restartUnderLoad } from "../../support/platform/restarts.ts";
import { findProgram } from "../../support/program.ts";
import { ownRedis } from "../../support/redis.ts";
import { buildImages } from "./images.ts";
import { profile } from "./profile.ts";
import { starts } from "./starts.ts";
import { edgeOptions } from "./targets.ts";
import { throughput } from "./throughput.ts";

const IMAGES = "PODS_BENCH_IMAGES";
const parts = process.argv.slice(2);
const wants = (part: string) => parts.length === 0 || parts.includes(part);

// The registry is outside the namespace, so the images are built before entering it and found again inside.
if (wants("starts") && !isInNamespace()) process.env[IMAGES] = JSON.stringify([...(await buildImages())]);
enterNamespace();

const watchdog = findProgram("of-watchdog");
const way = watchdog === undefined ? OWN_SERVER : underWatchdog(watchdog);
if (watchdog === undefined) console.log("of-watchdog was not found (OF_WATCHDOG, PATH): everything runs without it.");
const rounds = Number(process.env.ROUNDS ?? 5);

// As in production: an append-only file that is synced every second.
process.env.PODS_TEST_REDIS = (await ownRedis({ fsync: "everysec" })).url;

if (wants("starts")) await starts(way, rounds, new Map(JSON.parse(process.env[IMAGES] ?? "[]")));
if (wants("restarts")) {
  const restarts = Number(process.env.RESTARTS ?? 100);
  const { calls, lost, badEnds } = await restartUnderLoad(way, await edgeOptions(), restarts);
  console.log(`\nRestarts under ${way.name}: ${restarts} under load, ${calls} calls`);
  console.log(`${lost} calls were lost, ${badEnds} ends were not clean`);
}
if (wants("throughput")) await throughput(way, rounds, process.env.ONLY);
if (wants("profile")) await profile(way);
