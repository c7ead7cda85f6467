/** The data of public pages, read once per version of the state and kept until it changes. */
import type { Repository } from "#shared/core/activity.ts";
import type { MemberState } from "#shared/core/member.ts";
import type { OpenIssue } from "#shared/core/open-issues.ts";
import type { Pod } from "#shared/core/pod.ts";
import type { CatchUpLog, Directory, Repositories, Weeks } from "#shared/core/ports.ts";
import { peopleOpenToAny } from "#shared/core/seating.ts";
import type { Settings } from "#shared/core/settings.ts";
import { addWeeks, type Week } from "#shared/core/week.ts";
import type { State } from "./conditional-get.ts";
import { keptForLatest } from "./kept-for-latest.ts";
import type { StoreAt } from "./store-at.ts";

/** How far back the charts go. */
export const PULSE_WEEKS = 12;

export interface DirectorySnapshot {
  readonly pods: readonly Pod[];
  /** How many pods there ever were: numbers are given in order. */
  readonly podsFormed: number;
  readonly census: Readonly<Record<MemberState, number>>;
  /** How many of those who wait any area suits. */
  readonly openToAny: number;
  readonly repositories: readonly Repository[];
  /** That somebody could take, those of private repositories among them. */
  readonly issues: readonly OpenIssue[];
  /** Activities by pod number, for `PULSE_WEEKS` weeks, oldest first. */
  readonly pulse: ReadonlyMap<number, readonly number[]>;
}

type Source = Directory & Weeks & Pick<Repositories, "repositories"> & Pick<CatchUpLog, "openIssues">;

/**
 * `version` is read before the rest, so a snapshot is never older than its version. Pods are read with the areas of the
 * settings, which may be renamed.
 */
export function openDirectorySnapshots(
  storeAt: StoreAt,
): (state: State, areas: Settings["areas"]) => Promise<DirectorySnapshot> {
  const snapshotOf = keptForLatest(async (version: string, day: string, week: Week, _areas: Settings["areas"]) =>
    read(await storeAt(version, day), week),
  );
  return ({ version, day, week }, areas) => snapshotOf(version, day, week, areas);
}

async function read(store: Source, week: Week): Promise<DirectorySnapshot> {
  const weeks = Array.from({ length: PULSE_WEEKS }, (_, i) => addWeeks(week, i + 1 - PULSE_WEEKS));
  const [pods, podsFormed, census, open, repositories, issues, pulse] = await Promise.all([
    store.pods(),
    store.podsFormed(),
    store.census(),
    peopleOpenToAny(store),
    store.repositories(),
    store.openIssues(),
    store.pulse(weeks),
  ]);
  return { pods, podsFormed, census, openToAny: open.length, repositories, issues, pulse };
}
