/** The things that an advocate could do first, in the order of their urgency: at most three, so that the page is read. */
import { capital } from "#shared/core/capital.ts";
import { dayInWords, monthInWords } from "#shared/core/digest/dates.ts";
import { githubLink } from "#shared/core/github/site.ts";
import { inWords, peopleInWords } from "#shared/core/number-words.ts";
import { areaTitle, type Settings } from "#shared/core/settings.ts";
import { endedTerm, endOfTerm } from "#shared/core/term.ts";
import { DAY_MS, dayOf } from "#shared/core/week.ts";
import { joinIssueLink, podLink } from "#shared/web/links.ts";
import { count, sentenceList } from "#shared/web/markup.ts";
import type { AdvocateFacts, MemberFacts } from "./advocate-facts.ts";
import type { Unanswered } from "./unanswered.ts";

const TODOS_MAX = 3;

export interface Todo {
  readonly kind:
    | "hand-over"
    | "answer"
    | "area-gone"
    | "short"
    | "waiting"
    | "review"
    | "term"
    | "advocate"
    | "meeting"
    | "greet"
    | "quiet"
    | "invite";
  readonly title: string;
  readonly detail: string;
  /** The person it is about; `undefined` if it is about nobody. */
  readonly login?: string | null;
  readonly url: string;
  /** The words of the link. */
  readonly action: string;
}

interface Occasion {
  readonly facts: AdvocateFacts;
  readonly settings: Settings;
  /** ms */
  readonly now: number;
}

type Rule = (occasion: Occasion) => readonly Todo[];

/** The most urgent first: a hand-over has two weeks, and a newcomer who hears nothing does not come back. */
const RULES: readonly Rule[] = [
  handOver,
  answer,
  findAnotherArea,
  fill,
  review,
  endTerm,
  findAdvocate,
  meet,
  greet,
  askHowTheyAre,
  invite,
];

/** Only the advocate can do these. */
const OF_THE_ROLE: readonly Rule[] = [endTerm, meet];

export const todosOf = (occasion: Occasion): Todo[] =>
  RULES.filter((rule) => occasion.facts.reader !== "former" || !OF_THE_ROLE.includes(rule))
    .flatMap((rule) => rule(occasion))
    .slice(0, TODOS_MAX);

function handOver({ facts: { handOver, pod, reader }, settings }: Occasion): Todo[] {
  if (!handOver?.next) return [];
  const { former, next, until, ends } = handOver;
  const [was, to] = [until, ends].map((at) => dayInWords(dayOf(at, settings.digest.timezone)));
  if (reader === "former") {
    const name = next.login ?? "The next advocate";
    return [
      {
        kind: "hand-over",
        title: `${name} took over from you on ${was}`,
        detail: `You stay beside them until ${to}, and can open this page: tell them what is under way in ${pod.name}, and who would like to hear from them.`,
        login: next.login,
        url: next.url ?? podLink(settings, pod.slug),
        action: "On GitHub",
      },
    ];
  }
  const name = former.login ?? "the advocate of before";
  return [
    {
      kind: "hand-over",
      title: `Talk to ${name}, who was advocate until ${was}`,
      detail: `They stay beside you until ${to}: ask what is under way in ${pod.name}, and who would like to hear from you.`,
      login: former.login,
      url: former.url ?? podLink(settings, pod.slug),
      action: "On GitHub",
    },
  ];
}

function answer({ facts, now }: Occasion): Todo[] {
  return facts.newcomers.map((thread) => ({
    kind: "answer",
    title: `Answer ${thread.login ?? "somebody new"} on ${thread.ref}`,
    detail: `${whatIs(thread)} by somebody new that has waited for ${days(now - thread.waitsSince)}. We have seen no answer yet.`,
    login: thread.login,
    url: thread.url,
    action: "Open on GitHub",
  }));
}

