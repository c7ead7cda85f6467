import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The folder of everything that a start leaves for the next one. */
export interface DataFolder {
  /** A path inside the folder. */
  path(...names: string[]): string;
  /** Marks the community as complete; without the mark the next start begins anew. */
  loaded(): void;
  /** Marks that the people in it are invented. */
  invented(): void;
  isInvented(): boolean;
  /** Lets another start use it. */
  release(): void;
}

/** Locks the folder for this process. Throws if another start uses it. */
export function takeDataFolder(folder: string, reset: boolean): DataFolder {
  const lock = join(folder, "pid");
  const redis = join(folder, "redis");
  const mark = join(folder, "loading");
  const invented = join(folder, "invented");
  const owner = existsSync(lock) ? Number(readFileSync(lock, "utf8")) : 0;
  if (owner > 0 && owner !== process.pid && isRunning(owner)) {
    throw new Error(
      `npm start is running already, as process ${owner}. Stop it with Ctrl-C where it runs; if that process is not npm start, remove ${lock}.`,
    );
  }
  if (reset) rmSync(folder, { recursive: true, force: true });
  // Half a demo is worse than none.
  if (existsSync(mark)) rmSync(redis, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  // Only a new community can be incomplete; a complete one is kept, however a later start ends.
  if (!existsSync(redis)) writeFileSync(mark, "");
  writeFileSync(lock, String(process.pid));
  return {
    path: (...names) => join(folder, ...names),
    loaded: () => rmSync(mark, { force: true }),
    invented: () => writeFileSync(invented, ""),
    isInvented: () => existsSync(invented),
    release: () => rmSync(lock, { force: true }),
  };
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: the process is alive and another user's.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
