/** Threads in which nobody but their author has said anything for days, with the pods that could answer. */
import { isBot } from "#shared/core/github/accounts.ts";
import { areasOfThread } from "#shared/core/github/thread-pod.ts";
import { isNamed } from "#shared/core/maintainers.ts";
import { isHidden, levelOf, type Member, type Pseudonym } from "#shared/core/member.ts";
import type { Pod } from "#shared/core/pod.ts";
import type { UnansweredThread } from "#shared/core/ports.ts";
import type { Settings } from "#shared/core/settings.ts";
import { UNANSWERED_MAX_MS } from "#shared/core/unanswered.ts";
import { DAY_MS, WEEK_MS } from "#shared/core/week.ts";
import type { PodsStore } from "./store.ts";
import { type ThreadPlace, threadPlace } from "./thread-place.ts";

/** Somebody new has an answer by then. */
const NEWCOMER_WAITS_MS = 3 * DAY_MS;
/** And anybody else by then. */
const OTHERS_WAIT_MS = WEEK_MS;

export interface Unanswered extends ThreadPlace {
  readonly kind: UnansweredThread["thread"]["kind"];
  /** `null` for people who are named nowhere. */
  readonly login: string | null;
  /** No work of theirs was merged here before. */
  readonly isByNewcomer: boolean;
  /** When it was opened or, if it was a draft, made ready for review, ms. */
  readonly waitsSince: number;
  /** The pod that was chosen for it, else those of its areas; without those in which only its author would see it. */
  readonly pods: readonly Pod[];
}

interface Source {
  readonly store: Pick<PodsStore, "unanswered" | "openIssues" | "repositories" | "members" | "pods">;
  readonly settings: Settings;
  readonly now: number;
}

/** The one that has waited longest first. Nothing of private repositories is among them. */
export async function unansweredThreads({ store, settings, now }: Source): Promise<Unanswered[]> {
  const found = await store.unanswered(now - UNANSWERED_MAX_MS, now - NEWCOMER_WAITS_MS);
  if (found.length === 0) return [];
  const [offered, repositories, pods, members] = await Promise.all([
    store.openIssues(),
    store.repositories(),
    store.pods(),
    store.members(found.map(({ thread }) => thread.author)),
  ]);
  // An issue whose label offers it to anybody asks for nobody's answer.
  const offers = new Set(offered.map(({ key }) => key));
  return found.flatMap((one) => {
    const { thread, waitsSince } = one;
    const author = members.get(thread.author);
    const place = threadPlace(thread.key, repositories, settings);
    // Nobody can answer in a locked one, and nobody is to answer a draft.
    if (!author || !place || thread.draft || thread.locked || offers.has(thread.key)) return [];
    // The settings may have named them as a robot since then.
    if (isBot(author.profile, settings)) return [];
    const isByNewcomer = isNew(author, one, settings);
    if (!isByNewcomer && waitsSince > now - OTHERS_WAIT_MS) return [];
    const login = isHidden(author) ? null : author.profile.login || null;
    const near = podsFor(one, place, pods, settings).filter((pod) => hasOthers(pod, thread.author));
    return [{ ...place, kind: thread.kind, login, isByNewcomer, waitsSince, pods: near }];
  });
}

const isNew = ({ profile }: Member, { authorSteps }: UnansweredThread, { maintainers }: Settings): boolean =>
  profile.merged === 0 &&
  !authorSteps.wasKnown &&
  levelOf(profile.ability) < levelOf("experienced") &&
  !isNamed(profile, maintainers);

function podsFor(
  { thread, pod, awaits }: UnansweredThread,
  place: ThreadPlace,
  pods: readonly Pod[],
  settings: Settings,
): Pod[] {
  const chosen = pods.filter(({ number }) => number === pod);
  if (chosen.length > 0) return chosen;
  const { name: repository, formerly } = place.repository;
  const traits = { key: thread.key, repository, formerly, title: "", labels: [], changed: [] };
  // Labels or paths may have given it to an area that is not the repository's.
  const areas = awaits.length > 0 ? awaits : areasOfThread(traits, settings);
  return pods.filter(({ area }) => areas.includes(area));
}

/** Whether its advocate, or without one anybody in it, is not the author. */
const hasOthers = ({ advocate, seats }: Pod, author: Pseudonym): boolean =>
  advocate !== author && seats.some(({ pseudonym }) => pseudonym !== author);

/** Those of newcomers that no advocate sees: only a maintainer can find somebody who answers. */
export const withoutAdvocate = (all: readonly Unanswered[]): Unanswered[] =>
  all.filter(({ isByNewcomer, pods }) => isByNewcomer && pods.every(({ advocate }) => advocate === null));
