/** Puts the label of a thread's pod on the thread, and takes ours off where it is wrong or a person chose another. */
import { isOurDescription, labelDefinition, labelOf, labelStep } from "#shared/core/github/pod-label.ts";
import type { Claim } from "#shared/core/outbox.ts";
import type { Pod } from "#shared/core/pod.ts";
import type { ThreadKey } from "#shared/core/thread.ts";
import type { LiveThread } from "#shared/github/threads.ts";
import { type GitHubContext, type Here, placeOf, unknownPlace } from "./place.ts";
import { LEASE_MS, type Result } from "./results.ts";
import { outlookOf } from "./thread-outlook.ts";

export async function sendLabel(claim: Claim, thread: ThreadKey, context: GitHubContext): Promise<Result> {
  const { store, github } = context;
  const place = await placeOf(thread, store);
  if (!place) return unknownPlace(thread);
  // Nothing can be changed there, and it may even be deleted.
  if (place.archived) return { state: "sent" };
  return setLabel(await github.thread(place), { ...context, claim, thread, place });
}

/** One change after the other. Our intention is saved first, so that after a crash we know which label is ours. */
async function setLabel(live: LiveThread, here: Here): Promise<Result> {
  const { store, github, claim, thread, place } = here;
  const { pod, isLabelDue } = await outlookOf(live, here, true);
  if (!isLabelDue) return { state: "sent" };
  let { labels } = live;
  for (;;) {
    const { state, add, remove } = labelStep(labels, await store.labelState(thread), pod ? labelOf(pod) : null);
    await store.saveLabelState(thread, state);
    if (remove !== undefined) {
      if (!(await store.beginSend(claim, LEASE_MS))) return { state: "lost" };
      await github.unlabel(place, remove);
      labels = labels.filter((label) => label.toLowerCase() !== remove);
    } else if (add !== undefined && pod) {
      if (!(await isDefined(pod, here)) || !(await store.beginSend(claim, LEASE_MS))) return { state: "lost" };
      await github.label(place, add);
      labels = [...labels, add];
    } else return { state: "sent" };
  }
}

/** Creates the label in the repository, since GitHub would invent one without a description. `false`: the errand is lost. */
async function isDefined(pod: Pod, { store, github, settings, claim, place }: Here): Promise<boolean> {
  const definition = labelDefinition(pod, settings);
  const description = await github.labelDescription(place, definition.name);
  const isRight =
    description === definition.description || (description !== undefined && !isOurDescription(description));
  if (isRight) return true;
  if (!(await store.beginSend(claim, LEASE_MS))) return false;
  if (description === undefined) await github.createLabel(place, definition);
  else await github.describeLabel(place, definition);
  return true;
}
