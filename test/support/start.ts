import { type ChildProcess, execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdtemp, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { lazily } from "#shared/core/lazily.ts";
import { freePort } from "../../tools/free-port.ts";
import { spawnOwned } from "../../tools/processes.ts";
import { bundleTests } from "../../tools/test/bundle-tests.ts";

const LOADERS = [import.meta.resolve("tsx"), new URL("../../tools/lua.mjs", import.meta.url).href];
const PROGRAM = "tools/start.ts";
const GREETING = /^Pods is running: /m;

export interface Started {
  readonly url: string;
  /** Its output so far. */
  text(): string;
  /** Ctrl-C; resolves with the exit code. */
  stop(): Promise<number | null>;
}

/** A folder that npm start takes for the repository, without the files that the developer's own starts left there. */
export async function startFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "pods-npm-start-"));
  for (const file of ["stack.yml", "pods.yml"]) await symlink(resolve(file), join(folder, file));
  return folder;
}

/** A copy of the repository, whose sources a test may edit. */
export async function startCopy(): Promise<string> {
  const folder = await startFolder();
  for (const name of ["package.json", "tsconfig.json", "functions", "template", "tools"]) {
    await cp(name, join(folder, name), { recursive: true });
  }
  await symlink(resolve("node_modules"), join(folder, "node_modules"));
  return folder;
}

/** `npm start -- …` there, on a free port; resolves when it has greeted, rejects with what it printed when it ends before. */
export async function npmStart(folder: string, args: readonly string[] = [], redisUrl = ""): Promise<Started> {
  const port = await freePort();
  const child = await run(folder, ["--port", String(port), ...args], redisUrl);
  let text = "";
  child.stdout?.on("data", (chunk) => {
    text += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    text += chunk;
  });
  // Its last output may arrive after it has ended, but not after its pipes have closed.
  const ended = new Promise<number | null>((resolve) => child.once("close", (code) => resolve(code)));
  let over = false;
  void ended.then(() => {
    over = true;
  });
  while (!GREETING.test(text)) {
    if (over) throw new Error(text);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    url: `http://127.0.0.1:${port}`,
    text: () => text,
    async stop() {
      const awake = setInterval(() => {}, 1_000); // nothing else may keep this process waiting for its end
      child.kill("SIGINT");
      const code = await ended;
      clearInterval(awake);
      return code;
    },
  };
}

/** Presses Ctrl-C as soon as `npm start -- …` prints `when`. Returns its exit code and its whole output. */
export async function interruptedStart(
  folder: string,
  when: RegExp,
  args: readonly string[] = [],
): Promise<{ code: number | null; text: string }> {
  const child = await run(folder, ["--port", "0", ...args], "");
  const awake = setInterval(() => {}, 1_000); // nothing else may keep this process waiting for its end
  let text = "";
  const keep = (chunk: Buffer) => {
    const before = when.test(text);
    text += chunk;
    if (!before && when.test(text)) child.kill("SIGINT");
  };
  child.stdout?.on("data", keep);
  child.stderr?.on("data", keep);
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  clearInterval(awake);
  return { code, text };
}

/** The output of an `npm start -- …` that cannot start. */
export async function failedStart(folder: string, args: readonly string[] = [], redisUrl = ""): Promise<string> {
  try {
    await npmStart(folder, args, redisUrl);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("it started");
}

/** Runs a command in a shell there and returns its output. */
export async function paste(folder: string, command: string): Promise<string> {
  const { stdout } = await promisify(execFile)("/bin/sh", ["-c", command], { cwd: folder, timeout: 120_000 });
  return stdout;
}

/** Starts in a tenth of the time. */
const compiled = lazily(async () => {
  const bundle = await bundleTests([PROGRAM], await mkdtemp(join(tmpdir(), "pods-start-")));
  return [bundle.script(PROGRAM)];
});

/** A copy of the repository runs its own program, as `npm start` does. */
async function run(folder: string, args: readonly string[], redisUrl: string): Promise<ChildProcess> {
  const own = join(folder, PROGRAM);
  const asTyped = [...LOADERS.flatMap((loader) => ["--import", loader]), own];
  const program = existsSync(own) ? asTyped : await compiled();
  return spawnOwned(process.execPath, [...program, ...args], {
    cwd: folder,
    env: { ...process.env, REDIS_URL: redisUrl },
    stdio: ["ignore", "pipe", "pipe"],
  });
}
