/** Programs that the tests need and Debian has: from the PATH, or installed with apt as root. */
import { execFile } from "node:child_process";
import { access, constants } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";

const INSTALL_TIMEOUT_MS = 240_000;

/** The path of the first of these programs that is here. Throws a sentence that says what to install. */
export async function debianProgram(names: readonly string[], debianPackage: string): Promise<string> {
  const path = (await onThePath(names)) ?? (await fromApt(debianPackage)) ?? (await onThePath(names));
  if (path === undefined) throw new Error(`There is no ${names[0]} here: install ${debianPackage}.`);
  return path;
}

async function onThePath(names: readonly string[]): Promise<string | undefined> {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    for (const name of names) {
      const path = join(folder, name);
      const usable = await access(path, constants.X_OK).then(
        () => true,
        () => false,
      );
      if (usable) return path;
    }
  }
  return undefined;
}

async function fromApt(debianPackage: string): Promise<undefined> {
  if (process.getuid?.() !== 0) return;
  console.error(`Installing ${debianPackage} with apt.`);
  const options = {
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    timeout: INSTALL_TIMEOUT_MS,
    maxBuffer: 64 << 20,
  };
  const run = promisify(execFile);
  const quiet = ["-q", "-o", "DPkg::Lock::Timeout=120"];
  // A stale or half-reachable list is often enough, so only the install decides.
  await run("apt-get", [...quiet, "update"], options).catch(() => {});
  await run("apt-get", [...quiet, "install", "-y", "--no-install-recommends", debianPackage], options).catch(() => {});
}
