/** The versions of Node on which functions must run. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const KEPT = resolve("node_modules/.cache/pods");
const INSTALL_TIMEOUT_MS = 180_000;

/** The same; prints what stays untested when a version is missing. */
export async function nodeOrSkip(major: number, proves: string): Promise<string | undefined> {
  const node = await nodeProgram(major);
  if (node === undefined) console.log(`\nSKIPPED: ${proves}, on Node ${major} (npm could not install it)`);
  return node;
}

/** The program of a major version: this process's own, or from an npm package for this platform, which is cached. */
async function nodeProgram(major: number): Promise<string | undefined> {
  if (Number(process.versions.node.split(".")[0]) === major) return process.execPath;
  const name = `node-${process.platform}-${process.arch}`;
  const folder = join(KEPT, `node-${major}`);
  const program = join(folder, "node_modules", name, "bin", "node");
  if (existsSync(program)) return program;
  await mkdir(folder, { recursive: true });
  const args = ["install", "--prefix", folder, "--no-save", "--no-audit", "--no-fund", `${name}@${major}`];
  await run("npm", args, { timeout: INSTALL_TIMEOUT_MS }).catch(() => {});
  return existsSync(program) ? program : undefined;
}
