import { setTimeout as pause } from "node:timers/promises";
import { watch } from "chokidar";
import type { TestBundle } from "./bundle-tests.ts";

const FOLDERS = ["functions", "template", "test", "tools"];
/** An editor that saves several files, or one file in several steps, makes one change. */
const SETTLE_MS = 50;

export interface WatchOptions {
  /** The test files that are asked for, as they are now: files come and go. */
  readonly select: () => Promise<string[]>;
  readonly bundle: (files: readonly string[]) => Promise<TestBundle>;
  readonly run: (files: readonly string[], bundle: TestBundle) => Promise<void>;
}

/** Runs the tests, and after every edit those of them that import an edited file. Does not return. */
export async function watchTests({ select, bundle, run }: WatchOptions): Promise<never> {
  const edited = new Set<string>();
  let wake = () => {};
  watch(FOLDERS, { ignoreInitial: true }).on("all", (_, path) => {
    edited.add(path);
    wake();
  });

  for (let first = true; ; ) {
    const files = await select();
    const paths = [...edited];
    const built = await bundle(files).catch(() => undefined); // esbuild has printed what is wrong
    const touched = first ? files : (built?.importersOf(paths) ?? []);
    if (built !== undefined) {
      for (const path of paths) edited.delete(path);
      first = false;
      if (touched.length > 0) await run(touched, built);
      else console.log(`None of the ${files.length} test files imports ${paths.join(", ")}.`);
    }
    console.log("Waiting for an edit. Ctrl-C ends this.\n");
    if (edited.size === 0 || built === undefined) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    await pause(SETTLE_MS);
  }
}
