/** ISO 8601 weeks in a community's time zone: `2026-W47`, Monday 00:00 to the next Monday 00:00 local time. */
import { zoneOffsetMs } from "./timezone.ts";

export const DAY_MS = 86_400_000;
export const WEEK_MS = 7 * DAY_MS;

export const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export type Week = string;

/** The ISO week that local time in `timezone` shows at the instant `at` (ms). */
export function weekOf(at: number, timezone: string): Week {
  return weekOfDay(at + zoneOffsetMs(at, timezone));
}

/** The date ("2026-11-22") that local time in `timezone` shows at the instant `at` (ms). */
export const dayOf = (at: number, timezone: string): string =>
  new Date(at + zoneOffsetMs(at, timezone)).toISOString().slice(0, 10);

/** The weekday there. */
export const weekdayOf = (at: number, timezone: string): string =>
  WEEKDAYS[weekdayIndex(at + zoneOffsetMs(at, timezone))] ?? "";

/** The instant (ms) at which the day ends that is `days` days before the one of the instant `at`, in local time. */
export function endOfDay(at: number, timezone: string, days: number): number {
  const today = Math.floor((at + zoneOffsetMs(at, timezone)) / DAY_MS);
  return instantOf((today - days + 1) * DAY_MS, timezone);
}

/** The instants (ms) at which a week and the next one begin. Throws RangeError when `week` is not an ISO week. */
export function weekBounds(week: Week, timezone: string): { from: number; to: number } {
  const monday = mondayOf(week);
  return { from: instantOf(monday, timezone), to: instantOf(monday + WEEK_MS, timezone) };
}

/** The Monday and the Sunday of a week, ISO dates. */
export function daysOf(week: Week, timezone: string): { from: string; to: string } {
  const { from, to } = weekBounds(week, timezone);
  return { from: dayOf(from, timezone), to: dayOf(to - 1, timezone) };
}

/** The instant (ms) of a weekday and time ("09:00") in the week after `week`: when that week's digest is due. */
export function dueAfter(week: Week, due: { weekday: Weekday; time: string; timezone: string }): number {
  const [hours = 0, minutes = 0] = due.time.split(":").map(Number);
  const day = mondayOf(week) + WEEK_MS + WEEKDAYS.indexOf(due.weekday) * DAY_MS;
  return instantOf(day + (hours * 60 + minutes) * 60_000, due.timezone);
}

/** The week `count` weeks later, or earlier when negative. */
export const addWeeks = (week: Week, count: number): Week => weekOfDay(mondayOf(week) + count * WEEK_MS);

/** Whether it is a real ISO week: `2025-W53` is not. */
export function isWeek(text: string): boolean {
  return /^\d{4}-W\d{2}$/.test(text) && weekOfDay(mondayOf(text)) === text;
}

/** `local` is a wall-clock time written as if it were UTC. */
function weekOfDay(local: number): Week {
  const day = Math.floor(local / DAY_MS) * DAY_MS;
  // The Thursday of a week decides the year it belongs to.
  const thursday = day + (3 - weekdayIndex(day)) * DAY_MS;
  const year = new Date(thursday).getUTCFullYear();
  const number = Math.floor((thursday - Date.UTC(year, 0, 1)) / WEEK_MS) + 1;
  return `${year}-W${String(number).padStart(2, "0")}`;
}

function mondayOf(week: Week): number {
  const [year, number] = [Number(week.slice(0, 4)), Number(week.slice(6))];
  if (!/^\d{4}-W\d{2}$/.test(week)) throw new RangeError(`"${week}" is not an ISO week such as 2026-W47`);
  const fourth = Date.UTC(year, 0, 4); // always in week 1
  return fourth - weekdayIndex(fourth) * DAY_MS + (number - 1) * WEEK_MS;
}

/** Monday is 0. */
const weekdayIndex = (day: number): number => (new Date(day).getUTCDay() + 6) % 7;

/**
 * The instant of a wall-clock time, as RFC 5545 (3.3.5) says: a time that the clock skips counts from the offset before
 * the gap (02:30 becomes 03:30), and a time that the clock shows twice is the first of the two.
 */
function instantOf(local: number, timezone: string): number {
  // A day before is always on the side before the change: no zone changes its clock twice within two days.
  const before = local - zoneOffsetMs(local - DAY_MS, timezone);
  const after = local - zoneOffsetMs(local + DAY_MS, timezone);
  const isShown = (at: number) => at + zoneOffsetMs(at, timezone) === local;
  return isShown(before) || !isShown(after) ? before : after;
}
