/** The pod that a thread is about. The same thread and the same pods always give the same answer. */
import { repositoryNames } from "../activity.ts";
import { openSeats, type Pod } from "../pod.ts";
import type { Settings } from "../settings.ts";
import type { CommentState, ThreadFacts } from "../thread.ts";
import { hasLabel } from "./label-names.ts";
import { podInLabel } from "./pod-label.ts";

/** How many open threads belong to each pod, by its number. */
export type Load = ReadonlyMap<number, number>;

/** The facts on which the choice depends, as the thread is now. */
export interface ThreadTraits extends Pick<ThreadFacts, "key"> {
  readonly title: string;
  /** Without the label `pod/<slug>` that we put there. */
  readonly labels: readonly string[];
  /** owner/name */
  readonly repository: string;
  /** Names that the repository had before. */
  readonly formerly?: readonly string[] | undefined;
  /** The areas whose paths a pull request changes. */
  readonly changed: readonly string[];
}

export const areasOfLabels = (labels: readonly string[], { areas }: Pick<Settings, "areas">): string[] =>
  Object.keys(areas).filter((id) => hasLabel(labels, areas[id]?.labels ?? []));

/**
 * The areas of a thread: those of its labels; else those of the paths that it changes; else those of its repository, narrowed
 * by the keywords in its title where the repository has several; else those of the keywords in its title.
 */
export function areasOfThread(thread: ThreadTraits, { areas }: Pick<Settings, "areas">): string[] {
  const names = repositoryNames(thread.repository, thread.formerly);
  const title = thread.title.toLowerCase();
  const where = (test: (area: Settings["areas"][string]) => boolean) =>
    Object.keys(areas).filter((id) => areas[id] && test(areas[id]));

  const labelled = areasOfLabels(thread.labels, { areas });
  if (labelled.length > 0) return labelled;
  if (thread.changed.length > 0) return [...thread.changed];
  const spokenOf = where((area) => area.keywords.some((keyword) => hasWord(title, keyword.toLowerCase())));
  const housed = where((area) => area.repositories.some((name) => names.includes(name.toLowerCase())));
  if (housed.length === 0) return spokenOf;
  const narrowed = housed.filter((id) => spokenOf.includes(id));
  return narrowed.length > 0 ? narrowed : housed;
}

/** Whether the text contains the whole word: `go` is not in `category`. */
function hasWord(text: string, word: string): boolean {
  const isLetter = (character: string | undefined) => character !== undefined && /[\p{L}\p{N}]/u.test(character);
  for (let at = text.indexOf(word); word !== "" && at >= 0; at = text.indexOf(word, at + 1)) {
    if (!isLetter(text[at - 1]) && !isLetter(text[at + word.length])) return true;
  }
  return false;
}

/**
 * The pod to name: the one set by a person with the label `pod/<slug>`; else the one chosen before, while it still fits; else
 * the one of the area with the fewest open threads. The author's own breaks ties between areas and pods; then the thread's
 * hash does. Pods with a free seat come before full ones, because newcomers find a pod here.
 */
export function choosePod(
  thread: ThreadTraits,
  pods: readonly Pod[],
  settings: Pick<Settings, "areas">,
  { author, before, load }: { author?: number | null; before?: number | null; load?: Load } = {},
): Pod | undefined {
  const labelled = thread.labels.map(podInLabel);
  const byLabel = labelled.flatMap((wanted) => pods.find(({ number }) => number === wanted) ?? []);
  if (byLabel[0]) return byLabel[0];

  const areas = areasOfThread(thread, settings);
  const near = pods.filter((pod) => areas.includes(pod.area) && pod.seats.length > 0);
  const settled = near.find(({ number }) => number === before);
  if (settled) return settled;
  const own = near.find(({ number }) => number === author);
  const first = own?.area ?? areas.find((area) => near.some((pod) => pod.area === area));
  const candidates = near.filter(({ area }) => area === first);
  const open = candidates.filter((pod) => openSeats(pod) > 0);
  const among = open.length > 0 ? open : candidates;
  const threadsOf = ({ number }: Pod) => load?.get(number) ?? 0;
  const fewest = Math.min(...among.map(threadsOf));
  const free = among.filter((pod) => threadsOf(pod) === fewest);
  return free.find((pod) => pod === own) ?? highest(free, (pod) => hash(`${thread.key} ${pod.number}`));
}

function highest<T>(items: readonly T[], value: (item: T) => number): T | undefined {
  let best: { item: T; value: number } | undefined;
  for (const item of items) {
    const its = value(item);
    if (!best || its > best.value) best = { item, value: its };
  }
  return best?.item;
}

/** FNV-1a with a final mix, 32 bits: the same on every machine and in every version. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 0x01000193);
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  return (state ^ (state >>> 13)) >>> 0;
}

/**
 * The pod that a thread belongs to now. One that has named as many pods in our comment as the settings allow keeps the last,
 * and so does one that shows no area any more. Where the area has no pod, that of another one would be wrong.
 */
export function podOfThread(
  thread: ThreadTraits,
  pods: readonly Pod[],
  settings: Pick<Settings, "areas" | "mentions">,
  author: number | null,
  load: Load,
  { pod, named }: Pick<CommentState, "pod" | "named">,
): Pod | undefined {
  const before = pods.find(({ number }) => number === pod);
  const chosen = choosePod(thread, pods, settings, { author, before: pod, load });
  if (!chosen) return areasOfThread(thread, settings).length === 0 ? before : undefined;
  const isEnough = named.length > 0 && named.length >= settings.mentions.perThread;
  return isEnough && !named.includes(chosen.number) ? before : chosen;
}
