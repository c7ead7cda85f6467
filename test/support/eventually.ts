import { setTimeout as pause } from "node:timers/promises";

const POLL_MS = 5;

/** Resolves once it is so, however long that takes; the runner ends a test that waits in vain. */
export async function eventually(isSo: () => boolean | Promise<boolean>, pollMs = POLL_MS): Promise<void> {
  while (!(await isSo())) await pause(pollMs);
}
