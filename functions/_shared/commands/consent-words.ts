/** Whether any area suits somebody: what they say of it is answered in words of its own, with the way on. */
import type { Kept, ProfileChange } from "../core/ports.ts";
import type { Noted } from "../core/thread.ts";

/** What somebody said about themselves that was taken over: about areas that they did not name, or something else, if it is new. */
export function notedOf(
  { anywhere }: Pick<ProfileChange, "anywhere">,
  kept: readonly Kept[],
  isNew: boolean,
): Noted | undefined {
  const isTaken = typeof anywhere === "boolean" && !kept.some(({ field }) => field === "anywhere");
  if (isTaken) return anywhere ? "any-area" : "own-areas";
  return isNew ? "profile" : undefined;
}

export const NOTED_IN_WORDS = {
  profile: "what you said about yourself",
  "any-area": "that any area suits you; `/pod join anywhere=no` takes that back",
  "own-areas": "that no area suits you but those that you name; `/pod join anywhere` takes that back",
} as const satisfies Record<Noted, string>;
