/** When meetings are held: once a week, for an hour, at a local time. */
import { capital } from "./capital.ts";
import { NAME_LENGTH_MAX } from "./digest/lookups.ts";
import { oneLine } from "./people-text.ts";
import type { FormerTime, Meeting, Pod } from "./pod.ts";
import type { Settings } from "./settings.ts";
import { addWeeks, dueAfter, WEEK_MS, type Week, weekOf } from "./week.ts";

/** Calendars show as much, and so long the agenda of a meeting that goes on is not replaced by the next one's. */
const LENGTH_MS = 3_600_000;

/** How the ids of the community's meetings begin; those of pods are their slugs. */
const COMMUNITY = "meeting-";

/** When a meeting is held, and was. */
export interface Times {
  readonly meeting: Meeting;
  /** When its time was set, ms; without it, it was held in every week. */
  readonly since?: number;
  /** The times that it had before, oldest first. */
  readonly earlier?: readonly FormerTime[];
}

/** A meeting of the community, or of a pod. */
export interface RegularMeeting extends Times {
  /** The same in calendars, and in what is noted about it. */
  readonly id: string;
  readonly title: string;
}

interface Held {
  /** ms */
  readonly at: number;
  /** As it was set then. */
  readonly meeting: Meeting;
}

/** A meeting as it is held next, or just now. */
export interface NextMeeting extends RegularMeeting {
  /** ms */
  readonly at: number;
  /** The one before, ms; none before the first. */
  readonly before?: number;
}

export const meetingOfCommunity = (name: string, meeting: Settings["meetings"][string]): RegularMeeting => {
  const { link, ...time } = meeting;
  return { id: `${COMMUNITY}${name}`, title: titleOf(name), meeting: { ...time, ...(link !== undefined && { link }) } };
};

/** `contributor` in the settings is the "Contributor meeting", and so is `contributor-meeting`. */
function titleOf(name: string): string {
  const title = capital(oneLine(name.replaceAll("-", " "), NAME_LENGTH_MAX));
  return /\bmeeting$/i.test(title) ? title : `${title} meeting`;
}

/** The title of a meeting of the community by its id; the settings may no longer name it. */
export const titleById = (id: string): string => titleOf(id.slice(COMMUNITY.length));

export const meetingsOfCommunity = ({ meetings }: Pick<Settings, "meetings">): RegularMeeting[] =>
  Object.entries(meetings).map(([name, meeting]) => meetingOfCommunity(name, meeting));

/** None while it has set no time. */
export const meetingOfPod = ({ slug, name, meeting, meetsSince, met }: Pod): RegularMeeting | undefined =>
  meeting && {
    ...{ id: slug, title: `${name} meeting`, meeting },
    ...(meetsSince !== undefined && { since: meetsSince }),
    ...(met && { earlier: met }),
  };

/** The same, and of a pod whose meeting has ended: that was held at the times before, and is held at no other. */
export function pastAndNext(pod: Pod): RegularMeeting | undefined {
  const { slug, name, met = [] } = pod;
  const last = met.at(-1);
  if (pod.meeting || last?.until === undefined) return meetingOfPod(pod);
  return { id: slug, title: `${name} meeting`, meeting: last, since: Number.POSITIVE_INFINITY, earlier: met };
}

/** A meeting in a week of its own time zone. Each time holds from when it was set until another is, or until it ended: mostly that is one. */
export function heldIn({ meeting, since, earlier = [] }: Times, week: Week): Held[] {
  const times: readonly (FormerTime & { readonly as: Meeting })[] = [
    ...earlier.map((time) => ({ ...time, as: time })),
    { ...meeting, ...(since !== undefined && { since }), as: meeting },
  ];
  return times.flatMap(({ as, since: from = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY }, index) => {
    const at = dueAfter(addWeeks(week, -1), as);
    const to = Math.min(until, times[index + 1]?.since ?? Number.POSITIVE_INFINITY);
    return at >= from && at < to ? [{ at, meeting: as }] : [];
  });
}

/** As it is, or was, held in the weeks from `first` to `last` after the one of the instant `now`, by time. */
function heldFrom(regular: Times, now: number, first: number, last: number): Held[] {
  const week = weekOf(now, regular.meeting.timezone);
  return Array.from({ length: last - first + 1 }, (_, i) => heldIn(regular, addWeeks(week, first + i))).flat();
}

/** A meeting that began less than an hour ago still counts. */
export function nextOf(regular: RegularMeeting, now: number): NextMeeting {
  const held = heldFrom(regular, now, -2, 2);
  const next = held.findIndex(({ at }) => at + LENGTH_MS > now);
  const before = held[next - 1]?.at ?? longBefore(regular, now);
  return { ...regular, ...held[next]!, ...(before !== undefined && { before }) };
}

/** A meeting that ended and was set again was held last before its end. */
const longBefore = (regular: RegularMeeting, now: number): number | undefined =>
  regular.earlier && heldFrom(regular, now, -DEMOS_WAIT_WEEKS, -3).at(-1)?.at;

/** The first of several to be held; among those of the same time the first by its id. */
export const firstOf = (meetings: readonly RegularMeeting[], now: number): NextMeeting | undefined =>
  meetings.map((one) => nextOf(one, now)).sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))[0];

/** The same of those that have not begun. */
export const firstToCome = (meetings: readonly RegularMeeting[], now: number): NextMeeting | undefined =>
  firstOf(meetings, now + LENGTH_MS);

/** From when on the agenda of a meeting tells, ms. */
export const agendaFrom = ({ at, before = at - WEEK_MS }: Pick<NextMeeting, "at" | "before">): number => before;

/** Demos that were announced while there was no meeting wait so long for the first one. */
const DEMOS_WAIT_WEEKS = 8;

/** From when on the demos of a meeting may have been announced, ms. */
export const demosFrom = ({
  at,
  before = at - DEMOS_WAIT_WEEKS * WEEK_MS,
}: Pick<NextMeeting, "at" | "before">): number => before;

/** The meetings whose agenda the demos of a pod's people stand on, or of people without a pod. */
export const meetingsFor = (pod: Pod | undefined, settings: Pick<Settings, "meetings">): RegularMeeting[] => [
  ...meetingsOfCommunity(settings),
  ...[(pod && meetingOfPod(pod)) ?? []].flat(),
];

/** When it began last, ms: perhaps just now. `undefined` before the first time. */
export const lastHeld = (regular: RegularMeeting, now: number): number | undefined =>
  heldFrom(regular, now, -2, 0).findLast(({ at }) => at <= now)?.at;
