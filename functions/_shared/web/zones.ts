/** The time zones that a form offers: a city for every inhabited hour. Any other IANA name works in the address or with `/pod`. */
import { cityOf, exactOffsetOf } from "../core/timezone.ts";
import { html, type Markup } from "./markup.ts";
import { OFFERED_ZONES } from "./offered-zones.static.ts";

export const OFFERED: ReadonlyMap<string, number> = new Map(OFFERED_ZONES);

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
