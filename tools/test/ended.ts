import type { ChildProcess } from "node:child_process";

/** The last output of a process is still in its pipes when it ends, and a grandchild may hold them open for ever. */
const LAST_OUTPUT_MS = 10_000;

/** Resolves when a process is gone and its output is read; with the reason if it failed. */
export function ended(child: ChildProcess): Promise<string | undefined> {
  child.ref();
  return new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => {
      const reason = code === 0 ? undefined : `it ended with ${signal ?? `code ${code}`}`;
      const patience = setTimeout(() => resolve(reason), LAST_OUTPUT_MS);
      child.once("close", () => {
        clearTimeout(patience);
        resolve(reason);
      });
    });
  });
}
