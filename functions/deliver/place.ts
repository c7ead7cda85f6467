/** Where an errand to GitHub goes. */
import type { Repository } from "#shared/core/activity.ts";
import type { Claim } from "#shared/core/outbox.ts";
import type { Settings } from "#shared/core/settings.ts";
import { numbersOf, type ThreadKey } from "#shared/core/thread.ts";
import type { Place } from "#shared/github/call.ts";
import type { GitHub } from "#shared/github/client.ts";
import type { Result } from "./results.ts";
import type { DeliverStore } from "./store.ts";

export interface GitHubContext {
  readonly store: DeliverStore;
  readonly settings: Settings;
  readonly github: GitHub;
  /** ms */
  readonly now: number;
}

/** The errand that is being sent, and its thread. */
export interface Here extends GitHubContext {
  readonly claim: Claim;
  readonly thread: ThreadKey;
  readonly place: KnownPlace;
}

/** `private` and `archived` are said of its repository. */
interface KnownPlace extends Place, Pick<Repository, "formerly" | "private" | "archived"> {}

/** `undefined` for a thread of a repository that we do not know. */
export async function placeOf(thread: ThreadKey, store: DeliverStore): Promise<KnownPlace | undefined> {
  const { repository: repositoryId, number } = numbersOf(thread);
  const repository = await store.repository(repositoryId);
  if (!repository) return undefined;
  const { name, formerly = [], private: isPrivate, archived } = repository;
  return { repository: name, repositoryId, number, formerly, private: isPrivate, archived };
}

/** Nothing can be said in a locked thread: it waits. `where` names the thread for a reader. */
export const locked = (where: string): Extract<Result, { state: "off" }> => ({
  state: "off",
  detail: `${where} is locked`,
});

export const GITHUB_OFF: Result = { state: "off", detail: "GitHub is off: no token" };

/** With full memory a command can be answered before its repository is stored. */
export const unknownPlace = (thread: ThreadKey): Result => ({
  state: "off",
  detail: `the repository of ${thread} is unknown`,
});
