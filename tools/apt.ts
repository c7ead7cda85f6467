/** Finds programs on a PATH, and installs packages of Debian. */
import { execFile } from "node:child_process";
import { access, constants } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";

const INSTALL_TIMEOUT_MS = 300_000;

/** The path of the first program with one of these names. */
export async function programIn(path: string, names: readonly string[]): Promise<string | undefined> {
  for (const folder of path.split(delimiter).filter(Boolean)) {
    for (const name of names) {
      const program = join(folder, name);
      const usable = await access(program, constants.X_OK).then(
        () => true,
        () => false,
      );
      if (usable) return program;
    }
  }
  return undefined;
}

/** Never prompts. Rejects if the package cannot be installed. */
export async function install(apt: string, debianPackage: string, path: string): Promise<void> {
  const options = {
    env: { ...process.env, PATH: path, DEBIAN_FRONTEND: "noninteractive" },
    timeout: INSTALL_TIMEOUT_MS,
    maxBuffer: 64 << 20,
  };
  const run = promisify(execFile);
  const quiet = ["-q", "-o", "DPkg::Lock::Timeout=120"];
  // A stale or half-reachable list is often enough, so only the install decides.
  await run(apt, [...quiet, "update"], options).catch(() => {});
  await run(apt, [...quiet, "install", "-y", "--no-install-recommends", debianPackage], options);
}
