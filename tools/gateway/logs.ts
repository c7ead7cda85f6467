import { createWriteStream, existsSync, mkdirSync, renameSync } from "node:fs";
import { dirname } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

export interface LogLine {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly text: string;
}

/** A function's output: the latest lines in memory, all lines of this run in a file. */
export interface Logs {
  /** Records every line of a stream. */
  read(stream: Readable): void;
  add(text: string): void;
  /** The latest lines, oldest first. */
  lines(): readonly LogLine[];
  /** Calls `listener` for every new line, until the returned function is called. */
  follow(listener: (line: LogLine) => void): () => void;
  close(): void;
}

const LINES_KEPT = 2_000;

/** `file` starts empty; the file of the run before is kept as `<file>.old`. */
export function openLogs(file: string): Logs {
  mkdirSync(dirname(file), { recursive: true });
  if (existsSync(file)) renameSync(file, `${file}.old`);
  const out = createWriteStream(file);
  const kept: LogLine[] = [];
  const followers = new Set<(line: LogLine) => void>();

  const add = (text: string) => {
    const line = { at: Date.now(), text };
    kept.push(line);
    if (kept.length > LINES_KEPT) kept.shift();
    out.write(`${text}\n`);
    for (const listener of followers) listener(line);
  };
  return {
    add,
    read: (stream) => createInterface({ input: stream }).on("line", add),
    lines: () => kept,
    follow(listener) {
      followers.add(listener);
      return () => followers.delete(listener);
    },
    close: () => out.end(),
  };
}
