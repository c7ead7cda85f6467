import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";

/**
 * A Node.js of another major version: the one that runs when it is that, what the variable `NODE_<major>` names, or what
 * `npm install` put into the cache of node_modules. A machine may be without: then this says what is not proven and how
 * to have it proven, and gives nothing. Throws instead under PODS_PLATFORM=required.
 */
export function nodeOrSkip(major: number, proves: string): string | undefined {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
  const name = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  const cache = `node_modules/.cache/node-${major}`;
  const candidates = [process.env[`NODE_${major}`], resolve(cache, "node_modules", name, "bin/node")];
  const found = candidates.find((path) => path !== undefined && existsSync(path));
  if (found !== undefined && versionOf(found).startsWith(`v${major}.`)) return found;
  const gap = `${proves}, on Node ${major} (set NODE_${major}, or: npm install --no-save --prefix ${cache} ${name}@${major})`;
  if (process.env.PODS_PLATFORM === "required") throw new Error(`Not proven: ${gap}`);
  console.log(`\nSKIPPED: ${gap}`);
  return undefined;
}

const versionOf = (path: string) => execFileSync(path, ["--version"], { encoding: "utf8" });
