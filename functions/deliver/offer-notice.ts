/** Tells people who wait of open seats in areas that they did not name. */
import { dayInWords } from "#shared/core/digest/dates.ts";
import { neutralise } from "#shared/core/github/neutralise.ts";
import { acceptInCode, podLink, withArticle } from "#shared/core/messages/github-parts.ts";
import type { Gathered, OfferNotice } from "#shared/core/notice-errands.ts";
import type { Claim } from "#shared/core/outbox.ts";
import { openSeats } from "#shared/core/pod.ts";
import { mayBeOffered } from "#shared/core/seating.ts";
import { areaTitle, type Settings } from "#shared/core/settings.ts";
import { dayOf } from "#shared/core/week.ts";
import type { GitHubContext } from "./place.ts";
import type { Result } from "./results.ts";
import { linesFor, type Told, tellWhereTheyAsked } from "./thread-notice.ts";

export const sendOfferNotice = (claim: Claim, notice: Gathered<OfferNotice>, context: GitHubContext): Promise<Result> =>
  tellWhereTheyAsked(claim, notice, context, { holds: isOpenToThem, text: (told) => offersText(told, context) });

/** The answer to somebody who asked again told them what was open by then. A later opening has a notice of its own. */
const isOpenToThem = ({ notice, member, pod }: Told<OfferNotice>): boolean =>
  mayBeOffered(member) &&
  member.standing.since === notice.revision &&
  !member.profile.areas.includes(pod.area) &&
  notice.filled === pod.filled &&
  openSeats(pod) > 0;

const offersText = (offers: readonly Told<OfferNotice>[], { settings, now }: GitHubContext): string =>
  [
    linesFor(offers, (offer) => offerText(offer, settings, now)),
    "You keep your place on the list, and the areas that you named. `/pod decline`: tell me of no seats elsewhere.",
  ].join("\n\n");

/** Whether the seat is still open may change soon, so the sentence is about the day. */
export function offerText({ pod }: Pick<Told<OfferNotice>, "pod">, settings: Settings, now: number): string {
  const area = neutralise(areaTitle(settings, pod.area));
  const day = dayInWords(dayOf(now, settings.digest.timezone));
  return `while you wait, on ${day} ${withArticle(podLink(pod, settings))} pod, which looks after ${area}, had an open seat. ${acceptInCode(pod, settings)} takes it, unless somebody else was faster.`;
}
