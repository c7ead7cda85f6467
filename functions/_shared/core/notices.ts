/** Decisions about people with a seat or a role. They are told, with the reasons and the cost to them. */
import { capital } from "./capital.ts";
import { mayPlace } from "./consent.ts";
import { unreachable } from "./errors.ts";
import { neutralise } from "./github/neutralise.ts";
import { type Member, type Other, type Profile, withoutRepeats } from "./member.ts";
import { type Hearing, type ReasonNames, reasonAboutPerson, reasonInWords, type Voice } from "./messages/reasons.ts";
import { ORDINALS } from "./number-words.ts";
import type { DecisionNotice } from "./outbox.ts";
import type { Change, Reason } from "./plan/plan.ts";
import type { Pod } from "./pod.ts";
import { lastName, numberedPod } from "./pod-names.ts";
import type { Directory } from "./ports.ts";
import type { PodId } from "./scoring/community.ts";
import { areaNow, areaTitle, type Settings } from "./settings.ts";

/** A change about somebody that others decided. People who asked in a thread are told of a seat there. */
export type Decided = Extract<Change, { kind: "seat" | "move" | "wait" | "advocate" }>;

export const isDecided = (change: Change): change is Decided =>
  change.kind === "seat" ||
  change.kind === "move" ||
  change.kind === "advocate" ||
  (change.kind === "wait" && change.from !== null);

/** The pods as they are now, and the numbers of those that a run formed, by their names in it. */
export interface PodsKnown {
  readonly pods: ReadonlyMap<number, Pod>;
  readonly formed: Readonly<Record<string, number>>;
  /** Of pods that have closed. */
  readonly lastNames: ReadonlyMap<number, string>;
}

/** The pods that a change and its reasons name; those that a plan forms have no number yet. */
export function podsNamed(change: Change): PodId[] {
  const ids = "pod" in change ? [change.pod] : [];
  if ("from" in change && change.from !== null) ids.push(change.from);
  if ("to" in change) ids.push(change.to);
  for (const reason of change.reasons) if ("pod" in reason) ids.push(reason.pod);
  return ids;
}

const numberIn = (id: string, { formed }: Pick<PodsKnown, "formed">): number => formed[id] ?? Number(id);

/** A pod of a change; `undefined` for one that has closed, or is not formed yet. */
export const podIn = (id: string, known: Pick<PodsKnown, "pods" | "formed">): Pod | undefined =>
  known.pods.get(numberIn(id, known));

/** The last names of the pods in these changes that are none of the `living`. A pod that is formed under a number lives, or has closed. */
export function lastNamesIn(
  changes: readonly Change[],
  living: PodsKnown["pods"],
  store: Pick<Directory, "lastNames">,
  formed: PodsKnown["formed"] = {},
): Promise<Map<number, string>> {
  const numbers = new Set(changes.flatMap(podsNamed).map((id) => numberIn(id, { formed })));
  return store.lastNames([...numbers].filter((number) => Number.isInteger(number) && !living.has(number)));
}

/** Whether what was decided still holds: nobody is told of a seat that they no longer have. */
export function holds(change: Decided, member: Member | undefined, known: PodsKnown): boolean {
  if (!member) return false;
  const { state, pod } = member.standing;
  switch (change.kind) {
    case "seat":
    case "move":
      return state === "seated" && pod === numberIn(change.to, known);
    case "wait":
      return state === "waiting";
    case "advocate":
      return podIn(change.pod, known)?.advocate === change.member;
    default:
      return unreachable(change);
  }
}

/** The number of the pod that a decision is about; 0 for a decision about none. */
export const podDecided = ({ about }: Pick<DecisionNotice, "about">): number => Number(about) || 0;

/** The name of that pod, of one that has closed its last. */
export const podNameDecided = (
  decision: Pick<DecisionNotice, "about">,
  pod: Pod | undefined,
  lastNames: ReadonlyMap<number, string>,
): string => pod?.name ?? lastName(podDecided(decision), lastNames);

/** Whether a decision that no run made still holds. `pod` is the one it is about. */
export function stands(
  { what, about, revision }: Pick<DecisionNotice, "what" | "about" | "revision">,
  pod: Pod | undefined,
  { pseudonym, standing, profile }: Member,
  settings: Pick<Settings, "areas">,
): boolean {
  const { state } = standing;
  const isActive = state === "seated" || state === "waiting";
  // People who have had another seat or place since then gave it up themselves, or were told.
  if (isOfPlace(what)) return standing.since === revision;
  switch (what) {
    case "role-fell":
    case "role-given":
    case "role-listed":
      return pod?.advocate === pseudonym;
    case "role-ended":
    case "role-unlisted":
      return state === "seated" && standing.pod === pod?.number && pod.advocate !== pseudonym;
    case "move-stopped":
    case "move-dropped":
      return state === "seated" && standing.pod === pod?.number;
    case "areas-set":
      return isActive && profile.areas.join(",") === areasDecided(about, settings).join(",");
    case "ability-set":
    case "timezone-set":
      return isActive;
    case "anywhere-set":
      return isActive && profile.anywhere === true;
    case "anywhere-ended":
      return isActive && profile.anywhere !== true;
    case "introduce-set":
      return isActive && profile.introduce === true;
    case "introduce-ended":
      return isActive && profile.introduce !== true;
    case "volunteer-set":
      return isActive && profile.volunteer;
    case "volunteer-ended":
      return isActive && !profile.volunteer;
    default:
      return unreachable(what);
  }
}

type OfPlace = Extract<DecisionNotice["what"], `seat-${string}` | `place-${string}`>;

const isOfPlace = (what: DecisionNotice["what"]): what is OfPlace => /^(seat|place)-/.test(what);

/** The areas may have other ids by now. */
const areasDecided = (about: string, settings: Pick<Settings, "areas">): string[] =>
  withoutRepeats(about.split(",").map((id) => areaNow(settings, id) ?? id));

/** Whether a change that is not made yet would end somebody's role of advocate: their pod keeps it when they leave. */
export const wouldEndRole = ({ member, from }: Asked, known: Pick<PodsKnown, "pods" | "formed">): boolean =>
  from !== null && podIn(from, known)?.advocate === member;

/** A change that takes a seat from somebody. A waiting plan may ask them first. */
export type Asked = Extract<Decided, { kind: "move" | "wait" }>;

export const isAsked = (change: Change): change is Asked =>
  isDecided(change) && (change.kind === "move" || change.kind === "wait");

/** Whether a waiting plan can still do that: they have the seat, and agree to the area of the other one. */
export const canStillMove = (
  { from }: Asked,
  { standing: { state, pod }, profile }: Member,
  to: string | undefined,
): boolean =>
  state === "seated" &&
  String(pod) === from &&
  (to === undefined || mayPlace({ areas: profile.areas, anywhere: profile.anywhere === true }, to));

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
