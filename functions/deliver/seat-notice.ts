/** Tells people who waited of their seats. */
import { capital } from "#shared/core/capital.ts";
import { dayInWords } from "#shared/core/digest/dates.ts";
import { neutralise } from "#shared/core/github/neutralise.ts";
import type { Pseudonym } from "#shared/core/member.ts";
import { podLink, withArticle } from "#shared/core/messages/github-parts.ts";
import { type Gathered, noticesIn, type SeatNotice } from "#shared/core/notice-errands.ts";
import { choiceOf, fileOf, volunteeringOf } from "#shared/core/notice-words.ts";
import { isDecided, lastNamesIn, type PodsKnown } from "#shared/core/notices.ts";
import type { Claim } from "#shared/core/outbox.ts";
import { doneBy, mayBeUnderWay } from "#shared/core/plan/done-by-run.ts";
import { byNumber } from "#shared/core/pod.ts";
import type { Run } from "#shared/core/ports.ts";
import { areaTitle, type Settings } from "#shared/core/settings.ts";
import { dayOf } from "#shared/core/week.ts";
import { gainOf, UNDONE, why } from "./decided-entries.ts";
import { haveToHear } from "./heard.ts";
import type { GitHubContext } from "./place.ts";
import type { Result } from "./results.ts";
import { linesFor, type Told, tellWhereTheyAsked } from "./thread-notice.ts";

export async function sendSeatNotice(
  claim: Claim,
  notice: Gathered<SeatNotice>,
  context: GitHubContext,
): Promise<Result> {
  const { store, settings, now } = context;
  const all = noticesIn<SeatNotice>(notice);
  const byRun = peopleByRun(all);
  const listeners = new Map<string, ReadonlySet<Pseudonym>>();
  const runs = new Map<string, Done>();
  for (const [id, people] of byRun) {
    const run = await store.run(id);
    // A later step of it may give them the role of advocate.
    const isUnderWay = all.some((one) => one.run === id && mayBeUnderWay(one.at, now));
    if (run && !run.finished && isUnderWay) return { state: "off", detail: `the run ${id} is not finished` };
    if (run) runs.set(id, { kind: run.kind, finished: run.finished, ...doneBy(run) });
    listeners.set(id, await haveToHear({ id, run }, people, store));
  }
  const pods = byNumber(runs.size > 0 ? await store.pods() : []);
  const lastNames = await lastNamesIn(
    [...runs.values()].flatMap(({ changes }) => changes),
    pods,
    store,
  );
  const isNews = ({ run, person }: SeatNotice) => run === undefined || !!listeners.get(run)?.has(person);
  const given = (seat: Seat): Given => givenBy(seat, runs.get(seat.notice.run ?? ""), { pods, lastNames }, settings);
  return tellWhereTheyAsked(claim, notice, context, {
    holds: (seat) => isTheirSeat(seat) && isNews(seat.notice),
    text: (seats) =>
      seatsText(
        seats.map((seat) => ({ ...seat, ...given(seat) })),
        settings,
      ),
    begin: async (seats) => {
      // Else the notice of the run tells them of a role that it gives them yet.
      const isEarly = (seat: Seat) => runs.get(seat.notice.run ?? "")?.finished === false && !given(seat).hasRole;
      for (const early of [true, false]) {
        const notices = seats.filter((seat) => isEarly(seat) === early).map((seat) => seat.notice);
        for (const [run, people] of peopleByRun(notices)) await store.noteTold(run, people, early);
      }
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

/** What a run did. */
type Done = Pick<Run, "kind" | "finished"> & ReturnType<typeof doneBy>;

/** Why they got the seat, and whether the role of advocate came with it. */
interface Given {
  readonly why: string;
  readonly hasRole: boolean;
}

function givenBy(seat: Seat, run: Done | undefined, known: Omit<PodsKnown, "formed">, settings: Settings): Given {
  const { notice, member, pod } = seat;
  const { changes, formed } = run ?? { changes: [], formed: {} };
  const theirs = changes.filter((change) => isDecided(change) && change.member === notice.person);
  const given = theirs.find((change) => change.kind === "seat");
  const isSaid = choiceOf(member.profile, pod, settings) !== "";
  const role = notice.advocate === true || theirs.some(({ kind }) => kind === "advocate");
  return {
    why:
      run?.kind === "undo"
        ? why(UNDONE)
        : given
          ? gainOf(given, member.profile, { settings, changes, isMade: true, formed, ...known }, isSaid)
          : why(notice.why === undefined ? "" : WITHOUT_RUN[notice.why](settings)),
    hasRole: role && pod.advocate === notice.person,
  };
}

/** Everybody reads it, so it tells nothing of a break. */
const WITHOUT_RUN: Readonly<Record<NonNullable<SeatNotice["why"]>, (settings: Settings) => string>> = {
  formed: () => "enough people waited for a new pod",
  given: () => "a maintainer gave it to you",
  back: () => "",
  listed: ({ community }) => `${neutralise(fileOf(community))} gave it to you`,
};

function seatsText(seats: readonly (Seat & Given)[], settings: Settings): string {
  const noRole = seats.some(({ hasRole }) => hasRole) ? ", or `/pod step-down` to give up the role" : "";
  return [
    linesFor(seats, (seat) => seatText(seat, settings)),
    `If it does not suit you: \`/pod leave\`, or \`/pod pause 4w\`${noRole}.`,
  ].join("\n\n");
}

function seatText({ notice, member, pod, why, hasRole }: Seat & Given, settings: Settings): string {
  const area = neutralise(areaTitle(settings, pod.area));
  const day = dayInWords(dayOf(notice.at, settings.digest.timezone));
  const role = hasRole
    ? ` ${capital(neutralise(volunteeringOf(member.profile, settings)))}, so you became its Pod Advocate, too.`
    : "";
  return `on ${day} you got a seat in ${withArticle(podLink(pod, settings))} pod, which looks after ${area}.${why}${choiceOf(member.profile, pod, settings)}${role}`;
}
