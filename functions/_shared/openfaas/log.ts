/** Logs one JSON object in each line of standard output, which the watchdog forwards. Never log a body or a secret. */

type Level = "debug" | "info" | "warn" | "error";
type Fields = Readonly<Record<string, unknown>>;

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

/** `fields.error` may be any thrown value. An Error is logged with its stack and its causes. */
export function createLog({ name, write = writeLine, now = () => new Date() }: Options): Log {
  const line =
    (level: Level) =>
    (message: string, fields: Fields = {}) => {
      const error = "error" in fields ? { error: describe(fields.error) } : {};
      write(`${visible(JSON.stringify({ time: now(), level, function: name, message, ...fields, ...error }))}\n`);
    };
  return { debug: line("debug"), info: line("info"), warn: line("warn"), error: line("error") };
}

/** JSON leaves characters as they are that command a terminal or turn the direction of its text. */
const visible = (json: string): string =>
  json.replace(/[\x7f-\x9f\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    character.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`),
  );

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? "" : `\ncaused by ${describe(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}

let waiting = "";

/** The lines of one turn of the event loop share a write; at thousands of calls a second, single writes cost time. */
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
