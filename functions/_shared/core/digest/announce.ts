/** The announcements of a digest: open seats and meetings. */
import type { CreditedWords } from "../activity.ts";
import { isAnnouncedFor } from "../announced-demos.ts";
import {
  firstToCome,
  heldIn,
  meetingOfPod,
  meetingsFor,
  meetingsOfCommunity,
  type RegularMeeting,
} from "../meetings.ts";
import { needsOf } from "../messages/pods.ts";
import { byNumber, openSeats, type Pod } from "../pod.ts";
import type { Settings } from "../settings.ts";
import { addWeeks, dayOf, endOfDay, type Week, weekBounds } from "../week.ts";
import type { Lookups } from "./lookups.ts";
import { type Capped, cap, type Digest, LIST_MAX, type MeetingAt, type OpenPod } from "./model.ts";
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

/** A week of days: those from the publication on, or the ISO week after `week` for a digest that comes out at another time. */
export interface Coming {
  /** ms */
  readonly from: number;
  /** ms */
  readonly to: number;
  /** The first and the last day, ISO dates. */
  readonly days: { readonly from: string; readonly to: string };
}

const DAYS = 7;

export function daysComing(week: Week, publishedAt: number, timezone: string): Coming {
  const next = weekBounds(addWeeks(week, 1), timezone);
  const from = publishedAt >= next.from && publishedAt < next.to ? publishedAt : next.from;
  const to = endOfDay(from, timezone, 1 - DAYS);
  return { from, to, days: { from: dayOf(from, timezone), to: dayOf(to - 1, timezone) } };
}

/** The meetings that come up, each once, by time. */
export function meetingsIn(
  { from, to }: Coming,
  week: Week,
  pods: readonly Pod[],
  settings: Pick<Settings, "meetings">,
  look: Lookups,
): MeetingAt[] {
  const all = [
    ...meetingsOfCommunity(settings).map((regular) => ({ title: regular.title, pod: null, regular })),
    ...pods.flatMap((one) => {
      const [regular, pod] = [meetingOfPod(one), look.pod(one.number)];
      return regular ? [{ title: pod.name, pod, regular }] : [];
    }),
  ];
  const weeks = [0, 1, 2].map((later) => addWeeks(week, later));
  return all
    .flatMap(({ title, pod, regular }) => {
      const held = weeks.flatMap((one) => heldIn(regular, one)).find(({ at }) => at >= from && at < to);
      return held ? [{ at: held.at, pod, title, link: safeUrl(held.meeting.link) }] : [];
    })
    .sort(byStart);
}

/** Those of the whole community before others at the same time. */
export const byStart = (a: MeetingAt, b: MeetingAt): number =>
  a.at - b.at || ofPod(a) - ofPod(b) || (a.title < b.title ? -1 : Number(a.title > b.title));

const ofPod = ({ pod }: MeetingAt): number => Number(pod !== null);

/** However many pods meet, the meetings of the whole community are among those that are told. */
export function capMeetings(meetings: readonly MeetingAt[]): Capped<MeetingAt> {
  const { items, more } = cap(
    [...meetings].sort((a, b) => ofPod(a) - ofPod(b) || byStart(a, b)),
    LIST_MAX.meetings,
  );
  return { items: [...items].sort(byStart), more };
}

/** A demo to announce. */
export type ComingDemo = CreditedWords & Pick<NonNullable<Digest["demos"]>["items"][number], "waits">;

/**
 * The demos that stand on the agenda of a meeting that comes up: the community's next one, or the next one of the pod that
 * shows it. Those of the week for which no meeting is set are told as well, or nobody would hear of them.
 */
export function demosIn(
  words: readonly CreditedWords[],
  { from, to }: Coming,
  week: Week,
  pods: readonly Pod[],
  settings: Pick<Settings, "meetings">,
): ComingDemo[] {
  const ofPods = pods.map((pod) => ({ pod, regular: [meetingOfPod(pod) ?? []].flat() }));
  const meetings = [{ pod: undefined, regular: meetingsOfCommunity(settings) }, ...ofPods].flatMap(
    ({ pod, regular }) => {
      const next = firstToCome(regular, from);
      return next && next.at < to ? [{ next, pod }] : [];
    },
  );
  const byNumbers = byNumber(pods);
  const waits = ({ kind, pod, week: saidFor }: CreditedWords) => {
    const own = pod === null ? undefined : byNumbers.get(pod);
    return kind === "demo" && saidFor === week && !meetingsFor(own, settings).some((one) => isSetBy(one, from));
  };
  return words.flatMap((one): ComingDemo[] => {
    if (meetings.some(({ next, pod }) => isAnnouncedFor(one, next, pod))) return [one];
    return waits(one) ? [{ ...one, waits: true }] : [];
  });
}

/** A digest that is corrected tells what waited when it came out. */
const isSetBy = ({ since = 0, earlier = [] }: RegularMeeting, time: number): boolean =>
  [since, ...earlier.map((one) => one.since ?? 0)].some((one) => one <= time);
