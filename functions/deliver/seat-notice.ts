/** Tells people who waited of their seats. */
import { dayInWords } from "#shared/core/digest/dates.ts";
import { neutralise } from "#shared/core/github/neutralise.ts";
import { podLink } from "#shared/core/messages/github-parts.ts";
import { choiceOf } from "#shared/core/notices.ts";
import type { Claim, Gathered, SeatNotice } from "#shared/core/outbox.ts";
import { areaTitle, type Settings } from "#shared/core/settings.ts";
import { dayOf } from "#shared/core/week.ts";
import type { GitHubContext } from "./place.ts";
import type { Result } from "./results.ts";
import { linesFor, type Told, tellWhereTheyAsked } from "./thread-notice.ts";

export const sendSeatNotice = (claim: Claim, notice: Gathered<SeatNotice>, context: GitHubContext): Promise<Result> =>
  tellWhereTheyAsked(claim, notice, context, isTheirSeat, (told) => seatsText(told, context.settings));

type Seat = Told<SeatNotice>;

/** The answer to their own words told them of a seat that they took later. */
const isTheirSeat = ({ notice, member: { standing } }: Seat): boolean =>
  standing.state === "seated" && standing.pod === notice.pod && standing.since === notice.revision;

const hasRole = ({ notice, pod }: Seat): boolean => notice.advocate === true && pod.advocate === notice.person;

function seatsText(seats: readonly Seat[], settings: Settings): string {
  const noRole = seats.some(hasRole) ? ", or `/pod step-down` to give up the role" : "";
  return [
    linesFor(seats, (seat) => seatText(seat, settings)),
    `If it does not suit you: \`/pod leave\`, or \`/pod pause 4w\`${noRole}.`,
  ].join("\n\n");
}

function seatText(seat: Seat, settings: Settings): string {
  const { notice, member, pod } = seat;
  const area = neutralise(areaTitle(settings, pod.area));
  const day = dayInWords(dayOf(notice.at, settings.digest.timezone));
  const role = hasRole(seat) ? " You volunteered, so you became its Pod Advocate, too." : "";
  return `on ${day} you got a seat in the ${podLink(pod, settings)} pod, which looks after ${area}.${choiceOf(member.profile, pod)}${role}`;
}
