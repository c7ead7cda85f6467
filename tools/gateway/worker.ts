import type { ChildProcess } from "node:child_process";
import { mkdirSync } from "node:fs";
import { connect } from "node:net";
import { freePort } from "../free-port.ts";
import { spawnOwned, stopOwned } from "../processes.ts";
import { type Logs, openLogs } from "./logs.ts";

/** One function as a process that listens on a port of its own and is restarted when it crashes. */
export interface Worker {
  readonly logs: Logs;
  /** The port it listens on; `undefined` while it does not. */
  port(): number | undefined;
  readonly startedAt: number;
  /** Starts it anew, for example after an edit. The old process serves until the new one listens; rejects if it never does. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface WorkerOptions {
  readonly name: string;
  /** The program and its arguments; the program is Node if there is an `inspectPort`. */
  readonly command: readonly [string, ...string[]];
  /** Its whole environment except the port and TMPDIR, which the worker sets. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The name of the variable that holds its port. */
  readonly portVariable: string;
  readonly temporary: string;
  readonly logFile: string;
  /** The port for a debugger, on 127.0.0.1. */
  readonly inspectPort?: number | undefined;
}

const START_TIMEOUT_MS = 60_000;
const POLL_MS = 20;
const BACKOFF_MS = { first: 200, longest: 10_000, forgivenAfter: 30_000 };

/** Resolves when the function listens; rejects with its output when it ends before that. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  mkdirSync(options.temporary, { recursive: true });
  const logs = openLogs(options.logFile);
  /** Every process that has not ended; during a restart the old one and the new one. */
  const alive = new Set<ChildProcess>();
  let serving: ChildProcess | undefined;
  let port: number | undefined;
  let stopping = false;
  let backoffMs = BACKOFF_MS.first;

  const run = async () => {
    const mine = await freePort();
    const child = spawnWorker(options, mine, logs);
    alive.add(child);
    const ended = new Promise<string>((resolve) => {
      child.once("exit", (code, signal) => resolve(`ended with ${signal ?? `code ${code}`}`));
    });
    void ended.then(() => alive.delete(child));
    await listening(child, mine);
    const since = Date.now();
    serving = child;
    port = mine;
    void ended.then((reason) => {
      if (stopping || serving !== child) return;
      serving = undefined;
      port = undefined;
      if (Date.now() - since > BACKOFF_MS.forgivenAfter) backoffMs = BACKOFF_MS.first;
      again(reason);
    });
  };
  const again = (reason: string) => {
    logs.add(`${options.name} ${reason}, starting it again in ${backoffMs} ms`);
    setTimeout(() => {
      if (!stopping && serving === undefined) run().then(openInspector, (error) => again(error.message));
    }, backoffMs).unref();
    backoffMs = Math.min(backoffMs * 2, BACKOFF_MS.longest);
  };
  /** Called only once the old process is gone: two processes cannot share the debugger's port. */
  const openInspector = () => {
    if (options.inspectPort !== undefined) serving?.kill("SIGUSR1");
  };

  try {
    await run();
    openInspector();
  } catch (error) {
    logs.close();
    const output = logs.lines().map(({ text }) => `  ${text}`);
    throw new Error([`${options.name} ${(error as Error).message}:`, ...output].join("\n"));
  }
  return {
    logs,
    port: () => port,
    startedAt: Date.now(),
    async restart() {
      if (stopping) return;
      const old = serving;
      await run();
      // It may still be answering, so only the debugger's port waits for its end.
      if (old) void stopOwned(old).then(openInspector);
      else openInspector();
    },
    async stop() {
      stopping = true;
      port = undefined;
      await Promise.all([...alive].map((child) => stopOwned(child)));
      logs.close();
    },
  };
}

function spawnWorker(options: WorkerOptions, port: number, logs: Logs) {
  const { command, env, portVariable, temporary, inspectPort } = options;
  const [program, ...args] = command;
  const inspect = inspectPort === undefined ? [] : [`--inspect-port=127.0.0.1:${inspectPort}`];
  const child = spawnOwned(program, [...inspect, ...args], {
    env: { ...env, TMPDIR: temporary, [portVariable]: String(port) },
    // The functions' server ends when its input does, as it would under the watchdog; so the pipe stays open.
    stdio: ["pipe", "pipe", "pipe"],
  });
  child.on("error", (error) => logs.add(error.message));
  child.stdin?.on("error", () => {}); // the process ended, which the "exit" event reports
  if (child.stdout) logs.read(child.stdout);
  if (child.stderr) logs.read(child.stderr);
  return child;
}

async function listening(child: ChildProcess, port: number): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!(await accepts(port))) {
    if (child.pid === undefined) throw new Error("could not be run");
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`ended with ${child.signalCode ?? `code ${child.exitCode}`}`);
    }
    if (Date.now() > deadline) {
      await stopOwned(child);
      throw new Error(`did not listen within ${START_TIMEOUT_MS / 1000} s`);
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => end(true));
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("error", () => end(false));
  });
}
