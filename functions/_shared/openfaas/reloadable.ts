/**
 * The value of a text that can change while we run, such as a secret. Throws at once when the first text is malformed, so
 * that a function does not start half-configured. Later, a malformed text is logged once and the last good value stays.
 */
export function reloadable<Text, Value>(
  read: () => Text,
  parse: (text: Text) => Value,
  log: { error(message: string): void },
): () => Value {
  let text = read();
  let good = parse(text);
  return () => {
    const now = read();
    if (now === text) return good;
    text = now;
    try {
      good = parse(now);
    } catch (error) {
      log.error(`${(error as Error).message} The last valid value stays in use.`);
    }
    return good;
  };
}
