/** Meetings as an iCalendar feed (RFC 5545): real instants for the weeks ahead, so that calendar programs need no time zone rules. */
import { heldIn, type RegularMeeting, type Times } from "#shared/core/meetings.ts";
import { addWeeks, weekOf } from "#shared/core/week.ts";

const WEEKS_AHEAD = 12;
const LINE_OCTETS_MAX = 75;

export interface CalendarEntry extends RegularMeeting {
  readonly url: string;
  /** Rises whenever the meeting moves; 0 at first. */
  readonly sequence?: number;
}

/** `now` in ms; `domain` makes the ids of events unique in the world. */
export function calendar(name: string, entries: readonly CalendarEntry[], domain: string, now: number): string {
  const events = entries.flatMap((entry) => occurrences(entry, now).map((one) => event(entry, one, domain, now)));
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//openfaas-pods//pods//EN",
    `X-WR-CALNAME:${text(name)}`,
    "REFRESH-INTERVAL;VALUE=DURATION:P1D",
    ...events.flat(),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join("");
}

/** A meeting as it is held from the beginning of this week on: names of its weeks, and instants (ms). */
export function occurrences(regular: Times, now: number) {
  const thisWeek = weekOf(now, regular.meeting.timezone);
  const weeks = Array.from({ length: WEEKS_AHEAD + 1 }, (_, i) => addWeeks(thisWeek, i));
  return weeks
    .flatMap((week) =>
      // Twice in a week where it was held before it moved.
      heldIn(regular, week).map((held, index) => ({ ...held, week: index === 0 ? week : `${week}-${index + 1}` })),
    )
    .slice(0, WEEKS_AHEAD);
}

/** An event keeps its id when its meeting moves within the week: then SEQUENCE says that it has. */
function event(
  { id, title, url, sequence = 0 }: CalendarEntry,
  { week, at, meeting }: ReturnType<typeof occurrences>[number],
  domain: string,
  now: number,
): string[] {
  return [
    "BEGIN:VEVENT",
    `UID:${id}-${week}@${domain}`,
    `DTSTAMP:${stamp(now)}`,
    `SEQUENCE:${sequence}`,
    `DTSTART:${stamp(at)}`,
    "DURATION:PT1H",
    `SUMMARY:${text(title)}`,
    `DESCRIPTION:${text(meeting.link === undefined ? url : `${meeting.link}\n${url}`)}`,
    ...(meeting.link === undefined ? [] : [`LOCATION:${text(meeting.link)}`]),
    "END:VEVENT",
  ];
}

/** 20261126T170000Z */
const stamp = (at: number): string => new Date(at).toISOString().replace(/[-:]|\.\d+/g, "");

const text = (words: string): string =>
  words
    .replace(/[\\;,]/g, "\\$&")
    .replace(/\r?\n/g, "\\n")
    .replace(/\p{Cc}/gu, "");

/** Folds between characters, never inside one: the limit counts octets. */
function fold(line: string): string {
  let folded = "";
  let octets = 0;
  for (const letter of line) {
    const size = Buffer.byteLength(letter);
    if (octets + size > LINE_OCTETS_MAX) {
      folded += "\r\n ";
      octets = 1;
    }
    folded += letter;
    octets += size;
  }
  return folded;
}
