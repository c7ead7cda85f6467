/** Tells people who waited of their seats, in the thread where they asked for one. */
import { dayInWords } from "#shared/core/digest/dates.ts";
import { neutralise } from "#shared/core/github/neutralise.ts";
import { Login, type Member, type Profile, type Pseudonym } from "#shared/core/member.ts";
import { podLink } from "#shared/core/messages/github-parts.ts";
import { choiceOf } from "#shared/core/notices.ts";
import { type Claim, type Gathered, noticesIn, type SeatNotice } from "#shared/core/outbox.ts";
import { byNumber, type Pod } from "#shared/core/pod.ts";
import { areaTitle, type Settings } from "#shared/core/settings.ts";
import { dayOf } from "#shared/core/week.ts";
import { comment, isOldNews, madeBefore, OLD_NEWS } from "./notice-comment.ts";
import { type GitHubContext, locked, placeOf } from "./place.ts";
import type { Result } from "./results.ts";

/** Nothing is said of a seat or a role that they no longer have, and nothing to people who have been forgotten. */
export async function sendSeatNotice(
  claim: Claim,
  notice: Gathered<SeatNotice>,
  context: GitHubContext,
): Promise<Result> {
  const { store, settings, github, now } = context;
  const all = noticesIn<SeatNotice>(notice);
  const news = all.filter(({ at }) => !isOldNews({ since: at }, now));
  if (news.length === 0) return OLD_NEWS;
  const [members, pods] = await Promise.all([
    store.members(news.map(({ person }) => person)),
    store.podsNumbered(news.map(({ pod }) => pod)),
  ]);
  const numbered = byNumber(pods);
  const seats = news.flatMap((one) => seatOf(one, members.get(one.person), numbered.get(one.pod)) ?? []);
  if (seats.length === 0) return { state: "sent" };
  const place = await placeOf(notice.thread, store);
  if (!place) return { state: "dead", detail: `the repository of ${notice.thread} is unknown` };
  if ((await github.thread(place)).locked) return locked(`${place.repository}#${place.number}`);
  const part = { text: seatsText(seats, settings), people: seats.map(({ person }) => person) };
  const mayBeMade = claim.previousState === "posting" || claim.attempts > 0;
  const made = mayBeMade ? await madeBefore(claim, place, context) : [];
  return comment(claim, place, [part], made, context, new Set(all.map(({ person }) => person)));
}

interface Seat {
  readonly person: Pseudonym;
  readonly at: number;
  readonly profile: Profile;
  readonly pod: Pod;
  readonly hasRole: boolean;
}

/** The answer to their own words told them of a seat that they took later. */
function seatOf(notice: SeatNotice, member: Member | undefined, pod: Pod | undefined): Seat | undefined {
  if (!member || !pod) return undefined;
  const { profile, standing } = member;
  const sits = standing.state === "seated" && standing.pod === notice.pod && standing.since === notice.revision;
  if (!sits || !Login.safeParse(profile.login).success) return undefined;
  const { person, at } = notice;
  return { person, at, profile, pod, hasRole: notice.advocate === true && pod.advocate === person };
}

function seatsText(seats: readonly Seat[], settings: Settings): string {
  const dash = seats.length > 1 ? "- " : "";
  const noRole = seats.some(({ hasRole }) => hasRole) ? ", or `/pod step-down` to give up the role" : "";
  return [
    seats.map((seat) => `${dash}${seatText(seat, settings)}`).join("\n"),
    `If it does not suit you: \`/pod leave\`, or \`/pod pause 4w\`${noRole}.`,
  ].join("\n\n");
}

function seatText({ at, profile, pod, hasRole }: Seat, settings: Settings): string {
  const area = neutralise(areaTitle(settings, pod.area));
  const day = dayInWords(dayOf(at, settings.digest.timezone));
  const role = hasRole ? " You volunteered, so you became its Pod Advocate, too." : "";
  return `@${profile.login}: on ${day} you got a seat in the ${podLink(pod, settings)} pod, which looks after ${area}.${choiceOf(profile, pod)}${role}`;
}
