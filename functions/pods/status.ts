/** What works, what does not, and what is switched off: for the people who run this. It says nothing about members. */

import { cachedFor } from "#shared/core/cached-for.ts";
import { capital } from "#shared/core/capital.ts";
import { dayInWords } from "#shared/core/digest/dates.ts";
import { nextDue } from "#shared/core/digest/due.ts";
import { ACCESS, grantInWords } from "#shared/core/github/access.ts";
import type { TeamFault } from "#shared/core/github/mentioning.ts";
import { apiOf, type Site } from "#shared/core/github/site.ts";
import type { InForce } from "#shared/core/in-force.ts";
import { lostAreasInWords } from "#shared/core/lost-areas.ts";
import { loginsAlone } from "#shared/core/maintainers.ts";
import { planningInWords } from "#shared/core/messages/plan.ts";
import { shortDespiteLock } from "#shared/core/messages/pods.ts";
import type { Pod } from "#shared/core/pod.ts";
import type { CatchUp, Condition, FeedState, ImportRecord, Recovery, Sender } from "#shared/core/ports.ts";
import type { Settings } from "#shared/core/settings.ts";
import { dayOf } from "#shared/core/week.ts";
import type { RuntimeWith } from "#shared/openfaas/open-function.ts";
import { singleFlightFresh } from "#shared/openfaas/single-flight.ts";
import { count } from "#shared/web/markup.ts";
import { CHANNEL_TITLES } from "./channels.static.ts";
import { digestErrands, digestPlaces } from "./last-digest.ts";
import type { FunctionStatus, Status } from "./status-page.ts";
import type { PodsStore } from "./store.ts";
import { unansweredThreads, withoutAdvocate } from "./unanswered.ts";
import { unsentInWords } from "./unsent-words.ts";
import { withholdPrivate } from "./withhold.ts";

/** `deliver` is ticked every few seconds. After this long without a tick, the cron-connector no longer calls it. */
const SENDER_LATE_MS = 5 * 60_000;

