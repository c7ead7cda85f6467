import { watch } from "chokidar";

/** An editor that saves several files, or one file in several steps, makes one edit. */
const SETTLE_MS = 50;

/**
 * Calls `act` with the paths of files that were edited, made or removed in the folders: one call at a time, and edits
 * made meanwhile come with the next. Resolves when it watches, with the end of it.
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
