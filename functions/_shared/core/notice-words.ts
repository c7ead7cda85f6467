/** What a change is for the person whom it concerns, in words: its reasons, which choice the pod is, and what it costs them. */
import { capital } from "./capital.ts";
import { neutralise } from "./github/neutralise.ts";
import type { Other, Profile } from "./member.ts";
import { type Hearing, type ReasonNames, reasonAboutPerson, reasonInWords, type Voice } from "./messages/reasons.ts";
import { type Decided, numberIn, type PodsKnown, podIn } from "./notices.ts";
import { ORDINALS } from "./number-words.ts";
import type { Reason } from "./plan/plan.ts";
import type { Pod } from "./pod.ts";
import { numberedPod } from "./pod-names.ts";
import { areaTitle, type Settings } from "./settings.ts";

/** `areas`: the areas of pods that a plan has yet to form. */
export function namesOf(
  settings: Pick<Settings, "areas">,
  known: PodsKnown,
  areas: ReadonlyMap<string, string> = new Map(),
): ReasonNames {
  const area = (id: string) => areaTitle(settings, id);
  const toForm = (id: string) => (areas.has(id) ? `a new ${area(areas.get(id) ?? "")} pod` : "a new pod");
  return {
    area,
    pod: (id) =>
      podIn(id, known)?.name ??
      known.lastNames.get(numberIn(id, known)) ??
      numberedPod(String(numberIn(id, known)))?.name ??
      toForm(id),
  };
}

/** Who is how experienced is not for everybody's eyes, nor the points of a step, which count private wishes as well. */
const forEverybody = (reason: Reason): Reason[] => {
  if (reason.because === "group-saves") return [];
  return [reason.because === "gives-level" ? { because: "mixes-ability", pod: reason.pod } : reason];
};

/** "first choice: Sails; Minke was full", or what `wording` makes of them. */
export const reasonsInWords = (
  reasons: readonly Reason[],
  names: ReasonNames,
  wording: typeof reasonInWords = reasonInWords,
): string => [...new Set(reasons.flatMap(forEverybody).map((reason) => wording(reason, names)))].join("; ");

/**
 * The reasons for a change to come that hold for the areas somebody names now; they may have named others when it was planned.
 * Of a change that was made, its reasons are those of its day.
 *
 * @param from the area of their seat, if they have one
 */
export const reasonsNow = (
  reasons: readonly Reason[],
  { areas }: Pick<Profile, "areas">,
  from: string | undefined,
): Reason[] =>
  reasons.flatMap((reason): Reason[] => {
    if (!("area" in reason)) return [reason];
    const rank = RANKS[areas.indexOf(reason.area ?? "")];
    switch (reason.because) {
      case "choice":
        return rank === undefined || areas.slice(0, rank).includes(from ?? "") ? [] : [{ ...reason, rank }];
      case "unlisted-area":
        return rank === undefined ? [reason] : [];
      case "worse-choice":
        return (rank ?? null) === reason.rank ? [reason] : [];
      default:
        return [reason];
    }
  });

const RANKS = [1, 2, 3] as const;

/** "Sails is your first choice; Minke was full": about the person whom a change concerns. */
export function reasonsAboutPerson(
  { kind, reasons }: Decided,
  names: ReasonNames,
  profile: Profile,
  settings: Pick<Settings, "community">,
  voice: Voice = "you",
): string {
  const hearing: Hearing = voice === "you" ? { voice, volunteering: volunteeringOf(profile, settings) } : { voice };
  const about = { ...hearing, doing: DOING[kind], areas: profile.areas };
  return reasonsInWords(reasons, names, (reason) => reasonAboutPerson(reason, names, about));
}

/** Why somebody may get the role of advocate: "you volunteered", if they said so themselves. */
export const volunteeringOf = (
  { volunteerBy }: Pick<Profile, "volunteerBy">,
  { community }: Pick<Settings, "community">,
  voice: Voice = "you",
): string =>
  volunteerBy === undefined
    ? `${voice} volunteered`
    : `${OTHERS[volunteerBy](community)} listed ${voice === "you" ? voice : "them"} as a volunteer`;

/** The source of what is said about imported people. */
export const fileOf = (community: string): string => `a file of ${community}`;

/** Who else said something about a person. A file may have been taken back since, so what it said is told as what it was. */
const OTHERS: Readonly<Record<NonNullable<Profile["volunteerBy"]>, (community: string) => string>> = {
  file: fileOf,
  maintainer: () => "a maintainer",
};

/** What somebody does by a change, as the subject of a reason: "your move gives Narwhal a better mix of experience". */
const DOING = { seat: "joining", move: "move", wait: undefined, advocate: undefined } as const satisfies Record<
  Decided["kind"],
  string | undefined
>;

/**
 * Which choice the pod is of the areas they name now, unless it is the first; they may have named others when they got the
 * seat.
 */
export function choiceOf(profile: Wishes, { area }: Pick<Pod, "area">, settings: Pick<Settings, "community">): string {
  const { areas } = profile;
  const rank = areas[0] === area ? undefined : ORDINALS[areas.indexOf(area)];
  return rank === undefined ? anyArea(profile, area, settings) : ` It is your ${rank} choice.`;
}

type Wishes = Pick<Profile, "areas" | "anywhere" | "anywhereBy">;

/**
 * To somebody who is open to any area, of a seat in one that they did not name: that it is so, and how to say no.
 * `isSaid`: that they did not name it.
 */
export function anyArea(
  { areas, anywhere, anywhereBy }: Wishes,
  area: string,
  { community }: Pick<Settings, "community">,
  isSaid = false,
): string {
  if (!anywhere || areas.includes(area)) return "";
  const isOpen =
    anywhereBy === undefined ? "any area suits you" : countedAsOpen("you", anywhereBy, neutralise(community));
  const why = isSaid || areas.length === 0 ? capital(isOpen) : `You did not name this area, but ${isOpen}`;
  return ` ${why}: ${NOT_OPEN}`;
}

/** To somebody who got a seat in an area of theirs: that a file counted them as open to others, too. */
export const countedByFile = (
  { areas, anywhere, anywhereBy }: Wishes,
  area: string,
  { community }: Pick<Settings, "community">,
): string =>
  anywhere && anywhereBy === "file" && areas.includes(area)
    ? ` ${capital(countedAsOpen("you", anywhereBy, neutralise(community)))}: ${NOT_OPEN}`
    : "";

export const NOT_OPEN = "if that is wrong, comment `/pod join anywhere=no`.";

export const countedAsOpen = (whom: string, by: Other, community: string): string =>
  `${OTHERS[by](community)} counted ${whom} as open to any area`;

/** What a move costs the person: "Docs is your second choice instead of your first". `undefined` if it costs nothing. */
export function costInWords(
  { areas }: Pick<Profile, "areas">,
  from: string,
  to: string,
  names: ReasonNames,
): string | undefined {
  const [before, after] = [areas.indexOf(from), areas.indexOf(to)];
  if (before < 0 || (after >= 0 && after <= before)) return undefined;
  const [was, is] = [ORDINALS[before], ORDINALS[after]];
  return is === undefined
    ? `you did not name ${names.area(to)}, and ${names.area(from)} is your ${was} choice`
    : `${names.area(to)} is your ${is} choice instead of your ${was}`;
}
