import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Where everything lies that a start leaves for the next one. */
export interface DataFolder {
  /** A path inside. */
  path(...names: string[]): string;
  /** Says that the community is whole; until then a start that finds it begins anew. */
  loaded(): void;
  /** Marks that the people in it are invented. */
  invented(): void;
  isInvented(): boolean;
  /** Lets another start have it. */
  release(): void;
}

/** Takes the folder for this process. Throws when another start has it. */
export function takeDataFolder(folder: string, reset: boolean): DataFolder {
  const lock = join(folder, "pid");
  const redis = join(folder, "redis");
  const mark = join(folder, "loading");
  const invented = join(folder, "invented");
  const owner = existsSync(lock) ? Number(readFileSync(lock, "utf8")) : 0;
  if (owner > 0 && owner !== process.pid && isRunning(owner)) {
    throw new Error(
      `npm start is running already, as process ${owner}. Stop it with Ctrl-C where it runs; if that is no npm start, remove ${lock}.`,
    );
  }
  if (reset) rmSync(folder, { recursive: true, force: true });
  // Half a demo is worse than none.
  if (existsSync(mark)) rmSync(redis, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  // Only a new community can be half made: a whole one is kept, however a later start ends.
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
    // Somebody else's process: alive.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