/** Counting reads every thread that waits, and they wait for days. */
const COUNTED_FOR_MS = 60_000;
/** More sentences of one kind tell nobody anything new. */
const LISTED_MAX = 30;

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
  const common = {
    redis,
    settings: inForce.settings,
    ...(inForce.ineffective !== undefined && { ineffective: inForce.ineffective }),
    ...olderInWords(outdatedOf(inForce, { outdated })),
    revision,
    lastDeliveryAt: lastDeliveryAt === undefined ? null : new Date(lastDeliveryAt).toISOString(),
    faults: withoutWay(settings, sender, lastDeliveryAt !== undefined),
    off: switchedOff(settings, hasAdminKey, sender, lastDeliveryAt !== undefined),
  };
  const deliver = senderOf(sender, now);
  const functions = [...functionsOf(settings, lastDeliveryAt !== undefined), deliver];
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
  ]);
  const planning = progress ? planningInWords(progress) : undefined;
  const lastRun = run ? { id: run.id, startedAt: new Date(run.startedAt).toISOString() } : null;
  const shown = withholdPrivate(repositories);
  const told = groups.map(({ detail, otherDetails = [], ...group }) => ({
    ...group,
    ...(detail !== undefined && { detail }),
    said: [detail ?? [], otherDetails].flat().map(shown),
  }));
  const unsent = told.map((group) => unsentInWords(group, sender, deliver.why, now));
  const results =
    digests[0] === undefined ? [] : await store.results(digestErrands(digests[0], sender, settings.digest));
  return {
    ...common,
    faults: [
      ...common.faults,
      ...lost,
      ...shortDespiteLock(pods),
      ...taken.map((login) => takenInWords(login, settings)),
      ...lostInWords(recovery),
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
    nextDigestAt: new Date(nextDue(now, digests[0], settings)).toISOString(),
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

const takenInWords = (login: string, site: Site): string =>
  `The login ${login} in maintainers has another account now than at first, so it gives no rights. To say which ` +
  `account is meant, write ${login}:<id>; the id stands in ${apiOf(site)}/users/${login}.`;

/** Deliveries whose content we shall never learn. */
function lostInWords({ lost }: Recovery): string[] {
  const [first, last] = [lost[0], lost.at(-1)];
  if (!first || !last) return [];
  return [
    `${count(lost.length, "delivery", "deliveries")} from GitHub since ${inWords(first.at)} failed each time, at last with ` +
      `"${last.status}", and will not be asked for again. The commands in them are in force only if people give them again; the ` +
      "webhook’s page on GitHub lists them for three days.",
  ];
}

/** Why deliveries that fail stay lost. */
function notRecovered({ fault }: Recovery, sender: Sender | undefined): string[] {
  const why = sender?.off.includes("github") ? 'The secret pods-github holds "-".' : fault;
  return why === undefined ? [] : [`Asking GitHub again for deliveries that failed. ${why}`];
}

const TEAM_FAULT_WORDS: Readonly<Record<TeamFault, string>> = {
  "no-team": "GitHub shows us no such team",
  "no-right": `${grantInWords("teams")}; it goes on by itself`,
  "not-read": "GitHub reads no team there: it has to be visible, and to have access to the repository",
};

function teamsNotMentioned(
  pods: readonly Pod[],
  faults: ReadonlyMap<number, TeamFault>,
  { organisation }: Settings,
): string[] {
  const sentences = pods.flatMap(({ number, slug }) => {
    const fault = faults.get(number);
    if (fault === undefined) return [];
    return `Mentions of the team @${organisation}/${slug}; the Pod Advocate is mentioned instead. ${TEAM_FAULT_WORDS[fault]}.`;
  });
  const more = sentences.length - LISTED_MAX;
  if (more <= 0) return sentences;
  return [...sentences.slice(0, LISTED_MAX), `Mentions of ${count(more, "more team", "more teams")}, likewise.`];
}

/** Sentences about the nightly reading of GitHub, where it fails. */
function notRead({ faults }: CatchUp, sender: Sender | undefined, shown: (fault: string) => string): string[] {
  if (sender?.off.includes("github")) return [`${READING}: the secret pods-github holds "-".`];
  return faults.map((fault) => {
    const said = shown(fault);
    return `${READING}. ${said}${/[.!?]$/.test(said) ? "" : "."}`;
  });
}

/** The host is enough: an address may hold a name. */
const feedsNotRead = (states: readonly FeedState[], { links, digest }: Settings): string[] =>
  states.flatMap(({ fault }, n) =>
    fault
      ? `News from ${new URL(links.feeds[n] ?? "").host}, since ${dayInWords(dayOf(fault.since, digest.timezone))}: ${fault.why}.`
      : [],
  );

const READING = capital(ACCESS["catching-up"].does);

/** Sentences about settings and secrets that are older than those on disk; nothing when there are none. */
export function olderInWords(all: Condition["outdated"]): { older?: readonly string[] } {
  const older = all.flatMap(({ function: name, outdated }) =>
    outdated.map(
      ({ what, since, reason }) =>
        `${name} has been running on an older version of ${what} since ${inWords(since)}: ${reason} The next start would fail.`,
    ),
  );
  return older.length === 0 ? {} : { older };
}

function functionsOf({ rebalance, digest }: Settings, delivered: boolean): FunctionStatus[] {
  const planning = rebalance.seat === "daily" || rebalance.plan === "weekly";
  return [
    { name: "join-pod", does: "Seats, queues, releases and imports people.", on: true },
    {
      name: "rebalance",
      does: "Seats people who wait; makes and applies plans.",
      on: planning,
      ...(!planning && { why: "Nothing is scheduled; commands still work." }),
    },
    {
      name: "on-github-event",
      does: "Receives deliveries from GitHub.",
      on: true,
      ...(!delivered && { why: "No delivery has arrived yet." }),
    },
    {
      name: "weekly-digest",
      does: `Publishes the weekly digest, ${digest.weekday}s at ${digest.time} ${digest.timezone}.`,
      on: true,
    },
    { name: "pods", does: "Serves the directory, pods and this page.", on: true },
  ];
}

function senderOf(sender: Sender | undefined, now: number): FunctionStatus {
  const sending = {
    name: "deliver",
    does: "Sends comments and messages; asks GitHub again for deliveries that failed.",
  };
  if (!sender) return { ...sending, on: false, why: "The cron-connector has not called it yet." };
  if (now - sender.tickedAt < SENDER_LATE_MS) return { ...sending, on: true };
  return { ...sending, on: false, why: `The cron-connector has not called it since ${inWords(sender.tickedAt)}.` };
}

/** `2026-11-22 20:46 UTC` */
const inWords = (ms: number): string => `${new Date(ms).toISOString().slice(0, 16).replace("T", " ")} UTC`;

/** Sentences about destinations that somebody wants and `deliver` has no way to. */
function withoutWay({ digest }: Settings, sender: Sender | undefined, delivered: boolean): string[] {
  const unknown = (sender?.unknownPods ?? []).map(
    (entry) =>
      `Channels of a pod: the secret pods-chat names ${entry}, and there is no such pod now. Nothing is posted there.`,
  );
  const off = (sender?.off ?? []).flatMap((name) => {
    if (name === "github")
      return delivered ? 'GitHub delivers, but nothing can be answered there: the secret pods-github holds "-".' : [];
    const title = CHANNEL_TITLES[name];
    if (title === undefined)
      return `Posts to "${name}": deliver has no way there, and this function knows no such channel. Deploy the same version of both.`;
    return digest.to.includes(name)
      ? `Posts to ${title}: digest.to names ${name}, but the secret pods-chat has no entry ${name}.`
      : [];
  });
  return [...off, ...unknown];
}

/** What the settings and secrets switch off. Each sentence names its setting; channels that nobody asked for are left out. */
function switchedOff(
  { rebalance, mentions, digest }: Settings,
  hasAdminKey: boolean,
  sender: Sender | undefined,
  delivered: boolean,
): string[] {
  return [
    !hasAdminKey && 'Maintainers\' commands and signed links: the secret pods-admin-key holds "-".',
    !delivered && sender?.off.includes("github") && 'Comments on GitHub: the secret pods-github holds "-".',
    rebalance.seat === "off" && "The daily seating: rebalance.seat is off.",
    rebalance.plan === "off" && "The weekly plan: rebalance.plan is off.",
    !rebalance.autoApply && "Applying plans without a maintainer: rebalance.autoApply is false.",
    mentions.mode === "quiet" && "Mentions on GitHub: mentions.mode is quiet.",
    ...Object.entries(CHANNEL_TITLES).map(
      ([id, title]) =>
        sender?.off.includes(id) === false &&
        !digest.to.includes(id) &&
        `The digest in ${title}: digest.to does not name ${id}.`,
    ),
  ].filter((sentence) => typeof sentence === "string");
}
