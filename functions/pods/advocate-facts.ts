/** What an advocate's page is made from: the pod, its people, and the threads in its area that wait. */

import { doerOf } from "#shared/core/activity.ts";
import { githubLink } from "#shared/core/github/site.ts";
import { handOverOf } from "#shared/core/hand-over.ts";
import type { Pseudonym } from "#shared/core/member.ts";
import { needsOf, type ShortPod, shortPod } from "#shared/core/messages/pods.ts";
import type { Pod } from "#shared/core/pod.ts";
import type { Settings } from "#shared/core/settings.ts";
import { type PodView, podView } from "#shared/core/views.ts";
import { addWeeks, WEEK_MS, weekOf } from "#shared/core/week.ts";
import type { Reader } from "./advocate-links.ts";
import type { PodsStore } from "./store.ts";
import { threadPlace } from "./thread-place.ts";
import { type Unanswered, unansweredThreads, withoutAdvocate } from "./unanswered.ts";

/** For so long after they took their seat, people are new to the pod. */
const NEW_MS = 3 * WEEK_MS;
/** People of whom nothing was seen for so long are quiet. */
const QUIET_MS = 4 * WEEK_MS;
/** How far back we look for the last thing that was seen. */
const LOOK_BACK_WEEKS = 12;

/** A member as only the advocate sees them. */
export interface MemberFacts {
  readonly login: string | null;
  readonly isAdvocate: boolean;
  /** It is their own page: nobody introduces themselves to themselves. */
  readonly isReader: boolean;
  /** When they took their seat, if that was in the last weeks, ms. */
  readonly joinedAt?: number;
  /** Nothing was seen of them for weeks: since `seenAt`, ms, or for as long as we can look back, to `lookedSince`. */
  readonly quiet?: { readonly seenAt: number | null; readonly lookedSince: number };
  /** Where on GitHub they are met: the thread in which they asked for a seat, or their own page. */
  readonly url: string | null;
}

export interface AdvocateFacts {
  readonly reader: Reader;
  readonly pod: PodView;
  /** What becomes of it, if it has fewer than five people. */
  readonly short?: ShortPod | undefined;
  readonly advocate: {
    readonly login: string | null;
    readonly hours?: number | undefined;
    readonly term?: string | undefined;
  } | null;
  /** The other people of the pod who volunteer for the role, by their logins. */
  readonly volunteers: readonly string[];
  /** The advocate of before, who stays beside `next` or the vacancy; since and to when, ms. */
  readonly handOver?: {
    readonly former: MemberFacts;
    readonly next?: MemberFacts | undefined;
    readonly until: number;
    readonly ends: number;
  };
  /** In the order of their seats, the advocate first: nobody is ranked. */
  readonly members: readonly MemberFacts[];
  /** In the pod's area, the one that has waited longest first. */
  readonly newcomers: readonly Unanswered[];
  readonly others: readonly Unanswered[];
  /** Those whom no advocate sees; for maintainers. */
  readonly elsewhere?: readonly Unanswered[];
  /** The people who wait for a seat in the area; `first` has waited longest. */
  readonly waiting: { readonly count: number; readonly first?: MemberFacts };
  /** Who would help the pod most: "somebody experienced". */
  readonly needs: readonly string[];
}

interface Source {
  readonly store: PodsStore;
  readonly settings: Settings;
  /** ms */
  readonly now: number;
}

