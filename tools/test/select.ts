import { nearest } from "#shared/core/github/edit-distance.ts";
import { isLevelName, LEVEL_NAMES, type LevelName, levelOf } from "./levels.ts";

const NEAR_NAMES = 5;

/**
 * The test files that the words of a command line select. A word is a level, or part of a path:
 *
 * - nothing: all of them
 * - `unit integration`: these levels
 * - `member`: every file with that in its path; `unit member`: those of them in the level
 * - `unit/web`: these files, in addition to the others
 *
 * Throws a sentence with similar names for a part that no path contains.
 */
export function selectTests(words: readonly string[], files: readonly string[]): string[] {
  const levels = words.filter(isLevelName);
  const parts = words.filter((word) => !isLevelName(word)).map((word) => word.replace(/^(\.\/)?(test\/)?/, ""));
  const [scoped, bare] = [parts.filter(namesLevel), parts.filter((part) => !namesLevel(part))];
  const inLevels = files.filter((file) => levels.length === 0 || levels.some((level) => levelOf(file) === level));

  const narrowed =
    bare.length > 0 ? matching(bare, inLevels, levels) : levels.length > 0 || scoped.length === 0 ? inLevels : [];
  const selected = new Set([...narrowed, ...matching(scoped, files, [])]);
  return files.filter((file) => selected.has(file));
}

const namesLevel = (part: string) => LEVEL_NAMES.some((level) => part.startsWith(`${level}/`));

function matching(parts: readonly string[], files: readonly string[], levels: readonly LevelName[]): string[] {
  return parts.flatMap((part) => {
    const found = files.filter((file) => file.slice("test/".length).includes(part));
    if (found.length === 0) throw new Error(noMatch(part, files, levels));
    return found;
  });
}

function noMatch(part: string, files: readonly string[], levels: readonly LevelName[]): string {
  const byName = new Map(files.map((file) => [nameOf(file), file]));
  const near = nearest(nameOf(part), [...byName.keys()], NEAR_NAMES).map((name) => `  ${byName.get(name)}`);
  const which = levels.length > 0 ? `No test file of ${levels.join(" or ")}` : "No test file";
  const known = `Levels are ${LEVEL_NAMES.join(", ")}.`;
  return [`${which} has "${part}" in its path. ${known} Test files with a similar name:`, ...near].join("\n");
}

const nameOf = (path: string) => (path.split("/").at(-1) ?? path).replace(/\.test\.ts$/, "");
