/** Days and times in words. Not with Intl: its wording changes between versions of Node. */
import { zoneInWords, zoneOffsetMs } from "../timezone.ts";
import { DAY_MS, dayOf, type Week, weekdayOf } from "../week.ts";

const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const;
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

const two = (n: number): string => String(n).padStart(2, "0");

/** `16–22 November 2026`, `30 November – 6 December 2026`. Takes ISO dates. */
export function daysInWords(from: string, to: string): string {
  const [a, b] = [new Date(from), new Date(to)];
  const end = dayInWords(to);
  if (a.getUTCFullYear() !== b.getUTCFullYear()) return `${dayInWords(from)} – ${end}`;
  if (a.getUTCMonth() !== b.getUTCMonth()) return `${a.getUTCDate()} ${MONTHS[a.getUTCMonth()]} – ${end}`;
  return `${a.getUTCDate()}–${end}`;
}

/** `23–29 November`, `30 November – 6 December`: for places where the year is clear. Takes ISO dates. */
export function shortDaysInWords(from: string, to: string): string {
  const [a, b] = [new Date(from), new Date(to)];
  const isOneMonth = a.getUTCMonth() === b.getUTCMonth();
  return isOneMonth ? `${a.getUTCDate()}–${shortDay(b)}` : `${shortDay(a)} – ${shortDay(b)}`;
}

const shortDay = (date: Date): string => `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;

/** `Thursday 26 November`: for places where the year is clear. Takes ms. */
export const weekdayInWords = (at: number, timezone: string): string =>
  `${weekdayOf(at, timezone)} ${shortDay(new Date(dayOf(at, timezone)))}`;

/** `26 November 2026`. Takes an ISO date. */
export function dayInWords(day: string): string {
  const date = new Date(day);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** `June 2027`. Takes `2027-06`. */
export const monthInWords = (month: string): string => `${MONTHS[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`;

/** `Thu, 26 Nov, 17:00 London time`, `Thu, 26 Nov, 17:00 UTC`. Takes ms. */
export function momentInWords(at: number, timezone: string): string {
  const date = new Date(at + zoneOffsetMs(at, timezone));
  const day = `${DAYS[date.getUTCDay()]}, ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]?.slice(0, 3)}`;
  return `${day}, ${two(date.getUTCHours())}:${two(date.getUTCMinutes())} ${zoneInWords(timezone)}`;
}

/** `Week 47` */
export const weekInWords = (week: Week): string => `Week ${Number(week.slice(6))}`;

/** An ISO date some days later. */
export const daysLater = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
