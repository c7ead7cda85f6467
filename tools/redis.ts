import type { ChildProcess } from "node:child_process";
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { rmSync, writeFileSync } from "node:fs";
import { mkdir, mkdtemp } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { lazily } from "#shared/core/lazily.ts";
import { freePort } from "./free-port.ts";
import { spawnOwned, stopOwned } from "./processes.ts";
import { findRedis, type RedisProgram } from "./redis-program.ts";

/** A Redis on 127.0.0.1 that this process started and that ends with it. */
export interface RedisServer {
  readonly url: string;
  readonly port: number;
  /** Sends a signal: SIGKILL is a crash, SIGSTOP a freeze, SIGCONT the thaw. */
  signal(name: "SIGKILL" | "SIGSTOP" | "SIGCONT"): Promise<void>;
  /** Runs it again after a crash, on the same port with the same data. Resolves when it answers. */
  restart(): Promise<void>;
  /** Deletes all that it holds, and keeps its functions. */
  empty(): Promise<void>;
  /** Ends it, and deletes its data unless `dir` was given. */
  stop(): Promise<void>;
}

export interface RedisOptions {
  /** The folder of its data, which is kept. Default: a temporary folder, which `stop` removes. */
  readonly dir?: string;
  /** Where that temporary folder lies. Default: where the system puts its own. */
  readonly parent?: string;
  /** `always` and `everysec` write an append-only file; `no` keeps everything in memory. Default `no`. */
  readonly fsync?: "no" | "everysec" | "always";
  /** Its `url` leads to a socket in `dir`, where a call takes half the time. Docker's takes no part in this. */
  readonly socket?: boolean;
  /** Runs Sentinel instead, which stores nothing. */
  readonly sentinel?: boolean;
  /** More arguments of redis-server, e.g. `["--maxmemory", "8mb"]`. */
  readonly args?: readonly string[];
}

/** Long enough for an append-only file of millions of entries to load. */
const READY_TIMEOUT_MS = 60_000;
const POLL_MS = 20;
const PORT_TRIES = 5;
const SOCKET = "redis.sock";

/** The temporary folders of servers that nobody has stopped: even then they go with this process. */
const folders = new Set<string>();
const removeFoldersAtExit = lazily(() => process.once("exit", () => folders.forEach(removeFolder)));

function removeFolder(dir: string): void {
  rmSync(dir, { recursive: true, force: true });
  folders.delete(dir);
}

/** Starts a Redis for this process and resolves when it answers. Rejects with Redis's own output if it does not. */
export async function startRedis(options: RedisOptions = {}): Promise<RedisServer> {
  const program = await findRedis();
  const dir =
    options.dir === undefined ? await mkdtemp(join(options.parent ?? tmpdir(), "pods-redis-")) : resolve(options.dir);
  await mkdir(dir, { recursive: true });
  if (options.dir === undefined) {
    folders.add(dir);
    removeFoldersAtExit();
  }
  const { port, child } = await listen(program, dir, options);

  let running = child;
  return {
    url: hasSocket(program, options) ? `unix://${join(dir, SOCKET)}` : `redis://127.0.0.1:${port}`,
    port,
    async signal(name) {
      running.ref();
      const gone = name === "SIGKILL" ? once(running, "exit") : undefined;
      send(program, running, port, name);
      await gone;
      running.unref();
    },
    async restart() {
      running = run(program, dir, port, options);
      await answering(running, port);
    },
    async empty() {
      const answer = await ask(port, "FLUSHALL", READY_TIMEOUT_MS);
      if (answer !== "+OK") throw new Error(`Redis could not be emptied: ${answer ?? "it does not answer"}`);
    },
    async stop() {
      if (program.kind === "docker") send(program, running, port, "SIGCONT");
      await stopOwned(running);
      if (options.dir === undefined) removeFolder(dir);
    },
  };
}

const hasSocket = (program: RedisProgram, { socket = false }: RedisOptions): boolean =>
  socket && program.kind === "program";

