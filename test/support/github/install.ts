/** GitHub's published OpenAPI and a validator: 400 MB, so the first test that needs them installs them. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const FOLDER = fileURLToPath(new URL("./openapi/", import.meta.url));
const LOCK = join(FOLDER, ".installing");
const POLL_MS = 250;
/** An installation that takes longer than this was killed. */
const PATIENCE_MS = 180_000;

/** A `require` for the packages in test/support/github/openapi/package.json, which are installed when missing. */
export async function requireOpenApi(): Promise<NodeJS.Require> {
  while (!(await isInstalled())) {
    if (await takeLock()) {
      try {
        await install();
      } finally {
        await rm(LOCK, { recursive: true, force: true });
      }
    } else await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  return createRequire(join(FOLDER, "package.json"));
}

/** npm writes this file last; it lists the installed versions. */
async function isInstalled(): Promise<boolean> {
  const file = join(FOLDER, "node_modules/.package-lock.json");
  if (existsSync(LOCK) || !existsSync(file)) return false;
  const { packages: there } = JSON.parse(await readFile(file, "utf8"));
  const { dependencies } = JSON.parse(await readFile(join(FOLDER, "package.json"), "utf8"));
  return Object.entries(dependencies).every(([name, version]) => there[`node_modules/${name}`]?.version === version);
}

/** Test files run beside each other: one installs, the others wait. */
async function takeLock(): Promise<boolean> {
  try {
    await mkdir(LOCK);
    return true;
  } catch {
    const { mtimeMs } = await stat(LOCK).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (Date.now() - mtimeMs > PATIENCE_MS) await rm(LOCK, { recursive: true, force: true });
    return false;
  }
}

async function install(): Promise<void> {
  await promisify(execFile)("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], {
    cwd: FOLDER,
    timeout: PATIENCE_MS,
  });
}
