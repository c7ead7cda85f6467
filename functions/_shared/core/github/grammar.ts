/** The words of `/pod`: one table that parses, helps and says what is written how. */
import * as z from "zod";
import { ABILITIES, type Ability, ADVOCATE_HOURS_MAX, AREAS_PER_MEMBER_MAX, Login } from "../member.ts";
import { type Meeting, POD_NAME_LENGTH_MAX } from "../pod.ts";
import { numberOf } from "../pod-names.ts";
import { MeetingTime, type Settings } from "../settings.ts";
import { isTimezone } from "../timezone.ts";
import { WEEKDAYS } from "../week.ts";
import { oneLine } from "./one-line.ts";

/** How each command is written, and what it does: the help of `/pod help`. */
export const USAGE = {
  join: ["/pod join <pod or area>… [tz=Europe/Berlin] [ability=newcomer] [advocate]", "take a seat in a pod"],
  accept: ["/pod accept", "accept an invitation"],
  decline: ["/pod decline", "decline it; you are not asked again"],
  stay: ["/pod stay", "stay where you are when a plan would move you"],
  pause: ["/pod pause [4w]", "be left alone for a while"],
  back: ["/pod back", "come back"],
  leave: ["/pod leave", "give up your seat"],
  independent: ["/pod independent", "contribute on your own, and never be asked again"],
  forget: ["/pod forget me", "leave, and have your name taken out of everything"],
  who: ["/pod who [pod]", "see who is in a pod"],
  advocate: ["/pod advocate [hours=2]", "volunteer as your pod's advocate"],
  "step-down": ["/pod step-down", "stop being an advocate"],
  nominate: ["/pod nominate @login", "hand your pod over to a volunteer in it"],
  pin: ["/pod pin @login", "keep somebody of your pod where they are"],
  unpin: ["/pod unpin @login", "let plans move them again"],
  rename: ["/pod rename <name>", "give your pod another name"],
  meeting: ["/pod meeting Thursday 17:00 Europe/London [https://…]", "say when your pod meets"],
  apply: ["/pod apply <plan>", "apply a plan"],
  undo: ["/pod undo", "undo it"],
  help: ["/pod help", "see this"],
} as const satisfies Record<string, readonly [written: string, does: string]>;

export type Word = keyof typeof USAGE;

/** Words of `/pod` that are promised and not here yet: answered politely. */
export const NOT_YET = ["demo", "news", "kudos", "quiet"] as const;

export const isWord = (word: string): word is Word => Object.hasOwn(USAGE, word);

/** A command as it was written, its arguments read. */
export type Spoken =
  | { readonly word: "join"; readonly pod?: string; readonly profile: JoinProfile }
  | { readonly word: "pause"; readonly days?: number; readonly until?: string }
  | { readonly word: "advocate"; readonly hours?: number }
  | { readonly word: "who"; readonly pod?: string }
  | { readonly word: "nominate" | "pin" | "unpin"; readonly login: string }
  | { readonly word: "rename"; readonly name: string }
  | { readonly word: "meeting"; readonly meeting: Meeting }
  | { readonly word: Simple }
  /** A word we know with something behind it that we do not understand; `part` is the part. */
  | { readonly word: "unusable"; readonly of: Word; readonly part: string }
  | { readonly word: "not-yet" | "unknown"; readonly part: string };

const SIMPLE = [
  "accept",
  "decline",
  "stay",
  "back",
  "leave",
  "independent",
  "forget",
  "step-down",
  "apply",
  "undo",
  "help",
] as const;
type Simple = (typeof SIMPLE)[number];

export interface JoinProfile {
  readonly areas?: readonly string[];
  readonly timezone?: string;
  readonly ability?: Ability;
  readonly volunteer?: true;
  readonly hours?: number;
}

/** Reads what stands behind `/pod`. Never throws: what it does not understand is a command too, to be answered. */
export function parseCommand(line: string, settings: Pick<Settings, "areas">): Spoken {
  const [first = "", ...rest] = line.split(" ").filter((part) => part !== "");
  const word = first.toLowerCase() || "help";
  if (NOT_YET.some((later) => later === word)) return { word: "not-yet", part: word };
  if (!isWord(word)) return { word: "unknown", part: oneLine(first, 40) };
  try {
    return read(word, rest, settings);
  } catch (error) {
    if (error instanceof Unusable) return { word: "unusable", of: word, part: oneLine(error.part, 40) };
    throw error;
  }
}

class Unusable extends Error {
  readonly part: string;
  constructor(part = "") {
    super(part);
    this.part = part;
  }
}

