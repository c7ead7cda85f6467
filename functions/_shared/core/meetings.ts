/** When meetings are held: once a week, for an hour, at a local time. */
import { capital } from "./capital.ts";
import { NAME_LENGTH_MAX } from "./digest/lookups.ts";
import { oneLine } from "./people-text.ts";
import type { Meeting, Pod } from "./pod.ts";
import type { Settings } from "./settings.ts";
import { addWeeks, dueAfter, type Week, weekOf } from "./week.ts";

/** Calendars show as much, and so long the agenda of a meeting that goes on is not replaced by the next one's. */
const LENGTH_MS = 3_600_000;

/** How the ids of the community's meetings begin; those of pods are their slugs. */
const COMMUNITY = "meeting-";

/** A meeting of the community, or of a pod. */
export interface RegularMeeting {
  /** The same in calendars, and in what is noted about it. */
  readonly id: string;
  readonly title: string;
  readonly meeting: Meeting;
}

/** A meeting as it is held next, or just now. */
export interface NextMeeting extends RegularMeeting {
  /** ms */
  readonly at: number;
  /** The one before, ms. */
  readonly before: number;
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
export const meetingOfPod = ({ slug, name, meeting }: Pod): RegularMeeting | undefined =>
  meeting && { id: slug, title: `${name} meeting`, meeting };

/** When a meeting is held in a week of its own time zone, ms. */
export const heldIn = (meeting: Meeting, week: Week): number => dueAfter(addWeeks(week, -1), meeting);

/** The same in the week `weeks` after the one of the instant `now`, ms. */
const heldFrom = (meeting: Meeting, now: number, weeks: number): number =>
  heldIn(meeting, addWeeks(weekOf(now, meeting.timezone), weeks));

/** A meeting that began less than an hour ago still counts. */
export function nextOf(regular: RegularMeeting, now: number): NextMeeting {
  const heldAfter = (weeks: number) => heldFrom(regular.meeting, now, weeks);
  // One late on a Sunday goes on in the next week.
  const weeks = [-1, 0].find((one) => heldAfter(one) + LENGTH_MS > now) ?? 1;
  return { ...regular, at: heldAfter(weeks), before: heldAfter(weeks - 1) };
}

/** The first of several to be held; among those of the same time the first by its id. */
export const firstOf = (meetings: readonly RegularMeeting[], now: number): NextMeeting | undefined =>
  meetings.map((one) => nextOf(one, now)).sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))[0];

/** When it began last, ms: perhaps just now. */
export const lastHeld = ({ meeting }: RegularMeeting, now: number): number => {
  const thisWeek = heldFrom(meeting, now, 0);
  return thisWeek <= now ? thisWeek : heldFrom(meeting, now, -1);
};
