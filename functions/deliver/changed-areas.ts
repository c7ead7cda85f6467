/** The areas whose paths a pull request changes. */
import picomatch from "picomatch";
import type { Settings } from "#shared/core/settings.ts";
import { failureOf } from "#shared/github/failure.ts";
import type { Here } from "./place.ts";

/** Those with the most of these files. */
export function areasOfFiles(files: readonly string[], { areas }: Pick<Settings, "areas">): string[] {
  const counts = Object.entries(areas).map(([id, { paths }]) => {
    return { id, count: files.filter(matcherOf(paths)).length };
  });
  const most = Math.max(1, ...counts.map(({ count }) => count));
  return counts.filter(({ count }) => count === most).map(({ id }) => id);
}

/** A pattern that begins with `!` takes files out. */
function matcherOf(paths: readonly string[]): (file: string) => boolean {
  const wanted = paths.filter((glob) => !glob.startsWith("!"));
  const ignore = paths.flatMap((glob) => (glob.startsWith("!") ? glob.slice(1) : []));
  const matches = wanted.length === 0 ? () => false : picomatch(wanted, { ignore, dot: true, windows: false });
  return (file) => matches(file);
}

/** Whether the files of pull requests make a difference. */
export const hasPaths = ({ areas }: Pick<Settings, "areas">): boolean =>
  Object.values(areas).some(({ paths }) => paths.length > 0);

/** Where we may not read the files, the areas are found without them, and once more when we may. */
export async function changedAreas({ store, github, settings, thread, place, now }: Here): Promise<string[]> {
  if (!hasPaths(settings)) return [];
  try {
    return areasOfFiles(await github.files(place), settings);
  } catch (error) {
    const failure = failureOf(error, now);
    if (failure.kind !== "refused" || failure.about === "all") throw error;
    await store.enqueue([{ kind: "files", thread }], { id: "", at: now });
    return [];
  }
}
