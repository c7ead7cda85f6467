/**
 * Controls, and the format characters that hide text or turn its direction (`Cf` holds the bidi and zero-width ones);
 * what no XML can hold, and letters that are blank.
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\p{NChar}\u115f\u1160\u2800\u3164\uffa0]/gu;

/** A text from people as one visible line of at most `max` characters, cut between whole ones. */
export function oneLine(text: string, max = 120): string {
  const line = text.replace(INVISIBLE, " ").replace(/\s+/gu, " ").trim();
  const characters = [...line];
  return characters.length <= max ? line : `${characters.slice(0, max - 1).join("")}…`;
}
