/** People and pods as they are stored in Redis: compact lines, which the verbs read and write as well. */
import { PodsError } from "../core/errors.ts";
import type { FirstSteps } from "../core/github/newcomer.ts";
import {
  abilityOf,
  type Level,
  MEMBER_STATES,
  type Other,
  type Profile,
  type Standing,
  withoutRepeats,
} from "../core/member.ts";
import { oneOf, wordsOf } from "../core/one-of.ts";
import { oneLine } from "../core/people-text.ts";
import { type FormerTime, type Meeting, POD_NAME_LENGTH_MAX, type Pod, type Seat } from "../core/pod.ts";
import { defaultName, slugOf } from "../core/pod-names.ts";
import type { Said } from "../core/spoken.ts";
import type { ThreadFacts } from "../core/thread.ts";
import { isTimezone } from "../core/timezone.ts";
import type { StoredAreas } from "./stored-areas.ts";

const IMPORT_ID_LENGTH = 8;

const numeric = <K extends string>(key: K, text: string | undefined) =>
  (text ? { [key]: Number(text) } : {}) as { [P in K]?: number };

/** `login|id|areas|level|timezone|offset|volunteer|hours|merged|pausedUntil|declined|joinedAt|firstMerge|times|thread|anywhere|with|term|introduce` */
export function parseProfile(text: string, stored: StoredAreas): Profile {
  const [
    login = "",
    id,
    areas,
    level,
    timezone,
    ,
    volunteer,
    hours,
    merged,
    pausedUntil,
    declined,
    joinedAt,
    ,
    times,
    thread,
    anywhere,
    together,
    term,
    introduce,
  ] = text.split("|");
  const words = listedWords(times);
  return {
    login,
    ...numeric("id", id),
    areas: stored.idsNow(listOf(areas)),
    ability: abilityOf(parseLevel(level)),
    // Earlier versions stored names such as BST, which can mean several zones: they are as good as none.
    ...(timezone && isTimezone(timezone) ? { timezone } : {}),
    volunteer: volunteer === "1",
    ...(volunteer === "1" ? saidBy("volunteerBy", words, VOLUNTEER) : {}),
    ...numeric("hours", hours),
    merged: Number(merged || 0),
    ...parseBreak(pausedUntil),
    ...(declined === "1" ? { declined: true } : {}),
    ...(hasDeclinedOffers(words) ? { noOffers: true } : {}),
    ...numeric("joinedAt", joinedAt),
    ...(thread ? { thread } : {}),
    ...(anywhere === "1" ? { anywhere: true, ...saidBy("anywhereBy", words, CONSENT) } : {}),
    ...(together ? { with: listOf(together) } : {}),
    ...(term ? { term } : {}),
    ...(introduce === "1" ? { introduce: true } : {}),
  };
}

/** The last day of a break, and behind it `+` for somebody who comes back then. Earlier versions wrote none. */
function parseBreak(text = ""): Pick<Profile, "pausedUntil" | "comesBack"> {
  const [, day, returns] = /^([^+]*)(\+?)$/.exec(text) ?? [];
  return { ...(day && { pausedUntil: day }), ...(returns && { comesBack: true }) };
}

const TOGETHER = 16;

/** The people somebody would like to sit with. */
export const companionsIn = (profile: string): string[] => listOf(profile.split("|")[TOGETHER]);

/** The profile without these of them. */
export const withoutCompanions = (profile: string, gone: ReadonlySet<string>): string =>
  withCompanions(profile, (wished) => wished.filter((one) => !gone.has(one)));

/** The profile of `person` with one of them in place of another; nobody wishes for themselves, or for anybody twice. */
export const withCompanion = (profile: string, person: string, from: string, to: string): string =>
  withCompanions(profile, (wished) =>
    withoutRepeats(wished.map((one) => (one === from ? to : one))).filter((one) => one !== person),
  );