const whatIs = ({ kind }: Unanswered) => (kind === "issue" ? "An issue" : "A pull request");
export const days = (ms: number): string => count(Math.max(1, Math.floor(ms / DAY_MS)), "day");

/** Nobody new comes to a pod whose area the settings no longer name. */
function findAnotherArea({ facts: { pod, short }, settings }: Occasion): Todo[] {
  if (!pod.areaGone) return [];
  return [
    {
      kind: "area-gone",
      title: `${areaTitle(settings, pod.area)} is no longer an area of ${settings.community}`,
      detail: `${pod.name} takes nobody new. Ask its people to name another area, with /pod join and its name: plans move them there while five people stay, and close a pod that all can leave.${short ? ` ${short.detail}` : ""}`,
      url: podLink(settings, pod.slug),
      action: "The pod’s page",
    },
  ];
}

/** Seats that people could have: those of a short pod, and those that people wait for. */
function fill({ facts, settings }: Occasion): Todo[] {
  const { pod, waiting, short } = facts;
  if (pod.areaGone) return [];
  const area = areaTitle(settings, pod.area);
  const { first } = waiting;
  if (first && pod.openSeats > 0) {
    const many = waiting.count > 1;
    const who = many ? `${inWords(waiting.count)} people wait` : `${first.login ?? "Somebody"} waits`;
    return [
      {
        kind: "waiting",
        title: `${many ? capital(who) : who} for a seat in ${area}`,
        detail: `${pod.name} has ${count(pod.openSeats, "open seat")}, so the next seating may bring ${many ? "some of them" : "them"}. Say hello already.`,
        login: first.login,
        url: first.url ?? podLink(settings, pod.slug),
        action: "Say hello",
      },
    ];
  }
  if (!short) return [];
  return [
    {
      kind: "short",
      title: `${pod.name} needs more people`,
      detail: `${short.detail} ${pod.locked ? "A maintainer locked it, so nobody joins it; a maintainer can unlock it." : "Ask somebody you know, or send them the pod’s page."}`,
      url: podLink(settings, pod.slug),
      action: "The pod’s page",
    },
  ];
}

function review({ facts: { others, pod }, now }: Occasion): Todo[] {
  const [thread] = others;
  if (!thread) return [];
  const wanted = thread.kind === "issue" ? "an answer" : "a review";
  return [
    {
      kind: "review",
      title: `Find ${wanted} for ${thread.ref}`,
      detail: `${whatIs(thread)} by ${thread.login ?? "somebody"} that has waited for ${days(now - thread.waitsSince)}. Perhaps somebody in ${pod.name} can look at it.`,
      login: thread.login,
      url: thread.url,
      action: "Open on GitHub",
    },
  ];
}

/** In the last four weeks of a term, and from then on until it is said anew. */
function endTerm({ facts: { advocate, volunteers, pod }, settings, now }: Occasion): Todo[] {
  const term = advocate?.term;
  if (term === undefined || now + 28 * DAY_MS < endOfTerm(term)) return [];
  const to = sentenceList(volunteers.map((login) => `@${login}`));
  return [
    {
      kind: "term",
      title: `The term ${endedTerm({ term }, now) ? "ended" : "ends"} in ${monthInWords(term)}`,
      detail: `Go on with /pod advocate and a new until=, or hand ${pod.name} over with /pod nominate @login${to === "" ? "" : `: ${to} ${volunteers.length === 1 ? "volunteers" : "volunteer"}`}. Thank you either way.`,
      login: advocate?.login ?? null,
      url: commandLink(settings, pod, "Pod Advocate", "/pod nominate @login"),
      action: "Open on GitHub",
    },
  ];
}

function findAdvocate({ facts: { advocate, pod }, settings }: Occasion): Todo[] {
  if (advocate !== null || pod.areaGone) return [];
  return [
    {
      kind: "advocate",
      title: `${pod.name} is looking for an advocate`,
      detail: "Ask in the pod who has an hour or two a week. They volunteer with /pod advocate.",
      url: commandLink(settings, pod, "Pod Advocate", "/pod advocate hours=2"),
      action: "Open on GitHub",
    },
  ];
}

