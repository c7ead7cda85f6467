/** What works, what does not, and what is switched off: for the people who run this. It says nothing about members. */

import { cachedFor } from "#shared/core/cached-for.ts";
import { nextDue } from "#shared/core/digest/due.ts";
import type { InForce } from "#shared/core/in-force.ts";
import { lostAreasInWords } from "#shared/core/lost-areas.ts";
import { loginsAlone } from "#shared/core/maintainers.ts";
import { planningInWords } from "#shared/core/messages/plan.ts";
import { shortDespiteLock } from "#shared/core/messages/pods.ts";
import { GITHUB } from "#shared/core/outbox.ts";
import type { Condition, ImportRecord } from "#shared/core/ports.ts";
import type { Settings } from "#shared/core/settings.ts";
import type { RuntimeWith } from "#shared/openfaas/open-function.ts";
import { singleFlightFresh } from "#shared/openfaas/single-flight.ts";
import { digestErrands, digestPlaces } from "./last-digest.ts";
import { functionsOf, senderOf } from "./status-functions.ts";
import type { Status, StatusAlone } from "./status-page.ts";
import {
  feedsNotRead,
  isSilentOnGitHub,
  lostInWords,
  notRead,
  notRecovered,
  olderInWords,
  strangerInWords,
  switchedOff,
  takenInWords,
  teamsNotMentioned,
  withoutWay,
} from "./status-words.ts";
import type { PodsStore } from "./store.ts";
import { unansweredThreads, withoutAdvocate } from "./unanswered.ts";
import { unsentInWords } from "./unsent-words.ts";
import { withholdPrivate } from "./withhold.ts";

/** Counting reads every thread that waits, and they wait for days. */
const COUNTED_FOR_MS = 60_000;

/**
 * Reads the status. Anybody may ask for it as often as they like: those who ask during a reading share the next one, and
 * threads are counted once a minute at most.
 */
export function openStatus({ store, settings, adminKey, now, inForce }: Required<RuntimeWith<"adminKey", PodsStore>>) {
  const countUnanswered = cachedFor<void, Status["unanswered"]>(COUNTED_FOR_MS, now, async () => {
    const waiting = await unansweredThreads({ store, settings: settings(), now: now() });
    return {
      newcomers: waiting.filter(({ isByNewcomer }) => isByNewcomer).length,
      withoutAdvocate: withoutAdvocate(waiting).length,
    };
  });
  return singleFlightFresh(() =>
    readStatus(store, settings(), {
      hasAdminKey: adminKey() !== undefined,
      inForce: inForce(),
      now: now(),
      countUnanswered,
    }),
  );
}

/** What is known while Redis is away. */
export function statusAlone(settings: Settings, inForce: InForce, hasAdminKey: boolean): StatusAlone {
  return {
    settings: inForce.settings,
    ...(inForce.ineffective !== undefined && { ineffective: inForce.ineffective }),
    ...olderInWords([{ function: "pods", outdated: inForce.outdated }]),
    off: switchedOff(settings, hasAdminKey, undefined, true),
  };
}

interface Surroundings {
  readonly hasAdminKey: boolean;
  readonly inForce: InForce;
  /** ms */
  readonly now: number;
  readonly countUnanswered: () => Promise<Status["unanswered"]>;
}

