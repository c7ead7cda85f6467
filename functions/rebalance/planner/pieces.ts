/**
 * Copies a value to another thread piece by piece. Copying a hundred thousand people at once blocks the event loop for a
 * quarter of a second. A piece takes two milliseconds, and other requests are answered between pieces.
 */
import { setImmediate } from "node:timers/promises";
import { type MessagePort, receiveMessageOnPort } from "node:worker_threads";

/** Rows of an array that are copied at a time. */
const PIECE_ROWS = 1_000;

/** The value comes first, with empty arrays in place of the long ones; then the rows of these. */
type Piece =
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "rows"; readonly path: readonly string[]; readonly rows: readonly unknown[] };

/** Sends plain data. Only arrays in objects are split, not arrays in arrays. */
export async function send(port: MessagePort, value: unknown): Promise<void> {
  for (const piece of piecesOf(value)) {
    port.postMessage(piece);
    await setImmediate();
  }
}

/** The value sent at the other end, which must have sent all of it. The caller knows its type. */
export async function receive<T>(port: MessagePort): Promise<T> {
  let received: unknown;
  for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port)) {
    const piece: Piece = next.message;
    if (piece.kind === "value") received = piece.value;
    else rowsAt(received, piece.path).push(...piece.rows);
    await setImmediate();
  }
  return received as T;
}

function piecesOf(value: unknown): Piece[] {
  const rows: Piece[] = [];
  const withoutRows = (value: unknown, path: readonly string[]): unknown => {
    if (Array.isArray(value)) {
      if (value.length <= PIECE_ROWS) return value;
      for (let from = 0; from < value.length; from += PIECE_ROWS) {
        rows.push({ kind: "rows", path, rows: value.slice(from, from + PIECE_ROWS) });
      }
      return [];
    }
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withoutRows(one, [...path, key])]));
  };
  return [{ kind: "value", value: withoutRows(value, []) }, ...rows];
}

function rowsAt(value: unknown, path: readonly string[]): unknown[] {
  const found = path.reduce((at, key) => (typeof at === "object" && at !== null ? Reflect.get(at, key) : at), value);
  if (!Array.isArray(found)) throw new Error(`There is no list at ${path.join(".")}.`);
  return found;
}
