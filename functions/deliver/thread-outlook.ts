/** What a thread is to us now: whether we speak there, and to which pod it belongs. */
import { isPerson } from "#shared/core/github/accounts.ts";
import { isJoinIssue } from "#shared/core/github/join-issue.ts";
import type { Author } from "#shared/core/github/newcomer.ts";
import { isLabelRight, labelOf, othersLabels } from "#shared/core/github/pod-label.ts";
import { type Speech, speechIn } from "#shared/core/github/speaking.ts";
import { areasOfLabels, areasOfThread, podOfThread } from "#shared/core/github/thread-pod.ts";
import { isNamed } from "#shared/core/maintainers.ts";
import type { Pod } from "#shared/core/pod.ts";
import { NO_COMMENT } from "#shared/core/thread.ts";
import type { LiveThread } from "#shared/github/threads.ts";
import { changedAreas } from "./changed-areas.ts";
import type { GitHubContext, Here } from "./place.ts";

export interface Outlook extends Speech {
  readonly author: Author;
  readonly pod: Pod | undefined;
  /** Its areas while none of them has a pod. */
  readonly awaits: readonly string[];
  /** Its label is to be brought up to date. */
  readonly isLabelDue: boolean;
}

/** Where nothing new is said, or when `isSettled`, the pod is the one that was chosen before. */
export async function outlookOf(live: LiveThread, here: Here, isSettled = false): Promise<Outlook> {
  const { store, settings, thread, place, now } = here;
  const [author, pods, since, state = NO_COMMENT, label] = await Promise.all([
    authorOf(live, here),
    store.pods(),
    store.initialisedAt(),
    store.commentState(thread),
    store.labelState(thread),
  ]);
  const speech = speechIn(
    {
      ...live,
      author: author.standing,
      since,
      now,
      isPrivate: place.private,
      silenced: state.silenced,
      isJoinIssue: isJoinIssue({ ...place, ...live }, settings),
    },
    settings,
  );
  const standing = author.member?.standing;
  const seat = standing?.state === "seated" ? standing.pod : null;
  const labels = othersLabels(live.labels, label);
  const choose = async () => {
    const isByPaths = live.isPullRequest && areasOfLabels(labels, settings).length === 0;
    const changed = isByPaths ? await changedAreas(here) : [];
    const { repository, formerly } = place;
    const traits = { key: thread, repository, formerly, title: live.title, labels, changed };
    const areas = areasOfThread(traits, settings);
    const load = await store.load(pods.flatMap(({ number, area }) => (areas.includes(area) ? number : [])));
    const pod = podOfThread(traits, pods, settings, seat, load, state);
    return { pod, awaits: hasPod(areas, pods) ? [] : areas };
  };
  const before = pods.find(({ number }) => number === state.pod);
  const isChosen = speech.say === "nothing" || isSettled;
  const { pod, awaits } = isChosen ? { pod: before, awaits: state.awaits } : await choose();
  const isRight = isLabelRight(live.labels, label, pod ? labelOf(pod) : null);
  return {
    ...speech,
    author,
    pod,
    awaits,
    isLabelDue: settings.mentions.labels && speech.say !== "nothing" && !isRight,
  };
}

/** Whether a pod looks after one of the areas. */
export const hasPod = (areas: readonly string[], pods: readonly Pod[]): boolean =>
  pods.some(({ area }) => areas.includes(area));

/** Every author was recorded before this: a person of whom the store knows nothing was forgotten. */
async function authorOf({ author }: LiveThread, { store, settings }: GitHubContext): Promise<Author> {
  if (!isPerson(author, settings)) return { standing: "nobody" };
  const member = await store.find(author);
  if (isNamed(author, settings.maintainers)) return { standing: "maintainer", member };
  if (member?.standing.state === "known" && member.profile.declined) return { standing: "declined", member };
  return { standing: member?.standing.state ?? "forgotten", member };
}
