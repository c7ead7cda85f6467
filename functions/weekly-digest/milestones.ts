/** Reads the weeks before one, as far as it takes to know what people reached in it for the only time. */
import { type CreditedActivity, isWork } from "#shared/core/activity.ts";
import {
  beginSearch,
  type Contributors,
  isOpen,
  lookFurtherBack,
  MERGES,
  type Reached,
  reachedIn,
} from "#shared/core/digest/milestone-search.ts";
import { saysMore } from "#shared/core/digest/newcomers.ts";
import type { Settings } from "#shared/core/settings.ts";
import { addWeeks, type Week, weekOf } from "#shared/core/week.ts";
import type { DigestStore } from "./store.ts";

/** What is not known by then is not told. */
const WEEKS_BACK_MAX = 104;
/** More take longer than a digest may. */
const ACTIVITIES_READ_MAX = 30_000;

interface Reads {
  readonly store: Pick<DigestStore, "activities" | "profiles" | "firstSteps">;
  readonly settings: Pick<Settings, "digest">;
}

export async function milestonesIn(
  week: Week,
  activities: readonly CreditedActivity[],
  { store, settings }: Reads,
): Promise<Reached[]> {
  let search = beginSearch(activities, week, await contributorsIn(activities, { store, settings }));
  let read = 0;
  let latest = activities.length;
  for (let back = 1; isOpen(search) && back <= WEEKS_BACK_MAX && read + latest <= ACTIVITIES_READ_MAX; back++) {
    const before = addWeeks(week, -back);
    const found = await store.activities(before);
    search = lookFurtherBack(search, before, found);
    latest = Math.max(latest, found.length);
    read += found.length;
  }
  return reachedIn(search);
}

async function contributorsIn(
  activities: readonly CreditedActivity[],
  { store, settings }: Reads,
): Promise<Contributors> {
  const people = new Set(activities.filter(isWork).flatMap(({ person }) => person ?? []));
  const profiles = await store.profiles(people);
  const withMerges = [...profiles].flatMap(([person, profile]) =>
    profile.merged >= MERGES && !saysMore(profile) ? person : [],
  );
  // Of people who contributed before we came, the tenth merge that we saw is not their tenth.
  const steps = await Promise.all(withMerges.map((person) => store.firstSteps(person)));
  return {
    mayHaveTenth: new Set(withMerges.filter((_, index) => steps[index]?.firstMerge !== undefined)),
    since: new Map(
      [...profiles].flatMap(([person, { joinedAt }]) =>
        joinedAt === undefined ? [] : [[person, weekOf(joinedAt, settings.digest.timezone)] as const],
      ),
    ),
  };
}
