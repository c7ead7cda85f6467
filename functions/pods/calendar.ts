/** Meetings as an iCalendar feed (RFC 5545): real instants for the weeks ahead, so that calendar programs need no time zone rules. */
import type { Meeting } from "#shared/core/pod.ts";
import { addWeeks, dueAfter, weekOf } from "#shared/core/week.ts";

const WEEKS_AHEAD = 12;
const LINE_OCTETS_MAX = 75;

export interface CalendarEntry {
  /** Stable, and unique in the community. */
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly meeting: Meeting;
}

/** `now` in ms; `domain` makes the ids of events unique in the world. */
export function calendar(name: string, entries: readonly CalendarEntry[], domain: string, now: number): string {
  const events = entries.flatMap((entry) => occurrences(entry.meeting, now).map((at) => event(entry, at, domain)));
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

/** The instants (ms) of the next meetings, from the beginning of this week on. */
export function occurrences({ weekday, time, timezone }: Meeting, now: number): number[] {
  const lastWeek = addWeeks(weekOf(now, timezone), -1);
  return Array.from({ length: WEEKS_AHEAD }, (_, i) => dueAfter(addWeeks(lastWeek, i), { weekday, time, timezone }));
}

function event({ id, title, url, meeting }: CalendarEntry, at: number, domain: string): string[] {
  const start = stamp(at);
  return [
    "BEGIN:VEVENT",
    `UID:${id}-${start.slice(0, 8)}@${domain}`,
    // Should say when the event was made, which is not stored; the start is at least the same in every download.
    `DTSTAMP:${start}`,
    `DTSTART:${start}`,
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
