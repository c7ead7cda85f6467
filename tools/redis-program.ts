import { execFile } from "node:child_process";
import { unlink, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { install, programIn } from "./apt.ts";

/** How to run a Redis on this machine: a program, or an image if only docker is installed. */
export type RedisProgram =
  | { readonly kind: "program"; readonly path: string }
  | { readonly kind: "docker"; readonly path: string; readonly image: string };

/** The places to look and the permissions: by default the real machine, in tests folders of small scripts. */
export interface Machine {
  readonly path: string;
  readonly root: boolean;
  /** Reports every installation; nothing is installed silently. */
  say(sentence: string): void;
}

/** Scripts with flags (`allow-oom`) came with Redis 7. */
const REDIS_MAJOR_MIN = 7;
const IMAGE = "redis:7-alpine";
const INSTALL_TIMEOUT_MS = 300_000;
const PROBE_TIMEOUT_MS = 10_000;
const POLICY = "/usr/sbin/policy-rc.d";

const run = promisify(execFile);

const thisMachine: Machine = {
  path: process.env.PATH ?? "",
  root: process.getuid?.() === 0,
  say: (sentence) => console.error(sentence),
};

/**
 * Finds a Redis 7 or Valkey 8 to run: on the PATH, else installed by apt (as root), else by docker.
 * Never prompts. If there is no Redis, throws one sentence that says what to install.
 */
export async function findRedis(machine: Machine = thisMachine): Promise<RedisProgram> {
  const reasons: string[] = [];
  const found =
    (await onThePath(machine, reasons)) ?? (await fromApt(machine, reasons)) ?? (await fromDocker(machine, reasons));
  if (found) return found;
  const why = reasons.length > 0 ? ` (${reasons.join("; ")})` : "";
  throw new Error(`No Redis here: install redis-server 7 or valkey-server 8, or set REDIS_URL for npm start${why}.`);
}

async function onThePath(machine: Machine, reasons: string[]): Promise<RedisProgram | undefined> {
  for (const name of ["redis-server", "valkey-server"]) {
    const path = await programIn(machine.path, [name]);
    if (!path) continue;
    const major = await majorVersion(path);
    if (major >= REDIS_MAJOR_MIN) return { kind: "program", path };
    reasons.push(`${path} is version ${major}, too old`);
  }
  return undefined;
}

async function fromApt(machine: Machine, reasons: string[]): Promise<RedisProgram | undefined> {
  const apt = await programIn(machine.path, ["apt-get"]);
  if (!apt) return undefined;
  if (!machine.root) {
    reasons.push("apt could install it, but only for root");
    return undefined;
  }
  machine.say("No Redis on the PATH: installing redis-server with apt (its service is not started).");
  const letServicesStart = await keepServicesFromStarting();
  try {
    await install(apt, "redis-server", machine.path);
    return await onThePath(machine, reasons);
  } catch (error) {
    reasons.push(`apt-get install redis-server failed: ${lastLine(error)}`);
    return undefined;
  } finally {
    await letServicesStart();
  }
}

/** Debian starts a service on installation unless this file forbids it. An existing file stays as it is. */
async function keepServicesFromStarting(): Promise<() => Promise<void>> {
  try {
    await writeFile(POLICY, "#!/bin/sh\nexit 101\n", { flag: "wx", mode: 0o755 });
    return () => unlink(POLICY);
  } catch {
    return async () => {};
  }
}

async function fromDocker(machine: Machine, reasons: string[]): Promise<RedisProgram | undefined> {
  const docker = await programIn(machine.path, ["docker"]);
  if (!docker) return undefined;
  try {
    await run(docker, ["info"], { timeout: PROBE_TIMEOUT_MS });
    machine.say(`No Redis on the PATH: using docker's ${IMAGE}.`);
    await run(docker, ["pull", "--quiet", IMAGE], { timeout: INSTALL_TIMEOUT_MS });
    return { kind: "docker", path: docker, image: IMAGE };
  } catch (error) {
    reasons.push(`docker is installed but could not run a Redis: ${lastLine(error)}`);
    return undefined;
  }
}

async function majorVersion(path: string): Promise<number> {
  const { stdout } = await run(path, ["--version"], { timeout: PROBE_TIMEOUT_MS });
  return Number(/v=(\d+)/.exec(stdout)?.[1] ?? 0);
}

function lastLine(error: unknown): string {
  const { stderr = "", message = String(error) } = error as { stderr?: string; message?: string };
  return (stderr.trim() || message).split("\n").at(-1) ?? "";
}
