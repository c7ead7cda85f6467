/** The text of a file as spreadsheets, forms and editors save it: UTF-8, UTF-16, or the code page of Western Windows. */
import { isUtf8 } from "node:buffer";
import { PodsError } from "#shared/core/errors.ts";
import { textOf } from "#shared/openfaas/event-request.ts";

/** Throws PodsError "malformed" for a file that is not text. */
export function fileText(bytes: Uint8Array): string {
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]))
    throw new PodsError("malformed", "This is a spreadsheet or another packed file. Save it as CSV, and send that.");
  const text = decoded(bytes);
  const zero = text.indexOf("\0");
  if (zero < 0) return text;
  const line = text.slice(0, zero).split("\n").length;
  throw new PodsError("malformed", `Line ${line} holds a zero byte, so the file is not text. ${HELP}`);
}

const HELP = "Save it as CSV in UTF-8, and send that.";

function decoded(bytes: Uint8Array): string {
  const utf16 = utf16Of(bytes);
  if (utf16 === undefined) return isUtf8(bytes) ? textOf(bytes) : windowsText(bytes);
  try {
    return new TextDecoder(utf16, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new PodsError("malformed", `The file is cut off, or not UTF-16 throughout. ${HELP}`, { cause });
  }
}

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, at) => bytes[at] === byte);

const SAMPLE_BYTES = 512;

/** By its mark; without one by its zero bytes, of which the letters of a header have one each. */
function utf16Of(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if (startsWith(bytes, [0xff, 0xfe])) return "utf-16le";
  if (startsWith(bytes, [0xfe, 0xff])) return "utf-16be";
  const zeros = [0, 0];
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  for (const [at, byte] of sample.entries()) if (byte === 0) zeros[at % 2]!++;
  const [high, low] = zeros as [number, number];
  if (Math.max(high, low) * 4 < sample.length || Math.min(high, low) > 0) return undefined;
  return sample.length === 0 ? undefined : low > 0 ? "utf-16le" : "utf-16be";
}

/** Whether all but its last letter is UTF-8, and more than ASCII. */
function endsInLetter(bytes: Uint8Array): boolean {
  const before = bytes.subarray(
    0,
    bytes.findLastIndex((byte) => (byte & 0xc0) !== 0x80),
  );
  return isUtf8(before) && before.some((byte) => byte > 0x7f);
}

const WINDOWS_1252 = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";

/** By a table, because the decoder of Node 20 takes this code page for Latin-1. */
function windowsText(bytes: Uint8Array): string {
  if (endsInLetter(bytes)) {
    const detail = "The file is cut off in the middle of its last letter. Send the whole file.";
    throw new PodsError("malformed", detail);
  }
  if (startsWith(bytes, [0xef, 0xbb, 0xbf])) {
    throw new PodsError(
      "malformed",
      `Line ${brokenLine(bytes)} is not valid UTF-8, although the file says that it is. ${HELP}`,
    );
  }
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString("latin1")
    .replace(/[\x80-\x9f]/g, (letter) => WINDOWS_1252[letter.charCodeAt(0) - 0x80]!);
}

function brokenLine(bytes: Uint8Array): number {
  let line = 1;
  for (let start = 0; ; line++) {
    const end = bytes.indexOf(0x0a, start);
    if (end < 0 || !isUtf8(bytes.subarray(start, end))) return line;
    start = end + 1;
  }
}
