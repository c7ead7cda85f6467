import type { ChildProcess } from "node:child_process";
import { mkdirSync } from "node:fs";
import { connect } from "node:net";
import { freePort } from "../free-port.ts";
import { spawnOwned, stopOwned } from "../processes.ts";
import { type Logs, openLogs } from "./logs.ts";

/** One function as a process that listens on a port of its own, and that comes back when it crashes. */
export interface Worker {
  readonly logs: Logs;
  /** Where it listens; nothing while it does not. */
  port(): number | undefined;
  readonly startedAt: number;
  stop(): Promise<void>;
}

export interface WorkerOptions {
  readonly name: string;
  /** The program and its arguments. */
  readonly command: readonly [string, ...string[]];
  /** Its whole environment, but for the port and TMPDIR, which are the worker's own. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The name of the variable that tells it where to listen. */
  readonly portVariable: string;
  readonly temporary: string;
  readonly logFile: string;
}

const START_TIMEOUT_MS = 20_000;
const POLL_MS = 20;
const BACKOFF_MS = { first: 200, longest: 10_000, forgivenAfter: 30_000 };

/** Resolves when the function listens; rejects with what it wrote when it ended before. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  mkdirSync(options.temporary, { recursive: true });
  const logs = openLogs(options.logFile);
  let child: ChildProcess;
  let port: number | undefined;
  let stopping = false;
  let backoffMs = BACKOFF_MS.first;

  const run = async () => {
    const mine = await freePort();
    const process = spawnWorker(options, mine, logs);
    child = process;
    const ended = new Promise<string>((resolve) => {
      process.once("exit", (code, signal) => resolve(`ended with ${signal ?? `code ${code}`}`));
    });
    await listening(process, mine);
    port = mine;
    const since = Date.now();
    void ended.then((reason) => {
      port = undefined;
      if (stopping) return;
      if (Date.now() - since > BACKOFF_MS.forgivenAfter) backoffMs = BACKOFF_MS.first;
      again(reason);
    });
  };
  const again = (reason: string) => {
    logs.add(`${options.name} ${reason}, starting it again in ${backoffMs} ms`);
    setTimeout(() => {
      if (!stopping) run().catch((error) => again(error.message));
    }, backoffMs).unref();
    backoffMs = Math.min(backoffMs * 2, BACKOFF_MS.longest);
  };

  try {
    await run();
  } catch (error) {
    logs.close();
    const said = logs.lines().map(({ text }) => `  ${text}`);
    throw new Error([`${options.name} ${(error as Error).message}:`, ...said].join("\n"));
  }
  return {
    logs,
    port: () => port,
    startedAt: Date.now(),
    async stop() {
      stopping = true;
      port = undefined;
      await stopOwned(child);
      logs.close();
    },
  };
}

function spawnWorker({ command, env, portVariable, temporary }: WorkerOptions, port: number, logs: Logs) {
  const [program, ...args] = command;
  const child = spawnOwned(program, args, {
    env: { ...env, TMPDIR: temporary, [portVariable]: String(port) },
    // The functions' server ends when its input does, as it would under the watchdog; so the pipe stays open.
    stdio: ["pipe", "pipe", "pipe"],
  });
  child.on("error", (error) => logs.add(error.message));
  child.stdin?.on("error", () => {}); // it ended; "exit" tells
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
