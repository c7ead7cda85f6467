/** How many insertions, deletions, substitutions and swaps of neighbours lead from `a` to `b`. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(least);
    }
    [beforeLast, last] = [last, row];
  }
  return last[b.length] ?? 0;
}

/** The `count` words of `among` nearest to `word`, the nearest first; of equals the earlier in the list. */
export function nearest(word: string, among: readonly string[], count = 3): string[] {
  return among
    .map((candidate) => ({ candidate, distance: editDistance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, count)
    .map(({ candidate }) => candidate);
}

/** Farther away than this, as a share of the longer word, it is another word. */
const SLIP_MAX = 0.4;

/** Nobody mistypes a longer one. */
const WORD_LENGTH_MAX = 200;

/** The word of `among` that somebody meant who mistyped it as `word`. */
export function slipOf(word: string, among: readonly string[]): string | undefined {
  // A word that is far too long costs its length times that of each of them.
  const [best] = word.length > WORD_LENGTH_MAX ? [] : nearest(word, among, 1);
  if (best === undefined) return undefined;
  const distance = editDistance(word.toLowerCase(), best.toLowerCase());
  return distance <= SLIP_MAX * Math.max(word.length, best.length) ? best : undefined;
}