function meet({ facts: { pod }, settings }: Occasion): Todo[] {
  if (pod.meeting !== null) return [];
  const command = "/pod meeting Thursday 17:00 Europe/London https://…";
  return [
    {
      kind: "meeting",
      title: "Choose a time to meet",
      detail: `People get to know each other in a meeting, and ${pod.name} has none: ${command}`,
      url: commandLink(settings, pod, `Meeting of ${pod.name}`, command),
      action: "Open on GitHub",
    },
  ];
}

/** One thing, however many they are: a pod that has just formed introduces all of them at once. */
function greet({ facts: { members, pod }, now }: Occasion): Todo[] {
  const joined = members.filter(isNamed).flatMap((one) => {
    const { joinedAt = 0 } = one;
    return !isLookedAfter(one) || now - joinedAt > 7 * DAY_MS ? [] : { ...one, joinedAt };
  });
  const [first, ...others] = joined;
  if (!first) return [];
  const { login, url, joinedAt } = first;
  const names = sentenceList(joined.map((one) => one.login));
  return [
    {
      kind: "greet",
      title: `Introduce ${others.length === 0 ? login : peopleInWords(joined.length)} to ${pod.name}`,
      detail: `${others.length === 0 ? `Joined ${ago(now - joinedAt)}` : `${names} joined this week`}. A few words from you, and a first issue to look at together, make it easier.`,
      login,
      url,
      action: "Say hello",
    },
  ];
}

/** One person at a time. */
function askHowTheyAre({ facts: { members }, now }: Occasion): Todo[] {
  const quiet = members
    .filter(isNamed)
    .flatMap((one) => (one.quiet && isLookedAfter(one) ? { ...one, quiet: one.quiet } : []));
  return quiet.slice(0, 1).map(({ login, url, quiet }) => ({
    kind: "quiet",
    title: `Ask ${login} how things are`,
    detail: `${quietInWords(quiet, now)} Everybody has other things to do at times: /pod pause gives the seat to somebody else until they are back.`,
    login,
    url,
    action: "On GitHub",
  }));
}

function invite({ facts: { pod, needs }, settings }: Occasion): Todo[] {
  if (pod.openSeats === 0) return [];
  const most = needs.length > 0 ? ` ${capital(sentenceList(needs))} would help most.` : "";
  return [
    {
      kind: "invite",
      title: `Invite somebody: ${count(pod.openSeats, "seat")} in ${pod.name} ${pod.openSeats === 1 ? "is" : "are"} free`,
      detail: `Send them the pod’s page.${most}`,
      url: podLink(settings, pod.slug),
      action: "The pod’s page",
    },
  ];
}

/** Neither the advocate nor who reads the page. */
export const isLookedAfter = ({ isAdvocate, isReader }: MemberFacts): boolean => !isAdvocate && !isReader;

type Named = MemberFacts & { readonly login: string; readonly url: string };
const isNamed = (one: MemberFacts): one is Named => one.login !== null && one.url !== null;

export function quietInWords({ seenAt, lookedSince }: NonNullable<MemberFacts["quiet"]>, now: number): string {
  const weeks = count(Math.floor((now - (seenAt ?? lookedSince)) / (7 * DAY_MS)), "week");
  return `Nothing was seen of them on GitHub ${seenAt === null ? `in the last ${weeks}, which is as far as we look back` : `for ${weeks}`}.`;
}

export const ago = (ms: number): string => (ms < DAY_MS ? "today" : `${days(ms)} ago`);

/** Where the command can be given: a new issue with it, if the community has a place for it. */
const commandLink = (settings: Settings, { area }: AdvocateFacts["pod"], title: string, command: string): string =>
  joinIssueLink(settings, title, command) ??
  githubLink(settings, settings.areas[area]?.repositories[0] ?? settings.organisation);
