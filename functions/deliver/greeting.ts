/** The words of our comment to a newcomer: a welcome with a buddy, and later that their first pull request was merged. */
import { buddiesIn, isFirstMerge, isNewcomer } from "#shared/core/github/newcomer.ts";
import type { Greeting } from "#shared/core/thread.ts";
import type { LiveThread } from "#shared/github/client.ts";
import type { Here } from "./place.ts";
import type { Outlook } from "./thread-outlook.ts";

/** Somebody new is welcomed in the first comment that a thread of theirs gets. */
export async function welcomeIn({ author, pod }: Outlook, { store, thread }: Here): Promise<Greeting> {
  const { member } = author;
  if (!pod || !member || !isNewcomer(author, await store.firstSteps(member.pseudonym))) return {};
  const members = await store.members(pod.seats.map(({ pseudonym }) => pseudonym));
  const buddies = buddiesIn(pod, members, member.pseudonym);
  const welcome = await store.greet(member.pseudonym, "welcome", thread, buddies);
  return welcome ? { welcome } : {};
}

/** A first merge is celebrated in our comment on that pull request, if there is one. */
export async function celebrationIn(
  { author }: Outlook,
  live: LiveThread,
  { store, thread, place }: Here,
): Promise<Greeting> {
  const { member } = author;
  const isMerged = live.isPullRequest && !live.open;
  if (!member || !isMerged || live.locked || place.private) return {};
  if (!isFirstMerge(author, thread, await store.firstSteps(member.pseudonym))) return {};
  return (await store.greet(member.pseudonym, "first-merge", thread, [])) ? { celebrates: true } : {};
}
