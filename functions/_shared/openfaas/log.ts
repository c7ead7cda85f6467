/** One JSON object a line on standard output, which the watchdog passes on. Never a body, never a secret. */

export type Level = "debug" | "info" | "warn" | "error";
export type Fields = Readonly<Record<string, unknown>>;

export interface Log {
  debug(message: string, fields?: Fields): void;
  info(message: string, fields?: Fields): void;
  warn(message: string, fields?: Fields): void;
  error(message: string, fields?: Fields): void;
}

interface Options {
  /** The function's name. */
  readonly name: string;
  readonly write?: (line: string) => void;
  readonly now?: () => Date;
}

/** `fields.error` may be anything that was thrown: an Error is written as its stack, with what caused it. */
export function createLog({ name, write = writeLine, now = () => new Date() }: Options): Log {
  const line =
    (level: Level) =>
    (message: string, fields: Fields = {}) => {
      const error = "error" in fields ? { error: describe(fields.error) } : {};
      write(`${JSON.stringify({ time: now(), level, function: name, message, ...fields, ...error })}\n`);
    };
  return { debug: line("debug"), info: line("info"), warn: line("warn"), error: line("error") };
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? "" : `\ncaused by ${describe(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}

let waiting = "";

/** Lines of one turn of the event loop leave in one write: at thousands of calls a second, a write each is felt. */
function writeLine(line: string): void {
  if (waiting === "") setImmediate(flush);
  waiting += line;
}

function flush(): void {
  const lines = waiting;
  waiting = "";
  if (lines !== "") process.stdout.write(lines);
}

process.on("exit", flush);