/** Verbs leave out separators at the end. */
function withCompanions(profile: string, change: (wished: string[]) => string[]): string {
  const fields = profile.split("|");
  const before = listOf(fields[TOGETHER]).join(",");
  const after = change(listOf(fields[TOGETHER])).join(",");
  if (after === before) return profile;
  fields[TOGETHER] = after;
  return fields.join("|").replace(/\|+$/, "");
}

export function firstStepsOf(text: string): FirstSteps {
  const [at, key, known] = (text.split("|")[12] ?? "").split("~");
  const firstMerge = known && Number(known) < Number(at) ? undefined : key;
  return { wasKnown: Boolean(known), ...(firstMerge && { firstMerge }) };
}

/** Whether they contributed before a time, ms, as far as we know: to what we saw, or before we saw them. */
export function contributedBefore(text: string, time: number): boolean {
  const [at, , known] = (text.split("|")[12] ?? "").split("~");
  return Boolean(known && (!at || Number(known) < Number(at))) || Boolean(at && Number(at) < time);
}

/** The last words about each matter, in the order of `library/shared/people.lua`. */
export const wordsIn = (profile: string): string[] => listedWords(profile.split("|")[13]);
const listedWords = (times: string | undefined): string[] => (times ? times.split(";") : []);

/** When something was said about a matter, and the letter of the speaker. `=` is the time of the first matter. */
export function wordAbout(
  words: readonly string[],
  matter: number,
): { readonly speaker: string; readonly time: string } {
  const [, speaker = "", time = ""] = /^([A-Z]?)(.*)$/.exec(words[matter] ?? "") ?? [];
  return { speaker, time: time === "=" && matter > 0 ? wordAbout(words, 0).time : time };
}

const hasDeclinedOffers = (words: readonly string[]): boolean =>
  wordAbout(words, OFFERS).time > wordAbout(words, ASKED).time;
const ASKED = 1;
const VOLUNTEER = 5;
const CONSENT = 7;
const OFFERS = 10;

/** Who said something about them, or assumed it (`A`), by the times of words, if they did not. */
function saidBy<Key extends string>(key: Key, words: readonly string[], matter: number): { [P in Key]?: Other } {
  const { speaker } = wordAbout(words, matter);
  const other = speaker === "M" ? "maintainer" : /[AI]/.test(speaker) ? "file" : undefined;
  return (other ? { [key]: other } : {}) as { [P in Key]?: Other };
}

/** Whether they, or a maintainer, have said anything about them: else all of the profile is from imports, or was observed. */
export function hasSpoken(profile: string): boolean {
  const [standing, ...matters] = wordsIn(profile);
  return Boolean(standing) || matters.some((matter) => /^[MP]/.test(matter));
}

/** `state|pod|areas|since|pinned|mark|moved|pinSaid|home|origin|told` */
export function parseStanding(text: string): Standing {
  const [state, pod, , since, pinned] = text.split("|");
  return {
    state: oneOf(MEMBER_STATES, state, "The state of a member"),
    pod: pod ? Number(pod) : null,
    since: Number(since),
    pinned: pinned === "1",
  };
}

interface Origin {
  readonly id: string;
  /** The other imports that changed them, each as `,id` and a letter. */
  readonly others: string;
  /** It put them on the list. */
  readonly isListed: boolean;
  /** They have given a command since. */
  readonly isHeard: boolean;
}

/**
 * Which import added somebody, if one did. The verbs write it as the id, a letter for how it added them, marks, and the other
 * imports that changed them (people.lua).
 */
export function originOf(text: string): Origin | undefined {
  const origin = text.split("|")[9];
  if (!origin) return undefined;
  const comma = origin.indexOf(",");
  const end = comma < 0 ? origin.length : comma;
  return {
    id: origin.slice(0, IMPORT_ID_LENGTH),
    others: origin.slice(end),
    isListed: origin.charAt(IMPORT_ID_LENGTH) === "w",
    isHeard: origin.slice(IMPORT_ID_LENGTH + 1, end).includes("h"),
  };
}

