import { accessSync, constants, statfsSync } from "node:fs";

const FOLDER = "/dev/shm";
/** Containers often have 64 MB there, which the tests would fill. */
const ROOM_BYTES = 2 ** 30;

/** A folder whose files stay in memory, where this machine has one with room. A busy disk keeps Redis waiting for seconds. */
export function memoryFolder(): string | undefined {
  try {
    accessSync(FOLDER, constants.W_OK);
    const { bavail, bsize } = statfsSync(FOLDER);
    return bavail * bsize >= ROOM_BYTES ? FOLDER : undefined;
  } catch {
    return undefined;
  }
}
