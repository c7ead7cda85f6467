import { watch } from "chokidar";

/** Saving several files, or one file in several steps, counts as one edit. */
const SETTLE_MS = 50;

/**
 * Calls `act` with the paths of files that were edited, created or removed in the folders. One call runs at a time; edits
 * made meanwhile come with the next one. Resolves once it watches, with a function that ends it.
 */
export async function watchEdits(
  folders: readonly string[],
  act: (paths: readonly string[]) => Promise<void>,
): Promise<() => Promise<void>> {
  const edited = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let acting = Promise.resolve();
  const actOnce = async () => {
    const paths = [...edited];
    edited.clear();
    if (paths.length > 0) await act(paths);
  };

  const watcher = watch([...folders], { ignoreInitial: true });
  watcher.on("all", (_, path) => {
    edited.add(path);
    clearTimeout(timer);
    timer = setTimeout(() => {
      acting = acting.then(actOnce);
    }, SETTLE_MS);
  });
  await new Promise<void>((resolve) => watcher.once("ready", resolve));
  return async () => {
    clearTimeout(timer);
    await watcher.close();
    await acting;
  };
}
