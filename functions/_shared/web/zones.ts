/** The time zones a form offers: a city for every hour somebody lives at. Any other IANA name is good in the address or by `/pod`. */
import { offsetOf } from "../core/timezone.ts";
import { html, type Markup } from "./markup.ts";
import { cityOf } from "./parts.ts";

const OFFERED = [
  "Pacific/Honolulu",
  "America/Anchorage",
  "America/Los_Angeles",
  "America/Denver",
  "America/Chicago",
  "America/Mexico_City",
  "America/New_York",
  "America/Toronto",
  "America/Bogota",
  "America/Halifax",
  "America/Sao_Paulo",
  "America/Argentina/Buenos_Aires",
  "Atlantic/Azores",
  "Europe/London",
  "Europe/Lisbon",
  "Africa/Lagos",
  "Europe/Berlin",
  "Europe/Paris",
  "Europe/Madrid",
  "Europe/Warsaw",
  "Europe/Athens",
  "Europe/Kyiv",
  "Africa/Johannesburg",
  "Africa/Cairo",
  "Africa/Nairobi",
  "Europe/Istanbul",
  "Asia/Dubai",
  "Asia/Karachi",
  "Asia/Kolkata",
  "Asia/Dhaka",
  "Asia/Jakarta",
  "Asia/Shanghai",
  "Asia/Singapore",
  "Australia/Perth",
  "Asia/Tokyo",
  "Asia/Seoul",
  "Australia/Sydney",
  "Pacific/Auckland",
];

/** Options of a select; `chosen` is added when it is not among them. The first one says nothing. */
export function zoneOptions(chosen: string | undefined, unsaid: string): Markup {
  const zones = chosen === undefined || OFFERED.includes(chosen) ? OFFERED : [chosen, ...OFFERED];
  return html`<option value="">${unsaid}</option>${zones.map(
    (zone) =>
      html`<option value="${zone}"${zone === chosen && html` selected`}>${cityOf(zone)} (${utc(zone)})</option>`,
  )}`;
}

/** UTC+1: in winter in the north, as placement counts it. */
export function utc(zone: string): string {
  const offset = offsetOf(zone) ?? 0;
  return offset === 0 ? "UTC" : `UTC${offset > 0 ? "+" : "−"}${Math.abs(offset)}`;
}
