import { watchEdits } from "../watch-edits.ts";
import type { TestBundle } from "./bundle-tests.ts";

const FOLDERS = ["functions", "template", "test", "tools"];

export interface WatchOptions {
  /** The selected test files, looked up again each time because files come and go. */
  readonly select: () => Promise<string[]>;
  readonly bundle: (files: readonly string[]) => Promise<TestBundle>;
  readonly run: (files: readonly string[], bundle: TestBundle) => Promise<void>;
}

/** Runs the tests, and after every edit those that import an edited file. Never returns. */
export async function watchTests({ select, bundle, run }: WatchOptions): Promise<never> {
  /** Edits whose tests have not run yet, because a file does not compile; `everything` before the first run. */
  let due: string[] | "everything" = "everything";

  const runDue = async (edited: readonly string[]) => {
    if (due !== "everything") due.push(...edited);
    const files = await select();
    const built = await bundle(files).catch(() => undefined); // esbuild has printed the fault
    if (built !== undefined) {
      const touched = due === "everything" ? files : built.importersOf(due);
      if (touched.length > 0) await run(touched, built);
      else console.log(`None of the ${files.length} test files imports ${edited.join(", ")}.`);
      due = [];
    }
    console.log("Waiting for an edit. Ctrl-C ends this.\n");
  };

  let first = Promise.resolve();
  await watchEdits(FOLDERS, async (edited) => {
    await first;
    await runDue(edited);
  });
  first = runDue([]);
  return new Promise(() => {}); // the watching keeps the process alive
}
