/** The announcements of a digest: open seats and meetings. */

import { capital } from "../capital.ts";
import { needsOf } from "../messages/pods.ts";
import { oneLine } from "../people-text.ts";
import { openSeats, type Pod } from "../pod.ts";
import type { Settings } from "../settings.ts";
import { dueAfter, isWeekday, type Week } from "../week.ts";
import { type Lookups, NAME_LENGTH_MAX } from "./lookups.ts";
import type { MeetingAt, OpenPod } from "./model.ts";
import { safeUrl } from "./url.ts";

/** The smallest pods first: a new member makes the biggest difference there. */
export function openPods(pods: readonly Pod[], look: Lookups): OpenPod[] {
  return pods
    .filter((pod) => openSeats(pod) > 0)
    .sort((a, b) => a.seats.length - b.seats.length || a.number - b.number)
    .map((pod) => ({
      pod: look.pod(pod.number),
      people: pod.seats.length,
      seats: openSeats(pod),
      needs: needsOf(pod),
    }));
}

/** The meetings of the week after `week`, which has just begun when the digest comes out. */
export function meetingsAfter(
  week: Week,
  pods: readonly Pod[],
  settings: Pick<Settings, "meetings">,
  look: Lookups,
): MeetingAt[] {
  const all = [
    ...Object.entries(settings.meetings).map(([name, meeting]) => ({ title: titleOf(name), pod: null, meeting })),
    ...pods.flatMap(({ number, meeting }) =>
      meeting ? [{ title: look.pod(number).name, pod: look.pod(number), meeting }] : [],
    ),
  ];
  return all
    .flatMap(({ title, pod, meeting: { weekday, time, timezone, link } }) =>
      isWeekday(weekday) ? { at: dueAfter(week, { weekday, time, timezone }), pod, title, link: safeUrl(link) } : [],
    )
    .sort((a, b) => a.at - b.at || (a.title < b.title ? -1 : Number(a.title > b.title)));
}

/** `contributor` in the settings is the "Contributor meeting". */
const titleOf = (name: string): string => `${capital(oneLine(name.replaceAll("-", " "), NAME_LENGTH_MAX))} meeting`;