function read(word: Word, rest: readonly string[], settings: Pick<Settings, "areas">): Spoken {
  switch (word) {
    case "join":
      return join(rest, settings);
    case "pause":
      return pause(rest);
    case "advocate": {
      const hours = rest.map((part) => hoursOf(part) ?? fail(part)).at(0);
      return { word, ...(hours !== undefined && { hours }) };
    }
    case "who":
      return rest[0] === undefined ? { word } : { word, pod: slugOf(rest[0]) ?? fail(rest[0]) };
    case "nominate":
    case "pin":
    case "unpin":
      return { word, login: loginOf(only(rest)) };
    case "rename":
      return { word, name: nameOf(rest.join(" ")) };
    case "meeting":
      return { word, meeting: meetingOf(rest) };
    case "forget":
      if (rest.join(" ").toLowerCase() !== "me") fail(rest.join(" "));
      return { word };
    default:
      return { word };
  }
}

const fail = (part?: string): never => {
  throw new Unusable(part);
};
const only = (rest: readonly string[]): string => (rest.length === 1 && rest[0] ? rest[0] : fail(rest.join(" ")));

function join(rest: readonly string[], settings: Pick<Settings, "areas">): Spoken {
  const areas = new Set<string>();
  const profile: { timezone?: string; ability?: Ability; volunteer?: true; hours?: number } = {};
  let pod: string | undefined;
  for (const part of rest) {
    const area = areaOf(part, settings);
    const [key, value = ""] = part.toLowerCase().split("=");
    if (area !== undefined) areas.add(area);
    else if (key === "advocate" && !value) profile.volunteer = true;
    else if (key === "hours") profile.hours = hoursOf(part) ?? fail(part);
    else if (key === "ability") profile.ability = ABILITIES.find((ability) => ability === value) ?? fail(part);
    else if (key === "tz") profile.timezone = zoneOf(part.slice("tz=".length));
    else pod = slugOf(part) ?? fail(part);
  }
  if (areas.size > AREAS_PER_MEMBER_MAX) fail([...areas][AREAS_PER_MEMBER_MAX]);
  return {
    word: "join",
    ...(pod !== undefined && { pod }),
    profile: { ...profile, ...(areas.size > 0 && { areas: [...areas] }) },
  };
}

/** An area by its id or its title, whatever the case. */
function areaOf(part: string, { areas }: Pick<Settings, "areas">): string | undefined {
  const wanted = part.toLowerCase();
  return Object.keys(areas).find((id) => id === wanted || areas[id]?.title?.toLowerCase() === wanted);
}

const slugOf = (part: string): string | undefined => {
  const slug = part.toLowerCase();
  return numberOf(slug) === undefined ? undefined : slug;
};

const zoneOf = (name: string): string => (isTimezone(name) ? name : fail(`tz=${name}`));

function hoursOf(part: string): number | undefined {
  const hours = Number(/^hours=(\d{1,2})$/i.exec(part)?.[1]);
  return hours >= 1 && hours <= ADVOCATE_HOURS_MAX ? hours : undefined;
}

const loginOf = (part: string): string => {
  const login = part.replace(/^@/, "");
  return Login.safeParse(login).success ? login : fail(part);
};

const nameOf = (text: string): string => {
  const name = oneLine(text.replace(/^["“](.*)["”]$/, "$1"), POD_NAME_LENGTH_MAX + 1);
  return name !== "" && name.length <= POD_NAME_LENGTH_MAX ? name : fail(text);
};

const UNIT_DAYS = { d: 1, w: 7, m: 30 } as const;
export const PAUSE_DAYS_MAX = 366;

/** `4w`, `10d`, `2m`, `4 weeks`, a date, or nothing: until they say they are back. */
function pause(rest: readonly string[]): Spoken {
  const text = rest.join("").toLowerCase();
  if (text === "") return { word: "pause" };
  if (z.iso.date().safeParse(text).success) return { word: "pause", until: text };
  const [, count, unit] = /^(\d{1,3})(d|w|m)(?:ays?|eeks?|onths?)?$/.exec(text) ?? [];
  const days = Number(count) * UNIT_DAYS[(unit ?? "d") as keyof typeof UNIT_DAYS];
  return days >= 1 && days <= PAUSE_DAYS_MAX ? { word: "pause", days } : fail(rest.join(" "));
}

/** `Thursday 17:00 Europe/London https://…`; three letters of the day are enough. */
function meetingOf([day = "", time = "", timezone = "", link]: readonly string[]): Meeting {
  const weekday = WEEKDAYS.find((name) => day.length >= 3 && name.toLowerCase().startsWith(day.toLowerCase()));
  const meeting = MeetingTime.safeParse({ weekday, time, timezone, ...(link && { link }) });
  if (!meeting.success) return fail([day, time, timezone, link].join(" ").trim());
  const { link: url, ...when } = meeting.data;
  return { ...when, ...(url !== undefined && { link: url }) };
}
