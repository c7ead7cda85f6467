import * as assert from "uvu/assert";

/**
 * No text names this login. Only whole words count: our markers and pseudonyms are random, and one in some thousands holds
 * the letters of a short name.
 */
export function assertUnnamed(texts: string | readonly string[], login: string): void {
  assert.not.match([texts].flat().join("\n"), new RegExp(`(?<![\\w-])${login}(?![\\w-])`, "i"));
}
