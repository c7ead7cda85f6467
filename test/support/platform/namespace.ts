/**
 * A network of one's own. The watchdog listens on every address and on a fixed port for its metrics, so the tests that
 * run it do so in a network namespace that holds nothing but a loopback, and that is gone when they are.
 */
import { spawnSync } from "node:child_process";

const INSIDE = "PODS_NETWORK_NAMESPACE";
const UP = 'ip link set lo up && exec "$@"';

export const isInNamespace = (): boolean => process.env[INSIDE] !== undefined;

/** Flags for unshare that work here: root makes a namespace as itself, others, where they may, as root of their own. */
function flags(): string[] | undefined {
  const ways = [["--net"], ["--net", "--map-root-user"]];
  return ways.find((way) => spawnSync("unshare", [...way, "sh", "-c", UP, "sh", "true"]).status === 0);
}

/**
 * Runs this very script again in a namespace of its own and ends with its code; returns at once inside of it,
 * and also where none can be made: then the watchdogs run one after the other on the machine's own network.
 */
export function enterNamespace(): void {
  if (isInNamespace()) return;
  const way = flags();
  if (way === undefined) return;
  const env: NodeJS.ProcessEnv = { ...process.env, [INSIDE]: "1" };
  delete env.PODS_TEST_REDIS; // it listens outside
  const command = [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
  const { status } = spawnSync("unshare", [...way, "sh", "-c", UP, "sh", ...command], { env, stdio: "inherit" });
  process.exit(status ?? 1);
}
