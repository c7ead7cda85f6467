/**
 * The digest in words, the same for every medium: sections of lines, lines of spans. A span holds plain text as people
 * wrote it. Each medium escapes it in its own way and does not know what it says.
 */

import * as say from "../messages/digest.ts";
import { FORMER_MEMBER } from "../messages/join.ts";
import { count } from "../number-words.ts";
import type { Settings } from "../settings.ts";
import type { PersonView } from "../views.ts";
import { daysInWords, daysLater, shortDaysInWords, weekInWords } from "./dates.ts";
import type { Capped, DigestView, Item, PodRef, PodThanks } from "./model.ts";
import { safeUrl } from "./url.ts";

export type Span =
  | string
  | { readonly strong: string }
  | { readonly link: string; readonly text: string; readonly strong?: true }
  /** ms; shown in the reader's own time by media that can do so. */
  | { readonly time: number };
export type Line = readonly Span[];

export interface Entry {
  readonly line: Line;
  /** Drawn beside the line where there is room; the line is complete without it. */
  readonly face?: PersonView;
  readonly tag?: string;
}

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly entries: readonly Entry[];
  /** How many more there are beyond the entries. */
  readonly more: number;
  /** Shown instead of the entries when there are none; when `more` is not 0 it says how many there are. */
  readonly empty: Line;
  /** Below the entries. */
  readonly note?: Line;
}

export interface Story {
  readonly headline: string;
  /** `Week 47 · 16–22 November 2026` */
  readonly when: string;
  readonly lead: string;
  /** How many people were active week by week, back to the first gap; empty when there is nothing to compare. */
  readonly trend: readonly number[];
  readonly sections: readonly Section[];
  /** The digest's own page. */
  readonly url: string;
  readonly links: readonly { readonly text: string; readonly link: string }[];
}

type StoryContext = Pick<Settings, "publicUrl" | "links">;

export function storyOf(view: DigestView, settings: StoryContext): Story {
  const { week, from, to, numbers } = view;
  const trend = knownTrend(view.trend);
  const at = (path: string) => `${settings.publicUrl}${path}`;
  return {
    headline: say.headline(numbers, view.releases.items[0]),
    when: `${weekInWords(week)} · ${daysInWords(from, to)}`,
    lead: say.lead(numbers, trend),
    trend,
    sections: [
      welcome(view, at),
      thanks(view, at),
      ...posts(view),
      help(view, at, settings),
      comingUp(view, at),
      inNumbers(view),
    ],
    url: at(`/weekly-digest/${week}`),
    links: [
      { text: "Find a pod", link: at("/pods/") },
      { text: "Calendar", link: at("/pods/calendar.ics") },
      { text: "Atom", link: at("/weekly-digest/feed.atom") },
      { text: "Take my name out", link: at("/pods/privacy") },
    ],
  };
}

type At = (path: string) => string;

const podSpan = (pod: PodRef, at: At): Span => ({ link: at(`/pods/${pod.slug}`), text: pod.name, strong: true });
const nameOf = ({ login }: PersonView): string => login ?? FORMER_MEMBER;
const linked = (text: string, link: string | null): Span => (link === null ? text : { link, text });

function welcome({ welcome: { items, more } }: DigestView, at: At): Section {
  const entries = items.map(({ person, pod, first }): Entry => {
    const joined: Span[] = pod ? [" joined ", podSpan(pod, at)] : [];
    const merged: Span[] = first ? [say.firstMerge(pod !== null), ...quoted(first)] : [];
    return { line: [{ strong: nameOf(person) }, ...joined, ...merged], face: person };
  });
  const { before, link, after } = say.nobodyNew;
  const nobody: Line = [before, { link: at("/pods/"), text: link }, after];
  const empty: Line = more > 0 ? [say.newButUnnamed(more)] : nobody;
  return { id: "welcome", title: "Welcome", entries, more, empty };
}

/** `Move to containerd 2 (faasd#405)`, with a link on the title. */
const quoted = ({ title, url, ref }: Item): Span[] =>
  title === ref ? [linked(ref, url)] : [linked(title, url), ` (${ref})`];

function thanks({ thanks: { items, more: pods }, kudos, quiet }: DigestView, at: At): Section {
  const done = items.map((did): Entry => {
    const team: Span = did.pod ? podSpan(did.pod, at) : { strong: say.outsidePods };
    return { line: [team, ...deeds(did), ...thanked(did.people), ...work(did)] };
  });
  const given = (kudos?.items ?? []).map(({ person, from, item }): Entry => {
    const why: Span[] = item.title === item.ref ? [] : [`: ${item.title}`];
    const line = [say.kudosFor, { strong: nameOf(person) }, ...(from ? [say.kudosFrom(nameOf(from))] : []), ...why];
    return { line: [...line, ...saidIn(item)], face: person };
  });
  const entries = [...done, ...given];
  const more = pods + (kudos?.more ?? 0);
  const calm = quiet > 0 && entries.length > 0 && { note: [say.quietPods(quiet)] };
  return { id: "thanks", title: "Thank you", entries, more, empty: [say.nothingDone], ...calm };
}

