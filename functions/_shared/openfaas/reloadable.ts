/**
 * The value of a text that can change while we run, such as a secret. Throws at once when the first text is malformed, so
 * that a function does not start half-configured. Later, a malformed text is logged once and the last good value stays;
 * `fault()` says so until the text is mended.
 */
export interface Reloadable<Value> {
  (): Value;
  /** Reads the text again. `undefined` while the value in force is that of the text. */
  fault(): ReloadFault | undefined;
}

interface ReloadFault {
  readonly reason: string;
  /** When the unusable text was first seen, ms. */
  readonly since: number;
}

interface Options {
  readonly log: { error(message: string): void };
  readonly now?: () => number;
}

export function reloadable<Text, Value>(
  read: () => Text,
  /** `good` is the value in force; `undefined` at the start. */
  parse: (text: Text, good?: Value) => Value,
  { log, now = Date.now }: Options,
): Reloadable<Value> {
  let text = read();
  let good = parse(text);
  let fault: ReloadFault | undefined;
  const value = () => {
    const latest = read();
    if (latest === text) return good;
    text = latest;
    try {
      good = parse(latest, good);
      fault = undefined;
    } catch (error) {
      const reason = (error as Error).message;
      fault = { reason, since: now() };
      log.error(`${reason} The last valid value stays in use until this is mended; a start would fail.`);
    }
    return good;
  };
  return Object.assign(value, {
    fault: () => {
      value();
      return fault;
    },
  });
}
