/** Reads each text once, as many rows of a file say the same. */
const REMEMBERED_MAX = 1_000;

export function remembered<T extends NonNullable<unknown>>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const answer = read(text);
    if (known.size < REMEMBERED_MAX) known.set(text, answer);
    return answer;
  };
}
