/** The sentences of the status page: what is wrong, what is switched off, and what to do about it. */
import { capital } from "#shared/core/capital.ts";
import { dayInWords } from "#shared/core/digest/dates.ts";
import { ACCESS } from "#shared/core/github/access.static.ts";
import { grantInWords } from "#shared/core/github/access.ts";
import type { TeamFault } from "#shared/core/github/mentioning.ts";
import { apiOf, type Site } from "#shared/core/github/site.ts";
import type { Pod } from "#shared/core/pod.ts";
import type { CatchUp, Condition, FeedState, Recovery, Sender, Stranger } from "#shared/core/ports.ts";
import type { Settings } from "#shared/core/settings.ts";
import { dayOf } from "#shared/core/week.ts";
import { count } from "#shared/web/markup.ts";
import { CHANNEL_TITLES } from "./channels.static.ts";

/** More sentences of one kind tell nobody anything new. */
const LISTED_MAX = 30;

/** `2026-11-22 20:46 UTC` */
export const inWords = (ms: number): string => `${new Date(ms).toISOString().slice(0, 16).replace("T", " ")} UTC`;

export const takenInWords = (login: string, site: Site): string =>
  `The login ${login} in maintainers has another account now than at first, so it gives no rights. To say which ` +
  `account is meant, write ${login}:<id>; the id stands in ${apiOf(site)}/users/${login}.`;

/** Deliveries whose content we shall never learn. */
export function lostInWords({ lost }: Recovery): string[] {
  const [first, last] = [lost[0], lost.at(-1)];
  if (!first || !last) return [];
  return [
    `${count(lost.length, "delivery", "deliveries")} from GitHub since ${inWords(first.at)} failed each time, at last with ` +
      `"${last.status}", and will not be asked for again. The commands in them are in force only if people give them again; the ` +
      "webhook’s page on GitHub lists them for three days.",
  ];
}

/** GitHub lets people send a delivery again for so long. */
const REDELIVERED_FOR_MS = 3 * 24 * 60 * 60_000;

/** Deliveries that came from elsewhere, perhaps since the organisation has another name than the settings say. */
export function strangerInWords(stranger: Stranger | undefined, { organisation }: Settings, now: number): string[] {
  if (stranger?.organisation !== organisation || now - stranger.until > REDELIVERED_FOR_MS) return [];
  const { owner, deliveries, since, until } = stranger;
  return [
    `Nothing comes of what GitHub delivers from ${owner || "an account that is no organisation"}: of ` +
      `${count(deliveries, "delivery", "deliveries")} since ${inWords(since)}, the last at ${inWords(until)}. If it is ` +
      `yours, put its name into organisation, where ${organisation} stands, and redeliver them on the webhook’s page on ` +
      "GitHub within three days.",
  ];
}

/** Why deliveries that fail stay lost. */
export function notRecovered({ fault }: Recovery, sender: Sender | undefined): string[] {
  const why = sender?.off.includes("github") ? 'The secret pods-github holds "-".' : fault;
  return why === undefined ? [] : [`Asking GitHub again for deliveries that failed. ${why}`];
}

const TEAM_FAULT_WORDS: Readonly<Record<TeamFault, string>> = {
  "no-team": "GitHub shows us no such team",
  "no-right": `${grantInWords("teams")}; it goes on by itself`,
  "not-read": "GitHub reads no team there: it has to be visible, and to have access to the repository",
};

export function teamsNotMentioned(
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
export function notRead({ faults }: CatchUp, sender: Sender | undefined, shown: (fault: string) => string): string[] {
  if (sender?.off.includes("github")) return [`${READING}: the secret pods-github holds "-".`];
  return faults.map((fault) => {
    const said = shown(fault);
    return `${READING}. ${said}${/[.!?]$/.test(said) ? "" : "."}`;
  });
}

/** The host is enough: an address may hold a name. */
export const feedsNotRead = (states: readonly FeedState[], { links, digest }: Settings): string[] =>
  states.flatMap(({ fault }, n) =>
    fault
      ? `News from ${new URL(links.feeds[n] ?? "").host}, since ${dayInWords(dayOf(fault.since, digest.timezone))}: ${fault.why}.`
      : [],
  );

const READING = capital(ACCESS["catching-up"].does);

/**
 * Sentences about settings and secrets that are older than those on disk; nothing when there are none. Another function looks
 * again when it is called.
 */
export function olderInWords(all: Condition["outdated"]): { older?: readonly string[] } {
  const older = all.flatMap(({ function: name, outdated }) =>
    outdated.map(
      ({ what, since, reason }) =>
        `${name} has been running on an older version of ${what} since ${inWords(since)}: ${reason} The next start would fail, unless that was mended since its last call.`,
    ),
  );
  return older.length === 0 ? {} : { older };
}

/** Settings without a comment and a label, and no token: somebody wants it so. */
export const isSilentOnGitHub = ({ mentions }: Settings, sender: Sender | undefined): boolean =>
  mentions.mode === "quiet" && !mentions.labels && sender?.off.includes("github") === true;

/**
 * Sentences about destinations that somebody wants and `deliver` has no way to. `expects`: GitHub delivers, and somebody there
 * waits for words.
 */
export function withoutWay({ digest }: Settings, sender: Sender | undefined, expects: boolean): string[] {
  const unknown = (sender?.unknownPods ?? []).map(
    (entry) =>
      `Channels of a pod: the secret pods-chat names ${entry}, and there is no such pod now. Nothing is posted there.`,
  );
  const off = (sender?.off ?? []).flatMap((name) => {
    if (name === "github")
      return expects ? 'GitHub delivers, but nothing can be answered there: the secret pods-github holds "-".' : [];
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
export function switchedOff(
  { rebalance, mentions, digest }: Settings,
  hasAdminKey: boolean,
  sender: Sender | undefined,
  expects: boolean,
): string[] {
  return [
    !hasAdminKey && 'Maintainers\' commands and signed links: the secret pods-admin-key holds "-".',
    !expects && sender?.off.includes("github") && 'Comments on GitHub: the secret pods-github holds "-".',
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
