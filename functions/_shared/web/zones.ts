/** The time zones that a form offers: a city for every inhabited hour. Any other IANA name works in the address or with `/pod`. */
import { cityOf, exactOffsetOf } from "../core/timezone.ts";
import { html, type Markup } from "./markup.ts";

/** With their hours east of UTC, which a test checks. Asking Intl instead would make a cold start 15 ms longer. */
export const OFFERED: ReadonlyMap<string, number> = new Map([
  ["Pacific/Honolulu", -10],
  ["America/Anchorage", -9],
  ["America/Los_Angeles", -8],
  ["America/Denver", -7],
  ["America/Chicago", -6],
  ["America/Mexico_City", -6],
  ["America/New_York", -5],
  ["America/Toronto", -5],
  ["America/Bogota", -5],
  ["America/Halifax", -4],
  ["America/Sao_Paulo", -3],
  ["America/Argentina/Buenos_Aires", -3],
  ["Atlantic/Azores", -1],
  ["Europe/London", 0],
  ["Europe/Lisbon", 0],
  ["Africa/Lagos", 1],
  ["Europe/Berlin", 1],
  ["Europe/Paris", 1],
  ["Europe/Madrid", 1],
  ["Europe/Warsaw", 1],
  ["Europe/Athens", 2],
  ["Europe/Kyiv", 2],
  ["Africa/Johannesburg", 2],
  ["Africa/Cairo", 2],
  ["Africa/Nairobi", 3],
  ["Europe/Istanbul", 3],
  ["Asia/Dubai", 4],
  ["Asia/Karachi", 5],
  ["Asia/Kolkata", 5.5],
  ["Asia/Dhaka", 6],
  ["Asia/Jakarta", 7],
  ["Asia/Shanghai", 8],
  ["Asia/Singapore", 8],
  ["Australia/Perth", 8],
  ["Asia/Tokyo", 9],
  ["Asia/Seoul", 9],
  ["Australia/Sydney", 11],
  ["Pacific/Auckland", 13],
]);

/** Options of a select; `chosen` is added when it is not among them. The first one is "no answer". */
export function zoneOptions(chosen: string | undefined, unsaid: string): Markup {
  const zones = [...(chosen === undefined || OFFERED.has(chosen) ? [] : [chosen]), ...OFFERED.keys()];
  return html`<option value="">${unsaid}</option>${zones.map(
    (zone) =>
      html`<option value="${zone}"${zone === chosen && html` selected`}>${cityOf(zone)} (${utc(zone)})</option>`,
  )}`;
}

/** UTC+1, UTC+5:30: the offset in the northern winter, to the minute. */
export function utc(zone: string): string {
  const offset = OFFERED.get(zone) ?? exactOffsetOf(zone) ?? 0;
  if (offset === 0) return "UTC";
  const minutes = Math.round(Math.abs(offset) * 60);
  const rest = minutes % 60 === 0 ? "" : `:${String(minutes % 60).padStart(2, "0")}`;
  return `UTC${offset > 0 ? "+" : "−"}${Math.floor(minutes / 60)}${rest}`;
}
