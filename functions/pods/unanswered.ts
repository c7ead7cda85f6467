/** Threads in which nobody but their author has said anything for days, with the pods that could answer. */
import { areasOfThread } from "#shared/core/github/thread-pod.ts";
import { isNamed } from "#shared/core/maintainers.ts";
import { isHidden, levelOf, type Member } from "#shared/core/member.ts";
import type { Pod } from "#shared/core/pod.ts";
import type { Store, UnansweredThread } from "#shared/core/ports.ts";
import type { Settings } from "#shared/core/settings.ts";
import { type ThreadPlace, threadPlace } from "./thread-place.ts";

const DAY_MS = 86_400_000;
/** Somebody new has an answer by then. */
const NEWCOMER_WAITS_MS = 3 * DAY_MS;
/** And anybody else by then. */
const OTHERS_WAIT_MS = 7 * DAY_MS;
/** An older thread is no task of this week. */
const OLD_MS = 8 * 7 * DAY_MS;

export interface Unanswered extends ThreadPlace {
  readonly kind: UnansweredThread["thread"]["kind"];
  /** `null` for people who are named nowhere. */
  readonly login: string | null;
  /** No work of theirs was merged here before. */
  readonly isByNewcomer: boolean;
  /** ms */
  readonly openedAt: number;
  /** The pod that was chosen for it; else those of the areas of its repository. */
  readonly pods: readonly Pod[];
}

interface Source {
  readonly store: Pick<Store, "unanswered" | "repositories" | "members" | "pods">;
  readonly settings: Settings;
  readonly now: number;
}

/** The one that has waited longest first. Nothing of private repositories is among them. */
export async function unansweredThreads({ store, settings, now }: Source): Promise<Unanswered[]> {
  const found = await store.unanswered(now - OLD_MS, now - NEWCOMER_WAITS_MS);
  if (found.length === 0) return [];
  const [repositories, pods, members] = await Promise.all([
    store.repositories(),
    store.pods(),
    store.members(found.map(({ thread }) => thread.author)),
  ]);
  return found.flatMap((one) => {
    const { thread, openedAt } = one;
    const author = members.get(thread.author);
    const place = threadPlace(thread.key, repositories, settings);
    // Nobody can answer in a locked one, and nobody is to answer a draft.
    if (!author || !place || thread.draft || thread.locked) return [];
    const isByNewcomer = isNew(author, one, settings);
    if (!isByNewcomer && openedAt > now - OTHERS_WAIT_MS) return [];
    const login = isHidden(author) ? null : author.profile.login || null;
    return [{ ...place, kind: thread.kind, login, isByNewcomer, openedAt, pods: podsFor(one, place, pods, settings) }];
  });
}

const isNew = ({ profile }: Member, { authorSteps }: UnansweredThread, { maintainers }: Settings): boolean =>
  profile.merged === 0 &&
  !authorSteps.wasKnown &&
  levelOf(profile.ability) < levelOf("experienced") &&
  !isNamed(profile, maintainers);

function podsFor(
  { thread, pod }: UnansweredThread,
  place: ThreadPlace,
  pods: readonly Pod[],
  settings: Settings,
): Pod[] {
  const chosen = pods.filter(({ number }) => number === pod);
  if (chosen.length > 0) return chosen;
  const { name: repository, formerly } = place.repository;
  const areas = areasOfThread({ key: thread.key, repository, formerly, title: "", labels: [], changed: [] }, settings);
  return pods.filter(({ area }) => areas.includes(area));
}

/** Those of newcomers that no advocate sees: only a maintainer can find somebody who answers. */
export const withoutAdvocate = (all: readonly Unanswered[]): Unanswered[] =>
  all.filter(({ isByNewcomer, pods }) => isByNewcomer && pods.every(({ advocate }) => advocate === null));
