/** Asks GitHub about one person: those who contributed before we came are not all read yet, and not all can be. */
import { repositoriesElsewhere } from "#shared/core/settings.ts";
import { failureOf, isOfOneCall } from "#shared/github/failure.ts";
import type { GitHubContext } from "./place.ts";

/**
 * Whether somebody had no work here before we came, nor before what they did `at` a time, ms. One who had is known from then
 * on. When in doubt, nobody is new.
 */
export async function isNewToGitHub(
  { id, login }: { readonly id: number; readonly login: string },
  at: number,
  { store, settings, github, now }: GitHubContext,
): Promise<boolean> {
  const { contributed } = github.listings(settings.organisation);
  try {
    const before = Math.min(at, await store.initialisedAt());
    if (!(await contributed(login, repositoriesElsewhere(settings), before))) return true;
    await store.noteEarlier([id], { id: "", at: now });
    return false;
  } catch (error) {
    if (isOfOneCall(failureOf(error, now))) return false;
    throw error;
  }
}
