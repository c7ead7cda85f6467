/** What a digest announces: where there is room, and who meets when. */
import { oneLine } from "../github/one-line.ts";
import { needsOf } from "../messages/pods.ts";
import { openSeats, type Pod } from "../pod.ts";
import type { Settings } from "../settings.ts";
import { dueAfter, WEEKDAYS, type Week, type Weekday } from "../week.ts";
import { type Lookups, NAME_LENGTH_MAX } from "./lookups.ts";
import type { MeetingAt, OpenPod } from "./model.ts";
import { safeUrl } from "./url.ts";

/** Those with the fewest people first: a seat taken there makes the biggest difference. */
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

/** The meetings of the week after: the one that the digest's readers have before them. */
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
    .filter(({ meeting }) => (WEEKDAYS as readonly string[]).includes(meeting.weekday))
    .map(({ title, pod, meeting: { weekday, time, timezone, link } }) => ({
      at: dueAfter(week, { weekday: weekday as Weekday, time, timezone }),
      pod,
      title,
      link: safeUrl(link),
    }))
    .sort((a, b) => a.at - b.at || (a.title < b.title ? -1 : Number(a.title > b.title)));
}

/** `contributor` in the settings is the "Contributor meeting". */
const titleOf = (name: string): string => {
  const words = oneLine(name.replaceAll("-", " "), NAME_LENGTH_MAX);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} meeting`;
};
