/** Meetings by time, and what people will show there. */

import { byStart } from "../digest/announce.ts";
import { daysLater, shortDaysInWords } from "../digest/dates.ts";
import type { Entry, Section, Span } from "../digest/lines.ts";
import type { DigestView } from "../digest/model.ts";
import type { Places } from "../digest/places.ts";
import * as say from "../messages/digest.ts";
import { linked, named, podSpan, saidIn } from "./spans.ts";

/** However little room a message has, it tells the first meetings of the whole community. */
const KEPT_MAX = 2;

export function comingUp({ meetings, demos, comingUp, to }: DigestView, places: Places): Section {
  const { items, more } = meetings;
  // Older digests hold those of the whole community first.
  const byTime = [...items].sort(byStart);
  const kept = byTime.filter(({ pod }) => pod === null).slice(0, KEPT_MAX);
  const entries = byTime.map((meeting): Entry => {
    const { at: time, pod, title, link } = meeting;
    const what: Span = pod ? podSpan(pod, places) : { strong: title };
    const call: Span[] = link === null ? [] : [", ", { link, text: "video call" }];
    const line = [{ time, zone: places.zone }, " · ", what, ...(pod ? [] : [say.everybody]), ...call];
    return { line, ...(kept.includes(meeting) && { isKept: true as const }) };
  });
  const rest: Entry[] = more > 0 ? [{ line: [linked(say.moreMeetings(more), places.calendar)] }] : [];
  const shown = (demos?.items ?? []).map(
    ({ person, item, waits }): Entry => ({
      line: [waits ? say.waitingDemo : say.demo, item.title, say.by, named(person), ...saidIn(item)],
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
    empty: [say.noMeetings],
    ...(entries.length > 0
      ? { note: [linked(say.calendar, places.calendar)] }
      : shown.length > 0 && { note: [say.noMeetings] }),
  };
}
