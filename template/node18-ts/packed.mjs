/** Values as a short text for a file in UTF-8: compressed, and 13 bits in two letters, where Base64 has 12. */
import { brotliCompressSync, brotliDecompressSync } from "node:zlib";

/** Letters of one byte which need no escape between double quotes: from `#` on, without the backslash. */
const FIRST = 35;
const BACKSLASH = 92;
const LETTERS = 91;
const BITS = 13;

const letter = (digit) => String.fromCharCode(digit + FIRST + (digit + FIRST >= BACKSLASH ? 1 : 0));
const digitAt = (text, at) => text.charCodeAt(at) - FIRST - (text.charCodeAt(at) > BACKSLASH ? 1 : 0);

export function pack(values) {
  let [text, bits, length] = ["", 0, 0];
  const flush = () => {
    const pair = bits & (2 ** BITS - 1);
    text += letter(Math.floor(pair / LETTERS)) + letter(pair % LETTERS);
    bits >>= BITS;
    length -= BITS;
  };
  for (const byte of brotliCompressSync(JSON.stringify(values))) {
    bits |= byte << length;
    length += 8;
    if (length >= BITS) flush();
  }
  if (length > 0) flush();
  return text;
}

export function unpack(text) {
  const bytes = [];
  let [bits, length] = [0, 0];
  for (let at = 0; at < text.length; at += 2) {
    bits |= (digitAt(text, at) * LETTERS + digitAt(text, at + 1)) << length;
    for (length += BITS; length >= 8; length -= 8) {
      bytes.push(bits & 255);
      bits >>= 8;
    }
  }
  return JSON.parse(brotliDecompressSync(Buffer.from(bytes)).toString());
}