/** `area|advocate|locked|seats|about`, where a seat is `pseudonym:level:offset:volunteer` and `about` is JSON. */
export function parsePod(number: number, text: string, stored: StoredAreas): Pod {
  const [, area = "", advocate, locked, seats, json] = /^([^|]*)\|([^|]*)\|([^|]*)\|([^|]*)\|(.*)$/s.exec(text) ?? [];
  const about: {
    name?: string;
    meeting?: string;
    moved?: number;
    meetsSince?: number;
    met?: FormerTime[];
    advocateSaid?: Said;
    former?: { who: string; at: string };
    filled?: number;
  } = json ? JSON.parse(json) : {};
  return {
    number,
    slug: slugOf(number),
    name: nameOf(number, about),
    area: stored.idNow(area),
    seats: listOf(seats).map(parseSeat),
    advocate: advocate || null,
    ...(about.advocateSaid && { advocateSaid: about.advocateSaid }),
    ...(about.former && { former: { person: about.former.who, until: Number(about.former.at) } }),
    locked: locked === "1",
    ...(about.filled !== undefined && { filled: about.filled }),
    ...(!stored.isKnown(area) && { orphaned: true }),
    ...(about.meeting ? { ...meetingOf(about.meeting), meetingsSet: about.moved ?? 1 } : {}),
    ...(about.meetsSince !== undefined && { meetsSince: about.meetsSince }),
    ...(about.met && { met: about.met.filter(({ timezone }) => isTimezone(timezone)) }),
  };
}

/** `area|about` of a pod that nobody is in. */
export function parseLastName(number: number, text: string): string {
  const json = text.slice(text.indexOf("|") + 1);
  return nameOf(number, json ? JSON.parse(json) : {});
}

const nameOf = (number: number, { name }: { readonly name?: string }): string =>
  (name && oneLine(name, POD_NAME_LENGTH_MAX)) || defaultName(number);

/** None when its zone is accepted no more, as in profiles. */
function meetingOf(json: string): { meeting?: Meeting } {
  const meeting = JSON.parse(json) as Meeting;
  return isTimezone(meeting.timezone) ? { meeting } : {};
}

/** A level that was never set is 1. */
export function parseLevel(text: string | undefined): Level {
  const level = Number(text || 1);
  if (level === 1 || level === 2 || level === 3 || level === 4) return level;
  throw new Error(`A level of ability is "${text}", expected 1 to 4`);
}

function parseSeat(text: string): Seat {
  // No split: the rosters of a hundred thousand people are read in one go.
  const afterName = text.indexOf(":");
  const afterOffset = text.lastIndexOf(":");
  const offset = text.slice(afterName + 3, afterOffset);
  return {
    pseudonym: text.slice(0, afterName),
    level: parseLevel(text.charAt(afterName + 1)),
    offset: offset ? Number(offset) : null,
    volunteer: text.endsWith("1"),
  };
}

const THREAD_KINDS = wordsOf<ThreadFacts["kind"]>({ issue: true, "pull-request": true });

/** `updated|author|facts`, and a number before the facts that tells of answers. */
export function parseThread(text: string): ThreadFacts {
  const [, author, json = "{}"] = /^\d+\|([^|]*)\|(?:\d+\|)?(.*)$/s.exec(text) ?? [];
  const facts = JSON.parse(json) as Omit<ThreadFacts, "author">;
  oneOf(THREAD_KINDS, facts.kind, `The kind of the thread ${facts.key}`);
  return { ...facts, author: author || null };
}

const listOf = (text: string | undefined): string[] => (text ? text.split(",") : []);

/** Returns the value if it can stand in such a line. Throws PodsError "invalid" if it would break the line. */
export function assertStorable(what: string, value: string): string {
  if (/[|,\s\p{Cc}]/u.test(value)) {
    throw new PodsError("invalid", `The ${what} "${oneLine(value, 80)}" holds a character that cannot be stored.`);
  }
  return value;
}
