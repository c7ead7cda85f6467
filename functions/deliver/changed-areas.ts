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

/** None if no area has paths. Where we may not read the files, the areas are found without them. */
export async function changedAreas({ github, settings, place, now }: Here): Promise<string[]> {
  if (Object.values(settings.areas).every(({ paths }) => paths.length === 0)) return [];
  try {
    return areasOfFiles(await github.files(place), settings);
  } catch (error) {
    const failure = failureOf(error, now);
    if (failure.kind === "refused" && failure.about !== "all") return [];
    throw error;
  }
}
