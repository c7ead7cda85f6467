/** Decisions about people with a seat or a role. They are told, with the reasons and the cost to them. */

import { lastNamesBut } from "./closed-pod.ts";
import { mayPlace } from "./consent.ts";
import { unreachable } from "./errors.ts";
import { type Member, withoutRepeats } from "./member.ts";
import type { DecisionNotice } from "./notice-errands.ts";
import type { Change } from "./plan/plan.ts";
import type { Pod } from "./pod.ts";
import { lastName } from "./pod-names.ts";
import type { Directory } from "./ports.ts";
import type { PodId } from "./scoring/community.ts";
import { areaNow, type Settings } from "./settings.ts";

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

export const numberIn = (id: string, { formed }: Pick<PodsKnown, "formed">): number => formed[id] ?? Number(id);

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
  return lastNamesBut(living, [...numbers].filter(Number.isInteger), store);
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
