/** One function as a process: under the real watchdog, or under the template's own server alone. */
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { parseAssignments, parseDockerfile } from "../../../tools/dockerfile.ts";
import { freePort } from "../../../tools/free-port.ts";
import { spawnOwned, stopOwned } from "../../../tools/processes.ts";
import { programOrSkip } from "../program.ts";

const OFFICIAL_SERVER = resolve("test/support/platform/official-template.mjs");
const START_TIMEOUT_MS = 240_000;
const POLL_MS = 25;

/** Longer than a call takes on a busy machine: a watchdog ends one after ten seconds by itself, without a body. */
export const TIMEOUTS = { exec_timeout: "5m", read_timeout: "5m", write_timeout: "5m" };

export interface FunctionOptions {
  /** The bundle's file. */
  readonly bundle: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly node?: string;
  /** Node's own arguments, before the bundle. */
  readonly flags?: readonly string[];
  /** Return as soon as it is spawned, rather than when it is healthy. */
  readonly wait?: boolean;
}

export interface RunningFunction {
  /** Without a trailing slash. */
  readonly url: string;
  readonly child: ChildProcess;
  /** Its whole output. */
  output(): string;
  /** The lines of its output that are JSON objects. */
  log(): Record<string, unknown>[];
  /** Its exit code. */
  ended(): Promise<number | null>;
  stop(): Promise<void>;
}

const running = new Set<RunningFunction>();

/** Ends processes that a test left behind. */
export async function stopFunctions(): Promise<void> {
  await Promise.all([...running].map((one) => one.stop()));
}

/** A way to run a function. */
export interface Way {
  readonly name: string;
  start(options: FunctionOptions): Promise<RunningFunction>;
}

/** Always the template's own server; the real watchdog as well, if it is installed. `what` says what is untested without it. */
export function waysToRun(what: string): Way[] {
  const watchdog = programOrSkip("of-watchdog", what);
  return [OWN_SERVER, ...(watchdog === undefined ? [] : [underWatchdog(watchdog)])];
}

export const OWN_SERVER: Way = {
  name: "the template's server",
  async start({ bundle, env = {}, node = process.execPath, flags = [], wait = true }) {
    const port = await freePort();
    const one = spawnFunction(node, [...flags, bundle], { ...env, http_port: String(port) }, bundle, port);
    if (wait) await until(one, async () => (await status(`${one.url}/`)) !== undefined);
    return one;
  },
};

export const underWatchdog = (watchdog: string): Way => ({
  name: "of-watchdog",
  async start({ bundle, env = {}, node = process.execPath, flags = [], wait = true }) {
    const [port, inner] = [await freePort(), await freePort()];
    const all = {
      ...imageEnvironment(),
      healthcheck_interval: "100ms", // tests do not wait for endpoints to be told
      ...env,
      fprocess: [node, ...flags, bundle].join(" "),
      port: String(port),
      http_port: String(inner),
      upstream_url: `http://127.0.0.1:${inner}`,
    };
    const one = spawnFunction(watchdog, [], all, bundle, port);
    if (wait) await until(one, async () => (await status(`${one.url}/_/health`)) === 200);
    return one;
  },
});

/** A server with the contract of an official template: `node18`, `node20` or `node22`. It starts a function on its first call. */
export const underOfficialTemplate = (template: string): Way => ({
  name: template,
  start({ bundle, env = {}, ...options }) {
    const all = { MAX_RAW_SIZE: "25mb", ...env, HANDLER: bundle, TEMPLATE: template, RAW_BODY: "true" };
    return OWN_SERVER.start({ ...options, bundle: OFFICIAL_SERVER, env: all });
  },
});

/** The Dockerfile's ENV, read from it, without V8's cache, which only the image has. */
function imageEnvironment(): Record<string, string> {
  const [ship] = parseDockerfile(readFileSync("template/node18-ts/Dockerfile", "utf8")).slice(-1);
  const lines = ship?.instructions.filter(({ word }) => word === "ENV") ?? [];
  const { NODE_COMPILE_CACHE, ...env } = parseAssignments(lines.map(({ rest }) => rest).join(" "));
  return env;
}

function spawnFunction(
  program: string,
  args: string[],
  env: Record<string, string>,
  bundle: string,
  port: number,
): RunningFunction {
  // Its own /tmp, as in a container: the lock file lies there.
  const temporary = mkdtempSync(join(tmpdir(), "pods-function-"));
  const child = spawnOwned(program, args, {
    cwd: dirname(bundle),
    env: { PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: temporary, ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk) => {
      output += chunk;
    });
  }
  const closed = once(child, "close").then(([code]) => code as number | null);
  const spawned: RunningFunction = {
    url: `http://127.0.0.1:${port}`,
    child,
    ended: () => {
      child.ref(); // by itself it does not keep the test waiting
      return closed;
    },
    output: () => output,
    log: () => output.split("\n").flatMap(parseLine),
    async stop() {
      await stopOwned(child);
      running.delete(spawned);
    },
  };
  running.add(spawned);
  void closed.then(() => running.delete(spawned));
  return spawned;
}

function parseLine(line: string): Record<string, unknown>[] {
  try {
    const value = JSON.parse(line);
    return typeof value === "object" && value !== null ? [value] : [];
  } catch {
    return [];
  }
}

async function until(one: RunningFunction, isReady: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!(await isReady())) {
    if (one.child.exitCode !== null) throw new Error(`It ended instead of starting:\n${one.output()}`);
    if (Date.now() > deadline) {
      await one.stop();
      throw new Error(`It was not ready in ${START_TIMEOUT_MS} ms:\n${one.output()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** The status at `url`; `undefined` when nothing answers. */
export async function status(url: string, init: RequestInit = {}): Promise<number | undefined> {
  try {
    const response = await fetch(url, init);
    await response.arrayBuffer();
    return response.status;
  } catch {
    return undefined;
  }
}
