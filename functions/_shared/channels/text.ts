/** Text helpers that several channels share. */

/** Invisible. It separates characters that together would be markup. */
export const ZERO_WIDTH_SPACE = "\u200b";

/** Cuts between whole characters, never inside an emoji. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  let kept = "";
  for (const character of text) {
    if (kept.length + character.length >= max) break;
    kept += character;
  }
  return `${kept}…`;
}
