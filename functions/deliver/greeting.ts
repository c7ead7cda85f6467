/** The words of our comment to a newcomer: a welcome with a buddy, and later that their first pull request was merged. */
import { buddiesIn, isFirstMerge, isNewcomer } from "#shared/core/github/newcomer.ts";
import type { Pseudonym } from "#shared/core/member.ts";
import type { Greeting } from "#shared/core/thread.ts";
import type { LiveThread } from "#shared/github/threads.ts";
import { isNewToGitHub } from "./new-to-github.ts";
import type { Here } from "./place.ts";
import type { Outlook } from "./thread-outlook.ts";

export async function isNewHere({ author }: Outlook, live: LiveThread, here: Here): Promise<boolean> {
  const { member } = author;
  if (!member || !isNewcomer(author, await here.store.firstSteps(member.pseudonym))) return false;
  return live.author !== null && isNewToGitHub(live.author, live.createdAt, here);
}

/** Somebody new is welcomed in the first comment that a thread of theirs gets. */
export async function welcomeIn(outlook: Outlook, { store, thread }: Here): Promise<Greeting["welcome"]> {
  const { member } = outlook.author;
  return member && store.greet(member.pseudonym, "welcome", thread, await buddiesOf(outlook, store));
}

/** The greeting in a comment that stands. */
export async function greetingNow(before: Greeting, live: LiveThread, outlook: Outlook, here: Here): Promise<Greeting> {
  const welcome = before.welcome && (await welcomeNow(before.welcome, outlook, here));
  const celebrates = before.celebrates ?? (await celebratesIn(before, live, outlook, here));
  return { ...(welcome && { welcome }), ...(celebrates && { celebrates }) };
}

/** With another buddy, or none, when theirs cannot be asked any more. */
async function welcomeNow(
  welcome: NonNullable<Greeting["welcome"]>,
  outlook: Outlook,
  { store, thread }: Here,
): Promise<Greeting["welcome"]> {
  if (welcome.buddy === null) return welcome;
  const buddies = await buddiesOf(outlook, store);
  if (buddies.includes(welcome.buddy)) return welcome;
  const { member } = outlook.author;
  const found = member && (await store.greet(member.pseudonym, "welcome", thread, buddies));
  return { buddy: found?.buddy ?? null };
}

async function buddiesOf({ pod, author }: Outlook, store: Here["store"]): Promise<Pseudonym[]> {
  if (!pod) return [];
  const members = await store.members(pod.seats.map(({ pseudonym }) => pseudonym));
  return buddiesIn(pod, members, author.member?.pseudonym);
}

/** A first merge is celebrated in our comment on that pull request, if there is one. */
async function celebratesIn(
  { welcome }: Greeting,
  live: LiveThread,
  { author }: Outlook,
  here: Here,
): Promise<boolean> {
  const { store, thread, place } = here;
  const { member } = author;
  const isMerged = live.isPullRequest && !live.open;
  if (!member || !live.author || !isMerged || live.locked || place.private) return false;
  if (!isFirstMerge(author, thread, await store.firstSteps(member.pseudonym))) return false;
  if (!welcome && !(await isNewToGitHub(live.author, live.createdAt, here))) return false;
  return (await store.greet(member.pseudonym, "first-merge", thread, [])) !== undefined;
}
