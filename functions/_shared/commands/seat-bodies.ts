/** The JSON answer to a person who asks for a seat. */
import { capital } from "../core/capital.ts";
import type { Other } from "../core/member.ts";
import { acceptWords } from "../core/messages/github-parts.ts";
import {
  closedForNow,
  hasNoSeat,
  keepsChoices,
  seatKept,
  sitsElsewhere,
  takesNobodyNew,
  waitingElsewhere,
} from "../core/messages/join.ts";
import { reasonInWords } from "../core/messages/reasons.ts";
import { countedAsOpen } from "../core/notice-words.ts";
import { listView, type Wishes } from "../core/place-on-list.ts";
import type { Reason } from "../core/plan/plan.ts";
import { buddyIn, isShut, type Pod } from "../core/pod.ts";
import { numberedPod } from "../core/pod-names.ts";
import type { Joined } from "../core/ports.ts";
import type { Match } from "../core/seating.ts";
import { areaTitle, type Settings } from "../core/settings.ts";
import { type PersonView, personView, podView } from "../core/views.ts";
import { type WishedArea, wantedInstead, wantedMore } from "../core/wished-areas.ts";

type Seated = Extract<Joined, { pod: number }>;
type Waiting = Extract<Joined, { position: number }>;

interface Besides {
  /** The pod that they asked for and that has no open seat; `other` has one, and they kept theirs. */
  readonly missed?: Pod | undefined;
  readonly other?: Pod | undefined;
  /** Who counted them as open to any area, if that matters here. */
  readonly counted?: Other | undefined;
  /** The areas that they want instead of that of their pod. */
  readonly wished: readonly WishedArea[];
}

export function seatedBody(
  { pseudonym, context: { pod, profiles } }: Seated,
  login: string,
  reasons: readonly Reason[],
  settings: Settings,
  { missed, other, counted, wished }: Besides,
): Record<string, unknown> {
  if (!pod) return { member: { login }, pod: null, reasons: [] };
  const areas = profiles.get(pseudonym)?.areas ?? [];
  const sentences = [
    ...(missed ? [missedSeat(missed, settings)] : []),
    ...(other ? [seatKept(pod.name, other.name)] : []),
    ...(wished.length > 0 ? wished.map(({ detail }) => detail) : otherWishes(areas, pod, settings)),
    ...asCounted(counted, login, settings),
  ];
  return {
    member: { login, areas, ability: profiles.get(pseudonym)?.ability },
    pod: { ...podView(pod, profiles), url: `${settings.publicUrl}/pods/${pod.slug}` },
    reasons: reasonsInWords(reasons, pod, settings),
    ...(sentences.length > 0 && { detail: sentences.join(" ") }),
    buddy: buddyOf(pod, pseudonym, profiles),
    meeting: pod.meeting ?? null,
  };
}

/** That they keep the areas that they want instead of that of their pod, or more. */
function otherWishes(areas: readonly string[], pod: Pod, settings: Settings): string[] {
  if (wantedInstead({ areas }, pod, settings).length > 0) return [sitsElsewhere];
  const more = wantedMore({ areas }, pod, settings).map((area) => areaTitle(settings, area));
  return more.length > 0 ? [keepsChoices(more.join(" or "))] : [];
}

/** For a maintainer: that it is the word of a file, and how to take it back. */
const asCounted = (by: Other | undefined, login: string, { community }: Settings): string[] =>
  by !== "file"
    ? []
    : [
        `${capital(countedAsOpen(login, by, community))}: {"do":"areas","login":"${login}","anywhere":false} takes that back.`,
      ];

function reasonsInWords(reasons: readonly Reason[], pod: Pod, settings: Settings, isNow = false): string[] {
  const names = {
    isNow,
    area: (id: string) => areaTitle(settings, id),
    // Any other pod is one that they asked for, by its slug.
    pod: (id: string) => (Number(id) === pod.number ? pod.name : (numberedPod(id)?.name ?? id)),
  };
  return reasons.map((reason) => reasonInWords(reason, names));
}

/** The seat elsewhere that somebody who waits is offered, and the words that take it. */
export function offerBody(offer: Match | undefined, settings: Settings): Record<string, unknown> {
  if (!offer) return {};
  const { pod, reasons } = offer;
  const { accept, ...its } = acceptable(pod, settings);
  return { offer: { ...its, reasons: reasonsInWords(reasons, pod, settings, true), accept } };
}

/** A pod in which somebody can accept a seat, and the words for it, which only they can say. */
export const acceptable = ({ slug, name, area }: Pod, settings: Settings) => ({
  pod: { slug, name, area },
  accept: acceptWords({ slug, name }, settings),
});

interface WhileWaiting extends Pick<Besides, "missed" | "counted"> {
  readonly wishes?: Wishes | undefined;
  /** The people of the area's short pods whom a seating counts on. */
  readonly inShort: number;
  /** The people whose break is over, whom the seating counts, too. */
  readonly back: number;
}

export function waitingBody(
  { area, position, pseudonym, context: { waiting = position, profiles } }: Waiting,
  login: string,
  settings: Settings,
  { missed, wishes: others, counted, inShort, back }: WhileWaiting,
): Record<string, unknown> {
  const queue = listView(area, waiting + back, settings, { inShort, others });
  const sentences = [
    ...(missed ? [missedSeat(missed, settings)] : []),
    queue.detail,
    ...(others?.anywhere && others.areas.length > 0 ? [waitingElsewhere] : []),
    ...asCounted(counted, login, settings),
  ];
  return {
    member: { login },
    position,
    ...queue,
    detail: sentences.join(" "),
    neighbours: [...profiles].filter(([id]) => id !== pseudonym).map(([, profile]) => ({ login: profile.login })),
  };
}

function missedSeat(pod: Pod, settings: Settings): string {
  if (pod.orphaned) return takesNobodyNew(pod.name, areaTitle(settings, pod.area));
  return isShut(pod) ? closedForNow(pod.name) : hasNoSeat(pod.name);
}

function buddyOf(pod: Pod, newcomer: string, profiles: Seated["context"]["profiles"]): PersonView | null {
  const since = (person: string) => profiles.get(person)?.joinedAt ?? 0;
  const buddy = buddyIn(pod, newcomer, (other) => since(other) >= since(newcomer));
  return buddy === undefined ? null : personView(buddy, profiles);
}
