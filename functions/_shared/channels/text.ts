/** What the channels' messages have in common. */

/** Seen by nobody, it keeps signs apart that would mean something together. */
export const ZERO_WIDTH_SPACE = "\u200b";

/** Whole characters, so that no half of an emoji is left. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  let kept = "";
  for (const character of text) {
    if (kept.length + character.length >= max) break;
    kept += character;
  }
  return `${kept}…`;
}