export async function advocateFacts(pod: Pod, reader: Reader, source: Source): Promise<AdvocateFacts> {
  const { store, settings, now } = source;
  const waiting = await store.waiting(pod.area);
  const seated = pod.seats.map(({ pseudonym }) => pseudonym);
  const [members, unanswered, repositories, since] = await Promise.all([
    store.members([...seated, ...waiting.slice(0, 1)]),
    unansweredThreads(source),
    store.repositories(),
    store.initialisedAt(),
  ]);
  const times = await store.timesOf(seated.map((one) => members.get(one)?.standing.since ?? 0));
  const seatedAt = new Map(seated.map((one, index) => [one, times[index] ?? 0]));
  // Advocates know of themselves.
  const mayBeQuiet = (one: Pseudonym) =>
    one !== pod.advocate && Math.max(since, seatedAt.get(one) ?? now) <= now - QUIET_MS;
  const seen = await lastSeen(seated.filter(mayBeQuiet), source);
  const handOver = handOverOf(pod, now);
  const own = { advocate: pod.advocate, former: handOver?.former, maintainer: undefined }[reader];
  const lookedSince = Math.max(since, now - LOOK_BACK_WEEKS * WEEK_MS);
  const factsOf = (pseudonym: Pseudonym): MemberFacts => {
    const { login = "", thread } = members.get(pseudonym)?.profile ?? {};
    const [joinedAt = 0, seenAt = null] = [seatedAt.get(pseudonym), seen.get(pseudonym)];
    const place = thread === undefined ? undefined : threadPlace(thread, repositories, settings);
    return {
      login: login || null,
      isAdvocate: pseudonym === pod.advocate,
      isReader: pseudonym === own,
      ...(joinedAt > now - NEW_MS && { joinedAt }),
      ...(mayBeQuiet(pseudonym) && (seenAt === null || seenAt <= now - QUIET_MS) && { quiet: { seenAt, lookedSince } }),
      url: place?.url ?? (login === "" ? null : githubLink(settings, login)),
    };
  };
  const here = unanswered.filter(({ pods }) => pods.some(({ number }) => number === pod.number));
  const everybody = seated.map(factsOf);
  const profiles = new Map([...members].map(([pseudonym, { profile }]) => [pseudonym, profile]));
  const { login = "", hours, term } = profiles.get(pod.advocate ?? "") ?? {};
  return {
    reader,
    pod: podView(pod, profiles),
    short: shortPod(pod, settings),
    advocate: pod.advocate === null ? null : { login: login || null, hours, term },
    volunteers: pod.seats.flatMap(({ pseudonym, volunteer }) => {
      const { login = "" } = profiles.get(pseudonym) ?? {};
      return volunteer && pseudonym !== pod.advocate && login !== "" ? [login] : [];
    }),
    ...(handOver && {
      handOver: {
        ...handOver,
        former: factsOf(handOver.former),
        next: pod.advocate === null ? undefined : factsOf(pod.advocate),
      },
    }),
    members: [...everybody.filter((one) => one.isAdvocate), ...everybody.filter((one) => !one.isAdvocate)],
    newcomers: here.filter(({ isByNewcomer }) => isByNewcomer),
    others: here.filter(({ isByNewcomer }) => !isByNewcomer),
    ...(reader === "maintainer" && { elsewhere: withoutAdvocate(unanswered).filter((one) => !here.includes(one)) }),
    waiting: { count: waiting.length, ...(waiting[0] !== undefined && { first: factsOf(waiting[0]) }) },
    needs: needsOf(pod),
  };
}

/** When each of these people was last seen at work, ms; people of whom nothing was seen are missing. */
async function lastSeen(
  people: readonly Pseudonym[],
  { store, settings, now }: Source,
): Promise<Map<Pseudonym, number>> {
  const seen = new Map<Pseudonym, number>();
  const missing = new Set(people);
  let week = weekOf(now, settings.digest.timezone);
  // The present week is not over: whole weeks need one more.
  for (let weeks = 0; weeks <= LOOK_BACK_WEEKS && missing.size > 0; weeks++) {
    for (const activity of await store.activities(week)) {
      const one = doerOf(activity);
      if (one !== null && missing.has(one)) seen.set(one, Math.max(activity.at, seen.get(one) ?? 0));
    }
    for (const one of seen.keys()) missing.delete(one);
    week = addWeeks(week, -1);
  }
  return seen;
}
