/** The sentence in our comment that says how to ask for a seat in a thread's pod. */

import { mayMention } from "#shared/core/github/mentioning.ts";
import { hasAskedFor } from "#shared/core/github/speaking.ts";
import type { Pod } from "#shared/core/pod.ts";
import type { LiveThread } from "#shared/github/threads.ts";
import { isNewHere, welcomeIn } from "./greeting.ts";
import type { Here } from "./place.ts";
import type { Outlook } from "./thread-outlook.ts";

/** Whether the author is told there: once of each pod, and not if they have asked for a seat in it. */
export async function isHinted(pod: Pod, { author: { member } }: Outlook, { store, thread }: Here): Promise<boolean> {
  if (!member) return true;
  if (hasAskedFor(pod, member)) return false;
  return (await store.greet(member.pseudonym, `pod-${pod.number}`, thread, [])) !== undefined;
}

/**
 * Whether a comment about the pod is wanted without that sentence: by the settings in the threads of insiders; or since it asks
 * for a look, may celebrate a first merge, or welcomes somebody whom no earlier one did.
 */
export async function hasMoreToSay(pod: Pod, outlook: Outlook, live: LiveThread, here: Here): Promise<boolean> {
  const { standing, member } = outlook.author;
  const { mentions } = here.settings;
  if (mentions.insiders === "comment" && (standing === "seated" || standing === "maintainer")) return true;
  if (!member || mayMention(pod, mentions.mode, member.pseudonym)) return true;
  const { wasKnown, firstMerge } = await here.store.firstSteps(member.pseudonym);
  if (live.isPullRequest && !wasKnown && firstMerge === undefined) return true;
  return (await isNewHere(outlook, live, here)) && (await welcomeIn(outlook, here)) !== undefined;
}