async function readStatus(
  store: PodsStore,
  settings: Settings,
  { hasAdminKey, inForce, now, countUnanswered }: Surroundings,
): Promise<Status> {
  const { lastDeliveryAt, revision, sender, outdated, ...redis } = await store.condition();
  const isSilent = isSilentOnGitHub(settings, sender);
  const delivered = lastDeliveryAt !== undefined;
  const expects = delivered && !isSilent;
  const common = {
    redis,
    settings: inForce.settings,
    ...(inForce.ineffective !== undefined && { ineffective: inForce.ineffective }),
    ...olderInWords(outdatedOf(inForce, { outdated })),
    revision,
    lastDeliveryAt: lastDeliveryAt === undefined ? null : new Date(lastDeliveryAt).toISOString(),
    faults: withoutWay(settings, sender, expects),
    off: switchedOff(settings, hasAdminKey, sender, expects),
  };
  const deliver = senderOf(sender, now);
  const functions = [...functionsOf(settings, delivered), deliver];
  // A lost or a new state has nothing more to tell, and this page is there to say so.
  if (!redis.usable)
    return {
      ...common,
      functions,
      lastDigest: null,
      lastDigestPlaces: [],
      nextDigestAt: null,
      lastRun: null,
      lastImport: null,
      lastReadAt: null,
      unanswered: { newcomers: 0, withoutAdvocate: 0 },
      backlog: {},
      unsent: [],
      beyond: 0,
    };
  const pods = await store.pods();
  const mentioned = settings.mentions.mode === "team" ? pods : [];
  const [
    lost,
    taken,
    digests,
    { backlog, groups, beyond },
    progress,
    [run],
    recovery,
    catchUp,
    repositories,
    teams,
    unanswered,
    imported,
    feeds,
    cameAt,
    stranger,
  ] = await Promise.all([
    lostAreasInWords(pods, store),
    store.takenLogins(loginsAlone(settings.maintainers)),
    store.digests(),
    store.unsent(),
    store.planProgress(),
    store.runs(),
    store.recovery(),
    store.catchUp(),
    store.repositories(),
    store.teamFaults(mentioned.map(({ number }) => number)),
    countUnanswered(),
    store.lastImport(),
    store.feedStates(settings.links.feeds),
    store.initialisedAt(),
    store.stranger(),
  ]);
  const planning = progress ? planningInWords(progress) : undefined;
  const lastRun = run ? { id: run.id, startedAt: new Date(run.startedAt).toISOString() } : null;
  const shown = withholdPrivate(repositories);
  const told = groups.map(({ detail, otherDetails = [], ...group }) => ({
    ...group,
    ...(detail !== undefined && { detail }),
    said: [detail ?? [], otherDetails].flat().map(shown),
  }));
  const unsent = told.map((group) => {
    const said = unsentInWords(group, sender, deliver.why, now);
    return { ...said, old: said.old && !(isSilent && group.to === GITHUB) };
  });
  const results =
    digests[0] === undefined ? [] : await store.results(digestErrands(digests[0], sender, settings.digest));
  return {
    ...common,
    faults: [
      ...common.faults,
      ...lost,
      ...shortDespiteLock(pods, settings),
      ...taken.map((login) => takenInWords(login, settings)),
      ...lostInWords(recovery),
      ...strangerInWords(stranger, settings, now),
    ],
    off: [
      ...common.off,
      ...teamsNotMentioned(mentioned, teams, settings),
      ...notRecovered(recovery, sender),
      ...notRead(catchUp, sender, shown),
      ...feedsNotRead(feeds, settings),
    ],
    functions,
    lastDigest: digests[0] ?? null,
    lastDigestPlaces: digestPlaces(results, { sender, notCalled: deliver.why, now, shown }),
    nextDigestAt: new Date(nextDue(now, digests[0], cameAt, settings)).toISOString(),
    lastRun,
    lastImport: imported ? importOnStatus(imported) : null,
    unanswered,
    backlog,
    unsent,
    beyond,
    lastReadAt: catchUp.doneAt === undefined ? null : new Date(catchUp.doneAt).toISOString(),
    ...(planning && { planning }),
  };
}

const importOnStatus = ({ id, startedAt, added, undo }: ImportRecord) => ({
  id,
  startedAt: new Date(startedAt).toISOString(),
  added,
  undoneAt: undo ? new Date(undo.startedAt).toISOString() : null,
});

/** What each function runs on; of `pods` what it has just seen itself. */
export const outdatedOf = (
  { outdated: own }: InForce,
  { outdated }: Pick<Condition, "outdated">,
): Condition["outdated"] => outdated.map((one) => (one.function === "pods" ? { ...one, outdated: own } : one));
