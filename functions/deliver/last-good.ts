/**
 * What a secret means, as it is now. Throws at once when the secret is malformed, so that nothing half-set-up starts; one that
 * is malformed later on is logged, and what was good before goes on being used.
 */
export function lastGood<T>(
  secret: () => string | undefined,
  read: (text: string | undefined) => T,
  log: { error(message: string): void },
): () => T {
  let text = secret();
  let good = read(text);
  return () => {
    const now = secret();
    if (now === text) return good;
    text = now;
    try {
      good = read(now);
    } catch (error) {
      log.error((error as Error).message);
    }
    return good;
  };
}
