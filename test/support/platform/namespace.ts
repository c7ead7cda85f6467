/**
 * A private network. The watchdog listens on every address and on a fixed port for metrics, so tests run it in a network
 * namespace that has only a loopback and vanishes with them.
 */
import { spawnSync } from "node:child_process";

const INSIDE = "PODS_NETWORK_NAMESPACE";
const UP = 'ip link set lo up && exec "$@"';

export const isInNamespace = (): boolean => process.env[INSIDE] !== undefined;

/** Flags for unshare that work here. Root makes a namespace as itself; other users, if allowed, as root of a user namespace. */
function flags(): string[] | undefined {
  const ways = [["--net"], ["--net", "--map-root-user"]];
  return ways.find((way) => spawnSync("unshare", [...way, "sh", "-c", UP, "sh", "true"]).status === 0);
}

/**
 * Runs this script again in its own namespace and ends with its exit code. Returns at once inside of the namespace, and
 * where none can be made: then the watchdogs run one after the other on the machine's network.
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
