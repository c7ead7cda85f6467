/** The people whom our comment about a thread's pod mentions: each once a thread, and nobody new when it is only edited. */
import { unreachable } from "../errors.ts";
import type { Pseudonym } from "../member.ts";
import type { Pod } from "../pod.ts";
import type { Settings } from "../settings.ts";
import type { CommentState } from "../thread.ts";

/** A team is mentioned as such, not by its members. */
type Mode = Exclude<Settings["mentions"]["mode"], "team">;

/**
 * Why a pod's team is not mentioned: there is none that we may see, we may see no teams, or GitHub did not read the mention as
 * one.
 */
export const TEAM_FAULTS = ["no-team", "no-right", "not-read"] as const;
export type TeamFault = (typeof TEAM_FAULTS)[number];

export interface Naming extends Pick<CommentState, "named" | "mentioned" | "notified"> {
  /** How many open threads each member is asked to look at. */
  readonly turns: ReadonlyMap<Pseudonym, number>;
  /** Never mentioned to themselves. */
  readonly author?: Pseudonym | undefined;
  /** A comment may be written here. */
  readonly isNew: boolean;
}

/** People whom the comment mentions stay there as long as the mode allows; the pod's first naming adds those it asks. */
export function peopleToMention(
  pod: Pick<Pod, "number" | "seats" | "advocate">,
  mode: Mode,
  { named, mentioned, notified, turns, author, isNew }: Naming,
): Pseudonym[] {
  const candidates = candidatesIn(pod, mode).filter((one) => one !== author);
  const staying = candidates.filter((one) => mentioned.includes(one));
  if (!isNew || named.includes(pod.number) || staying.length > 0) return staying;
  const fresh = candidates.filter((one) => !notified.includes(one));
  if (mode !== "rotation") return fresh;
  const [next] = fresh.toSorted((a, b) => (turns.get(a) ?? 0) - (turns.get(b) ?? 0));
  return next === undefined ? [] : [next];
}

/** Whether the comment may ask anybody to have a look. */
export const mayMention = (
  pod: Pick<Pod, "seats" | "advocate">,
  mode: Settings["mentions"]["mode"],
  author: Pseudonym | undefined,
): boolean => mode === "team" || candidatesIn(pod, mode).some((one) => one !== author);

/** A pod has at most nine members, so no comment mentions more. */
function candidatesIn({ seats, advocate }: Pick<Pod, "seats" | "advocate">, mode: Mode): Pseudonym[] {
  switch (mode) {
    case "quiet":
    case "name":
      return [];
    case "advocate":
      return advocate === null ? [] : [advocate];
    case "rotation":
    case "all":
      return seats.map(({ pseudonym }) => pseudonym);
    default:
      return unreachable(mode);
  }
}