/** ` (faasd#405)`, with a link; nothing for what was not said on GitHub. */
const saidIn = ({ ref, url }: Item): Span[] => (ref === "" ? [] : [" (", linked(ref, url), ")"]);

function posts({ news }: DigestView): Section[] {
  if (!news || news.items.length === 0) return [];
  const entries = news.items.map(
    ({ person, item, link }): Entry => ({
      line: [linked(item.title, link), say.postBy, { strong: nameOf(person) }],
      face: person,
    }),
  );
  return [{ id: "news", title: "News", entries, more: news.more, empty: [] }];
}

function deeds(did: PodThanks<PersonView>): Span[] {
  const { items, more } = did.merged;
  const merged = items.flatMap((item, i): Span[] => [i === 0 ? " merged " : ", ", ...quoted(item)]);
  const rest = more > 0 ? [items.length > 0 ? ` and ${say.more(more)}` : ` merged ${say.pullRequests(more)}`] : [];
  const others = say.otherDeeds(did);
  if (others === "") return [...merged, ...rest, "."];
  return [...merged, ...rest, items.length + more > 0 ? "; " : " ", `${others}.`];
}

function thanked(people: Capped<PersonView>): Span[] {
  const names = namesOf(people);
  return names.length === 0 ? [] : [` Thank you, ${say.sentenceList(names)}.`];
}

const namesOf = ({ items, more }: Capped<PersonView>): string[] => [
  ...items.map(nameOf),
  ...(more > 0 ? [`${more} more`] : []),
];

const work = ({ work = [] }: PodThanks<PersonView>): Span[] =>
  work.map(({ kind, done, people }) => say.workDone(kind, done, namesOf(people)));

function help({ seats, advocates, issues, quiet, thanks }: DigestView, at: At, { links }: StoryContext): Section {
  const open = seats.items.map(
    ({ pod, people, seats: free, needs }): Entry => ({
      line: [podSpan(pod, at), say.openSeats(pod, people, free, needs)],
      tag: count(free, "seat"),
    }),
  );
  const vacant = advocates.items.map(
    (pod): Entry => ({ line: [podSpan(pod, at), say.noAdvocate(pod)], tag: "Advocate" }),
  );
  const toTake = (issues?.items ?? []).map(({ kind, item, pod }): Entry => {
    const helpers = pod ? [say.takeWith, podSpan(pod, at)] : [];
    return { line: [`${say.issueKinds[kind]}: `, ...quoted(item), ...helpers, "."] };
  });
  const reading = [
    { link: safeUrl(links.roadmap), text: "the roadmap" },
    { link: safeUrl(links.contributing), text: "how to contribute" },
  ].flatMap(({ link, text }) => (link === null ? [] : [{ link, text }]));
  const where = reading.length > 0 && { note: ["Where to begin: ", ...separated(reading), "."] };
  const hasPods = quiet > 0 || thanks.items.some(({ pod }) => pod !== null) || seats.items.length > 0;
  return {
    id: "help",
    title: "Where you could help",
    entries: [...open, ...vacant, ...toTake],
    more: seats.more + advocates.more + (issues?.more ?? 0),
    empty: [hasPods ? say.allFull : say.noPods],
    ...where,
  };
}

const separated = (links: readonly Span[]): Span[] => links.flatMap((link, i) => (i === 0 ? [link] : [", ", link]));

function comingUp({ meetings: { items, more }, demos, to }: DigestView, at: At): Section {
  const meetings = items.map(({ at: time, pod, title, link }): Entry => {
    const what: Span = pod ? podSpan(pod, at) : { strong: title };
    const call: Span[] = link === null ? [] : [", ", { link, text: "video call" }];
    return { line: [{ time }, " · ", what, ...(pod ? [] : [", everybody is welcome"]), ...call] };
  });
  const shown = (demos?.items ?? []).map(
    ({ person, item }): Entry => ({
      line: [say.demo, item.title, say.postBy, { strong: nameOf(person) }, ...saidIn(item)],
      face: person,
    }),
  );
  const title = say.comingUp(shortDaysInWords(daysLater(to, 1), daysLater(to, 7)));
  const entries = [...meetings, ...shown];
  return { id: "coming-up", title, entries, more: more + (demos?.more ?? 0), empty: [say.noMeetings] };
}

function inNumbers({ numbers, releases, repositories }: DigestView): Section {
  const names = releases.items.map((item) => linked(say.releaseName(item), item.url));
  const rest = releases.more > 0 ? [`, and ${say.more(releases.more)}`] : [];
  const released: Entry[] =
    names.length === 0 ? [] : [{ line: [say.released(numbers.releases), ...separated(names), ...rest] }];
  const busy: Entry[] =
    repositories.items.length === 0 ? [] : [{ line: [say.busiest(repositories.items, repositories.more)] }];
  const lines = say.numbers(numbers).map((line): Entry => ({ line: [line] }));
  return { id: "numbers", title: "Numbers", entries: [...lines, ...released, ...busy], more: 0, empty: [] };
}

/** The unbroken row of weeks up to this one; empty when it has fewer than two. */
function knownTrend(trend: readonly (number | null)[]): number[] {
  const gap = trend.lastIndexOf(null);
  const known = trend.slice(gap + 1).filter((people) => people !== null);
  return known.length > 1 ? known : [];
}
