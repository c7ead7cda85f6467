/**
 * Control characters; format characters that hide text or turn its direction (`Cf` has the bidi and zero-width ones);
 * characters that XML forbids; letters that look blank.
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\p{NChar}\u115f\u1160\u2800\u3164\uffa0]/gu;

/** Text by people as one visible line of at most `max` characters; a cut never splits a character. */
export function oneLine(text: string, max = 120): string {
  const line = text.replace(INVISIBLE, " ").replace(/\s+/gu, " ").trim();
  const characters = [...line];
  return characters.length <= max ? line : `${characters.slice(0, max - 1).join("")}…`;
}
