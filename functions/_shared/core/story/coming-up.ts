/** Meetings, those of the whole community first, and what people will show there. */

import { daysLater, shortDaysInWords } from "../digest/dates.ts";
import type { Entry, Section, Span } from "../digest/lines.ts";
import type { DigestView } from "../digest/model.ts";
import type { Places } from "../digest/places.ts";
import * as say from "../messages/digest.ts";
import { linked, named, podSpan, saidIn } from "./spans.ts";

/** However many meetings a community has, a short message tells its first. */
const KEPT_MAX = 2;

export function comingUp({ meetings, demos, comingUp, to }: DigestView, places: Places): Section {
  const { items, more } = meetings;
  const entries = items.map(({ at: time, pod, title, link }): Entry => {
    const what: Span = pod ? podSpan(pod, places) : { strong: title };
    const call: Span[] = link === null ? [] : [", ", { link, text: "video call" }];
    return { line: [{ time, zone: places.zone }, " · ", what, ...(pod ? [] : [say.everybody]), ...call] };
  });
  const rest: Entry[] = more > 0 ? [{ line: [linked(say.moreMeetings(more), places.calendar)] }] : [];
  const shown = (demos?.items ?? []).map(
    ({ person, item }): Entry => ({
      line: [say.demo, item.title, say.by, named(person), ...saidIn(item)],
      faces: [person],
    }),
  );
  const moreDemos = demos?.more ?? 0;
  const others: Entry[] = moreDemos > 0 ? [{ line: [linked(say.moreDemos(moreDemos), places.words("demo"))] }] : [];
  const days = comingUp ?? { from: daysLater(to, 1), to: daysLater(to, 7) };
  return {
    id: "coming-up",
    title: say.comingUp(shortDaysInWords(days.from, days.to)),
    entries: [...entries, ...rest, ...shown, ...others],
    kept: Math.min(KEPT_MAX, items.filter(({ pod }) => pod === null).length),
    empty: [say.noMeetings],
    ...(entries.length > 0 && { note: [linked(say.calendar, places.calendar)] }),
  };
}
