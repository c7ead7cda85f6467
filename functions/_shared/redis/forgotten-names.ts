/** Texts of people may name somebody who was forgotten. The verb that stores a text finds that out in the same step. */
import { withoutNames } from "../core/names-in-text.ts";
import type { IdentityHashes } from "./identity-hashes.ts";

type Run<Told, Outcome> = (told: Told, names: string) => Promise<[outcome: Outcome | "names", ...details: string[]]>;

/** The argument `names` of a verb: hashes of the words that may name somebody. */
export const namesArg = (words: Iterable<string>, hashes: IdentityHashes): string =>
  [...new Set(words)].map(hashes.name).join(",");

/** Runs a verb that stores what somebody told, and once more without those of its `words` that name forgotten people. */
export async function runWithoutNames<Told extends object | null, Outcome extends string>(
  told: Told,
  words: readonly string[],
  hashes: IdentityHashes,
  run: Run<Told, Outcome>,
): Promise<Outcome> {
  let [outcome, ...found] = await run(told, namesArg(words, hashes));
  if (outcome === "names") {
    const named = new Set(words.filter((word) => found.includes(hashes.name(word))));
    [outcome] = await run(JSON.parse(withoutNames(JSON.stringify(told), (word) => named.has(word))) as Told, "");
  }
  if (outcome === "names") throw new Error("A text without the names of forgotten people still holds one.");
  return outcome;
}
