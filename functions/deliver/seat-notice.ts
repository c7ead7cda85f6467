/** Tells people who waited of their seats. */
import { capital } from "#shared/core/capital.ts";
import { dayInWords } from "#shared/core/digest/dates.ts";
import { neutralise } from "#shared/core/github/neutralise.ts";
import type { Pseudonym } from "#shared/core/member.ts";
import { podLink } from "#shared/core/messages/github-parts.ts";
import { choiceOf, volunteeringOf } from "#shared/core/notices.ts";
import { type Claim, type Gathered, noticesIn, type SeatNotice } from "#shared/core/outbox.ts";
import { areaTitle, type Settings } from "#shared/core/settings.ts";
import { dayOf } from "#shared/core/week.ts";
import { haveToHear } from "./heard.ts";
import type { GitHubContext } from "./place.ts";
import type { Result } from "./results.ts";
import { linesFor, type Told, tellWhereTheyAsked } from "./thread-notice.ts";

export async function sendSeatNotice(
  claim: Claim,
  notice: Gathered<SeatNotice>,
  context: GitHubContext,
): Promise<Result> {
  const { store, settings } = context;
  const byRun = peopleByRun(noticesIn<SeatNotice>(notice));
  const listeners = new Map<string, ReadonlySet<Pseudonym>>();
  for (const [run, people] of byRun) listeners.set(run, await haveToHear(run, people, store));
  const isNews = ({ run, person }: SeatNotice) => run === undefined || !!listeners.get(run)?.has(person);
  return tellWhereTheyAsked(claim, notice, context, {
    holds: (seat) => isTheirSeat(seat) && isNews(seat.notice),
    text: (seats) => seatsText(seats, settings),
    begin: async (seats) => {
      for (const [run, people] of peopleByRun(seats.map((seat) => seat.notice))) await store.noteTold(run, people);
    },
  });
}

/** Without the seats that no run gave. */
function peopleByRun(notices: readonly SeatNotice[]): Map<string, Pseudonym[]> {
  const byRun = new Map<string, Pseudonym[]>();
  for (const { run, person } of notices) if (run !== undefined) byRun.set(run, [...(byRun.get(run) ?? []), person]);
  return byRun;
}

type Seat = Told<SeatNotice>;

/**
 * The answer to their own words told them of a seat that they took later. One that an undo gives back is as old as it was.
 */
const isTheirSeat = ({ notice, member: { standing } }: Seat): boolean =>
  standing.state === "seated" && standing.pod === notice.pod && standing.since <= notice.revision;

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
  const role = hasRole(seat)
    ? ` ${capital(neutralise(volunteeringOf(member.profile, settings)))}, so you became its Pod Advocate, too.`
    : "";
  return `on ${day} you got a seat in the ${podLink(pod, settings)} pod, which looks after ${area}.${choiceOf(member.profile, pod, settings)}${role}`;
}
