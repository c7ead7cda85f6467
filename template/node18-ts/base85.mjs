/** Bytes as text: five characters for four bytes, where base64 has six for them. No character needs an escape in quotes. */
const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%#_";

export function toBase85(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 4) {
    let value = 0;
    for (let n = 0; n < 4; n++) value = value * 256 + (bytes[at + n] ?? 0);
    let group = "";
    for (let n = 0; n < 5; n++) {
      group = DIGITS[value % 85] + group;
      value = Math.floor(value / 85);
    }
    text += group;
  }
  return text;
}

export function fromBase85(text, length) {
  const values = new Uint8Array(128);
  for (let n = 0; n < 85; n++) values[DIGITS.charCodeAt(n)] = n;
  const bytes = Buffer.alloc((text.length / 5) * 4);
  for (let at = 0; at < text.length; at += 5) {
    let value = 0;
    for (let n = 0; n < 5; n++) value = value * 85 + values[text.charCodeAt(at + n)];
    bytes.writeUInt32BE(value, (at / 5) * 4);
  }
  return bytes.subarray(0, length);
}
