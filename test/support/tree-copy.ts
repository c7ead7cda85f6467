/** A copy of the repository, to change in a test: types, style and tests are run on it as on the original. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { promisify } from "node:util";

/** What a clone does not have. */
const NOT_COPIED = new Set(["node_modules", ".git", ".data", ".secrets", "build"]);
const PROJECT = "tsconfig.copy.json";
/** Half a gigabyte, which every copy shares. */
const PACKAGES = ["node_modules", "test/support/github/openapi/node_modules"];
const OUTPUT_BYTES_MAX = 16 * 1024 * 1024;

export interface TreeCopy {
  readonly folder: string;
  read(path: string): Promise<string>;
  /** Writes a file, whether it exists or not. */
  write(path: string, text: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** Runs a program there and returns all that it prints, however it ends. */
  run(program: string, args: readonly string[]): Promise<{ ok: boolean; output: string }>;
  /** The type checker's messages, by file: of everything, or of one folder. */
  typeErrors(folder?: string): Promise<Map<string, string>>;
}

export async function copyTree(): Promise<TreeCopy> {
  const folder = await mkdtemp(join(tmpdir(), "pods-tree-"));
  const filter = (path: string) => !NOT_COPIED.has(basename(path));
  for (const name of await readdir(".")) {
    if (filter(name)) await cp(name, join(folder, name), { recursive: true, filter });
  }
  for (const packages of PACKAGES) {
    if (existsSync(packages)) await symlink(resolve(packages), join(folder, packages));
  }

  async function run(program: string, args: readonly string[]) {
    const options = { cwd: folder, maxBuffer: OUTPUT_BYTES_MAX };
    const result = await promisify(execFile)(program, args, options).catch(
      (failed: { stdout: string; stderr: string }) => failed,
    );
    return { ok: !(result instanceof Error), output: result.stdout + result.stderr };
  }

  return {
    folder,
    run,
    read: (path) => readFile(join(folder, path), "utf8"),
    async write(path, text) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    },
    remove: (path) => rm(join(folder, path)),
    async typeErrors(only) {
      const project = { extends: "./tsconfig.json", ...(only !== undefined && { include: [only] }) };
      await writeFile(join(folder, PROJECT), JSON.stringify(project));
      const args = ["--pretty", "false", "--checkers", "1", "--project", PROJECT];
      const { output } = await run(resolve("node_modules/.bin/tsc"), args);
      await rm(join(folder, PROJECT));
      const errors = new Map<string, string>();
      // A message begins with its place; the lines that explain it are indented.
      for (const message of output.split(/\n(?=\S)/)) {
        const [, path] = /^(.+?)\(\d+,\d+\): error /.exec(message) ?? [];
        if (path) errors.set(path, `${errors.get(path) ?? ""}${message}\n`);
        else if (message.trim() !== "") throw new Error(message);
      }
      return errors;
    },
  };
}