async function listen(program: RedisProgram, dir: string, options: RedisOptions) {
  for (let tries = 1; ; tries++) {
    const port = await freePort();
    const child = run(program, dir, port, options);
    try {
      await answering(child, port);
      return { port, child };
    } catch (error) {
      await stopOwned(child);
      // Another process took the port in between.
      if (tries < PORT_TRIES && /in use/i.test(String(error))) continue;
      throw error;
    }
  }
}

function run(program: RedisProgram, dir: string, port: number, options: RedisOptions): ChildProcess {
  const fsync = options.fsync ?? "no";
  if (options.sentinel) return runSentinel(program, dir, port);
  const settings = ["--save", "", "--appendonly", fsync === "no" ? "no" : "yes"]
    .concat(fsync === "no" ? [] : ["--appendfsync", fsync])
    .concat(hasSocket(program, options) ? ["--unixsocket", SOCKET] : [])
    .concat(options.args ?? []);
  const stdio = ["ignore", "pipe", "pipe"] as const;
  if (program.kind === "docker") {
    const name = [
      "--rm",
      "--name",
      containerName(port),
      "--publish",
      `127.0.0.1:${port}:6379`,
      "--volume",
      `${dir}:/data`,
    ];
    return spawnOwned(program.path, ["run", ...name, program.image, "redis-server", ...settings], {
      stdio: [...stdio],
    });
  }
  const place = ["--bind", "127.0.0.1", "--port", String(port), "--dir", dir];
  return spawnOwned(program.path, [...place, ...settings], { stdio: [...stdio], cwd: dir });
}

/** Sentinel wants a file that it can write to. */
function runSentinel(program: RedisProgram, dir: string, port: number): ChildProcess {
  if (program.kind === "docker") throw new Error("Sentinel is only run by a redis-server on this machine.");
  writeFileSync(join(dir, "sentinel.conf"), `port ${port}\nbind 127.0.0.1\n`);
  return spawnOwned(program.path, ["sentinel.conf", "--sentinel"], { stdio: ["ignore", "pipe", "pipe"], cwd: dir });
}

/** Signals do not reach through `docker run`, except the one that ends it. */
function send(program: RedisProgram, child: ChildProcess, port: number, name: NodeJS.Signals): void {
  if (program.kind === "program") child.kill(name);
  else execFileSync(program.path, ["kill", "--signal", name, containerName(port)], { stdio: "ignore" });
}

const containerName = (port: number) => `pods-redis-${port}`;

async function answering(child: ChildProcess, port: number): Promise<void> {
  let output = "";
  const keep = (chunk: Buffer) => {
    output = (output + chunk).slice(-4_000);
  };
  child.stdout?.on("data", keep);
  child.stderr?.on("data", keep);
  let failure: string | undefined;
  child.once("error", (error) => {
    failure = error.message;
  });
  child.once("exit", (code) => {
    failure ??= `it ended with code ${code}`;
  });

  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (!(await pings(port))) {
    if (failure !== undefined) throw new Error(`Redis did not start: ${failure}\n${output.trim()}`);
    if (Date.now() > deadline)
      throw new Error(`Redis did not answer in ${READY_TIMEOUT_MS / 1000} s\n${output.trim()}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  // The answer may have come from another Redis on the port, which ours failed to take.
  if (failure !== undefined) throw new Error(`Redis did not start: ${failure}\n${output.trim()}`);
}

/** True when the server answers PING; a server that still loads its data answers LOADING. */
const pings = async (port: number): Promise<boolean> => (await ask(port, "PING", 1_000)) === "+PONG";

/** The line that it answers to a command; `undefined` when it does not answer in time. */
function ask(port: number, command: string, timeoutMs: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(`${command}\r\n`));
    const end = (answer?: string) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(timeoutMs, () => end());
    socket.once("data", (data) => end(data.toString().trimEnd()));
    socket.once("error", () => end());
    socket.once("close", () => end());
  });
}
