/**
 * The value of a text that can change while we run, such as a secret. Throws at once when the first text is malformed, so
 * that a function does not start half-configured. Later, a text that is malformed or cannot be read is logged once and the
 * last good value stays; `fault()` says so until the text is mended.
 */
export interface Reloadable<Value> {
  (): Value;
  /** Reads the text again. `undefined` while the value in force is that of the text. */
  fault(): ReloadFault | undefined;
}

interface ReloadFault {
  readonly reason: string;
  /** Since when there has been no usable text, ms. */
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
  let text: Text | Error = read();
  let good = parse(text);
  let fault: ReloadFault | undefined;
  const value = () => {
    const latest = attempt(read);
    if (latest === text) return good;
    text = latest;
    try {
      if (latest instanceof Error) throw latest;
      good = parse(latest, good);
      fault = undefined;
    } catch (error) {
      const reason = (error as Error).message;
      if (fault?.reason === reason) return good;
      fault = { reason, since: fault?.since ?? now() };
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

function attempt<Text>(read: () => Text): Text | Error {
  try {
    return read();
  } catch (error) {
    return error as Error;
  }
}
