/** The meetings of the settings as entries of a calendar. */
import { meetingOfCommunity } from "#shared/core/meetings.ts";
import type { Log } from "#shared/openfaas/log.ts";
import { linkTo } from "#shared/web/links.ts";
import type { CalendarEntry } from "./calendar.ts";
import type { ReadRequest } from "./conditional-get.ts";

/**
 * Settings are a file without a memory, so the store remembers what calendars were told. When it cannot be written to,
 * the next render finds the same move and counts it the same.
 */
export async function communityMeetings(
  { store, settings }: Pick<ReadRequest<"ics">, "store" | "settings">,
  log: Pick<Log, "warn">,
): Promise<CalendarEntry[]> {
  const meetings = Object.entries(settings.meetings);
  const told = await store.toldMeetings(meetings.map(([name]) => name));
  return Promise.all(
    meetings.map(async ([name, time], at) => {
      const regular = meetingOfCommunity(name, time);
      const { meeting } = regular;
      const before = told[at];
      const same = JSON.stringify(before?.meeting) === JSON.stringify(meeting);
      const moves = before === undefined ? 0 : before.moves + (same ? 0 : 1);
      if (!same) {
        await store.saveToldMeeting(name, { moves, meeting }).catch((error: unknown) => {
          log.warn("The store was not told that a meeting of the settings has moved", { meeting: name, error });
        });
      }
      return {
        ...regular,
        title: `${settings.community}: ${name} meeting`,
        url: linkTo(settings, "pods", "/agenda"),
        sequence: moves,
      };
    }),
  );
}
