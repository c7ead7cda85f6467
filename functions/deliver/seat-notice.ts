/** Tells somebody who waited of their seat, in the thread where they asked for one. */
import { dayInWords } from "#shared/core/digest/dates.ts";
import { neutralise } from "#shared/core/github/neutralise.ts";
import { Login, type Profile } from "#shared/core/member.ts";
import { podLink } from "#shared/core/messages/github-parts.ts";
import { choiceOf } from "#shared/core/notices.ts";
import type { Claim, SeatNotice } from "#shared/core/outbox.ts";
import type { Pod } from "#shared/core/pod.ts";
import { areaTitle, type Settings } from "#shared/core/settings.ts";
import { dayOf } from "#shared/core/week.ts";
import { comment, isOldNews, madeBefore, OLD_NEWS } from "./notice-comment.ts";
import { type GitHubContext, locked, placeOf } from "./place.ts";
import type { Result } from "./results.ts";

/** Nothing is said of a seat that they no longer have, and nothing to people who have been forgotten. */
export async function sendSeatNotice(claim: Claim, notice: SeatNotice, context: GitHubContext): Promise<Result> {
  const { store, settings, github } = context;
  if (isOldNews(claim, context.now)) return OLD_NEWS;
  const [members, pod] = await Promise.all([store.members([notice.person]), store.pod(notice.pod)]);
  const { profile, standing } = members.get(notice.person) ?? {};
  // The answer to their own words told them of a seat that they took later.
  const sits = standing?.state === "seated" && standing.pod === notice.pod && standing.since === notice.revision;
  if (!pod || !sits || !Login.safeParse(profile?.login).success || profile?.thread === undefined)
    return { state: "sent" };
  const place = await placeOf(profile.thread, store);
  if (!place) return { state: "dead", detail: `the repository of ${profile.thread} is unknown` };
  if ((await github.thread(place)).locked) return locked(`${place.repository}#${place.number}`);
  const mayBeMade = claim.previousState === "posting" || claim.attempts > 0;
  const made = mayBeMade ? await madeBefore(claim, place, context) : [];
  const part = { text: seatText(notice, profile, pod, settings), people: [notice.person] };
  return comment(claim, place, [part], made, context);
}

function seatText(notice: SeatNotice, profile: Profile, pod: Pod, settings: Settings): string {
  const area = neutralise(areaTitle(settings, pod.area));
  const day = dayInWords(dayOf(notice.at, settings.digest.timezone));
  const role = notice.advocate ? " You volunteered, so you became its Pod Advocate, too." : "";
  const noRole = notice.advocate ? ", or `/pod step-down` to give up the role" : "";
  return [
    `@${profile.login}: on ${day} you got a seat in the ${podLink(pod, settings)} pod, which looks after ${area}.${choiceOf(profile, pod)}${role}`,
    `If it does not suit you: \`/pod leave\`, or \`/pod pause 4w\`${noRole}.`,
  ].join("\n\n");
}
