/** Rows of a file that name the same person: the last one that can be used counts. */
import type { ImportProgress } from "#shared/core/ports.ts";
import type { Line } from "./row-file.ts";

/**
 * The rows that do not count, each with the line that does. An import looks for them once, and takes them along.
 * @param lines reads the file anew: only rows about somebody who is named twice are parsed
 */
export function repeatsIn(lines: () => Iterable<Line>): ImportProgress["repeats"] {
  const seen = new Set<string>();
  const again = new Map<string, number[]>();
  for (const { login } of lines()) {
    if (seen.has(login)) again.set(login, []);
    seen.add(login);
  }
  if (again.size === 0) return [];
  for (const one of lines()) {
    const found = again.get(one.login);
    if (found && typeof one.row !== "string") found.push(one.line);
  }
  return [...again.values()].flatMap((found) => found.slice(0, -1).map((line) => [line, found.at(-1)!] as const));
}
